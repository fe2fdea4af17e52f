import type { Certainty, DutyResult, ResultCounts, Severity } from '../../engine/index.ts'
import { inWords } from '../cases/words.ts'
import { CERTAINTIES } from '../frame/index.ts'

/** What the results of a duty are called, in the order in which they are shown. */
export const RESULTS: Readonly<Record<DutyResult, string>> = {
  'not-met': 'Not met',
  'cannot-tell': 'Cannot tell',
  waived: 'Waived',
  'not-yet-due': 'Not yet due',
  met: 'Met',
  'not-applicable': 'Does not apply',
}
export const RESULT_ORDER = Object.keys(RESULTS) as readonly DutyResult[]

/** The colour only repeats the words. */
export const RESULT_TONES: Readonly<Record<DutyResult, string>> = {
  'not-met': 'red',
  'cannot-tell': 'yellow',
  waived: 'purple',
  'not-yet-due': 'blue',
  met: 'green',
  'not-applicable': 'grey',
}

/** How much hangs on a duty. */
export const WEIGHTS: Readonly<Record<Severity, string>> = {
  'statutory-limit': 'Time limit or right set by law',
  duty: 'Duty set by law',
  guidance: 'Statutory guidance or code',
  'good-practice': 'Good practice',
}

/** How far a clause may be relied on, in one line. */
export function certaintyInWords(certainty: Certainty): { readonly text: string; readonly tone: string } {
  const { mark, text, tone } = CERTAINTIES[certainty]
  return { text: `${mark}. ${text}`, tone }
}

/**
 * The share of the times a duty was owed and is over that it was met. What cannot be told, and what was waived, is not
 * taken as met. Never rounded up.
 */
export function shareMet(counts: ResultCounts): { readonly of: number; readonly percent?: number } {
  const of = counts.met + counts['not-met'] + counts['cannot-tell'] + counts.waived
  return { of, ...(of > 0 && { percent: Math.floor((counts.met / of) * 100) }) }
}

/** A body, a stage, a reading: said in the engine’s own words, or as a code. */
export function subjectInWords(subject: string): string {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(subject) ? inWords(subject) : subject
}
