import type { Instrument } from '../instrument.ts'
import { DATA_PROTECTION_DUTIES } from './duties.ts'
import { accessAnswer, complaintAcknowledgement } from './access.ts'
import { workingDay } from './working-day.ts'

export {
  longestRetention,
  RETENTION_RULES,
  retentionDefaults,
  type RetentionRule,
  type RetentionRuleId,
} from './retention.ts'

export { WITHHELD_FOR, WITHHELD_UNDER, type WithheldFor } from './withholding.ts'

/** Access to personal data, and complaints about data protection. */
export const dataProtection: Instrument = {
  id: 'data-protection',
  title: 'UK GDPR, Data Protection Act 2018 and Data (Use and Access) Act 2025',
  workingDay,
  deadlines: [accessAnswer, complaintAcknowledgement],
  duties: DATA_PROTECTION_DUTIES,
}
