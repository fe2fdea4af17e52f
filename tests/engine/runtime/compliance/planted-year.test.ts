import { expect } from 'chai'
import {
  casesOfRule,
  complianceOverview,
  DUTIES,
  localDate,
  sweepFindings,
  type ComplianceOverview,
  type DutyResult,
  type LocalDate,
  type NewFact,
  type Runtime,
} from '../../../../engine/index.ts'
import { addDays } from '../../../../engine/values/local-date.ts'
import { GOOD_CASES, type GoodCase, type Step } from '../../../support/duties/good-year.ts'
import { PLANTED } from '../../../support/duties/planted.ts'
import { toldFrom } from '../../../support/duties/told-from.ts'
import { a, startRuntime } from '../../../support/runtime.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { randomFrom } from '../../law/facts.ts'

/** Monday 6 April 2026, and the 51 after it. */
const FIRST_WEEK = localDate('2026-04-06')
const GOOD = 90
const SEED = 20260406
const AUDITOR = a('auditor')

describe('a year with one breach of each duty', () => {
  it('has one of each in its table', () => {
    expect(PLANTED.map(({ rule }) => rule).sort()).to.deep.equal(DUTIES.map(({ id }) => id))
  })

  forEachDatabase((database) => {
    let runtime: Runtime
    let overview: ComplianceOverview
    /** Cases in which a duty should be found so, by the duty and the result. */
    const expected = new Map<string, string[]>()
    const expectIn = (rule: string, result: DutyResult, caseId: string) => {
      const key = `${rule} ${result}`
      expected.set(key, [...(expected.get(key) ?? []), caseId])
    }

    before(async function () {
      this.timeout(60_000)
      const test = await startRuntime(database, { now: '2028-02-01T09:00:00.000Z' })
      const children = await test.runtime.procedures.load('children-act', 1)
      // All that judging asks of a procedure.
      const load = (id: string) => Promise.resolve({ ...children, id, localDeadlines: [] })
      runtime = { ...test.runtime, procedures: { ...test.runtime.procedures, load } }

      const random = randomFrom(SEED)
      for (let n = 1; n <= GOOD; n += 1) {
        const good = GOOD_CASES[(n - 1) % GOOD_CASES.length]
        if (good === undefined) throw new RangeError('There are no good cases')
        await store(idOf(n), good, good.steps, addDays(FIRST_WEEK, 7 * Math.floor(52 * random())))
      }
      for (const [index, { rule, in: name, change, also = {}, inDoubt = {}, seenBy }] of PLANTED.entries()) {
        const good = GOOD_CASES.find((each) => each.name === name)
        if (good === undefined) throw new RangeError(`There is no good case ${name}`)
        const caseId = idOf(GOOD + index + 1)
        // six months from these weeks on are as long as the table says
        await store(caseId, good, change(good.steps), addDays(FIRST_WEEK, 7 * Math.floor(16 * random())))
        if (seenBy !== undefined) await look(caseId, seenBy)
        for (const each of [rule, ...Object.keys(also)]) expectIn(each, 'not-met', caseId)
        for (const each of Object.keys(inDoubt)) expectIn(each, 'cannot-tell', caseId)
      }
      await sweepFindings(runtime)
      overview = await complianceOverview(runtime, AUDITOR)
    })

    const store = (caseId: string, { procedure }: GoodCase, steps: readonly Step[], monday: LocalDate) =>
      runtime.store.command(async (unit) => {
        unit.insertCase({ id: caseId, procedure, procedureVersion: 1, receivedOn: monday, state: {} })
        const facts = toldFrom(steps, monday).map(([on, type, data = {}]) => ({ type, on, data }) as NewFact)
        await unit.addFacts(caseId, facts, { recordedBy: 'cm1', role: 'complaints-manager' })
      })
    const look = (caseId: string, { by, role }: { readonly by: string; readonly role: string }) =>
      runtime.store.command((unit) => {
        unit.audit({ caseId, actor: by, role, type: 'case-viewed', body: { part: 'case' } })
        return Promise.resolve()
      })

    it('counts every case, and nothing as still to come', () => {
      const { cases, waiting, rules } = overview
      expect({ cases, waiting }).to.deep.equal({ cases: GOOD + PLANTED.length, waiting: 0 })
      expect(rules.filter(({ counts }) => counts['not-yet-due'] > 0)).to.deep.equal([])
    })

    for (const { id, title } of DUTIES) {
      it(`finds what is broken of ${id}, and invents nothing: ${title}`, async () => {
        for (const result of ['not-met', 'cannot-tell'] as const) {
          const planted = expected.get(`${id} ${result}`) ?? []
          expect(overview.rules.find(({ rule }) => rule === id)?.counts[result], result).to.equal(planted.length)
          if (planted.length === 0) continue
          const { cases } = await casesOfRule(runtime, AUDITOR, { rule: id, result, limit: 200 })
          expect(cases.map(({ caseId }) => caseId).sort(), result).to.deep.equal(planted)
        }
      })
    }
  })
})

function idOf(n: number): string {
  return `SC-2026-${String(n).padStart(5, '0')}`
}
