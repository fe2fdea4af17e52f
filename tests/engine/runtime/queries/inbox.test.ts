import { expect } from 'chai'
import {
  addDays,
  inbox,
  inboxCounts,
  inboxPage,
  localDate,
  calendarOf,
  workingDaysBetween,
  type InboxAsk,
  type LocalDate,
} from '../../../../engine/index.ts'
import { DUE_BANDS, type NewCase, type NewTask } from '../../../../engine/store/index.ts'
import { a, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { aCase, aTask } from '../../../support/test-databases-rows.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { newCase } from '../../../support/runtime-walk.ts'

/** Wednesday. The Sunday of that week is 8 February. */
const TODAY = localDate('2026-02-04')
const MANAGER = a('complaints-manager', 'manager-1')

const PROCEDURES = ['children-act', 'adult-social-care', 'corporate']
const STAGES = ['stage-1', 'stage-2', 'stage-3', null]
const ROLES = ['caseworker', 'complaints-manager', 'responding-manager']
const TEAMS = ['complaints-team', 'fostering', null]
const PEOPLE = ['manager-1', 'u2', 'u3', null, null]

/** The same rows each time: a small generator with a fixed seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

interface Made {
  readonly theCase: NewCase
  readonly task: NewTask
}

function makeRows(count: number): readonly Made[] {
  const next = chance(7)
  const one = <Value>(list: readonly Value[]): Value => list[Math.floor(next() * list.length)] as Value
  return Array.from({ length: count }, (_, n) => {
    const id = `T-2026-${String(n + 1).padStart(5, '0')}`
    const receivedOn = addDays(TODAY, -Math.floor(next() * 90))
    const theCase = aCase(id, {
      receivedOn,
      procedure: one(PROCEDURES),
      procedureVersion: one([1, 2]),
      stage: one(STAGES),
      child: next() < 0.4,
      adjustments: next() < 0.3 ? 'large-print' : null,
      initials: 'J.R.',
      lastToldOn: next() < 0.6 ? addDays(TODAY, -Math.floor(next() * 30)) : null,
    })
    const state = one(['running', 'running', 'running', 'held', 'met', null] as const)
    const dueOn = state === null ? null : addDays(TODAY, Math.floor(next() * 30) - 10)
    const task = aTask(id, 'reply', {
      role: one(ROLES),
      candidateTeam: one(TEAMS),
      assignee: one(PEOPLE),
      dueOn,
      deadlineState: state,
      ...(state === 'met' && { sortOn: localDate('9999-12-31') }),
    })
    return { theCase, task }
  })
}

describe('the inbox', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    const rows = makeRows(300)
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database, { now: `${TODAY}T09:00:00.000Z` })
      await test.store.command((unit) => {
        for (const { theCase } of rows) unit.insertCase(theCase)
        for (const { task } of rows) unit.openTask(task)
        for (const { task } of rows.filter(({ task: { role } }) => role === 'responding-manager')) {
          const who = 'role:responding-manager'
          unit.saveAccess({ caseId: task.caseId, who, relation: 'candidate', part: '', untilAt: null })
        }
        return Promise.resolve()
      })
    })

    const all: InboxAsk = { scope: 'all', limit: 500 }
    const listed = async (ask: Partial<InboxAsk>) => (await inbox(test.runtime, MANAGER, { ...all, ...ask })).tasks

    it('puts the soonest due first, and what has no day last', async () => {
      const tasks = await listed({})
      const days = tasks.map((task) => (task.deadlineState === 'met' ? '9999-12-31' : (task.dueOn ?? '9999-12-31')))
      expect(days).to.deep.equal(days.toSorted())
      expect(tasks).to.have.lengthOf(rows.length)
    })

    const table: readonly (readonly [string, Partial<InboxAsk>, (made: Made) => boolean])[] = [
      ['mine', { scope: 'mine' }, ({ task }) => task.assignee === 'manager-1'],
      ['somebody’s', { assignee: 'u2' }, ({ task }) => task.assignee === 'u2'],
      ['nobody’s', { scope: 'unassigned' }, ({ task }) => task.assignee == null],
      ['of a team', { scope: 'team', team: 'fostering' }, ({ task }) => task.candidateTeam === 'fostering'],
      ['of a role', { role: ['caseworker'] }, ({ task }) => task.role === 'caseworker'],
      ['of a procedure', { procedure: ['corporate'] }, ({ theCase }) => theCase.procedure === 'corporate'],
      [
        'of a version',
        { procedure: ['corporate'], version: 2 },
        ({ theCase }) => theCase.procedure === 'corporate' && theCase.procedureVersion === 2,
      ],
      [
        'of two stages',
        { stage: ['stage-1', 'stage-3'] },
        ({ theCase }) => ['stage-1', 'stage-3'].includes(theCase.stage ?? ''),
      ],
      ['of children', { child: true }, ({ theCase }) => theCase.child === true],
      ['with adjustments', { adjustments: true }, ({ theCase }) => theCase.adjustments != null],
      ['late', { due: ['late'] }, ({ task }) => runs(task) && isBefore(task.dueOn, TODAY)],
      ['due today', { due: ['today'] }, ({ task }) => runs(task) && task.dueOn === TODAY],
      [
        'due this week',
        { due: ['week'] },
        ({ task }) => runs(task) && isBefore(TODAY, task.dueOn) && isBefore(task.dueOn, '2026-02-09'),
      ],
      ['due later', { due: ['later'] }, ({ task }) => runs(task) && isBefore('2026-02-08', task.dueOn)],
      ['paused', { due: ['paused'] }, ({ task }) => task.deadlineState === 'held'],
      [
        'without a deadline',
        { due: ['none'] },
        ({ task }) => task.deadlineState === null || task.deadlineState === 'met',
      ],
      [
        'not told for 10 working days',
        { notToldFor: 10 },
        ({ theCase }) =>
          workingDaysBetween(theCase.lastToldOn ?? theCase.receivedOn, TODAY, calendarOf('adult-social-care')) > 10,
      ],
    ]
    for (const [what, ask, belongs] of table) {
      it(`lists those ${what}, and counts as many`, async () => {
        const expected = rows.filter(belongs).map(({ task }) => task.id)
        const found = await inbox(test.runtime, MANAGER, { ...all, ...ask })
        expect(found.tasks.map(({ taskId }) => taskId)).to.have.members(expected)
        expect(found.total).to.equal(expected.length).and.to.be.greaterThan(0)
      })
    }

    it('counts what it lists, whatever is asked together', async () => {
      const next = chance(11)
      const maybe = <Value>(values: readonly Value[]): Value | undefined =>
        next() < 0.5 ? undefined : values[Math.floor(next() * values.length)]
      for (let round = 0; round < 60; round += 1) {
        const ask = without({
          scope: maybe(['mine', 'unassigned', 'all', 'team'] as const) ?? 'all',
          team: maybe(['complaints-team', 'fostering']),
          role: maybe([['caseworker'], ROLES, []]),
          procedure: maybe([['corporate'], PROCEDURES]),
          stage: maybe([['stage-1'], ['stage-2', 'stage-3']]),
          due: maybe([['late'], ['late', 'today', 'week'], ['paused', 'none']] as const),
          child: maybe([true, false]),
          adjustments: maybe([true, false]),
          notToldFor: maybe([5, 10, 20]),
          limit: 7,
        }) as unknown as InboxAsk
        const ids: string[] = []
        let total = 0
        for (let offset = 0; offset === 0 || offset < total; offset += 7) {
          const page = await inbox(test.runtime, MANAGER, { ...ask, offset })
          ids.push(...page.tasks.map(({ taskId }) => taskId))
          total = page.total
        }
        expect(new Set(ids).size, JSON.stringify(ask)).to.equal(total).and.to.equal(ids.length)
        const counts = await inboxCounts(test.runtime, MANAGER, ask)
        expect(counts.total).to.equal(total)
        expect(
          DUE_BANDS.reduce((sum, band) => sum + counts[band], 0),
          'each in one band',
        ).to.equal(total)
        for (const asker of [MANAGER, a('responding-manager', 'r1')]) {
          const { total: own } = await inbox(test.runtime, asker, ask)
          const page = await inboxPage(test.runtime, asker, ask)
          const { narrowed: _narrowed, ...whole } = page.counts
          const { scope, team } = ask
          const unfiltered = { scope, ...(team !== undefined && { team }) }
          expect(page.total, 'of the page').to.equal(own)
          expect(whole, 'before it is narrowed').to.deep.equal(await inboxCounts(test.runtime, asker, unfiltered))
        }
      }
    })

    it('lists what a role may take, where it may give nobody anything', async () => {
      const officer = a('responding-manager', 'r1')
      const { tasks } = await inbox(test.runtime, officer, { scope: 'unassigned', limit: 500 })
      expect(new Set(tasks.map(({ role }) => role))).to.deep.equal(new Set(['responding-manager']))
    })

    it('counts the working days since somebody told the complainant', async () => {
      for (const task of await listed({})) {
        const told = task.lastToldOn ?? task.receivedOn
        expect(task.workingDaysSinceTold).to.equal(workingDaysBetween(told, TODAY, calendarOf('adult-social-care')))
      }
    })

    it('sorts by each column, either way round', async () => {
      for (const sort of ['told', 'received', 'case', 'task', 'stage'] as const) {
        const up = (await listed({ sort })).map(({ taskId }) => taskId)
        const down = (await listed({ sort, down: true })).map(({ taskId }) => taskId)
        expect(down, sort).to.deep.equal(up.toReversed())
      }
    })

    it('keeps what lists show of a case with the case', async () => {
      const caseId = await newCase(test)
      const row = await test.store.read.case(caseId)
      expect(row?.initials).to.match(/^(\p{L}\.)+$/u)
      const mine = (await listed({})).filter((task) => task.caseId === caseId)
      expect(mine).to.have.length.greaterThan(0)
      expect(mine[0]?.initials).to.equal(row?.initials)
    })
  })
})

function runs({ deadlineState }: NewTask): boolean {
  return deadlineState === 'running'
}

function isBefore(day: LocalDate | string | null | undefined, other: LocalDate | string | null | undefined): boolean {
  return day != null && other != null && day < other
}

function without(ask: object): object {
  return Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== undefined))
}
