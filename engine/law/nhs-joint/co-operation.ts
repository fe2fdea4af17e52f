import type { DeadlineRule } from '../deadline-rule.ts'
import { IN_FORCE, protocol } from './source.ts'
import { workingDay } from './working-day.ts'

const TOGETHER = {
  instrument: 'nhs-joint',
  kind: 'policy',
  nature: 'duty',
  counting: 'working-days-after',
  endedBy: ['complaint-split', 'complaint-withdrawn', 'case-closed'],
} as const

export const partnerContacted: DeadlineRule = {
  ...TOGETHER,
  id: 'nhs-joint.partner-contacted',
  title: 'the other body to be contacted',
  citation: protocol('co-operation', 'The bodies must co-operate; the other body is contacted within 5 working days.'),
  interpretation: 'Counted from the day on which the other body’s part was found, which is left out.',
  startedBy: ['nhs-part-detected'],
  repeats: 'first',
  pairedBy: 'body',
  metBy: ['partner-contacted'],
  periods: [{ from: IN_FORCE, length: 5, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const leadAgreed: DeadlineRule = {
  ...TOGETHER,
  id: 'nhs-joint.lead-agreed',
  title: 'the lead body to be agreed',
  citation: protocol(
    'lead',
    'The bodies seek to agree the lead; both managers agree in writing within 3 to 5 working days.',
  ),
  interpretation:
    'Five working days after the other body was first contacted, that day left out. The duty is to seek agreement: without one the complaint is split, and the complainant is told.',
  startedBy: ['partner-contacted'],
  repeats: 'first',
  metBy: ['lead-agreed'],
  periods: [{ from: IN_FORCE, length: 5, definition: workingDay }],
  decidedBy: ['complaints-manager', 'director'],
}

export const informationRequest: DeadlineRule = {
  ...TOGETHER,
  id: 'nhs-joint.information-request',
  title: 'the other body’s reply to our request for information',
  citation: protocol(
    'information',
    'A body gives the information that another reasonably asks for, within 10 working days.',
  ),
  interpretation: 'Counted from the request, which is left out; a clock for each request.',
  startedBy: ['partner-asked'],
  pairedBy: 'body',
  metBy: ['partner-replied'],
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const signOff: DeadlineRule = {
  ...TOGETHER,
  id: 'nhs-joint.sign-off',
  title: 'the other body’s signature under its part',
  citation: protocol('one response', 'Each body checks and signs off its part of the draft within 5 working days.'),
  interpretation: 'Counted from the day on which the draft went round, which is left out; a clock for each body.',
  startedBy: ['joint-draft-circulated'],
  pairedBy: 'body',
  eachOf: 'bodies',
  metBy: ['part-signed-off'],
  periods: [{ from: IN_FORCE, length: 5, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}
