import type { Instrument } from '../instrument.ts'
import { OMBUDSMAN_DUTIES } from './duties.ts'
import { complaintWindow, draftComments, enquiry, papers } from './enquiries.ts'
import { directedStages, recommendation, reportAnswer, reportInspection, reportNotice } from './outcome.ts'
import { workingDay } from './working-day.ts'

/** What the Local Government and Social Care Ombudsman asks of a council, by Act and by practice. */
export const ombudsman: Instrument = {
  id: 'ombudsman',
  title: 'Local Government and Social Care Ombudsman: Local Government Act 1974 Part III and practice',
  workingDay,
  deadlines: [
    papers,
    enquiry,
    draftComments,
    complaintWindow,
    recommendation,
    reportNotice,
    reportInspection,
    reportAnswer,
    ...directedStages,
  ],
  duties: OMBUDSMAN_DUTIES,
}
