import type { DeadlineRule } from '../deadline-rule.ts'
import { IN_FORCE, practice, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

export const acknowledgement: DeadlineRule = {
  id: 'children-act.acknowledgement',
  instrument: 'children-act',
  title: 'our acknowledgement of the complaint',
  kind: 'policy',
  nature: 'duty',
  citation: practice(
    'local target for acknowledging a complaint',
    'The Regulations set no number of days. Councils set their own: three working days in some, five in others.',
    'well-known',
  ),
  interpretation:
    'Three working days after the day of receipt, as policy: the same as the law asks for adults, so that one timer serves both.',
  startedBy: ['complaint-received'],
  metBy: ['acknowledgement-sent'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 3, definition: workingDay }],
  endedBy: ['complaint-withdrawn', 'complaint-refused', 'complaint-excluded', 'case-closed'],
  decidedBy: ['complaints-manager'],
}

export const timeLimit: DeadlineRule = {
  id: 'children-act.time-limit',
  instrument: 'children-act',
  title: 'the complaint to be made without asking for an exception',
  kind: 'statutory',
  nature: 'window',
  citation: regulation(
    9,
    'reg. 9',
    'No later than one year after the grounds arose. A later complaint may be considered where it was not reasonable to expect it in time and it can still be considered effectively and efficiently.',
    'well-known',
  ),
  interpretation:
    'One year after: the day on which the grounds arose is left out, and the last day is the corresponding day of the next year. It does not move for weekends or holidays. Afterwards both limbs are decided and recorded; nothing is refused by the passing of the day.',
  startedBy: ['late-complaint-decided'],
  countsFrom: 'groundsAroseOn',
  repeats: 'latest',
  metBy: ['complaint-received'],
  counting: 'months-after',
  periods: [{ from: IN_FORCE, length: 12, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const resubmission: DeadlineRule = {
  id: 'children-act.resubmission',
  instrument: 'children-act',
  title: 'the complaint to be made again after the proceedings',
  kind: 'statutory',
  nature: 'window',
  citation: regulation(
    8,
    'reg. 8',
    'A complaint that was not considered because of other proceedings may be made again within one year after they end, and is then accepted.',
    'well-known',
  ),
  interpretation:
    'One year after the proceedings end, that day left out; it does not move for weekends or holidays. The complaint then counts from the day on which it comes again.',
  startedBy: ['proceedings-concluded'],
  pairedBy: 'proceedings',
  metBy: ['complaint-resubmitted'],
  counting: 'months-after',
  periods: [{ from: IN_FORCE, length: 12, definition: workingDay }],
  endedBy: ['complaint-withdrawn'],
  decidedBy: ['complaints-manager'],
}

export const latenessRepeat: DeadlineRule = {
  id: 'children-act.lateness-notice-again',
  instrument: 'children-act',
  title: 'the next notice to the complainant that we are late',
  kind: 'policy',
  nature: 'duty',
  citation: practice(
    'telling the complainant that we are late',
    'The person is told at each missed deadline, and again while it stays missed.',
    'well-known',
  ),
  interpretation: 'Ten working days after the last notice, until what was late has been done.',
  startedBy: ['lateness-notice-sent'],
  pairedBy: 'rule',
  metBy: ['lateness-notice-sent'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
  voidedBy: ['consideration-deferred'],
  endedBy: [
    'stage-1-answered',
    'stage-2-requested',
    'stage-2-answered',
    'panel-met',
    'panel-report-sent',
    'panel-response-sent',
    'complaint-withdrawn',
    'case-closed',
  ],
  decidedBy: ['complaints-manager'],
}
