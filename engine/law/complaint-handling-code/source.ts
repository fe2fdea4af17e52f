import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

/**
 * From this day the Ombudsman uses the Code. Complaints received before it follow the council's own policy and have no
 * clock here.
 */
export const IN_FORCE = localDate('2026-04-01')

/** The Complaint Handling Code (February 2024), advice under LGA 1974 s.23(12A): "should", comply or explain. */
export function code(paragraph: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'LGSCO Complaint Handling Code',
    provision: `para. ${paragraph}`,
    text,
    textIs: 'restatement',
    url: 'https://www.lgo.org.uk/',
    checkedOn: localDate('2026-11-22'),
    certainty,
  }
}
