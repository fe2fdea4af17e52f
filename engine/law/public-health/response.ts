import type { DeadlineRule, ExtensionRule } from '../deadline-rule.ts'
import { IN_FORCE, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

const ENDS = ['complaint-withdrawn', 'complaint-excluded', 'complaint-refused', 'case-closed'] as const
const SIX_MONTHS =
  '“Commencing on” counts the first day, so the period ends on the day before the corresponding day, or at the end of the month where there is none. It does not move for weekends or holidays.'

const LONGER: ExtensionRule = {
  by: 'adult-response-extended',
  grounds: [],
  mustBeBefore: 'due',
  once: false,
  needsAgreement: true,
  decidedBy: ['complaints-manager'],
  noticeRequired: true,
}

export const acknowledgement: DeadlineRule = {
  id: 'public-health.acknowledgement',
  instrument: 'public-health',
  title: 'our acknowledgement of the complaint',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    'part/5',
    'Part 5, acknowledgement',
    'The complaint is acknowledged within 3 working days after the day of receipt.',
    'well-known',
  ),
  interpretation:
    'As its twin for adults: the day of receipt is not counted. The number of the regulation was not read.',
  startedBy: ['complaint-received'],
  metBy: ['acknowledgement-sent'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 3, definition: workingDay }],
  endedBy: ENDS,
  decidedBy: ['complaints-manager'],
}

export const response: DeadlineRule = {
  id: 'public-health.response',
  instrument: 'public-health',
  title: 'our signed response',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    'regulation/29',
    'reg. 29(2)',
    'The response is sent in any event before the relevant period of 6 months, or a longer one agreed before it ends, expires.',
    'verified',
  ),
  interpretation: `Counted from the day on which we received the complaint. ${SIX_MONTHS}`,
  startedBy: ['complaint-received'],
  metBy: ['public-health-response-sent'],
  counting: 'months-commencing',
  periods: [{ from: IN_FORCE, length: 6, definition: workingDay }],
  extension: LONGER,
  endedBy: ENDS,
  decidedBy: ['responding-manager', 'director'],
}

export const responseFromNotification: DeadlineRule = {
  ...response,
  id: 'public-health.response-from-notification',
  title: 'our signed response, counted from the notification to the provider',
  citation: regulation(
    'regulation/24',
    'reg. 24(5)',
    'Where a complaint was sent on to a service provider, the period may run from the notification to it.',
    'verified',
  ),
  interpretation: `Counted from the day on which the provider was notified, where the complaint was sent on; the other reading of two. ${SIX_MONTHS}`,
  startedBy: ['provider-notified'],
  onlyIn: ['public-health'],
}

export const missedNotice: DeadlineRule = {
  id: 'public-health.missed-notice',
  instrument: 'public-health',
  title: 'our notice, with the reason, that the response is late',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    'regulation/29',
    'reg. 29',
    'Where no response is sent in the relevant period, the complainant is told in writing with the reason, and the response follows as soon as reasonably practicable.',
    'verified',
  ),
  interpretation:
    'On the first working day after the period has ended, as policy: the Regulations give no number of days.',
  startedBy: [],
  afterMissing: 'public-health.response',
  metBy: ['adult-period-missed-notified'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 1, definition: workingDay }],
  endedBy: ['public-health-response-sent', ...ENDS],
  decidedBy: ['complaints-manager'],
}
