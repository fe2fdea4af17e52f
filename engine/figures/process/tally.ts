import { NoLawForDateError } from '../../errors.ts'
import { workingDaysBetween, type WorkingDayDefinition } from '../../law/working-days.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { sequenceOf, stepsOf, variantKey, type RecordedCourse, type RecordedTask } from './course.ts'
import type { Milestone } from './milestones.ts'
import { makeSpread, type Spread } from './spread.ts'

/*
 * How cases went, counted as they are read, so that fifty thousand of them need the room of what is counted and no more.
 */

export interface ProcessFigures {
  readonly cases: number
  readonly closed: number
  /** From receipt to closing, in working days. */
  readonly duration: Spread
  /** From receipt until today, of those that are open, in working days. */
  readonly open: Spread
  /** The same by the stage in which they are: the longest first, by the middle one. */
  readonly ages: readonly StageAge[]
  /** The most frequent first; of equally frequent ones by their key. */
  readonly variants: readonly Variant[]
  /** Tasks of people: the longest first, by the middle one. */
  readonly tasks: readonly TaskWait[]
  /** From one milestone to the next: the longest first, by the middle one. */
  readonly gaps: readonly Gap[]
  /** From one role to another: the most frequent first. */
  readonly handOvers: readonly HandOver[]
  /** Lengths that could not be counted, since the bank holidays of those days are not known. */
  readonly uncounted: number
}

export interface Variant {
  readonly key: string
  readonly steps: readonly Milestone[]
  readonly cases: number
  readonly closed: number
  /** Of those that are closed, from receipt to closing. */
  readonly duration: Spread
}

/** A length, and where it was. */
export interface Long {
  readonly caseId: string
  readonly days: number
}

/** How long open cases have lasted that are in a stage. */
export interface StageAge {
  /** Undefined before a first one. */
  readonly stage: string | undefined
  readonly age: Spread
  readonly longest: readonly Long[]
}

export interface TaskWait {
  readonly element: string
  readonly name: string
  readonly role: string
  /** Of those that were done, from the day on which the task opened. */
  readonly done: Spread
  /** Those that wait now, until today. */
  readonly waiting: Spread
  /** Called off before they were done. */
  readonly cancelled: number
  /** Done or still waiting, the longest first. */
  readonly longest: readonly (Long & { readonly taskId: string; readonly isOpen: boolean })[]
}

export interface Gap {
  readonly from: Milestone
  readonly to: Milestone
  readonly spread: Spread
  readonly longest: readonly Long[]
}

export interface HandOver {
  readonly from: string
  readonly to: string
  readonly number: number
  /** In which it came about at least once. */
  readonly cases: number
  /** From the task that the one role did to the next one done by the other. */
  readonly spread: Spread
}

export interface ProcessTally {
  add(course: RecordedCourse): void
  result(): ProcessFigures
}

/** How many of the longest are named. */
export const LONGEST = 10

/** @param today - Until then what is open has waited. */
export function makeProcessTally(calendar: WorkingDayDefinition, today: LocalDate): ProcessTally {
  const variants = new Map<string, ReturnType<typeof makeVariant>>()
  const tasks = new Map<string, ReturnType<typeof makeTask>>()
  const gaps = new Map<string, ReturnType<typeof makeGap>>()
  const handOvers = new Map<string, ReturnType<typeof makeHandOver>>()
  const ages = new Map<string | undefined, ReturnType<typeof makeAge>>()
  const duration = makeSpread()
  const open = makeSpread()
  let cases = 0
  let closed = 0
  let uncounted = 0

  const lengthOf = (from: LocalDate, to: LocalDate): number | undefined => {
    try {
      return workingDaysBetween(from, to, calendar)
    } catch (error) {
      if (!(error instanceof NoLawForDateError)) throw error
      uncounted += 1
      return undefined
    }
  }

  const addVariant = ({ closedOn, receivedOn }: RecordedCourse, sequence: readonly Milestone[]): void => {
    const variant = known(variants, variantKey(sequence), () => makeVariant(sequence))
    variant.cases += 1
    if (closedOn === undefined) return
    closed += 1
    variant.closed += 1
    const days = lengthOf(receivedOn, closedOn)
    if (days === undefined) return
    variant.duration.add(days)
    duration.add(days)
  }

  const addAge = ({ caseId, receivedOn, stage }: RecordedCourse): void => {
    const days = lengthOf(receivedOn, today)
    if (days === undefined) return
    open.add(days)
    const own = known(ages, stage, () => makeAge(stage))
    own.age.add(days)
    keepLong(own.longest, { caseId, days })
  }

  const addTask = (caseId: string, task: RecordedTask): void => {
    const own = known(tasks, `${task.element} ${task.role}`, () => makeTask(task))
    if (task.status === 'cancelled') {
      own.cancelled += 1
      return
    }
    const isOpen = task.completedAt === undefined
    const days = lengthOf(dayOf(task.createdAt), task.completedAt === undefined ? today : dayOf(task.completedAt))
    if (days === undefined) return
    own[isOpen ? 'waiting' : 'done'].add(days)
    keepLong(own.longest, { caseId, days, taskId: task.id, isOpen })
  }

  const addHandOvers = (recorded: readonly RecordedTask[]): void => {
    const done = recorded
      .flatMap(({ completedAt, role }) => (completedAt === undefined ? [] : [{ completedAt, role }]))
      .sort((one, other) => (one.completedAt < other.completedAt ? -1 : 1))
    const seen = new Set<string>()
    for (const [place, { role, completedAt }] of done.entries()) {
      const before = done[place - 1]
      if (before === undefined || before.role === role) continue
      const key = `${before.role} ${role}`
      const own = known(handOvers, key, () => makeHandOver(before.role, role))
      own.number += 1
      if (!seen.has(key)) own.cases += 1
      seen.add(key)
      const days = lengthOf(dayOf(before.completedAt), dayOf(completedAt))
      if (days !== undefined) own.spread.add(days)
    }
  }

  return {
    add(course) {
      cases += 1
      const steps = stepsOf(course)
      addVariant(course, sequenceOf(steps))
      if (course.closedOn === undefined) addAge(course)
      for (const [place, { type, on }] of steps.entries()) {
        const before = steps[place - 1]
        if (before === undefined || before.type === type) continue
        const days = lengthOf(before.on, on)
        if (days === undefined) continue
        const own = known(gaps, `${before.type} ${type}`, () => makeGap(before.type, type))
        own.spread.add(days)
        keepLong(own.longest, { caseId: course.caseId, days })
      }
      for (const task of course.tasks) addTask(course.caseId, task)
      addHandOvers(course.tasks)
    },
    result: () => ({
      cases,
      closed,
      duration: duration.result(),
      open: open.result(),
      ages: [...ages.values()]
        .map((each) => ({ ...each, age: each.age.result() }))
        .sort((one, other) => order(other.age) - order(one.age) || ((one.stage ?? '') < (other.stage ?? '') ? -1 : 1)),
      variants: [...variants]
        .map(([key, { duration: own, ...each }]) => ({ key, ...each, duration: own.result() }))
        .sort((one, other) => other.cases - one.cases || (one.key < other.key ? -1 : 1)),
      tasks: [...tasks.values()]
        .map((each) => ({ ...each, done: each.done.result(), waiting: each.waiting.result() }))
        .sort((one, other) => order(other.done) - order(one.done) || (one.element < other.element ? -1 : 1)),
      gaps: [...gaps.values()]
        .map((each) => ({ ...each, spread: each.spread.result() }))
        .sort((one, other) => order(other.spread) - order(one.spread) || (one.from < other.from ? -1 : 1)),
      handOvers: [...handOvers.values()]
        .map((each) => ({ ...each, spread: each.spread.result() }))
        .sort((one, other) => other.number - one.number || (one.from + one.to < other.from + other.to ? -1 : 1)),
      uncounted,
    }),
  }
}

const makeVariant = (steps: readonly Milestone[]) => ({ steps, cases: 0, closed: 0, duration: makeSpread() })
const makeAge = (stage: string | undefined) => ({ stage, age: makeSpread(), longest: [] as Long[] })
const makeTask = ({ element, name, role }: RecordedTask) => ({
  ...{ element, name, role, done: makeSpread(), waiting: makeSpread(), cancelled: 0 },
  longest: [] as (Long & { taskId: string; isOpen: boolean })[],
})
const makeGap = (from: Milestone, to: Milestone) => ({ from, to, spread: makeSpread(), longest: [] as Long[] })
const makeHandOver = (from: string, to: string) => ({ from, to, number: 0, cases: 0, spread: makeSpread() })

/** What was never done has no middle, and comes last. */
function order({ median }: Spread): number {
  return median ?? -1
}

function known<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

/** Keeps the longest ones, the longest first; of equally long ones that with the first reference. */
function keepLong<Kept extends Long>(longest: Kept[], next: Kept): void {
  const last = longest.at(-1)
  if (longest.length === LONGEST && last !== undefined && compare(next, last) >= 0) return
  const place = longest.findIndex((each) => compare(next, each) < 0)
  longest.splice(place === -1 ? longest.length : place, 0, next)
  longest.length = Math.min(longest.length, LONGEST)
}

function compare(one: Long, other: Long): number {
  return other.days - one.days || (one.caseId < other.caseId ? -1 : Number(one.caseId > other.caseId))
}
