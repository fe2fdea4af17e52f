import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

export const CHECKED_ON = localDate('2026-11-22')

/** The day on which the Regulations came into force. */
export const IN_FORCE = localDate('2006-09-01')

/** The Children Act 1989 Representations Procedure (England) Regulations 2006. Restated unless `textIs` says otherwise. */
export function regulation(
  number: number,
  provision: string,
  text: string,
  certainty: Certainty,
  textIs: Citation['textIs'] = 'restatement',
): Citation {
  return {
    instrument: 'SI 2006/1738',
    provision,
    text,
    textIs,
    url: `https://www.legislation.gov.uk/uksi/2006/1738/regulation/${number}`,
    checkedOn: CHECKED_ON,
    certainty,
  }
}

/** "Getting the Best from Complaints" (DfES 2006), the statutory guidance. Its paragraphs were not read in full. */
export function guidance(provision: string, text: string): Citation {
  return {
    instrument: 'Getting the Best from Complaints (2006)',
    provision,
    text,
    textIs: 'restatement',
    checkedOn: CHECKED_ON,
    certainty: 'well-known',
  }
}

/** What councils and the Ombudsman do, where nothing binds. */
export function practice(provision: string, text: string, certainty: Certainty): Citation {
  return { instrument: 'Practice', provision, text, textIs: 'restatement', checkedOn: CHECKED_ON, certainty }
}
