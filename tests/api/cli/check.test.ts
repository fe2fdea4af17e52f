import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { check } from '../../../api/cli/check.ts'
import type { Finding } from '../../../engine/index.ts'
import { aTask } from '../../engine/diagram/bpmn.ts'

const FIXTURES = 'tests/fixtures/diagrams'

async function run(...args: readonly string[]) {
  const lines: string[] = []
  const code = await check(args, { out: (line) => lines.push(line) })
  return { code, lines, text: lines.join('\n') }
}

describe('redress check', function () {
  this.timeout(60_000)
  let folder = ''
  before(() => (folder = mkdtempSync(join(tmpdir(), 'redress-check-'))))
  after(() => {
    rmSync(folder, { recursive: true })
  })

  it('says how it is used: 2', async () => {
    for (const args of [[], ['--json'], ['--wrong', 'x']]) {
      const { code, text } = await run(...args)
      expect([code, text]).to.deep.equal([2, 'Usage: redress check <file or folder>… [--json] [--plain]'])
    }
  })

  it('says that there is nothing to check: 2', async () => {
    expect(await run(join(folder, 'none.bpmn'))).to.deep.include({ code: 2 })
    expect((await run(folder)).text).to.equal(`There is no diagram (*.bpmn) in ${folder}.`)
  })

  it('shows each finding with its file, element, message and remedy: 1', async () => {
    const file = join(folder, 'faulty.bpmn')
    writeFileSync(file, aTask('<complexGateway id="t"/>'))
    const { code, lines } = await run(file, '--plain')
    expect(code).to.equal(1)
    expect(lines).to.deep.equal([
      file,
      '  error    t  (admission/unexecutable)',
      '           <complexGateway> is not executed.',
      '           → Draw its rule with exclusive, inclusive and parallel gateways.',
      '',
      '1 diagram checked: 1 error, 0 warnings',
    ])
  })

  it('gives the same as JSON', async () => {
    const { code, text } = await run(join(folder, 'faulty.bpmn'), '--plain', '--json')
    expect(code).to.equal(1)
    const findings = JSON.parse(text) as readonly Finding[]
    expect(findings.map(({ element, rule, level }) => [element, rule, level])).to.deep.equal([
      ['t', 'admission/unexecutable', 'error'],
    ])
  })

  it('asks of plain BPMN only whether it runs: 0', async () => {
    const file = join(folder, 'plain.bpmn')
    writeFileSync(file, aTask())
    expect(await run(file, '--plain')).to.deep.include({ code: 0, lines: ['1 diagram checked: 0 errors, 0 warnings'] })
    const { code, text } = await run(file)
    expect(code).to.equal(1)
    expect(text).to.contain('bpmnlint/label-required').and.not.contain('user-task-has-form')
  })

  it('knows the procedure that a diagram lies in', async () => {
    expect((await run(`${FIXTURES}/user-task-has-role-correct.bpmn`)).text).to.equal(
      '1 diagram checked: 0 errors, 0 warnings',
    )
    const { code, text } = await run(`${FIXTURES}/user-task-has-role-incorrect.bpmn`, '--json')
    expect(code).to.equal(1)
    expect((JSON.parse(text) as readonly Finding[]).map(({ rule }) => rule)).to.deep.equal(['user-task-has-role'])
  })

  it('compares with the version before, where a file beside the diagram names it', async () => {
    const { text } = await run(`${FIXTURES}/no-step-removed-under-cases-incorrect.bpmn`)
    expect(text)
      .to.contain('(no-step-removed-under-cases)')
      .and.match(/1 diagram checked: 0 errors, 1 warning$/)
  })

  it('checks the forms of a procedure folder too', async () => {
    writeFileSync(join(folder, 'procedure.json'), '{}')
    const { text } = await run(folder)
    expect(text).to.contain(join(folder, 'procedure.json')).and.contain('It has no title.')
  })
})
