import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { redress } from '../../support/command-line.ts'

const TINY = 'tests/fixtures/scenarios/tiny'

describe('redress scenarios', function () {
  this.timeout(60_000)
  let directory: string
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'redress-test-'))
    cpSync(TINY, join(directory, 'tiny'), { recursive: true })
    const steps = [{ expect: { tasks: { task_tiny: '2026-01-13' } } }]
    const scenarios = [{ id: 'wrong', title: 'Wrong', steps }]
    writeFileSync(join(directory, 'tiny', 'tiny.scenarios.json'), JSON.stringify({ scenarios }))
  })
  after(() => {
    rmSync(directory, { recursive: true, force: true })
  })

  it('plays every scenario, says how far they go, and answers 0', async () => {
    const { code, out, err } = await redress(['scenarios', TINY, '--coverage'])
    expect(err).to.equal('')
    expect(out.replace(/\d+ ms/g, '… ms')).to.equal(
      [
        'ok      tiny written  A letter is written (… ms)',
        'ok      tiny silent  None is written, and it is late (… ms)',
        '100 %  tiny/tiny.bpmn  8 of 8 flows',
        '2 scenarios played, 0 not as it should be',
        '',
      ].join('\n'),
    )
    expect(code).to.equal(0)
  })

  it('says what was expected and what there was, and answers 1', async () => {
    const { code, out } = await redress(['scenarios', join(directory, 'tiny')])
    expect(out).to.contain('  step 1, expect, at 2026-01-05T09:00:00.000Z\n')
    expect(out).to.contain('- expected the task task_tiny to be due 2026-01-13, but it is due: 2026-01-12\n')
    expect(out).to.contain('open: task_tiny (2026-01-12)\n')
    expect(code).to.equal(1)
  })

  it('answers 1 with --coverage when a flow was not taken, and names it', async () => {
    const { code, out } = await redress(['scenarios', TINY, '--only', 'written', '--coverage', '--json'])
    const coverage = JSON.parse(out.trim().split('\n').at(-1) ?? '') as {
      readonly coverage: { readonly untaken: object[] }
    }
    expect(coverage.coverage.untaken).to.deep.equal([
      { id: 'flow_gw_tiny_to_end_tiny_silent', name: 'No', from: 'gw_tiny', to: 'end_tiny_silent' },
      { id: 'flow_ev_tiny_late_to_svc_tiny_late', from: 'ev_tiny_late', to: 'svc_tiny_late' },
      { id: 'flow_svc_tiny_late_to_end_tiny_late', from: 'svc_tiny_late', to: 'end_tiny_late' },
    ])
    expect(code).to.equal(1)
  })

  const wrong: readonly (readonly [what: string, args: readonly string[], words: string])[] = [
    ['an option that it does not know', ['--fast'], 'Usage: redress scenarios'],
    ['a folder that is no procedure', ['tests'], 'There is no procedure.json in tests.'],
    ['a scenario that is not there', [TINY, '--only', 'none'], `No scenario of ${TINY} has the id none.`],
  ]
  for (const [what, args, words] of wrong) {
    it(`answers 2 to ${what}`, async () => {
      const { code, err } = await redress(['scenarios', ...args])
      expect(err).to.contain(words)
      expect(code).to.equal(2)
    })
  }
})
