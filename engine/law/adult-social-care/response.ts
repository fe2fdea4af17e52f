import type { DeadlineRule } from '../deadline-rule.ts'
import { IN_FORCE, policy, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

const ENDS = [
  'oral-complaint-resolved',
  'complaint-withdrawn',
  'complaint-excluded',
  'complaint-refused',
  'case-closed',
] as const
const ANSWERS = ['adult-response-sent', 'joint-response-sent'] as const

export const response: DeadlineRule = {
  id: 'adult-social-care.response',
  instrument: 'adult-social-care',
  title: 'our signed response',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    14,
    'reg. 14(3)',
    'The relevant period is 6 months commencing on the day of receipt, or a longer period that is agreed with the complainant before it expires.',
    'verified',
  ),
  interpretation:
    '“Commencing on” counts the day of receipt, so the period ends on the day before the corresponding day, or at the end of the month where there is none. It does not move for weekends or holidays: send by the working day before. A longer period counts only when agreed before this one ends; there is no ceiling to it.',
  startedBy: ['complaint-received'],
  metBy: ANSWERS,
  counting: 'months-commencing',
  periods: [{ from: IN_FORCE, length: 6, definition: workingDay }],
  extension: {
    by: 'adult-response-extended',
    grounds: [],
    mustBeBefore: 'due',
    once: false,
    needsAgreement: true,
    decidedBy: ['complaints-manager'],
    noticeRequired: true,
  },
  endedBy: ENDS,
  decidedBy: ['responding-manager', 'director'],
}

export const missedNotice: DeadlineRule = {
  id: 'adult-social-care.missed-notice',
  instrument: 'adult-social-care',
  title: 'our notice, with the reason, that the response is late',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    14,
    'reg. 14(4)',
    'Where no response is sent in the relevant period, the complainant is told in writing with the reason, and the response follows as soon as reasonably practicable.',
    'verified',
  ),
  interpretation:
    'On the first working day after the period has ended, as policy: the Regulations give no number of days.',
  startedBy: [],
  afterMissing: 'adult-social-care.response',
  metBy: ['adult-period-missed-notified'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 1, definition: workingDay }],
  endedBy: [...ANSWERS, ...ENDS],
  decidedBy: ['complaints-manager'],
}

export const plannedResponse: DeadlineRule = {
  id: 'adult-social-care.planned-response',
  instrument: 'adult-social-care',
  title: 'our response, as planned with the complainant',
  kind: 'policy',
  nature: 'duty',
  citation: regulation(
    13,
    'reg. 13(7), (8)',
    'The period in which the response is likely to be sent is discussed with the complainant, or set and notified in writing; whether it was kept is monitored (reg. 17).',
    'well-known',
  ),
  interpretation:
    'The day that was agreed, or set and notified. Missing it breaks no limit of the Regulations, but is recorded. The numbers of the paragraphs are unsure.',
  startedBy: ['response-plan-agreed', 'response-plan-set'],
  givenBy: 'until',
  repeats: 'latest',
  metBy: ANSWERS,
  counting: 'day-given',
  periods: [{ from: IN_FORCE, length: 0, definition: workingDay }],
  endedBy: ENDS,
  decidedBy: ['responding-manager'],
}

export const update: DeadlineRule = {
  id: 'adult-social-care.update',
  instrument: 'adult-social-care',
  title: 'our next word to the complainant on how it stands',
  kind: 'policy',
  nature: 'duty',
  citation: policy(
    'keeping the complainant informed (SI 2009/309 reg. 14(1)(b))',
    'The complainant is kept informed of progress as far as reasonably practicable.',
  ),
  interpretation:
    'Twenty working days after they last heard from us, as policy: the Regulations say “kept informed” and give no number of days. Nobody waits for it once the response is sent or the complaint has ended.',
  startedBy: ['acknowledgement-sent', 'complainant-told', 'notice-sent', 'lateness-notice-sent'],
  notAfter: [...ANSWERS, ...ENDS],
  metBy: ['complainant-told', 'notice-sent', 'lateness-notice-sent', 'adult-period-missed-notified', ...ANSWERS],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 20, definition: workingDay }],
  onlyIn: ['adult-social-care', 'nhs-joint'],
  endedBy: ENDS,
  decidedBy: ['responding-manager', 'complaints-manager'],
}
