import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidValueError, NoLawForDateError } from '../../errors.ts'
import {
  makeProcessTally,
  MILESTONES,
  sequenceIn,
  sequenceOf,
  stepsOf,
  variantKey,
  type CourseStep,
  type Milestone,
  type MilestoneKind,
  type ProcessFigures,
  type RecordedCourse,
} from '../../figures/index.ts'
import { calendarOfRule } from '../../law/calendar-of-rule.ts'
import { clauseOf } from '../../law/citation.ts'
import { workingDaysBetween, type WorkingDayDefinition } from '../../law/working-days.ts'
import type { CaseListFilter } from '../../store/case-list.ts'
import { dayOf } from '../../values/instant.ts'
import { daysBetween, type LocalDate } from '../../values/local-date.ts'
import { onlyVisible } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { waitsNow, type WaitNow } from './waits-now.ts'

/** Cases of one procedure that were received between two days, both included; left out, at any time. */
export interface ProcessAsked {
  readonly procedure: string
  /** Of the procedure; every version when left out. */
  readonly version?: number
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** The cases that wait for it. */
  readonly team?: string
}

export interface ProcessView extends ProcessFigures {
  readonly today: LocalDate
  /** What says which days are working days: `SI 2006/1738 reg. 2(1)`. */
  readonly calendar: string
  /** What open cases wait for now besides tasks, whenever they were received and whoever has them. */
  readonly waits: readonly WaitNow[]
}

/** Cases read at once. */
const AT_ONCE = 1_000
const MOST_LINES = 200

/** How the cases of a procedure went: variants, waiting, hand-overs, of those that the asker may see. */
export async function processView(runtime: Runtime, actor: Actor, asked: ProcessAsked): Promise<ProcessView> {
  mustBeAllowed(actor, 'read-compliance')
  const today = dayOf(runtime.clock.now())
  const calendar = calendarOf(asked)
  const tally = makeProcessTally(calendar, today)
  for await (const course of everyCourse(runtime, actor, asked)) tally.add(course)
  const waits = await waitsNow(runtime, actor, asked)
  await recordView(runtime, actor, asked, 'figures')
  return { today, calendar: clauseOf(calendar.citation), waits, ...tally.result() }
}

/** A case of a variant. */
export interface VariantCase {
  readonly caseId: string
  readonly receivedOn: LocalDate
  readonly closedOn?: LocalDate
  /** From receipt to closing; left out while it is open. */
  readonly workingDays?: number
}

/**
 * The cases behind a variant, by reference.
 *
 * @throws InvalidValueError when there can be no such variant.
 */
export async function variantCases(
  runtime: Runtime,
  actor: Actor,
  asked: ProcessAsked & { readonly variant: string; readonly offset: number; readonly limit: number },
): Promise<{ readonly steps: readonly Milestone[]; readonly cases: readonly VariantCase[]; readonly total: number }> {
  mustBeAllowed(actor, 'read-compliance')
  const { variant, offset, limit } = asked
  const steps = sequenceIn(variant)
  if (steps === undefined) throw new InvalidValueError('variant', variant)
  const calendar = calendarOf(asked)
  const cases: VariantCase[] = []
  let total = 0
  for await (const course of everyCourse(runtime, actor, asked)) {
    if (variantKey(sequenceOf(stepsOf(course))) !== variant) continue
    total += 1
    if (total > offset && cases.length < limit) cases.push(variantCase(course, calendar))
  }
  await recordView(runtime, actor, asked, 'variant')
  return { steps, cases, total }
}

/** A line of the dotted chart. */
export interface CourseLine {
  readonly caseId: string
  readonly receivedOn: LocalDate
  readonly closedOn?: LocalDate
  readonly events: readonly CourseEvent[]
}

export interface CourseEvent extends CourseStep {
  readonly kind: MilestoneKind
  /** Calendar days after the case was received; below 0 where it happened before. */
  readonly day: number
}

/** Cases with what happened in them and when, the first received first: a page of at most 200. */
export async function courseLines(
  runtime: Runtime,
  actor: Actor,
  asked: ProcessAsked & { readonly offset: number; readonly limit: number },
): Promise<{ readonly lines: readonly CourseLine[]; readonly total: number; readonly today: LocalDate }> {
  mustBeAllowed(actor, 'read-compliance')
  const today = dayOf(runtime.clock.now())
  const { read } = runtime.store
  const { rows, total } = await read.caseList(
    { ...filterOf(asked), ...onlyVisible(runtime, actor) },
    { today, order: 'received', down: false, offset: asked.offset, limit: Math.min(asked.limit, MOST_LINES) },
  )
  const courses = await read.coursesOf(rows.map(({ id }) => id))
  await recordView(runtime, actor, asked, 'courses')
  return { today, total, lines: courses.map(lineOf) }
}

function lineOf(course: RecordedCourse): CourseLine {
  const { caseId, receivedOn, closedOn } = course
  return {
    caseId,
    receivedOn,
    ...(closedOn !== undefined && { closedOn }),
    events: stepsOf(course).map(({ type, on }) => ({
      type,
      on,
      kind: MILESTONES[type],
      day: daysBetween(receivedOn, on),
    })),
  }
}

function variantCase({ caseId, receivedOn, closedOn }: RecordedCourse, calendar: WorkingDayDefinition): VariantCase {
  if (closedOn === undefined) return { caseId, receivedOn }
  const workingDays = lengthOf(receivedOn, closedOn, calendar)
  return { caseId, receivedOn, closedOn, ...(workingDays !== undefined && { workingDays }) }
}

/** Undefined where the bank holidays of those days are not known. */
function lengthOf(from: LocalDate, to: LocalDate, calendar: WorkingDayDefinition): number | undefined {
  try {
    return workingDaysBetween(from, to, calendar)
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}

async function* everyCourse(runtime: Runtime, actor: Actor, asked: ProcessAsked): AsyncGenerator<RecordedCourse> {
  const filter = { ...filterOf(asked), ...onlyVisible(runtime, actor) }
  const today = dayOf(runtime.clock.now())
  let after: string | undefined
  for (;;) {
    const page = await runtime.store.read.courses(filter, {
      limit: AT_ONCE,
      today,
      ...(after !== undefined && { after }),
    })
    yield* page
    after = page.at(-1)?.caseId
    if (page.length < AT_ONCE) return
  }
}

function filterOf({ procedure, version, from, to, team }: ProcessAsked): CaseListFilter {
  return {
    procedures: [procedure],
    ...(version !== undefined && { version }),
    ...(from !== undefined && { receivedFrom: from }),
    ...(to !== undefined && { receivedTo: to }),
    ...(team !== undefined && { teams: [team] }),
  }
}

/** The working days of the procedure's own law; no day on which the council alone is closed is left out. */
function calendarOf({ procedure }: ProcessAsked): WorkingDayDefinition {
  return calendarOfRule(undefined, procedure, [])
}

async function recordView(
  runtime: Runtime,
  actor: Actor,
  { procedure, version, from, to }: ProcessAsked,
  part: string,
): Promise<void> {
  await runtime.store.command((unit) => {
    const days = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const body = { part, procedure, ...(version !== undefined && { version }), ...days }
    unit.audit({ actor: actor.id, role: actor.role, type: 'process-viewed', body })
    return Promise.resolve()
  })
}
