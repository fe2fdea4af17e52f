import { localDate } from '../../values/local-date.ts'
import type { Certainty, Citation } from '../citation.ts'

/** The day on which the duty to co-operate (SI 2009/309 reg. 9) came into force. */
export const IN_FORCE = localDate('2009-04-01')

/** A setting that joint protocols have in common. The duty to co-operate is law; the number of days is not. */
export function protocol(step: string, text: string): Citation {
  return {
    instrument: 'Joint protocols under SI 2009/309 reg. 9',
    provision: step,
    text,
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/uksi/2009/309/regulation/9',
    checkedOn: localDate('2026-11-22'),
    certainty: 'well-known',
  }
}

/** The duty to co-operate itself: the adults' Regulations, in our words. */
export function regulation9(provision: string, text: string, certainty: Certainty): Citation {
  return {
    instrument: 'SI 2009/309',
    provision,
    text,
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/uksi/2009/309/regulation/9',
    checkedOn: localDate('2026-11-22'),
    certainty,
  }
}
