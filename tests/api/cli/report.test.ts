import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { report } from '../../../api/cli/report.ts'
import { startRuntime } from '../../support/runtime.ts'
import { addSmallCase, seedSmallYear, UNDECIDED } from '../../support/small-year.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const YEAR = ['--from', '2020-04-01', '--to', '2021-03-31', '--as-at', '2021-06-30']

describe('redress report', () => {
  const said: string[] = []
  const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) }
  beforeEach(() => said.splice(0))

  for (const args of [
    [],
    ['--from', '2020-04-01'],
    ['--year', '2020'],
    ['--quarter', '2020-Q5'],
    ['--year', '2020-21', '--quarter', '2020-Q1'],
    ['--year', '2020-21', '--snapshot', 'a'],
    ['--year', '2020-21', '--format', 'doc'],
    ['--year', '2020-21', '--pack', 'other'],
    ['--year', '2020-21', '--format', 'pdf'],
    ['--year', '2020-21', '--unknown'],
  ]) {
    it(`${args.join(' ')} says how it is used`, async () => {
      expect(await report(args, {}, io)).to.equal(2)
      expect(said.join()).to.include('Usage: redress report')
    })
  }

  forEachDatabase((database) => {
    // The command line does nothing with a database of its own: one of them is enough.
    if (database.dialect !== 'sqlite') return
    let folder: string
    let settings: Readonly<Record<string, string>>
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'redress-report-'))
      const { store } = await startRuntime(database, { now: '2021-06-30T09:00:00.000Z' })
      await seedSmallYear(store)
      const { config } = database
      settings = 'url' in config ? { DATABASE_URL: config.url } : { DATABASE_FILE: config.file }
    })
    after(() => {
      rmSync(folder, { recursive: true, force: true })
    })
    const written = async (name: string, ...args: readonly string[]): Promise<string> => {
      const file = join(folder, name)
      expect(await report([...args, '--out', file], settings, io), said.join('\n')).to.equal(0)
      return readFileSync(file, 'utf8')
    }

    it('writes the report in each form, and the same bytes of a frozen one whenever it is asked for', async () => {
      const frozen = await written('frozen.html', ...YEAR, '--freeze')
      const [, id = ''] = /Frozen: ([0-9a-f]{64})/.exec(said.join('\n')) ?? []
      expect(frozen).to.include(`Snapshot ${id}`)
      expect(await written('again.html', '--snapshot', id)).to.equal(frozen)
      const open = await written('public.html', '--snapshot', id, '--public')
      expect(open).to.include('Public edition').and.not.include('/figures/')
      expect(await written('frozen.csv', '--snapshot', id, '--format', 'csv')).to.include('adult.received,')
      const data = JSON.parse(await written('frozen.json', '--snapshot', id, '--format', 'json')) as {
        snapshot: object
      }
      expect(data.snapshot).to.have.property('id', id)
    })

    it('does not freeze what does not come out, and says so', async () => {
      const { store } = await startRuntime(database, { now: '2021-06-30T10:00:00.000Z' })
      await addSmallCase(store, UNDECIDED)
      expect(await report([...YEAR, '--freeze'], settings, io)).to.equal(1)
      expect(said.join('\n')).to.include('The report is not frozen').and.include('complaints.without-outcome')
    })

    it('writes a quarter and the pack of the learning panel, and says where no PDF can be printed', async () => {
      const quarter = await written('q.html', '--quarter', '2020-Q2', '--as-at', '2021-06-30')
      expect(quarter).to.include('Quarterly summary').and.include('Draft, as at 30 June 2021')
      expect(await written('l.html', '--year', '2020-21', '--pack', 'learning')).to.include(
        'Pack for the learning panel',
      )
      const nowhere = { ...settings, PDF_BROWSER: '/no/such/browser' }
      const pdf = [...YEAR, '--format', 'pdf', '--out', join(folder, 'r.pdf')]
      expect(await report(pdf, nowhere, io)).to.equal(1)
      expect(said.join('\n')).to.include('set PDF_BROWSER')
    })
  })
})
