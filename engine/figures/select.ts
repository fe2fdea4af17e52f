import type { Fact, FactType } from '../case/fact.ts'
import type { Area, CountedAs, CountedCase } from './counted-case.ts'
import type { ReportYear } from './figure.ts'
import { isWithin } from './report-year.ts'

/*
 * The few questions that figures are made of.
 */

type Test = (each: CountedCase) => boolean
/** Counts something of a year over cases. */
export type Count = (cases: readonly CountedCase[], year: ReportYear) => number

/** Cases under these headings that were received in the year. */
export function received(headings: readonly CountedAs[], ...tests: readonly Test[]): Count {
  return (cases, year) =>
    cases.filter(
      (each) =>
        headings.includes(each.countedAs) && isWithin(each.receivedOn, year) && tests.every((test) => test(each)),
    ).length
}

/** Cases under these headings that were received in the year and have been closed. */
export function closed(headings: readonly CountedAs[], ...tests: readonly Test[]): Count {
  return received(headings, ({ closedOn }) => closedOn !== undefined, ...tests)
}

/** Facts of that type in the year, in cases of that area. */
export function happened<Type extends FactType>(
  type: Type,
  test: (fact: Fact<Type>, each: CountedCase) => boolean = () => true,
): Count {
  return (cases, year) => sumOf(cases, year, type, (fact, each) => (test(fact, each) ? 1 : 0))
}

/** The sum of something over facts of that type in the year. */
export function summed<Type extends FactType>(
  type: Type,
  amount: (fact: Fact<Type>, each: CountedCase) => number,
): Count {
  return (cases, year) => sumOf(cases, year, type, amount)
}

function sumOf<Type extends FactType>(
  cases: readonly CountedCase[],
  year: ReportYear,
  type: Type,
  amount: (fact: Fact<Type>, each: CountedCase) => number,
): number {
  let sum = 0
  for (const each of cases) {
    for (const fact of each.facts) {
      if (fact.type === type && isWithin(fact.on, year)) sum += amount(fact as Fact<Type>, each)
    }
  }
  return sum
}

export const inArea =
  (area: Area): Test =>
  (each) =>
    each.area === area

export const ofService =
  (...services: readonly string[]): Test =>
  ({ service }) =>
    service !== undefined && services.includes(service)

export const plus =
  (...counts: readonly Count[]): Count =>
  (cases, year) =>
    counts.reduce((sum, count) => sum + count(cases, year), 0)
