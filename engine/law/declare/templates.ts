import type { Fact } from '../../case/fact.ts'
import { NoLawForDateError } from '../../errors.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Judgement } from '../duty.ts'
import { cannotTell, met, notApplicable, notMet, notYetDue } from '../judging.ts'
import { addWorkingDays, type WorkingDayDefinition } from '../working-days.ts'
import type { Event, Trace } from './trace.ts'
import { capital } from '../../values/capital.ts'

/*
 * The templates of Declare, over facts. Each gives one judgement for every time that what it says was at stake, and
 * *not applicable* where it never was. While a case is open, what may still come is *not yet due*; once it is over, it
 * is *not met*.
 */

export type TemplateName =
  | 'existence'
  | 'absence'
  | 'precedence'
  | 'response'
  | 'succession'
  | 'not-co-existence'
  | 'different-people'
  | 'cardinality'
  | 'data-condition'

export interface Template {
  readonly name: TemplateName
  readonly judge: (trace: Trace) => readonly Judgement[]
}

/** It happens at least once. */
export function existence(wanted: Event): Template {
  return {
    name: 'existence',
    judge(trace) {
      const [first] = wanted.in(trace)
      if (first !== undefined) return [met(`${capital(wanted.name)} is on record on ${day(first)}.`, first)]
      return [
        trace.over ? notMet(`Nothing shows ${wanted.name}.`) : notYetDue(`${capital(wanted.name)} may still come.`),
      ]
    },
  }
}

/** It never happens. While the case is open that holds so far. */
export function absence(unwanted: Event): Template {
  return {
    name: 'absence',
    judge(trace) {
      const found = unwanted.in(trace)
      if (found.length === 0) return [met(`Nothing shows ${unwanted.name}.`)]
      return found.map((fact) => notMet(`${capital(unwanted.name)} is on record on ${day(fact)}.`, fact))
    },
  }
}

/** Each `then` comes on the day of a `first` or later. */
export function precedence(first: Event, then: Event): Template {
  return {
    name: 'precedence',
    judge(trace) {
      const firsts = first.in(trace)
      const thens = then.in(trace)
      if (thens.length === 0) return [notApplicable(`Nothing shows ${then.name}.`)]
      return thens.map((fact) => {
        const before = firsts.findLast(({ on }) => on <= fact.on)
        if (before !== undefined) {
          return met(`${capital(first.name)} on ${day(before)} came before ${then.name} on ${day(fact)}.`, before, fact)
        }
        const [late] = firsts
        if (late !== undefined) {
          return notMet(`${capital(then.name)} on ${day(fact)} came before ${first.name} on ${day(late)}.`, fact, late)
        }
        return notMet(`${capital(then.name)} is on record on ${day(fact)}, and nothing shows ${first.name}.`, fact)
      })
    },
  }
}

/** A limit in working days as one instrument, or the council, counts them. The day of the event is not counted. */
export interface Within {
  readonly workingDays: number
  readonly calendar: WorkingDayDefinition
}

/** Each `first` is followed by a `then`, on its day or later; with `within`, by the last day in time. */
export function response(first: Event, then: Event, within?: Within): Template {
  return {
    name: 'response',
    judge(trace) {
      const firsts = first.in(trace)
      const thens = then.in(trace)
      if (firsts.length === 0) return [notApplicable(`Nothing shows ${first.name}.`)]
      return firsts.map((fact) => {
        const after = thens.find(({ on }) => on >= fact.on)
        if (within === undefined) {
          if (after !== undefined) return followed(first, then, fact, after)
          const because = `${capital(first.name)} on ${day(fact)}, and nothing shows ${then.name} since.`
          return trace.over ? notMet(because, fact) : notYetDue(because, fact)
        }
        return inTime(trace, { first, then, fact, after, due: dueBy(fact.on, within) })
      })
    },
  }
}

interface Answered {
  readonly first: Event
  readonly then: Event
  readonly fact: Fact
  readonly after: Fact | undefined
  readonly due: LocalDate | undefined
}

function inTime(trace: Trace, { first, then, fact, after, due }: Answered): Judgement {
  if (due === undefined) {
    return cannotTell(`The last day for ${then.name} after ${day(fact)} cannot be told.`, fact, after)
  }
  const both = { due, ...(after !== undefined && { doneOn: after.on }) }
  if (after !== undefined && after.on <= due) return { ...followed(first, then, fact, after), ...both }
  const until = `${capital(first.name)} on ${day(fact)}: ${then.name} was due by ${dayInWords(due)}`
  if (after !== undefined) return { ...notMet(`${until} and came on ${day(after)}.`, fact, after), ...both }
  if (trace.today <= due) {
    return { ...notYetDue(`${capital(then.name)} is due by ${dayInWords(due)}.`, fact), ...both }
  }
  return { ...notMet(`${until}, and nothing shows it.`, fact), ...both }
}

function followed(first: Event, then: Event, fact: Fact, after: Fact): Judgement {
  return met(`${capital(first.name)} on ${day(fact)} was followed by ${then.name} on ${day(after)}.`, fact, after)
}

function dueBy(on: LocalDate, { workingDays, calendar }: Within): LocalDate | undefined {
  try {
    return addWorkingDays(on, workingDays, calendar)
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}

/** Each `first` is followed by a `then`, and no `then` comes without a `first` before it. */
export function succession(first: Event, then: Event, within?: Within): Template {
  const parts = [response(first, then, within), precedence(first, then)]
  return {
    name: 'succession',
    judge(trace) {
      const judged = parts.flatMap((part) => part.judge(trace))
      const owed = judged.filter(({ result }) => result !== 'not-applicable')
      return owed.length > 0 ? owed : [notApplicable(`Nothing shows ${first.name} or ${then.name}.`)]
    },
  }
}

/** Not both in one case. */
export function notCoExistence(one: Event, other: Event): Template {
  return {
    name: 'not-co-existence',
    judge(trace) {
      const [first] = one.in(trace)
      const [second] = other.in(trace)
      if (first === undefined && second === undefined) {
        return [notApplicable(`Nothing shows ${one.name} or ${other.name}.`)]
      }
      if (first !== undefined && second !== undefined) {
        const both = `${capital(one.name)} on ${day(first)} and ${other.name} on ${day(second)} are both on record.`
        return [notMet(both, first, second)]
      }
      return [met(`There is no other than ${first === undefined ? other.name : one.name}.`, first, second)]
    },
  }
}

/** Whoever did one thing; undefined where the record does not say. */
export type WhoDid = (fact: Fact) => string | undefined

/** Four eyes: nobody did the one and the other. */
export function differentPeople(one: Event, other: Event, who: WhoDid): Template {
  return {
    name: 'different-people',
    judge(trace) {
      const ones = one.in(trace)
      const others = other.in(trace)
      const [first] = ones
      const [second] = others
      if (first === undefined || second === undefined) {
        return [notApplicable(`Nothing shows ${first === undefined ? one.name : other.name}.`)]
      }
      const same = ones.flatMap((fact) => {
        const twin = others.find((each) => who(fact) !== undefined && who(each) === who(fact))
        return twin === undefined ? [] : [[fact, twin] as const]
      })
      const [pair] = same
      if (pair !== undefined) return [notMet(`One person did both: ${one.name} and ${other.name}.`, ...pair)]
      const unknown = [...ones, ...others].find((fact) => who(fact) === undefined)
      if (unknown !== undefined) {
        return [cannotTell(`Who did it on ${day(unknown)} is not on record.`, unknown)]
      }
      return [met(`${capital(one.name)} and ${other.name} were different people’s.`, ...ones, ...others)]
    },
  }
}

export interface HowOften {
  readonly atLeast?: number
  readonly atMost?: number
  /** Counts anew from each of these; left out: over the whole case. */
  readonly each?: Event
}

/** It happens so often, in all or each time. */
export function cardinality(counted: Event, { atLeast = 0, atMost = Infinity, each }: HowOften): Template {
  return {
    name: 'cardinality',
    judge(trace) {
      const found = counted.in(trace)
      if (each === undefined) return [count(found, trace.over)]
      const starts = each.in(trace)
      if (starts.length === 0) return [notApplicable(`Nothing shows ${each.name}.`)]
      return starts.map((start, index) => {
        const next = starts[index + 1]
        const own = found.filter(({ on }) => on >= start.on && (next === undefined || on < next.on))
        return count(own, trace.over || next !== undefined)
      })
    },
  }

  function count(found: readonly Fact[], over: boolean): Judgement {
    const times = `${capital(counted.name)} is on record ${found.length === 1 ? 'once' : `${found.length} times`}`
    if (found.length > atMost) return notMet(`${times}; ${atMost} at most.`, ...found)
    if (found.length < atLeast) {
      const because = `${times}; ${atLeast} at least.`
      return over ? notMet(because, ...found) : notYetDue(because, ...found)
    }
    if (found.length === 0) return notApplicable(`Nothing shows ${counted.name}.`)
    return met(`${times}.`, ...found)
  }
}

/**
 * What each of the facts says must be so. `holds` gives undefined where the record does not tell.
 *
 * @param asked - What must be so, to end the sentence `… says: `.
 */
export function dataCondition(
  about: Event,
  asked: string,
  holds: (fact: Fact, trace: Trace) => boolean | undefined,
): Template {
  return {
    name: 'data-condition',
    judge(trace) {
      const found = about.in(trace)
      if (found.length === 0) return [notApplicable(`Nothing shows ${about.name}.`)]
      return found.map((fact) => {
        const which = `${capital(about.name)} on ${day(fact)}`
        const result = holds(fact, trace)
        if (result === undefined) return cannotTell(`${which} does not tell whether ${asked}.`, fact)
        return result ? met(`${which}: ${asked}.`, fact) : notMet(`${which}: not so that ${asked}.`, fact)
      })
    },
  }
}

function day({ on }: Fact): string {
  return dayInWords(on)
}
