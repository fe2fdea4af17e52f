import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

/** The day of coming into force was not looked up; it lies before the first day that the calendar covers. */
export const IN_FORCE = localDate('2018-01-01')

/** SI 2012/3094, Part 5, in our words. */
export function regulation(path: string, provision: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'SI 2012/3094',
    provision,
    text,
    textIs: 'restatement',
    url: `https://www.legislation.gov.uk/uksi/2012/3094/${path}`,
    checkedOn: localDate('2026-11-22'),
    certainty,
  }
}
