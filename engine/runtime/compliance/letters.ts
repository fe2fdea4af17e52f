import type { DutyResult } from '../../law/duty.ts'
import { DUTIES } from '../../law/duties.ts'
import type { DutyFinding } from '../../law/judge-duty.ts'

/*
 * The findings of a case as one text: a letter for each duty, in the order of their ids. Tens of thousands of cases are
 * counted by reading these.
 */

type Found = Exclude<DutyResult, 'waived'>

const LETTERS: Readonly<Record<Found, string>> = {
  met: 'm',
  'not-met': 'n',
  'not-yet-due': 'y',
  'not-applicable': '-',
  'cannot-tell': 'c',
}

const RESULTS: ReadonlyMap<string, Found> = new Map(
  Object.entries(LETTERS).map(([result, letter]) => [letter, result as Found]),
)

/** What a waiver lets rest; what is met needs none. */
export const WAIVABLE: readonly Found[] = ['not-met', 'cannot-tell']

/** @param findings - One for each duty, in the order of `DUTIES`. */
export function lettersOf(findings: readonly DutyFinding[]): string {
  return findings.map(({ result }) => LETTERS[result]).join('')
}

export function letterFor(result: Found): string {
  return LETTERS[result]
}

/** What was found of the duty at that place, from 0. */
export function resultAt(letters: string, place: number): Found {
  return RESULTS.get(letters.charAt(place)) ?? 'cannot-tell'
}

const PLACES: ReadonlyMap<string, number> = new Map(DUTIES.map(({ id }, place) => [id, place]))

/** Of the duty with that id, from 0; undefined when there is none. */
export function placeOfDuty(id: string): number | undefined {
  return PLACES.get(id)
}
