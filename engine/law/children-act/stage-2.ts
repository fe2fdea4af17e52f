import type { DeadlineRule, ExtensionRule } from '../deadline-rule.ts'
import { IN_FORCE, practice, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

/*
 * From which day Stage 2 counts is contested: the Ombudsman has counted from the request (Staffordshire 25 010 090,
 * Merton 25 030 380) and from the agreement of the record (Haringey 24 002 249). Both are computed and both are shown;
 * alarms go by the request, which is never the later one.
 */
const FROM_REQUEST =
  'Counted from the day of the request, which is left out: the stricter of two readings, and the one that alarms go by. See the twin rule for the other.'
const FROM_RECORD =
  'Counted from the day on which the record of complaint was settled, which is left out: the other of two readings. Taking long to settle the record is itself a fault.'
const COVERS = 'The time covers both reports, the adjudication and the answer, not the investigation alone.'

const LONGER: ExtensionRule = {
  by: 'stage-2-extended',
  ceiling: 65,
  grounds: [],
  mustBeBefore: 'due',
  once: false,
  needsAgreement: false,
  decidedBy: ['complaints-manager', 'adjudicating-officer'],
  noticeRequired: true,
}

const ANSWERED = {
  instrument: 'children-act',
  kind: 'statutory',
  nature: 'duty',
  metBy: ['stage-2-answered'],
  counting: 'working-days-after',
  voidedBy: ['consideration-deferred'],
  endedBy: ['complaint-withdrawn', 'case-closed'],
  decidedBy: ['complaints-manager', 'adjudicating-officer'],
} as const

const TWENTY_FIVE = regulation(
  17,
  'reg. 17',
  'Stage 2 within 25 working days of the start date; where that is not possible, up to 65, with written reasons and the new date before day 25.',
  'verified',
)
const SIXTY_FIVE = regulation(
  17,
  'reg. 17',
  'Stage 2 in no more than 65 working days of the start date. The limit is sure; its paragraph, perhaps (6), is not.',
  'verified',
)

export const stage2Answer: DeadlineRule = {
  ...ANSWERED,
  id: 'children-act.stage-2-answer',
  title: 'our answer at Stage 2',
  citation: TWENTY_FIVE,
  interpretation: `${FROM_REQUEST} ${COVERS}`,
  startedBy: ['stage-2-requested'],
  periods: [{ from: IN_FORCE, length: 25, definition: workingDay }],
  extension: LONGER,
}

export const stage2AnswerFromRecord: DeadlineRule = {
  ...ANSWERED,
  id: 'children-act.stage-2-answer-from-record',
  title: 'our answer at Stage 2, counted from the settled record of complaint',
  citation: TWENTY_FIVE,
  interpretation: `${FROM_RECORD} ${COVERS}`,
  startedBy: ['record-of-complaint-settled'],
  periods: [{ from: IN_FORCE, length: 25, definition: workingDay }],
  extension: LONGER,
}

export const stage2Limit: DeadlineRule = {
  ...ANSWERED,
  id: 'children-act.stage-2-limit',
  title: 'the longest that Stage 2 may last',
  citation: SIXTY_FIVE,
  interpretation: `${FROM_REQUEST} ${COVERS} A complainant may agree to wait longer; that is a breach with consent, not compliance.`,
  startedBy: ['stage-2-requested'],
  periods: [{ from: IN_FORCE, length: 65, definition: workingDay }],
}

export const stage2LimitFromRecord: DeadlineRule = {
  ...ANSWERED,
  id: 'children-act.stage-2-limit-from-record',
  title: 'the longest that Stage 2 may last, counted from the settled record of complaint',
  citation: SIXTY_FIVE,
  interpretation: `${FROM_RECORD} ${COVERS} A complainant may agree to wait longer; that is a breach with consent, not compliance.`,
  startedBy: ['record-of-complaint-settled'],
  periods: [{ from: IN_FORCE, length: 65, definition: workingDay }],
}

export const recordSettled: DeadlineRule = {
  id: 'children-act.record-settled',
  instrument: 'children-act',
  title: 'the record of complaint to be settled',
  kind: 'policy',
  nature: 'duty',
  citation: practice(
    'settling the record of complaint',
    'The Ombudsman has found fault where agreeing the statement of complaint took months (Somerset 23 013 837). It sets no number of days.',
    'well-known',
  ),
  interpretation:
    'Ten working days after the request, as policy; that delay here is a fault was read, the ten days are our own. When they have passed the authority settles its own version and goes on.',
  startedBy: ['stage-2-requested'],
  metBy: ['record-of-complaint-settled'],
  counting: 'working-days-after',
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
  voidedBy: ['consideration-deferred'],
  endedBy: ['stage-2-answered', 'complaint-withdrawn', 'case-closed'],
  decidedBy: ['complaints-manager'],
}
