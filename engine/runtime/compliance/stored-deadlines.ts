import type { Clock } from '../../law/clock.ts'
import { deadlineMoment, type MomentBinding } from '../../law/deadline-moment.ts'
import { DEADLINE_RULES } from '../../law/rules.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { CaseRowState } from '../case-work.ts'
import { deadlineIn, NOT_YET } from '../keep-dates.ts'
import type { LoadedCase } from './load-cases.ts'

/*
 * What the store keeps of a case's deadlines, for lists and alarms, is a copy: it must be what the facts give. Where it is
 * not, somebody or something changed one without the other.
 */

export interface StoredDifference {
  /** Where the copy stands: a task, an alarm, or the case's own list of time limits. */
  readonly in: 'task' | 'alarm' | 'case'
  /** Id of the row. */
  readonly id: string
  /** Of the deadline rule, or the council's own target. */
  readonly rule: string
  /** Step of the diagram at which the task or the alarm waits. */
  readonly element?: string
  /** The day that is stored; left out where none is. */
  readonly stored?: LocalDate
  /** The day that the facts give; left out where they give none. */
  readonly computed?: LocalDate
  /** Ids of the facts from which it is counted. */
  readonly facts: readonly string[]
}

/** Every stored deadline of a case that is not what its facts give; none in a sound record. */
export function storedDifferences(loaded: LoadedCase): readonly StoredDifference[] {
  return [...inTasks(loaded), ...inTimers(loaded), ...inCase(loaded)]
}

function inTasks({ tasks, record: { clocks } }: LoadedCase): readonly StoredDifference[] {
  return tasks.flatMap((task): StoredDifference[] => {
    const { id, element, status, dueOn, deadlineRule: rule } = task
    if (status !== 'open' || rule === null || isHeld(clocks, rule)) return []
    const expected = groupsOf(clocks, rule).map((group) => deadlineIn(group, rule).dueOn)
    if (expected.includes(dueOn)) return []
    return [{ in: 'task', id, element, ...difference(rule, dueOn, expected[0] ?? null, clocks) }]
  })
}

function inTimers({ timers, record: { clocks } }: LoadedCase): readonly StoredDifference[] {
  return timers.flatMap((timer): StoredDifference[] => {
    const { id, element, kind, dueAt, firedCount } = timer
    const binding = timer.binding as MomentBinding | null
    const rule = binding?.rule ?? binding?.local?.id
    if (kind !== 'deadline' || binding === null || rule === undefined || isHeld(clocks, rule)) return []
    const groups = groupsOf(clocks, rule)
    const moments = groups.map((group) => deadlineMoment(binding, group, firedCount) ?? NOT_YET)
    if (moments.includes(dueAt) || groups.some((group) => isLaterRound(binding, group, timer))) return []
    const [first = NOT_YET] = moments
    const dayIn = (moment: typeof dueAt) => (moment === NOT_YET ? null : dayOf(moment))
    return [{ in: 'alarm', id, element, ...difference(rule, dayIn(dueAt), dayIn(first), clocks) }]
  })
}

/** An alarm that comes again counts its rounds on, and leaves out those that nobody could hear. */
function isLaterRound(
  binding: MomentBinding,
  group: readonly Clock[],
  { dueAt, firedCount }: LoadedCase['timers'][number],
): boolean {
  if (firedCount === 0 || dueAt === NOT_YET) return false
  for (let round = firedCount + 1; ; round += 1) {
    const moment = deadlineMoment(binding, group, round)
    if (moment === undefined || moment >= dueAt) return moment === dueAt
  }
}

/** Rules that start when a last day passes: the case learns of them with its next command. */
const BY_PASSING: ReadonlySet<string> = new Set(
  DEADLINE_RULES.flatMap(({ id, afterMissing }) => (afterMissing === undefined ? [] : [id])),
)

function inCase({ row, record: { clocks } }: LoadedCase): readonly StoredDifference[] {
  const { standing } = row.state as unknown as CaseRowState
  if (standing === undefined) return []
  const known = new Map(clocks.map((clock) => [clock.id, clock]))
  const found = clocks.flatMap((clock): StoredDifference[] => {
    const text = standing[clock.id]
    if (clock.status === 'held' || (text === undefined && BY_PASSING.has(clock.rule))) return []
    const stored = dayAtStartOf(text)
    if (stored === (clock.due ?? null)) return []
    return [{ in: 'case', id: row.id, ...difference(clock.rule, stored, clock.due ?? null, [clock]) }]
  })
  const gone = Object.entries(standing).flatMap(([id, text]): StoredDifference[] => {
    const stored = dayAtStartOf(text)
    const rule = id.slice(0, id.indexOf('@'))
    if (known.has(id) || stored === null) return []
    return [{ in: 'case', id: row.id, ...difference(rule, stored, null, []) }]
  })
  return [...found, ...gone]
}

/** `2026-02-16 running`; without a day where none was known. */
function dayAtStartOf(text: string | undefined): LocalDate | null {
  const [day = ''] = (text ?? '').split(' ')
  return day === '' ? null : (day as LocalDate)
}

/** What is held moves on with each day, and its copies with the next command. */
function isHeld(clocks: readonly Clock[], rule: string): boolean {
  return clocks.some((clock) => (clock.rule === rule || clock.inPlaceOf === rule) && clock.status === 'held')
}

/** All clocks, and where a rule has one for each body, those of each body: a task is about one of them. */
function groupsOf(clocks: readonly Clock[], rule: string): readonly (readonly Clock[])[] {
  const subjects = [...new Set(clocks.flatMap((clock) => (clock.rule === rule ? [clock.subject] : [])))]
  if (subjects.length < 2) return [clocks]
  return [clocks, ...subjects.map((subject) => clocks.filter((clock) => clock.subject === subject))]
}

function difference(
  rule: string,
  stored: LocalDate | null,
  computed: LocalDate | null,
  clocks: readonly Clock[],
): Pick<StoredDifference, 'rule' | 'stored' | 'computed' | 'facts'> {
  const clock = clocks.findLast((each) => each.rule === rule || each.inPlaceOf === rule)
  const facts = [clock?.startedBy, clock?.rebasedBy, clock?.extendedBy].filter((id) => id !== undefined)
  return { rule, ...(stored !== null && { stored }), ...(computed !== null && { computed }), facts }
}
