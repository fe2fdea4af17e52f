import type { DeadlineRule, HoldRule } from '../deadline-rule.ts'
import { guidance, IN_FORCE, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

const WAITING_FOR_ADVOCATE: HoldRule = {
  grounds: ['advocate'],
  effect: 're-base',
  heldBy: { fact: 'advocate-wanted', ground: 'advocate' },
  rebasedBy: 'advocate-appointed',
  releasedBy: ['advocacy-declined'],
  decidedBy: ['complaints-manager'],
}

/** Once the complainant has gone on, or nothing more can come of it, no answer at Stage 1 is owed. */
const ENDS = [
  'stage-1-skipped',
  'stage-2-requested',
  'complaint-withdrawn',
  'complaint-refused',
  'complaint-excluded',
  'case-closed',
] as const

const HOLD_READING =
  'Where an advocate is wanted the clock waits, and starts again, once, on the day that one is appointed; if advocacy is declined after all, the days of waiting are left out and the rest of the time runs on.'

export const stage1Answer: DeadlineRule = {
  id: 'children-act.stage-1-answer',
  instrument: 'children-act',
  title: 'our answer at Stage 1',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    14,
    'reg. 14',
    'Local resolution within 10 working days of the start date; up to 10 further working days where the matter is complex or an advocate is being found.',
    'verified',
  ),
  interpretation: `The day of receipt is not counted; a complaint that comes on a day that is not a working day counts from the next one. It can be made longer once, by day 10, to day 20 at the most; the grounds are well known but were not read again. ${HOLD_READING} The sub-paragraphs of the hold are unsure.`,
  startedBy: ['complaint-received', 'complaint-resubmitted'],
  metBy: ['stage-1-answered'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
  extension: {
    by: 'stage-1-extended',
    ceiling: 20,
    grounds: ['complex', 'advocate'],
    mustBeBefore: 'due',
    once: true,
    needsAgreement: false,
    decidedBy: ['responding-manager', 'complaints-manager'],
    noticeRequired: true,
  },
  holds: WAITING_FOR_ADVOCATE,
  voidedBy: ['consideration-deferred'],
  endedBy: ENDS,
  decidedBy: ['responding-manager'],
}

export const stage1Limit: DeadlineRule = {
  id: 'children-act.stage-1-limit',
  instrument: 'children-act',
  title: 'the longest that Stage 1 may last',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    14,
    'reg. 14',
    'With every extension Stage 1 ends within 20 working days of the start date; then the complainant may go to Stage 2.',
    'verified',
  ),
  interpretation: `Twenty working days from the same start, extended or not: the right to Stage 2 begins when it passes. ${HOLD_READING} A complainant may agree to wait; that is a breach with consent, not compliance.`,
  startedBy: ['complaint-received', 'complaint-resubmitted'],
  metBy: ['stage-1-answered'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 20, definition: workingDay }],
  holds: WAITING_FOR_ADVOCATE,
  voidedBy: ['consideration-deferred'],
  endedBy: ENDS,
  decidedBy: ['responding-manager'],
}

export const stage2RightNotice: DeadlineRule = {
  id: 'children-act.stage-2-right-notice',
  instrument: 'children-act',
  title: 'our notice that the complainant may go to Stage 2 without an answer',
  kind: 'statutory',
  nature: 'duty',
  citation: regulation(
    15,
    'reg. 15',
    'After day 20 without an answer the complainant is told that they may go straight to Stage 2.',
    'well-known',
  ),
  interpretation:
    'On the next working day after day 20 has passed without an answer; the number of days is our reading.',
  startedBy: [],
  afterMissing: 'children-act.stage-1-limit',
  metBy: ['stage-2-right-notified'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 1, definition: workingDay }],
  voidedBy: ['consideration-deferred'],
  endedBy: ['stage-1-answered', 'stage-2-requested', 'complaint-withdrawn', 'case-closed'],
  decidedBy: ['complaints-manager'],
}

export const stage2RequestWindow: DeadlineRule = {
  id: 'children-act.stage-2-request-window',
  instrument: 'children-act',
  title: 'the complainant’s request for Stage 2, if they want one',
  kind: 'guidance',
  nature: 'window',
  citation: guidance(
    'Stage 2, asking for it',
    'There is no statutory time limit. The guidance suggests asking within 20 working days, so that momentum is kept.',
  ),
  interpretation:
    'A recommendation to the complainant and never a bar: a later request opens Stage 2 as an earlier one would.',
  startedBy: ['stage-1-answered'],
  repeats: 'latest',
  metBy: ['stage-2-requested'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 20, definition: workingDay }],
  endedBy: ['complaint-withdrawn'],
  decidedBy: ['complaints-manager'],
}
