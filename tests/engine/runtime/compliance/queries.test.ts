import { expect } from 'chai'
import {
  addPerson,
  casesOfRule,
  complianceOverview,
  DUTIES,
  findingsOfCase,
  NotFoundError,
  NotPermittedError,
  readFacts,
  sweepFindings,
  type DutyResult,
} from '../../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { newCase } from '../../../support/runtime-walk.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const AUDITOR = a('auditor')

describe('compliance', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let caseId: string
    let other: string

    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      caseId = await newCase(test)
      other = await newCase(test)
    })

    const countOf = async (rule: string, result: DutyResult) => {
      const { rules } = await complianceOverview(test.runtime, AUDITOR, { rule })
      return rules[0]?.counts[result]
    }

    it('counts nothing before anything was judged, and says how many wait for it', async () => {
      const overview = await complianceOverview(test.runtime, AUDITOR)
      expect(overview).to.deep.include({ cases: 0, waiting: 2 }).and.not.to.have.property('asAt')
      expect(overview.rules).to.have.lengthOf(DUTIES.length)
    })

    it('counts each case once for each duty after a sweep', async () => {
      expect(await sweepFindings(test.runtime)).to.deep.equal({ judged: 2, changed: 2, failed: [] })
      const { asAt, cases, waiting, rules, procedures, quarters, clauses } = await complianceOverview(
        test.runtime,
        AUDITOR,
      )
      expect({ asAt, cases, waiting }).to.deep.equal({ asAt: test.clock.now(), cases: 2, waiting: 0 })
      for (const { rule, counts } of rules) expect(sum(counts), rule).to.equal(2)
      for (const groups of [procedures, quarters, clauses]) {
        expect(groups.reduce((total, { counts }) => total + sum(counts), 0)).to.equal(2 * DUTIES.length)
      }
      expect(procedures.map(({ procedure }) => procedure)).to.deep.equal(['children-act'])
      expect(quarters.map(({ quarter }) => quarter)).to.deep.equal(['2025-Q4'])
    })

    it('judges again only what changed, and says of the rest nothing', async () => {
      expect(await sweepFindings(test.runtime)).to.deep.equal({ judged: 0, changed: 0, failed: [] })
      await readFacts(test.runtime, MANAGER, caseId)
      expect(await complianceOverview(test.runtime, AUDITOR)).to.have.property('waiting', 1)
      expect(await sweepFindings(test.runtime)).to.include({ judged: 1 })
      expect(await complianceOverview(test.runtime, AUDITOR)).to.have.property('waiting', 0)
    })

    it('shows the cases behind a count, with what is found of them now', async () => {
      const yet = await countOf('C05', 'not-yet-due')
      expect(yet).to.equal(2)
      const { total, cases } = await casesOfRule(test.runtime, AUDITOR, {
        rule: 'C05',
        result: 'not-yet-due',
        limit: 1,
      })
      expect(total).to.equal(2)
      expect(cases.map((each) => each.caseId)).to.deep.equal([other])
      expect(cases[0]?.judgements[0]).to.include({ result: 'not-yet-due', due: '2026-02-16' })
      const next = await casesOfRule(test.runtime, AUDITOR, { rule: 'C05', result: 'not-yet-due', limit: 1, offset: 1 })
      expect(next.cases.map((each) => each.caseId)).to.deep.equal([caseId])
      expect(await casesOfRule(test.runtime, AUDITOR, { rule: 'C05', result: 'not-met' })).to.have.property('total', 0)
    })

    it('tells every duty of one case with the facts on which it rests, and who looked', async () => {
      const { findings } = await findingsOfCase(test.runtime, AUDITOR, caseId)
      expect(findings.map(({ rule }) => rule)).to.deep.equal(DUTIES.map(({ id }) => id))
      const answer = findings.find(({ rule }) => rule === 'C05')
      expect(answer).to.deep.include({ result: 'not-yet-due', found: 'not-yet-due', waivers: [] })
      expect(answer?.judgements[0]?.facts.map(({ type }) => type)).to.deep.equal(['complaint-received'])
      const { rows } = await test.store.read.history({ caseId, limit: 500 })
      expect(rows.at(-1)).to.include({ type: 'findings-viewed', actor: AUDITOR.id })
    })

    it('finds what was not yet due to be broken once its day has passed', async () => {
      await sweepFindings(test.runtime)
      await test.moveTo('2026-02-17T09:00:00.000Z')
      expect(await complianceOverview(test.runtime, AUDITOR)).to.have.property('waiting', 2)
      await sweepFindings(test.runtime)
      expect(await countOf('C05', 'not-met')).to.equal(2)
      expect(await countOf('C05', 'not-yet-due')).to.equal(0)
    })

    it('neither counts nor lists a case that the reader must not see', async () => {
      const subject = { ...AUDITOR, id: 'subject-1' }
      await addPerson(test.runtime, MANAGER, other, { ...PERSON, id: subject.id, role: 'subject-of-complaint' })
      await sweepFindings(test.runtime)
      const { cases, rules } = await complianceOverview(test.runtime, subject, { rule: 'C05' })
      expect(cases).to.equal(1)
      expect(rules[0]?.counts['not-met']).to.equal(1)
      const found = await casesOfRule(test.runtime, subject, { rule: 'C05', result: 'not-met' })
      expect(found.cases.map((each) => each.caseId)).to.deep.equal([caseId])
      expect(found.total).to.equal(1)
      await refused(findingsOfCase(test.runtime, subject, other), NotFoundError)
    })

    it('is for those who check', async () => {
      await refused(complianceOverview(test.runtime, a('caseworker')), NotPermittedError)
      await refused(findingsOfCase(test.runtime, a('caseworker'), caseId), NotPermittedError)
      await refused(casesOfRule(test.runtime, a('caseworker'), { rule: 'C05', result: 'met' }), NotPermittedError)
    })

    it('goes on where one case cannot be judged, and says that it waits', async () => {
      const { runtime } = test
      await sweepFindings(runtime)
      await Promise.all([caseId, other].map((id) => readFacts(runtime, MANAGER, id)))
      // fails in the lot, and then for the first case by itself
      let failures = 2
      const load: typeof runtime.procedures.load = (...asked) =>
        (failures -= 1) >= 0 ? Promise.reject(new RangeError('This one is broken')) : runtime.procedures.load(...asked)
      const procedures = { ...runtime.procedures, load }
      expect(await sweepFindings({ ...runtime, procedures })).to.include({ judged: 1 })
      expect(await complianceOverview(runtime, AUDITOR))
        .to.have.property('waiting')
        .that.is.greaterThan(0)
      expect(await sweepFindings(runtime)).to.deep.include({ failed: [] })
      expect(await complianceOverview(runtime, AUDITOR)).to.have.property('waiting', 0)
    })

    it('judges all anew under another law', async () => {
      const { runtime } = test
      const council = { ...runtime.council, closureDays: ['2026-12-24'] }
      expect(await complianceOverview({ ...runtime, council }, AUDITOR)).to.include({ cases: 0, waiting: 2 })
      expect(await sweepFindings({ ...runtime, council })).to.include({ judged: 2 })
    })
  })
})

const PERSON = {
  name: 'Robin Vale',
  address: ['1 Example Street'],
  adjustments: [],
  contactPreference: 'email',
} as const

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

async function refused(asked: Promise<unknown>, kind: abstract new (...given: never[]) => Error): Promise<void> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).to.be.instanceOf(kind)
}
