import { expect } from 'chai'
import { admitHere, makeDiagramReader, readDiagram, registryOf, type Registry } from '../../../engine/diagram/index.ts'
import { readProcedureFolder } from '../../../engine/diagram/index.ts'
import { aProcess, aTask, everyElement, flow } from './bpmn.ts'

const STUBBORN = new URL('../../fixtures/admission/threads/never-answers.mjs', import.meta.url)

describe('readDiagram', function () {
  this.timeout(60_000)

  it('gives the same as reading in the calling thread', async () => {
    for (const xml of [everyElement(), aTask('<complexGateway id="t"/>'), '<a>', '']) {
      expect(await readDiagram(xml, { file: 'a.bpmn' })).to.deep.equal(admitHere(xml, { file: 'a.bpmn' }))
    }
  })

  it('refuses a text that is too long without handing it over', async () => {
    const { findings } = await readDiagram(' '.repeat(2_000_000), { file: 'a.bpmn' })
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).to.deep.equal(['a.bpmn admission/too-large'])
  })

  it('says the same of a hundred places at most', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `t${n}`)
    const drawn = ids.map(
      (id) =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="0" y="0" width="9" height="9"/></bpmndi:BPMNShape>`,
    )
    const layout = `<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">${drawn.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`
    const xml = aProcess(
      ids.map((id) => `<task id="${id}"/>${flow('s', id)}`).join('') + '<startEvent id="s"/>',
      layout,
    )
    const { findings } = await readDiagram(xml, { file: 'a.bpmn', plain: true, lint: true })
    expect(findings.filter(({ rule }) => rule === 'no-overlapping-shapes')).to.have.length(100)
  })

  it('takes a registry along, and tries the rules', async () => {
    const registry: Registry = registryOf(
      (
        await readProcedureFolder([
          { path: 'procedure.json', text: '{"roles": [{"code": "clerk", "title": "Clerk"}]}' },
        ])
      ).procedure,
      [],
    )
    const xml = aTask('<userTask id="t" redress:role="clerc"/>')
    const { findings } = await readDiagram(xml, { file: 'a.bpmn', registry })
    expect(findings.map(({ element, rule, remedy }) => `${element} ${rule} ${remedy}`)).to.deep.equal([
      't admission/unknown-role Use one of these, or add it: clerk.',
    ])
    const linted = await readDiagram(aTask('<userTask id="t" redress:role="clerk"/>'), {
      file: 'a.bpmn',
      registry,
      lint: true,
    })
    expect(linted.diagram?.main.id).to.equal('p')
    expect(linted.findings.map(({ rule }) => rule)).to.include.members([
      'user-task-has-form',
      'bpmnlint/label-required',
    ])
  })

  it('asks only for a drawing where there is no registry', async () => {
    const { findings } = await readDiagram(aTask(), { file: 'a.bpmn', plain: true, lint: true })
    const rules = new Set(findings.map(({ rule }) => rule))
    expect(rules).to.include('bpmnlint/label-required')
    expect(rules).to.not.include('user-task-has-form')
  })
})

describe('a reader whose thread does not answer', function () {
  this.timeout(60_000)
  const reader = makeDiagramReader({ thread: STUBBORN, timeLimitMs: 200, heapLimitMb: 24 })
  after(() => reader.close())
  const read = async (xml: string) =>
    (await reader.read(xml, { file: 'a.bpmn' })).findings.map(({ rule, message }) => `${rule}: ${message}`)

  it('ends it, refuses the diagram, and reads the next one', async () => {
    expect(await read('turn')).to.deep.equal(['admission/too-costly: Reading it took longer than 0.2 seconds.'])
    expect(await read('fine')).to.deep.equal([])
  })

  it('does not stop the thread that asks', async () => {
    let turns = 0
    const counting = setInterval(() => (turns += 1), 5)
    await read('turn')
    clearInterval(counting)
    expect(turns).to.be.greaterThan(3)
  })

  it('survives that it runs out of memory, or throws', async () => {
    const patient = makeDiagramReader({ thread: STUBBORN, timeLimitMs: 30_000, heapLimitMb: 24 })
    for (const xml of ['fill', 'throw']) {
      const { findings } = await patient.read(xml, { file: 'a.bpmn' })
      expect(findings[0]?.message).to.equal('Reading it took more than 24 MiB of memory, or ended its thread.')
    }
    expect((await patient.read('fine', { file: 'a.bpmn' })).findings).to.deep.equal([])
    await patient.close()
  })

  it('reads one after the other, each with its own answer', async () => {
    const answers = await Promise.all(['fine', 'turn', 'fine', 'turn', 'fine'].map(read))
    expect(answers.map((messages) => messages.length)).to.deep.equal([0, 1, 0, 1, 0])
  })
})
