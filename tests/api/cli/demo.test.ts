import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { demo } from '../../../api/cli/demo.ts'
import { figures } from '../../../api/cli/figures.ts'

describe('redress demo and redress figures', () => {
  let folder: string
  const said: string[] = []
  const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) }
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-demo-'))
  })
  after(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(() => said.splice(0))

  for (const args of [
    [],
    ['--year', '2019-20'],
    ['--year', '2020-21', '--seed', 'x'],
    ['--year', '2020-21', '--scale', '2'],
    ['--year', '2020-21', '--speed', '0'],
    ['--year', '2020-21', '--speed', 'fast'],
  ]) {
    it(`demo ${args.join(' ')} says how it is used`, async () => {
      expect(await demo(args, {}, io)).to.equal(2)
      expect(said.join()).to.include('Usage: redress demo')
    })
  }

  it('demo plays no year over a database that is there', async () => {
    const file = join(folder, 'kept.sqlite')
    writeFileSync(file, 'somebody’s work')
    expect(await demo(['--year', '2020-21', '--database', file], {}, io)).to.equal(2)
    expect(said.join()).to.include('--fresh')
  })

  it('figures prints what each counts, and what was received as closed and open', async () => {
    const file = join(folder, 'empty.sqlite')
    expect(await figures(['--year', '2021-22', '--written', '2022-06-30', '--database', file], {}, io)).to.equal(0)
    expect(said.join('\n')).to.include('Figures of 2021-22, written 2022-06-30').and.include('[adult.received]')
  })

  it('figures says how it is used where the year is none', async () => {
    expect(await figures(['--year', '2020'], {}, io)).to.equal(2)
  })
})
