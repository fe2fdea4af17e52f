import { localDate } from '../../values/local-date.ts'
import type { Citation } from '../citation.ts'

export const CHECKED_ON = localDate('2026-11-22')

/** From the first day that the calendar covers: nothing older can be counted. */
export const FROM_THE_CALENDAR = localDate('2018-01-01')

/** What a council sets itself so that the law can be kept. */
export function policy(provision: string, text: string): Citation {
  return {
    instrument: 'Policy',
    provision,
    text,
    textIs: 'restatement',
    checkedOn: CHECKED_ON,
    certainty: 'well-known',
  }
}
