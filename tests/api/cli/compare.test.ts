import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { compare } from '../../../api/cli/compare.ts'
import { readConfig } from '../../../api/config.ts'
import { filesOf } from '../../../api/procedure-files.ts'
import { systemClock } from '../../../api/clock.ts'
import { openRuntime } from '../../../api/open-runtime.ts'
import { deployProcedure, SYSTEM } from '../../../engine/index.ts'

const TINY = 'tests/fixtures/scenarios/tiny'

describe('redress compare', () => {
  let folder = ''
  let changed = ''
  let drawn = ''
  let database = ''
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-compare-'))
    changed = copied('changed', (text) => text.replaceAll('workingDays="5"', 'workingDays="4"'))
    drawn = copied('drawn', (text) => text.replace('x="304" y="95"', 'x="304" y="96"'))
    database = join(folder, 'redress.sqlite')
    const runtime = await openRuntime(readConfig({ DATABASE_FILE: database }), systemClock)
    for (const files of [filesOf(TINY), filesOf(changed)]) await deployProcedure(runtime, SYSTEM, files)
    await runtime.store.close()
  })
  after(() => {
    rmSync(folder, { recursive: true })
  })

  function copied(name: string, change: (diagram: string) => string): string {
    const to = join(folder, name)
    cpSync(TINY, to, { recursive: true })
    const file = join(to, 'tiny.bpmn')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    return to
  }
  async function run(...args: readonly string[]) {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await compare(args, {}, { out: (line) => out.push(line), err: (line) => err.push(line) })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }

  const WRONG: readonly [what: string, args: () => readonly string[], said: string][] = [
    ['nothing', () => [], 'Usage: redress compare'],
    ['one folder', () => [TINY], 'Usage: redress compare'],
    ['what is no option', () => [TINY, TINY, '--wrong'], 'Usage: redress compare'],
    ['folders with a database', () => [TINY, TINY, '--database', database], 'Usage: redress compare'],
    ['a folder without a procedure', () => [TINY, folder], 'There is no procedure.json in /'],
    ['versions that are no numbers', () => ['tiny', 'one', 'two', '--database', database], 'whole numbers'],
    ['a version that is not there', () => ['tiny', '1', '3', '--database', database], 'tiny 3'],
  ]
  for (const [what, args, said] of WRONG) {
    it(`cannot compare ${what}: 2`, async () => {
      const { code, out, err } = await run(...args())
      expect([code, out]).to.deep.equal([2, ''])
      expect(err).to.include(said)
    })
  }

  it('finds that both say the same: 0', async () => {
    expect(await run(TINY, TINY)).to.deep.equal({ code: 0, out: `${TINY} → ${TINY}\nNo changes`, err: '' })
    const { code, out } = await run(TINY, drawn)
    expect(code, out).to.equal(0)
    expect(out).to.include('Layout changed in 1 diagram').and.include('Only drawn elsewhere in Tiny: ')
  })

  it('says what differs: 1', async () => {
    const versions = await run('tiny', '1', '2', '--database', database)
    expect(versions.code, versions.err).to.equal(1)
    expect(versions.out).to.include('tiny, version 1 → tiny, version 2').and.include('5 → 4 working days')
    const folders = await run(TINY, changed)
    expect([folders.code, folders.out.split('\n').slice(1)]).to.deep.equal([1, versions.out.split('\n').slice(1)])
  })

  it('writes JSON for programs', async () => {
    const { code, out } = await run(TINY, changed, '--json')
    expect(code).to.equal(1)
    const { before, summary, changes } = JSON.parse(out) as Record<string, unknown>
    expect([before, summary]).to.deep.equal([TINY, '1 change'])
    expect(changes).to.have.lengthOf(1)
  })
})
