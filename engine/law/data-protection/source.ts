import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

export const CHECKED_ON = localDate('2026-11-22')

/** The day from which the Regulation applied. */
export const IN_FORCE = localDate('2018-05-25')

/** The UK GDPR, in our words. */
export function article(number: number, provision: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'UK GDPR',
    provision,
    text,
    textIs: 'restatement',
    url: `https://www.legislation.gov.uk/eur/2016/679/article/${number}`,
    checkedOn: CHECKED_ON,
    certainty,
  }
}
