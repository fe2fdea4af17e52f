import type { DeadlineRule } from '../deadline-rule.ts'
import { code, IN_FORCE } from './source.ts'
import { workingDay } from './working-day.ts'

const STAGE_2 = {
  instrument: 'complaint-handling-code',
  kind: 'code',
  nature: 'duty',
  counting: 'working-days-after',
  endedBy: ['complaint-withdrawn', 'case-closed'],
} as const

const NUMBERS = 'The times are verified, the numbers of the paragraphs are not.'

export const stage2Acknowledgement: DeadlineRule = {
  ...STAGE_2,
  id: 'complaint-handling-code.stage-2-acknowledgement',
  title: 'our acknowledgement at Stage 2',
  citation: code('6.9 and after', 'A Stage 2 request is acknowledged and logged within 5 working days.', 'verified'),
  interpretation: `The day of the request is not counted. ${NUMBERS}`,
  startedBy: ['corporate-2-requested'],
  metBy: ['corporate-2-acknowledged'],
  periods: [{ from: IN_FORCE, receivedFrom: IN_FORCE, length: 5, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const stage2Answer: DeadlineRule = {
  ...STAGE_2,
  id: 'complaint-handling-code.stage-2-answer',
  title: 'our final answer at Stage 2',
  citation: code(
    '6.9 and after',
    'A final response, by a different person, within 20 working days of the acknowledgement; extended by no more than 20, with the Ombudsman’s details.',
    'verified',
  ),
  interpretation: `Counted from the day on which the request was in fact acknowledged, which is left out. Made longer by that day 20, to day 40 at the most. ${NUMBERS}`,
  startedBy: ['corporate-2-acknowledged'],
  repeats: 'first',
  metBy: ['corporate-2-answered'],
  periods: [{ from: IN_FORCE, receivedFrom: IN_FORCE, length: 20, definition: workingDay }],
  extension: {
    by: 'corporate-2-extended',
    ceiling: 40,
    grounds: [],
    mustBeBefore: 'due',
    once: true,
    needsAgreement: false,
    decidedBy: ['senior-manager', 'complaints-manager'],
    noticeRequired: true,
  },
  decidedBy: ['senior-manager'],
}
