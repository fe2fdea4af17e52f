import type { Instrument } from '../instrument.ts'
import { ADULT_SOCIAL_CARE_DUTIES } from './duties.ts'
import { acknowledgement, oralResolution, timeLimit } from './receipt.ts'
import { missedNotice, plannedResponse, response, update } from './response.ts'
import { workingDay } from './working-day.ts'

/** The Local Authority Social Services and National Health Service Complaints (England) Regulations 2009. */
export const adultSocialCare: Instrument = {
  id: 'adult-social-care',
  title:
    'Local Authority Social Services and National Health Service Complaints (England) Regulations 2009, SI 2009/309',
  workingDay,
  deadlines: [acknowledgement, oralResolution, timeLimit, response, missedNotice, plannedResponse, update],
  duties: ADULT_SOCIAL_CARE_DUTIES,
}
