import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { isMilestone, type Milestone } from './milestones.ts'

/** What the store has of a case, as far as its course is told by it. */
export interface RecordedCourse {
  readonly caseId: string
  readonly receivedOn: LocalDate
  /** The day in London; undefined while it is open. */
  readonly closedOn: LocalDate | undefined
  /** In which it is now, or was when it closed; undefined before a first one. */
  readonly stage: string | undefined
  /** In the order of recording: milestones, and corrections of facts. */
  readonly facts: readonly RecordedFact[]
  readonly tasks: readonly RecordedTask[]
}

export interface RecordedFact {
  readonly n: number
  readonly type: string
  readonly on: LocalDate
  /** Of a correction: the number of the fact that it takes back. */
  readonly corrects?: number
}

export interface RecordedTask {
  readonly id: string
  /** Of its element in the diagram; versions share it. */
  readonly element: string
  readonly name: string
  readonly role: string
  readonly status: 'open' | 'done' | 'cancelled'
  readonly createdAt: Instant
  readonly completedAt: Instant | undefined
}

/** Something that carried a case on. */
export interface CourseStep {
  readonly type: Milestone
  readonly on: LocalDate
}

/** The milestones that stand, by the day on which they happened; on one day in the order of recording. */
export function stepsOf({ facts }: Pick<RecordedCourse, 'facts'>): readonly CourseStep[] {
  const takenBack = new Set(facts.flatMap(({ corrects }) => corrects ?? []))
  const steps: (CourseStep & { readonly n: number })[] = []
  for (const { n, type, on } of facts) if (isMilestone(type) && !takenBack.has(n)) steps.push({ n, type, on })
  return steps.sort((one, other) => (one.on === other.on ? one.n - other.n : one.on < other.on ? -1 : 1))
}

/** What happened in which order; the same thing several times in a row is told once. */
export function sequenceOf(steps: readonly CourseStep[]): readonly Milestone[] {
  return steps.flatMap(({ type }, place) => (steps[place - 1]?.type === type ? [] : [type]))
}

/** A sequence as one text, by which cases of one variant are found: `complaint-received.case-closed`. */
export function variantKey(sequence: readonly Milestone[]): string {
  return sequence.join('.')
}

/** What `variantKey` wrote; undefined for any other text. */
export function sequenceIn(key: string): readonly Milestone[] | undefined {
  const types = key === '' ? [] : key.split('.')
  return types.every(isMilestone) ? types : undefined
}
