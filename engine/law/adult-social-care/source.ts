import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

export const CHECKED_ON = localDate('2026-11-22')

/** The day on which the Regulations came into force. */
export const IN_FORCE = localDate('2009-04-01')

/** The Local Authority Social Services and NHS Complaints (England) Regulations 2009, in our words. */
export function regulation(number: number, provision: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'SI 2009/309',
    provision,
    text,
    textIs: 'restatement',
    url: `https://www.legislation.gov.uk/uksi/2009/309/regulation/${number}`,
    checkedOn: CHECKED_ON,
    certainty,
  }
}

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
