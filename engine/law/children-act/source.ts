import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

export const CHECKED_ON = localDate('2026-11-22')

/** The day on which the Regulations came into force. */
export const IN_FORCE = localDate('2006-09-01')

/** The day on which the duty to provide advocates for children who complain came into force. */
export const ADVOCACY_IN_FORCE = localDate('2004-04-01')

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

/** Children Act 1989 s.26A: the duty to provide advocates. Read in full. */
export function advocacyAct(text: string): Citation {
  return {
    instrument: 'Children Act 1989',
    provision: 's. 26A',
    text,
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/ukpga/1989/41/section/26A',
    checkedOn: CHECKED_ON,
    certainty: 'verified',
  }
}

/** The Advocacy Services and Representations Procedure (Children) (Amendment) Regulations 2004. Known from its Welsh twins. */
export function advocacyRegulations(text: string): Citation {
  return {
    instrument: 'SI 2004/719',
    provision: 'who may not be an advocate',
    text,
    textIs: 'restatement',
    checkedOn: CHECKED_ON,
    certainty: 'well-known',
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
