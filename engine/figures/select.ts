import type { Fact, FactType } from '../case/fact.ts'
import type { Area, CountedAs, CountedCase } from './counted-case.ts'
import { isWithin, type ReportPeriod } from './period.ts'

/*
 * The few questions that figures are made of. Each is asked of one case at a time and their answers are added up, so that
 * any number of cases can be counted, and those behind a figure are the ones whose answer is not nought.
 */

export type Test = (each: CountedCase) => boolean
/** What one case adds to a figure of a period. */
export type Count = (each: CountedCase, period: ReportPeriod) => number

/** Cases under these headings that were received in the period. */
export function received(headings: readonly CountedAs[], ...tests: readonly Test[]): Count {
  return (each, period) =>
    headings.includes(each.countedAs) && isWithin(each.receivedOn, period) && tests.every((test) => test(each)) ? 1 : 0
}

/** Cases under these headings that were received in the period and have been closed. */
export function closed(headings: readonly CountedAs[], ...tests: readonly Test[]): Count {
  return received(headings, isClosed, ...tests)
}

/** Cases that satisfy all of these, whenever they were received. */
export function standing(...tests: readonly Test[]): Count {
  return (each) => (tests.every((test) => test(each)) ? 1 : 0)
}

/** Cases that satisfy all of these and were closed in the period, whenever they were received. */
export function closedWithin(...tests: readonly Test[]): Count {
  return (each, period) => (isWithin(each.closedOn, period) && tests.every((test) => test(each)) ? 1 : 0)
}

/** Facts of that type in the period. */
export function happened<Type extends FactType>(
  type: Type,
  test: (fact: Fact<Type>, each: CountedCase) => boolean = () => true,
): Count {
  return summed(type, (fact, each) => (test(fact, each) ? 1 : 0))
}

/** The sum of something over facts of that type in the period. */
export function summed<Type extends FactType>(
  type: Type,
  amount: (fact: Fact<Type>, each: CountedCase) => number,
): Count {
  return (each, period) => {
    let sum = 0
    for (const fact of factsWithin(each, type, period)) sum += amount(fact, each)
    return sum
  }
}

/** Facts of that type that happened in the period. */
export function factsWithin<Type extends FactType>(
  each: CountedCase,
  type: Type,
  period: ReportPeriod,
): readonly Fact<Type>[] {
  if (!each.factTypes.has(type)) return []
  return each.facts.filter((fact): fact is Fact<Type> => fact.type === type && isWithin(fact.on, period))
}

export function isClosed({ closedOn }: CountedCase): boolean {
  return closedOn !== undefined
}

export const inGroup =
  (group: CountedCase['group']): Test =>
  (each) =>
    each.group === group

export const inArea =
  (area: Area): Test =>
  (each) =>
    each.area === area

export const ofService =
  (...services: readonly string[]): Test =>
  ({ service }) =>
    service !== undefined && services.includes(service)

/** A fact of one of these types stands in the case. */
export const has =
  (...types: readonly FactType[]): Test =>
  ({ factTypes }) =>
    types.some((type) => factTypes.has(type))

export const plus =
  (...counts: readonly Count[]): Count =>
  (each, period) =>
    counts.reduce((sum, count) => sum + count(each, period), 0)
