import type { Instrument } from '../instrument.ts'
import { PUBLIC_HEALTH_DUTIES } from './duties.ts'
import { acknowledgement, missedNotice, response, responseFromNotification } from './response.ts'
import { workingDay } from './working-day.ts'

/** Complaints about a council's public-health functions: SI 2012/3094, Part 5. Like the adults' law, but stricter. */
export const publicHealth: Instrument = {
  id: 'public-health',
  title: 'SI 2012/3094, Part 5: complaints about public health',
  workingDay,
  deadlines: [acknowledgement, response, responseFromNotification, missedNotice],
  duties: PUBLIC_HEALTH_DUTIES,
}
