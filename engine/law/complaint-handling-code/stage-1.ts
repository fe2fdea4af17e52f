import { localDate } from '../../values/local-date.ts'
import type { DeadlineRule } from '../deadline-rule.ts'
import { code, IN_FORCE } from './source.ts'
import { workingDay } from './working-day.ts'

const STAGE_1 = {
  instrument: 'complaint-handling-code',
  kind: 'code',
  nature: 'duty',
  counting: 'working-days-after',
  endedBy: ['complaint-withdrawn', 'complaint-refused', 'complaint-excluded', 'case-closed'],
} as const

export const stage1Acknowledgement: DeadlineRule = {
  ...STAGE_1,
  id: 'complaint-handling-code.stage-1-acknowledgement',
  title: 'our acknowledgement at Stage 1',
  citation: code('6.2', 'A Stage 1 complaint is acknowledged and logged within 5 working days of receipt.', 'verified'),
  interpretation: 'The day of receipt is not counted.',
  startedBy: ['complaint-received'],
  metBy: ['corporate-1-acknowledged'],
  periods: [{ from: IN_FORCE, receivedFrom: IN_FORCE, length: 5, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const stage1Answer: DeadlineRule = {
  ...STAGE_1,
  id: 'complaint-handling-code.stage-1-answer',
  title: 'our answer at Stage 1',
  citation: code(
    '6.3–6.5',
    'A full response within 10 working days of the acknowledgement; extended by no more than 10 without good reason, with the reason and the Ombudsman’s details.',
    'verified',
  ),
  interpretation:
    'Counted from the day on which the complaint was in fact acknowledged, which is left out. Made longer by that day 10, to day 20 at the most.',
  startedBy: ['corporate-1-acknowledged'],
  repeats: 'first',
  metBy: ['corporate-1-answered'],
  periods: [{ from: IN_FORCE, receivedFrom: IN_FORCE, length: 10, definition: workingDay }],
  extension: {
    by: 'corporate-1-extended',
    ceiling: 20,
    grounds: [],
    mustBeBefore: 'due',
    once: true,
    needsAgreement: false,
    decidedBy: ['responding-manager', 'complaints-manager'],
    noticeRequired: true,
  },
  decidedBy: ['responding-manager'],
}

export const escalationWindow: DeadlineRule = {
  ...STAGE_1,
  id: 'complaint-handling-code.escalation-window',
  title: 'the complainant’s request for Stage 2, if they want one',
  kind: 'policy',
  nature: 'window',
  citation: code(
    '5.7',
    'Escalation is not refused without a valid and stated reason. The time to ask is local: ten working days in some councils, a calendar month in others.',
    'well-known',
  ),
  interpretation:
    'Twenty working days after the answer at Stage 1, as policy. A later request is not refused for that alone.',
  startedBy: ['corporate-1-answered'],
  repeats: 'latest',
  metBy: ['corporate-2-requested'],
  periods: [{ from: IN_FORCE, receivedFrom: IN_FORCE, length: 20, definition: workingDay }],
  endedBy: ['complaint-withdrawn'],
  decidedBy: ['complaints-manager'],
}

export const timeLimit: DeadlineRule = {
  ...STAGE_1,
  id: 'complaint-handling-code.time-limit',
  title: 'the complaint to be made without asking for an exception',
  nature: 'window',
  citation: code(
    '2.1–2.5',
    'Complaints are accepted within 12 months of the issue or of awareness of it, with discretion beyond; a refusal is explained, with the right to the Ombudsman.',
    'verified',
  ),
  interpretation:
    'Twelve months after: the day itself is left out. For complaints received from 1 April 2026, so for matters from a year before.',
  startedBy: ['late-complaint-decided'],
  countsFrom: 'groundsAroseOn',
  repeats: 'latest',
  metBy: ['complaint-received'],
  counting: 'months-after',
  periods: [{ from: localDate('2025-04-01'), receivedFrom: IN_FORCE, length: 12, definition: workingDay }],
  endedBy: [],
  decidedBy: ['complaints-manager'],
}
