import type { DeadlineRule } from '../deadline-rule.ts'
import { IN_FORCE, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

export const acknowledgement: DeadlineRule = {
  id: 'adult-social-care.acknowledgement',
  instrument: 'adult-social-care',
  title: 'our acknowledgement of the complaint',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    13,
    'reg. 13(3)',
    'The complaint is acknowledged not later than 3 working days after the day of receipt, orally or in writing.',
    'verified',
  ),
  interpretation:
    'The day of receipt is not counted. An oral complaint that is resolved by the next working day needs none. A complaint sent on to us by another body counts from the day on which we received it.',
  startedBy: ['complaint-received'],
  metBy: ['acknowledgement-sent'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 3, definition: workingDay }],
  endedBy: ['oral-complaint-resolved', 'complaint-withdrawn', 'complaint-excluded', 'complaint-refused', 'case-closed'],
  decidedBy: ['complaints-manager'],
}

export const oralResolution: DeadlineRule = {
  id: 'adult-social-care.oral-resolution',
  instrument: 'adult-social-care',
  title: 'an oral complaint to be resolved without the Regulations',
  kind: 'statutory',
  nature: 'window',
  citation: regulation(
    8,
    'reg. 8(1)(c)',
    'An oral complaint that is resolved to the complainant’s satisfaction by the next working day need not be handled under the Regulations.',
    'verified',
  ),
  interpretation:
    'The next working day after the day on which the complaint was made. When it passes, the complaint is handled like any other, from its first receipt.',
  startedBy: ['complaint-received'],
  onlyWhere: { property: 'oral', is: true },
  metBy: ['oral-complaint-resolved'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 1, definition: workingDay }],
  endedBy: ['complaint-withdrawn', 'complaint-excluded', 'complaint-refused'],
  decidedBy: ['complaints-manager', 'responding-manager'],
}

export const timeLimit: DeadlineRule = {
  id: 'adult-social-care.time-limit',
  instrument: 'adult-social-care',
  title: 'the complaint to be made without asking for an exception',
  kind: 'statutory',
  nature: 'window',
  citation: regulation(
    12,
    'reg. 12',
    'Within 12 months after the matter occurred or came to the complainant’s notice. A later complaint is considered where there was good reason and it can still be investigated effectively and fairly.',
    'verified',
  ),
  interpretation:
    'Twelve months after: the day itself is left out, and the last day is the corresponding day. It does not move for weekends or holidays. The limit is verified, the number of the regulation is well known.',
  startedBy: ['late-complaint-decided'],
  countsFrom: 'groundsAroseOn',
  repeats: 'latest',
  metBy: ['complaint-received'],
  counting: 'months-after',
  periods: [{ from: IN_FORCE, length: 12, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}
