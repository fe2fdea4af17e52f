import { localDate } from '../../values/local-date.ts'
import type { DeadlineRule } from '../deadline-rule.ts'
import { workingDay } from './working-day.ts'

const CHECKED_ON = localDate('2026-11-22')

export const accessAnswer: DeadlineRule = {
  id: 'data-protection.access-answer',
  instrument: 'data-protection',
  title: 'our answer to the request for personal data',
  kind: 'statutory',
  nature: 'duty',
  citation: {
    instrument: 'UK GDPR',
    provision: 'art. 12(3)',
    text: 'Within one month of receipt of the request; two further months where it is complex, if the person is told.',
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/eur/2016/679/article/12',
    checkedOn: CHECKED_ON,
    certainty: 'well-known',
  },
  interpretation:
    'One calendar month after receipt, that day left out, to the corresponding day or the end of the month; a last day that is not a working day gives way to the next working day, as the Information Commissioner’s practice has it.',
  startedBy: ['access-requested'],
  metBy: ['access-answered'],
  counting: 'months-after',
  rolls: true,
  // the day from which the Regulation applied
  periods: [{ from: localDate('2018-05-25'), length: 1, definition: workingDay }],
  extension: {
    by: 'access-extended',
    ceiling: 3,
    grounds: ['complex'],
    mustBeBefore: 'due',
    once: true,
    needsAgreement: false,
    decidedBy: ['complaints-manager'],
    noticeRequired: true,
  },
  decidedBy: ['complaints-manager'],
}

export const complaintAcknowledgement: DeadlineRule = {
  id: 'data-protection.complaint-acknowledgement',
  instrument: 'data-protection',
  title: 'our acknowledgement of the data protection complaint',
  kind: 'statutory',
  nature: 'duty',
  citation: {
    instrument: 'Data (Use and Access) Act 2025',
    provision: 'data protection complaints',
    text: 'A complaint about data protection is acknowledged within 30 days.',
    textIs: 'restatement',
    checkedOn: CHECKED_ON,
    certainty: 'unsure',
  },
  interpretation:
    'Thirty calendar days after receipt, that day left out. The day on which the duty came into force was not established: it is shown from the day on which this was checked. A route of its own, never part of a social-care complaint’s clock.',
  startedBy: ['complaint-received'],
  onlyIn: ['data-protection'],
  metBy: ['acknowledgement-sent'],
  counting: 'days-after',
  periods: [{ from: CHECKED_ON, length: 30, definition: workingDay }],
  endedBy: ['complaint-withdrawn', 'case-closed'],
  decidedBy: ['complaints-manager'],
}
