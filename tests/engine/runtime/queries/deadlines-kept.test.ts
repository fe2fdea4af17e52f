import { expect } from 'chai'
import {
  DEADLINE_RULES,
  deadlineLines,
  deadlinesKept,
  InvalidValueError,
  KEPT_STATES,
  localDate,
  NotPermittedError,
  stageOfRule,
  type KeptDeadline,
  type KeptState,
  type NewFact,
  type Runtime,
} from '../../../../engine/index.ts'
import { a, startRuntime } from '../../../support/runtime.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'

const ANSWER = 'children-act.stage-1-answer'
const AUDITOR = a('auditor')
const QUARTER = { from: localDate('2026-01-01'), to: localDate('2026-03-31') }

type Told = readonly [on: string, type: string, data?: object]
const RECEIVED: Told = ['2026-01-05', 'complaint-received', { channel: 'letter', oral: false }]
const ANSWERED = (on: string): Told => [on, 'stage-1-answered', { contents: [] }]
const LATE_BECAUSE: Told = [
  '2026-01-26',
  'lateness-reason-recorded',
  { rule: ANSWER, reasonCode: 'staff-absence', reason: 'Two people were ill.' },
]

/** Received on Monday 5 January, to be answered by Monday 19 January; looked at on Monday 2 February. */
const CASES: readonly {
  readonly told: readonly Told[]
  readonly state: KeptState
  readonly is?: Partial<KeptDeadline>
}[] = [
  { told: [RECEIVED, ANSWERED('2026-01-19')], state: 'in-time', is: { doneOn: localDate('2026-01-19') } },
  {
    told: [
      RECEIVED,
      ['2026-01-15', 'stage-1-extended', { ground: 'complex', until: '2026-01-30', reason: 'It is complex.' }],
      ANSWERED('2026-01-28'),
    ],
    state: 'in-extension',
  },
  {
    told: [RECEIVED, ANSWERED('2026-01-23'), LATE_BECAUSE],
    state: 'late',
    is: { reason: 'staff-absence', lateByWorkingDays: 4 },
  },
  { told: [RECEIVED, ANSWERED('2026-01-20')], state: 'late', is: { lateByWorkingDays: 1 } },
  { told: [RECEIVED, LATE_BECAUSE], state: 'not-done', is: { reason: 'staff-absence', lateByWorkingDays: 10 } },
  { told: [RECEIVED, ['2026-01-08', 'advocate-wanted', {}]], state: 'held', is: { reason: 'advocate' } },
  { told: [['2026-01-29', 'complaint-received', { channel: 'letter', oral: false }]], state: 'running' },
]

describe('deadlines kept', () => {
  it('have a stage for each duty of law, guidance, code and policy', () => {
    const without = DEADLINE_RULES.filter(({ id }) => stageOfRule(id) === 'own-targets')
    expect(without).to.deep.equal([])
    expect(stageOfRule('adult-social-care.local.plan')).to.equal('own-targets')
  })

  forEachDatabase((database) => {
    let runtime: Runtime
    before(async function () {
      this.timeout(60_000)
      ;({ runtime } = await startRuntime(database, { now: '2026-02-02T09:00:00.000Z' }))
      for (const [n, { told }] of CASES.entries()) {
        await runtime.store.command(async (unit) => {
          const caseId = idOf(n)
          const receivedOn = localDate(told[0]?.[0] ?? '')
          unit.insertCase({ id: caseId, procedure: 'children-act', procedureVersion: 1, receivedOn, state: {} })
          const facts = told.map(([on, type, data = {}]) => ({ type, on: localDate(on), data }) as NewFact)
          await unit.addFacts(caseId, facts, { recordedBy: 'cm1', role: 'complaints-manager' })
        })
      }
    })

    const idOf = (n: number) => `SC-2026-0000${n + 1}`
    const linesOf = async (asked: object = {}) =>
      (await deadlineLines(runtime, AUDITOR, { ...QUARTER, ...asked })).lines

    it('are what the clocks of each case say, with the reason on record', async () => {
      const lines = await linesOf({ rule: ANSWER, limit: 500 })
      for (const [n, { state, is = {} }] of CASES.entries()) {
        const line = lines.find(({ caseId }) => caseId === idOf(n))
        expect(line, idOf(n)).to.include({ state, ...is })
        if (is.reason === undefined) expect(line, idOf(n)).not.to.have.property('reason')
      }
    })

    it('are counted as often as there are lines, for each time limit, state and reason', async () => {
      const { cases, deadlines, reasons } = await deadlinesKept(runtime, AUDITOR, QUARTER)
      expect(cases).to.equal(CASES.length)
      for (const { rule, counts, total } of deadlines) {
        expect((await linesOf({ rule })).length, rule).to.equal(total)
        for (const state of KEPT_STATES) {
          expect((await linesOf({ rule, states: [state] })).length, `${rule} ${state}`).to.equal(counts[state])
        }
      }
      for (const { rule, state, reason = 'none', count } of reasons) {
        expect((await linesOf({ rule, states: [state], reason })).length, `${rule} ${reason}`).to.equal(count)
      }
      expect(reasons.find(({ rule, state }) => rule === ANSWER && state === 'not-done')).to.include({ count: 1 })
    })

    it('are narrowed to when they were received, to a procedure and to a team', async () => {
      const none = await deadlinesKept(runtime, AUDITOR, { from: localDate('2025-01-01'), to: localDate('2025-12-31') })
      expect(none).to.deep.include({ cases: 0, deadlines: [], reasons: [] })
      expect(await linesOf({ procedure: 'corporate' })).to.deep.equal([])
      const all = await linesOf({ limit: 500 })
      for (const team of new Set(all.map((line) => line.team))) {
        if (team === undefined) continue
        const own = await linesOf({ team, limit: 500 })
        expect(own.length).to.equal(all.filter((line) => line.team === team).length)
      }
    })

    it('leave out what the asker may not see, and say in the trail who asked', async () => {
      const row = await runtime.store.read.case(idOf(0))
      if (row === undefined) throw new RangeError('It is not there')
      await runtime.store.command((unit) => {
        unit.updateCase({ ...row, restricted: true }, row.version)
        return Promise.resolve()
      })
      expect((await linesOf({ limit: 500 })).map(({ caseId }) => caseId)).not.to.include(idOf(0))
      const { rows } = await runtime.store.read.history({ limit: 500 })
      expect(rows.at(-1)).to.include({ type: 'deadlines-read', actor: AUDITOR.id })
    })

    it('are for auditors and the complaints manager, and of days in their order', async () => {
      expect(await thrownBy(deadlinesKept(runtime, a('caseworker'), QUARTER))).to.be.instanceOf(NotPermittedError)
      const wrong = deadlinesKept(runtime, AUDITOR, { from: QUARTER.to, to: QUARTER.from })
      expect(await thrownBy(wrong)).to.be.instanceOf(InvalidValueError)
    })
  })
})
