import { expect } from 'chai'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../../api/cli/run.ts'

const bpmn = (id: string, body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="of-${id}" targetNamespace="urn:test">
  <process id="${id}" isExecutable="true">${body}</process>
</definitions>`

const FILES = {
  'ask.bpmn': bpmn(
    'ask',
    `<startEvent id="start"/><userTask id="read"/><callActivity id="call" calledElement="answer"/><endEvent id="done"/>
     <sequenceFlow id="f1" sourceRef="start" targetRef="read"/><sequenceFlow id="f2" sourceRef="read" targetRef="call"/>
     <sequenceFlow id="f3" sourceRef="call" targetRef="done"/>`,
  ),
  'answer.bpmn': bpmn(
    'answer',
    `<startEvent id="begin"/><serviceTask id="write"/><endEvent id="written"/>
     <sequenceFlow id="g1" sourceRef="begin" targetRef="write"/><sequenceFlow id="g2" sourceRef="write" targetRef="written"/>`,
  ),
  'broken.bpmn': bpmn('broken', '<startEvent id="start"/><scriptTask id="script"/><complexGateway id="odd"/>'),
  'windows.json': '\uFEFF[{"start":{}},\r\n{"complete":"read"}]\r\n',
  'good.json': '[{"start":{}},{"complete":"read"},{"job":"write"}]',
  'early.json': '[{"complete":"read"},{"start":{}}]',
  'misspelt.json': '[{"compete":"read"}]',
  'no.json': '[',
}

describe('redress run', function () {
  this.timeout(60_000)
  let folder = ''
  const at = (file: string) => join(folder, file)

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-run-'))
    for (const [name, text] of Object.entries(FILES)) writeFileSync(at(name), text)
  })
  after(() => {
    rmSync(folder, { recursive: true })
  })

  async function told(...args: readonly string[]) {
    const out: string[] = []
    const err: string[] = []
    const code = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line) })
    return { code, out, err: err.join('\n') }
  }

  it('reads steps with a byte order mark', async () => {
    const { code, out } = await told(at('ask.bpmn'), '--steps', at('windows.json'), '--plain', '--json')
    expect([code, out.length]).to.deep.equal([0, 2])
  })

  it('prints a line of JSON a step, and finds the called process in the folder', async () => {
    const { code, out, err } = await told(at('ask.bpmn'), '--steps', at('good.json'), '--plain', '--json')
    expect({ code, err }).to.deep.equal({ code: 0, err: '' })
    expect(out.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      {
        step: 1,
        waiting: [{ element: 'read', kind: 'user', count: 1 }],
        ended: false,
        endEvents: [],
        taken: ['f1'],
        incident: null,
      },
      {
        step: 2,
        waiting: [
          { element: 'call', kind: 'child', count: 1 },
          { element: 'write', kind: 'job', count: 1 },
        ],
        ended: false,
        endEvents: [],
        taken: ['f2', 'g1'],
        incident: null,
      },
      { step: 3, waiting: [], ended: true, endEvents: ['written', 'done'], taken: ['g2', 'f3'], incident: null },
    ])
  })

  it('tells the same with --persist', async () => {
    const args = [at('ask.bpmn'), '--steps', at('good.json'), '--plain', '--json']
    expect(await told(...args, '--persist')).to.deep.equal(await told(...args))
  })

  it('tells people in words, from the moment that it is given', async () => {
    const { out } = await told(at('ask.bpmn'), '--steps', at('good.json'), '--plain', '--at', '2026-07-01T10:30')
    expect(out).to.deep.equal([
      '1. Start (Wednesday, 1 July 2026 at 10:30)',
      '   Flows taken: f1',
      '   Waiting: read (task)',
      '2. Complete read (Wednesday, 1 July 2026 at 10:30)',
      '   Flows taken: f2, g1',
      '   Waiting: call (called process), write (job)',
      '3. Job done write (Wednesday, 1 July 2026 at 10:30)',
      '   Flows taken: g2, f3',
      '   End events so far: written, done',
      '   The procedure has ended.',
    ])
  })

  it('goes on after a step that cannot be done, and returns 1', async () => {
    const { code, out } = await told(at('ask.bpmn'), '--steps', at('early.json'), '--plain', '--json')
    expect(code).to.equal(1)
    expect(out.map((line) => (JSON.parse(line) as { refused?: { code: string } }).refused?.code)).to.deep.equal([
      'not-waiting',
      undefined,
    ])
  })

  it('prints the findings of a diagram that is refused, and returns 1', async () => {
    const args = [at('broken.bpmn'), '--steps', at('good.json'), '--plain']
    const words = await told(...args)
    expect(words.code).to.equal(1)
    expect(words.out.join('\n')).to.include('broken.bpmn: script: error:').and.to.include('broken.bpmn: odd: error:')
    const { code, out } = await told(...args, '--json')
    expect(code).to.equal(1)
    expect((JSON.parse(out[0] ?? '') as { findings: object[] }).findings).to.have.length.at.least(2)
  })

  const mistakes: readonly (readonly [string, () => readonly string[], string])[] = [
    ['no arguments', () => [], 'Usage: redress run'],
    ['no steps', () => [at('ask.bpmn')], 'Usage: redress run'],
    ['an unknown option', () => [at('ask.bpmn'), '--step', 'x'], "'--step'"],
    ['two diagrams', () => [at('ask.bpmn'), at('answer.bpmn'), '--steps', at('good.json')], 'One diagram at a time'],
    ['a missing diagram', () => [at('nowhere.bpmn'), '--steps', at('good.json')], 'nowhere.bpmn cannot be read'],
    ['missing steps', () => [at('ask.bpmn'), '--steps', at('nowhere.json')], 'nowhere.json cannot be read'],
    ['steps that are no JSON', () => [at('ask.bpmn'), '--steps', at('no.json')], 'no.json is not JSON'],
    [
      'a misspelt step',
      () => [at('ask.bpmn'), '--steps', at('misspelt.json')],
      'misspelt.json: The steps: /0 must say one of',
    ],
    [
      'a moment that is none',
      () => [at('ask.bpmn'), '--steps', at('good.json'), '--at', 'noon'],
      "Not a moment: 'noon'",
    ],
  ]
  for (const [what, args, message] of mistakes) {
    it(`returns 2 and says why: ${what}`, async () => {
      const { code, out, err } = await told(...args())
      expect({ code, out }).to.deep.equal({ code: 2, out: [] })
      expect(err).to.include(message)
    })
  }
})
