import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

const CHECKED_ON = localDate('2026-11-22')

/** Times that the Ombudsman sets hold for every complaint that the calendar covers. */
export const IN_FORCE = localDate('2018-01-01')

/** The Local Government Act 1974, Part III, in our words. */
export function act(section: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'Local Government Act 1974',
    provision: `s.${section}`,
    text,
    textIs: 'restatement',
    url: `https://www.legislation.gov.uk/ukpga/1974/7/section/${section}`,
    checkedOn: CHECKED_ON,
    certainty,
  }
}

/** The Ombudsman's own manuals and practice. */
export function practice(provision: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'LGSCO practice',
    provision,
    text,
    textIs: 'restatement',
    url: 'https://www.lgo.org.uk/',
    checkedOn: CHECKED_ON,
    certainty,
  }
}
