import { expect } from 'chai'
import {
  reportFigures,
  importAggregates,
  InvalidVariablesError,
  localDate,
  NotPermittedError,
  reportDays,
  reportYear,
  SYNTHETIC,
  SYSTEM,
} from '../../../engine/index.ts'
import { a, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const YEAR = { year: '2019-20', source: 'Annual report', figures: { 'children.received': 252, 'adult.received': 536 } }
const DAYS = reportDays(reportYear('2020-21'), localDate('2026-02-02'))

const FAULTS: readonly (readonly [string, unknown])[] = [
  ['a year that is none', { ...YEAR, year: '2019-21' }],
  ['no figure at all', { ...YEAR, figures: {} }],
  ['half a complaint', { ...YEAR, figures: { 'children.received': 0.5 } }],
  ['a figure without a name', { ...YEAR, figures: { received: 1 } }],
  ['no source', { ...YEAR, source: '' }],
]

describe('figures of another year', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
    })

    it('are taken in, stand beside those of the next year, and leave a line in the audit trail', async () => {
      expect(await importAggregates(test.runtime, SYSTEM, YEAR)).to.equal(2)
      const corrected = { 'adult.received': 537, 'complaints.by-group.adult': 537 }
      await importAggregates(test.runtime, SYSTEM, { ...YEAR, figures: corrected })
      const { figures, tables, comparedWith, synthetic } = await reportFigures(test.runtime, a('auditor'), DAYS)
      const before = Object.fromEntries(figures.map(({ id, before }) => [id, before]))
      expect([before['children.received'], before['adult.received'], before['adult.closed']]).to.deep.equal([
        252,
        537,
        undefined,
      ])
      const [adults] = tables.find(({ id }) => id === 'complaints.by-group')?.rows ?? []
      expect([adults?.code, adults?.total.before, adults?.cells[0]?.before]).to.deep.equal(['adult', 537, 537])
      expect(comparedWith).to.deep.equal(['Annual report'])
      expect(synthetic).to.equal(false)
      const types = (await test.store.read.history({ limit: 500 })).rows.map(({ type }) => type)
      expect(types.filter((type) => type === 'aggregates-imported')).to.have.length(2)
      expect(types).to.include('figures-read')
    })

    it('say that a database is synthetic once that is set', async () => {
      await test.store.command((unit) => {
        unit.saveSetting({ name: SYNTHETIC, value: 'a test' })
        return Promise.resolve()
      })
      expect((await reportFigures(test.runtime, a('auditor'), DAYS)).synthetic).to.equal(true)
    })

    for (const [what, request] of FAULTS) {
      it(`are refused with ${what}`, async () => {
        expect(await thrownBy(importAggregates(test.runtime, SYSTEM, request))).to.be.instanceOf(InvalidVariablesError)
      })
    }

    it('are not for everybody to bring in, or to read', async () => {
      expect(await thrownBy(importAggregates(test.runtime, a('caseworker'), YEAR))).to.be.instanceOf(NotPermittedError)
      expect(await thrownBy(reportFigures(test.runtime, a('intake'), DAYS))).to.be.instanceOf(NotPermittedError)
    })
  })
})
