import type { FlowNode } from '../diagram/procedure-model.ts'
import { isOpen, type Clock as LawClock } from '../law/clock.ts'
import { deadlineMoment } from '../law/deadline-moment.ts'
import type { TaskRow } from '../store/rows.ts'
import { NO_DAY } from '../store/unit-work.ts'
import type { NewTimer } from '../store/unit.ts'
import { DEADLINE_RULES } from '../law/index.ts'
import type { VariableValue, Wait } from '../tokens/token-state.ts'
import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseRowState, CaseWork } from './case-work.ts'
import type { ProcessInstance } from './tree.ts'

/** The moment of a timer whose clock has not started: it never comes, and moves nearer when the clock starts. */
export const NOT_YET = '9999-12-31T00:00:00.000Z' as Instant

/** An open wait as the tables see it. */
export interface OpenWait {
  readonly key: string
  readonly id: string
  readonly instance: ProcessInstance
  readonly wait: Wait
  readonly node: FlowNode | undefined
}

/** The dates of a case that hang on its facts. */
export interface Dates {
  /** Due moment of each deadline timer that this command arms, by row id. */
  readonly moments: ReadonlyMap<string, Instant>
  /** What this command made due, or moved: rule and day, for the audit trail. */
  readonly changed: readonly { readonly rule: string; readonly due: LocalDate }[]
  /** How each clock stands, by its id; undefined when none can have moved. */
  readonly standing?: Readonly<Record<string, string>>
  readonly deadlineOf: (rule: string | undefined, instance?: ProcessInstance) => TaskDeadline
}

/** The time limit of a task as its row keeps it. */
export type TaskDeadline = Pick<TaskRow, 'dueOn' | 'sortOn' | 'deadlineState' | 'deadlineSince' | 'deadlineReason'>

const NO_DEADLINE: TaskDeadline = {
  dueOn: null,
  sortOn: NO_DAY,
  deadlineState: null,
  deadlineSince: null,
  deadlineReason: null,
}

type OpenWaits = ReadonlyMap<string, OpenWait>

/** Works out every date that hangs on the facts, and moves the rows that no longer stand right. */
export async function keepDates(work: CaseWork, before: OpenWaits, after: OpenWaits): Promise<Dates> {
  const { newFacts, timePassed, moved: isMoved } = work.done()
  const opened = [...after.values()].filter(({ key }) => !before.has(key))
  const needed =
    newFacts.length > 0 ||
    timePassed ||
    isMoved ||
    opened.some(({ wait, node }) => wait.kind === 'deadline' || node?.redress.deadline !== undefined)
  if (!needed) return { moments: new Map(), changed: [], deadlineOf: () => NO_DEADLINE }

  const lawClocks = work.clocks()
  const deadlineOf: Dates['deadlineOf'] = (rule, instance) =>
    deadlineIn(instance === undefined ? lawClocks : clocksFor(instance, lawClocks), rule)
  const standing = Object.fromEntries(lawClocks.map((clock) => [clock.id, standingOf(clock)]))
  const { standing: stood = {} } = work.row.state as unknown as CaseRowState
  const moved = lawClocks.filter(({ id }) => standing[id] !== stood[id])
  const gone = Object.keys(stood).some((id) => !Object.hasOwn(standing, id))
  if (moved.length > 0 || gone || isMoved) {
    const stayed = [...after.values()].filter(({ key }) => before.has(key))
    await moveTimers(work, stayed, momentsOf(stayed, lawClocks, work.now), isMoved)
    // Those of a case that was moved are kept with all else of their rows.
    if (!isMoved) await moveTasks(work, stayed, deadlineOf)
  }
  const moments = momentsOf(opened, lawClocks, work.now)
  const changed = moved.flatMap(({ rule, due }) => (due === undefined ? [] : [{ rule, due }]))
  return { moments, changed, standing, deadlineOf }
}

function momentsOf(
  waits: readonly OpenWait[],
  lawClocks: readonly LawClock[],
  now: Instant,
): ReadonlyMap<string, Instant> {
  return new Map(
    waits.flatMap(({ id, wait, instance }): [string, Instant][] =>
      wait.kind === 'deadline' ? [[id, momentOf(wait, clocksFor(instance, lawClocks), now) ?? NOT_YET]] : [],
    ),
  )
}

/** The clocks that count for a process: of a rule with a clock for each body, those of the body that it is about. */
export function clocksFor({ state }: ProcessInstance, lawClocks: readonly LawClock[]): readonly LawClock[] {
  const own = DEADLINE_RULES.flatMap(({ id, pairedBy }): [string, VariableValue][] => {
    const value = pairedBy === undefined ? undefined : state.variables[pairedBy]
    return typeof value === 'string' ? [[id, value]] : []
  })
  if (own.length === 0) return lawClocks
  const about = new Map(own)
  return lawClocks.filter(({ rule, subject }) => subject === undefined || (about.get(rule) ?? subject) === subject)
}

/**
 * When it comes next. What comes again and again is not made up for: after a week without power the complainant is told
 * once that it is late, and then again at the next of its days that is still to come.
 */
function momentOf(
  { deadline, round = 0 }: Wait & { readonly kind: 'deadline' },
  lawClocks: readonly LawClock[],
  now: Instant,
): Instant | undefined {
  let moment = deadlineMoment(deadline, lawClocks, round)
  for (let later = round + 1; round > 0 && moment !== undefined && moment <= now; later += 1) {
    moment = deadlineMoment(deadline, lawClocks, later)
  }
  return moment
}

/** All of a clock that a timer or a task goes by: while it is the same, their rows are right. */
function standingOf(clock: LawClock): string {
  return `${clock.due ?? ''} ${isOpen(clock) ? clock.status : 'over'}`
}

/** Of several clocks of one rule the latest that is still open; when none is, the latest that counted at all. */
export function deadlineIn(lawClocks: readonly LawClock[], rule: string | undefined): TaskDeadline {
  if (rule === undefined) return NO_DEADLINE
  const own = lawClocks.filter(
    (clock) => (clock.rule === rule || clock.inPlaceOf === rule) && clock.status !== 'void' && clock.due !== undefined,
  )
  const clock = own.findLast(isOpen) ?? own.at(-1)
  return clock === undefined ? NO_DEADLINE : deadlineFrom(clock)
}

function deadlineFrom(clock: LawClock): TaskDeadline {
  const dueOn = clock.due ?? null
  if (clock.status === 'held') {
    const { heldSince = null, heldOn = null } = clock
    return { dueOn, sortOn: dueOn ?? NO_DAY, deadlineState: 'held', deadlineSince: heldSince, deadlineReason: heldOn }
  }
  if (isOpen(clock)) return { ...NO_DEADLINE, dueOn, sortOn: dueOn ?? NO_DAY, deadlineState: 'running' }
  const { metOn = null } = clock
  return { ...NO_DEADLINE, dueOn, deadlineState: metOn === null ? 'over' : 'met', deadlineSince: metOn }
}

async function moveTimers(
  work: CaseWork,
  stayed: readonly OpenWait[],
  moments: ReadonlyMap<string, Instant>,
  isMoved: boolean,
): Promise<void> {
  const waiting = new Map(stayed.filter(({ wait }) => wait.kind === 'deadline').map((each) => [each.id, each]))
  if (waiting.size === 0) return
  for (const timer of await work.unit.timersOf(work.row.id)) {
    const each = waiting.get(timer.id)
    const moment = moments.get(timer.id)
    if (each === undefined || moment === undefined) continue
    if (moment === timer.dueAt && !isMoved) continue
    // One that is due at this very moment and only waits for its turn is not put off to its next day.
    const isDue = timer.dueAt <= work.now && moment !== NOT_YET && each.wait.kind === 'deadline' && each.wait.round
    if (!isDue || isMoved) work.unit.armTimer(timerRow(work, each, isDue ? timer.dueAt : moment))
  }
}

async function moveTasks(
  { unit, row }: CaseWork,
  stayed: readonly OpenWait[],
  deadlineOf: Dates['deadlineOf'],
): Promise<void> {
  const bound = new Map(
    stayed.filter(({ node }) => node?.redress.deadline !== undefined).map(({ id, instance }) => [id, instance]),
  )
  if (bound.size === 0) return
  for (const task of await unit.openTasks(row.id)) {
    const instance = bound.get(task.id)
    if (instance === undefined || task.deadlineRule === null) continue
    const deadline = deadlineOf(task.deadlineRule, instance)
    const { dueOn, deadlineState, deadlineSince } = deadline
    const stands = dueOn === task.dueOn && deadlineState === task.deadlineState && deadlineSince === task.deadlineSince
    if (!stands) unit.updateTask(task.id, deadline)
  }
}

export function timerRow({ row }: CaseWork, { id, instance, wait }: OpenWait, dueAt: Instant): NewTimer {
  return {
    id,
    caseId: row.id,
    instanceId: instance.id,
    waitId: wait.id,
    element: wait.element,
    kind: 'deadline',
    binding: wait.kind === 'deadline' ? { ...wait.deadline } : null,
    dueAt,
    firedCount: wait.kind === 'deadline' ? (wait.round ?? 0) : 0,
  }
}
