import type { Instrument } from '../instrument.ts'
import { COMPLAINT_HANDLING_CODE_DUTIES } from './duties.ts'
import { escalationWindow, stage1Acknowledgement, stage1Answer, timeLimit } from './stage-1.ts'
import { stage2Acknowledgement, stage2Answer } from './stage-2.ts'
import { workingDay } from './working-day.ts'

/** The Local Government and Social Care Ombudsman's Complaint Handling Code, for what no Regulations cover. */
export const complaintHandlingCode: Instrument = {
  id: 'complaint-handling-code',
  title: 'LGSCO Complaint Handling Code (February 2024)',
  workingDay,
  deadlines: [stage1Acknowledgement, stage1Answer, stage2Acknowledgement, stage2Answer, escalationWindow, timeLimit],
  duties: COMPLAINT_HANDLING_CODE_DUTIES,
}
