import type { DeadlineRule } from '../deadline-rule.ts'
import { guidance, IN_FORCE, regulation } from './source.ts'
import { workingDay } from './working-day.ts'

const STAGE_3 = {
  instrument: 'children-act',
  nature: 'duty',
  counting: 'working-days-after',
  voidedBy: ['consideration-deferred'],
  endedBy: ['complaint-withdrawn', 'case-closed'],
} as const

export const panelRequestWindow: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-request-window',
  title: 'the complainant’s request for a review panel, if they want one',
  kind: 'statutory',
  nature: 'window',
  citation: regulation(
    18,
    'reg. 18',
    'A review panel is asked for within 20 working days of receiving the answer at Stage 2.',
    'well-known',
  ),
  interpretation:
    'Counted from the day on which the answer was sent, which is left out; where it was received later, the complainant has the days from receipt. The window is verified, the number of the regulation is not.',
  startedBy: ['stage-2-answered'],
  repeats: 'latest',
  metBy: ['panel-requested'],
  periods: [{ from: IN_FORCE, length: 20, definition: workingDay }],
  endedBy: ['complaint-withdrawn'],
  decidedBy: ['complaints-manager'],
}

export const panelAcknowledgement: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-acknowledgement',
  title: 'our acknowledgement of the request for a review panel',
  kind: 'guidance',
  citation: guidance('Stage 3, timescales', 'The request is acknowledged within 2 working days.'),
  interpretation: 'The day of the request is not counted.',
  startedBy: ['panel-requested'],
  metBy: ['panel-request-acknowledged'],
  periods: [{ from: IN_FORCE, length: 2, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const panelChair: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-chair',
  title: 'the panel’s chair to be appointed, and who attends and the papers agreed with them',
  kind: 'guidance',
  citation: guidance(
    'Stage 3, timescales',
    'The chair is appointed, and attendees and papers are agreed with the chair, within 10 working days of the request.',
  ),
  interpretation: 'The day of the request is not counted. The appointment is what meets it here.',
  startedBy: ['panel-requested'],
  metBy: ['panel-chair-appointed'],
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

/** Stage 3: by when the review panel must meet. */
export const panelMeeting: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-meeting',
  title: 'the review panel to meet',
  kind: 'statutory',
  citation: regulation(
    19,
    'reg. 19(4)',
    'The panel shall meet within 30 working days of the local authority receiving a request in accordance with regulation 18.',
    'verified',
    'quotation',
  ),
  interpretation:
    'The day of receipt is not counted: “within … of” an event leaves out the day of the event. A request that comes on a day that is not a working day is received that day, and day 1 is the next working day.',
  startedBy: ['panel-requested'],
  metBy: ['panel-met'],
  periods: [{ from: IN_FORCE, length: 30, definition: workingDay }],
  decidedBy: ['complaints-manager'],
}

export const panelPapers: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-papers',
  title: 'the panel’s papers to be sent',
  kind: 'guidance',
  citation: guidance('Stage 3, timescales', 'The papers go out at least 10 working days before the meeting.'),
  interpretation:
    'Counted back from the day of the meeting, which is left out: the tenth working day before it is the last in time. A new day for the meeting counts anew.',
  startedBy: ['panel-date-set'],
  countsFrom: 'meetsOn',
  repeats: 'latest',
  metBy: ['panel-papers-sent'],
  counting: 'working-days-before',
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
  decidedBy: ['complaints-manager', 'panel-clerk'],
}

export const panelReport: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-report',
  title: 'the panel’s report',
  kind: 'statutory',
  citation: regulation(
    20,
    'reg. 20(1), (2)',
    'The panel records its recommendations and sends them within 5 working days of the meeting, or as soon as reasonably practicable.',
    'verified',
  ),
  interpretation:
    'The day of the meeting is not counted. “As soon as reasonably practicable” is a person’s judgement and is not computed; a late report is recorded as late, with its reason.',
  startedBy: ['panel-met'],
  metBy: ['panel-report-sent'],
  periods: [{ from: IN_FORCE, length: 5, definition: workingDay }],
  decidedBy: ['panel-chair'],
}

/** Stage 3: by when the authority must answer the panel. */
export const panelResponse: DeadlineRule = {
  ...STAGE_3,
  id: 'children-act.panel-response',
  title: 'our response to the panel’s recommendations',
  kind: 'statutory',
  citation: regulation(
    20,
    'reg. 20(3)',
    'Within 15 working days of receiving the recommendations, or as soon as reasonably practicable, the authority decides with the independent person what it proposes, and sends that with information on the Local Commissioner.',
    'verified',
  ),
  interpretation:
    'The day on which the recommendations are received is not counted. “As soon as reasonably practicable” is a person’s judgement and is not computed.',
  startedBy: ['panel-recommendations-received'],
  metBy: ['panel-response-sent'],
  periods: [{ from: IN_FORCE, length: 15, definition: workingDay }],
  decidedBy: ['director'],
}
