import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { exportLog } from '../../../api/cli/export.ts'
import { SYNTHETIC } from '../../../engine/index.ts'
import { startTestService, type TestService } from '../../support/service.ts'
import { submitExample } from '../../support/walk.ts'
import { readXes } from '../../support/xes.ts'

const YEAR = ['--from', '2026-01-01', '--to', '2026-12-31']

describe('exports by the API and by redress export', function () {
  this.timeout(240_000)
  let test: TestService
  let caseId: string
  let folder: string
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const run = (...args: string[]) => exportLog([...args, '--database', test.databaseFile], {}, io)

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-export-'))
    test = await startTestService({ now: '2026-03-02T09:00:00.000Z' })
    caseId = await submitExample(test)
    await test.service.drain()
  })
  after(async () => {
    await test.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    out.splice(0)
    err.splice(0)
  })

  for (const args of [[], ['--format', 'exe', ...YEAR], ['--format', 'xes', '--from', 'x', '--to', '2026-01-01']]) {
    it(`says how it is used: ${args.join(' ')}`, async () => {
      expect(await exportLog(args, {}, io)).to.equal(2)
      expect(err.join()).to.contain('Usage: redress export')
    })
  }

  it('wants to know why, of real cases', async () => {
    expect(await run('--format', 'xes', ...YEAR)).to.equal(2)
    expect(err.join()).to.contain('--reason')
  })

  it('writes a file that nobody else reads, and says its hash and what is not in it', async () => {
    const file = join(folder, 'log.xes')
    expect(await run('--format', 'xes', ...YEAR, '--reason', 'The audit', '--out', file), err.join('\n')).to.equal(0)
    const text = readFileSync(file, 'utf8')
    expect(readXes(text).faults).to.deep.equal([])
    expect(text).not.to.contain(caseId)
    expect(err.join()).to.contain(createHash('sha256').update(text).digest('hex')).and.contain('Not in it:')
  })

  it('writes on standard output, of made-up cases without a reason', async () => {
    await test.service.runtime.store.command((unit) => {
      unit.saveSetting({ name: SYNTHETIC, value: 'a trial' })
      return Promise.resolve()
    })
    expect(await run('--format', 'ocel', ...YEAR), err.join('\n')).to.equal(0)
    expect(JSON.parse(out.join('\n')))
      .to.have.property('events')
      .that.is.an('array').that.is.not.empty
  })

  it('is asked for, listed and taken by the API', async () => {
    const asked = { format: 'jsonl', by: 'received', from: '2026-01-01', to: '2026-12-31', reason: 'The audit' }
    const made = await test.call('auditor', 'POST', '/api/v1/audit/exports', asked)
    expect(made.status, JSON.stringify(made.body)).to.equal(201)
    const { export: id } = made.body as { readonly export: string }
    const file = await fetch(`${test.service.url}/api/v1/audit/exports/${id}/file`, {
      headers: { authorization: `Bearer ${await test.secretOf('auditor')}` },
    })
    const text = await file.text()
    expect(file.headers.get('content-type')).to.contain('application/x-ndjson')
    const found = await test.call('auditor', 'GET', `/api/v1/audit/exports/${id}`)
    const sha256 = createHash('sha256').update(text).digest('hex')
    expect(found.body).to.have.nested.property('takings[0].sha256', sha256)
    const list = await test.call('auditor', 'GET', '/api/v1/audit/exports')
    const { exports } = list.body as { readonly exports: readonly { readonly export: string }[] }
    expect(exports.map((each) => each.export)).to.include(id)
  })

  const refused = [
    { what: 'a field that is not known', change: { colour: 'red' }, status: 400 },
    { what: 'days in the wrong order', change: { from: '2026-05-01', to: '2026-01-01' }, status: 422 },
    { what: 'no reason', change: { reason: undefined }, status: 403 },
  ] as const
  for (const { what, change, status } of refused) {
    it(`is refused by the API with ${what}`, async () => {
      const asked = { format: 'csv', by: 'received', from: '2026-01-01', to: '2026-12-31', reason: 'x', ...change }
      const answer = await test.call('auditor', 'POST', '/api/v1/audit/exports', asked)
      expect(answer.status, JSON.stringify(answer.body)).to.equal(status)
    })
  }

  it('gives the dates of a table, and those of an event log not', async () => {
    const asked = { format: 'dates', by: 'received', from: '2026-01-01', to: '2026-12-31', reason: 'A request' }
    const made = await test.call('auditor', 'POST', '/api/v1/audit/exports', asked)
    const { export: id } = made.body as { readonly export: string }
    const dates = await test.call('auditor', 'GET', `/api/v1/audit/exports/${id}/dates`)
    expect(dates.body).to.deep.include({ cases: [], more: false, notTold: [{ procedure: 'children-act' }] })
  })
})
