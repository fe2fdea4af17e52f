import type { DeadlineRule, HoldRule } from '../deadline-rule.ts'
import { act, IN_FORCE, practice } from './source.ts'
import { workingDay } from './working-day.ts'

/** The Ombudsman can stop its own timers, as from March to June 2020; a council cannot. */
const STOPPED_BY_OMBUDSMAN: HoldRule = {
  grounds: ['ombudsman-pause'],
  effect: 'pause',
  heldBy: { fact: 'ombudsman-paused', ground: 'ombudsman-pause' },
  releasedBy: ['ombudsman-resumed'],
  decidedBy: ['ombudsman-link-officer', 'complaints-manager'],
}

const ASKED = {
  instrument: 'ombudsman',
  kind: 'guidance',
  nature: 'duty',
  pairedBy: 'reference',
  counting: 'working-days-after',
  holds: STOPPED_BY_OMBUDSMAN,
  endedBy: ['ombudsman-decided'],
  decidedBy: ['ombudsman-link-officer'],
} as const

export const papers: DeadlineRule = {
  ...ASKED,
  id: 'ombudsman.papers',
  title: 'the papers that the Ombudsman asked for',
  citation: practice(
    'Investigation Manual, ch. 7',
    'The council has 10 working days for the papers before allocation.',
    'verified',
  ),
  interpretation: 'The day of the request is not counted.',
  startedBy: ['ombudsman-papers-asked'],
  metBy: ['ombudsman-papers-sent'],
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
}

export const enquiry: DeadlineRule = {
  ...ASKED,
  id: 'ombudsman.enquiry',
  title: 'our answer to the Ombudsman’s enquiries',
  citation: practice(
    'enquiries',
    'Enquiries are normally answered within 20 working days; the letter may set a day.',
    'well-known',
  ),
  interpretation: 'The day that the letter sets; where it sets none, 20 working days, the day of the enquiry left out.',
  startedBy: ['ombudsman-enquiry-received'],
  givenBy: 'replyBy',
  metBy: ['ombudsman-enquiry-answered'],
  periods: [{ from: IN_FORCE, length: 20, definition: workingDay }],
}

export const draftComments: DeadlineRule = {
  ...ASKED,
  id: 'ombudsman.draft-comments',
  title: 'our comments on the Ombudsman’s draft decision',
  citation: practice(
    'draft decision',
    'The draft goes to both sides, typically with 10 working days for comments.',
    'unsure',
  ),
  interpretation: 'The day of receipt is not counted. The number of days is unsure: go by the letter where it differs.',
  startedBy: ['ombudsman-draft-received'],
  metBy: ['ombudsman-draft-commented'],
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
}

export const complaintWindow: DeadlineRule = {
  id: 'ombudsman.complaint-window',
  instrument: 'ombudsman',
  title: 'the complainant’s complaint to the Ombudsman, if they want to make one',
  kind: 'statutory',
  nature: 'window',
  citation: act(
    '26B',
    'A complaint is made to the Ombudsman within 12 months of knowing of the matter, with discretion beyond.',
    'verified',
  ),
  interpretation:
    'Twelve months after the day on which the grounds arose, as far as the case records it; that day is left out. The Ombudsman decides on its own time limit.',
  startedBy: ['late-complaint-decided'],
  countsFrom: 'groundsAroseOn',
  repeats: 'latest',
  metBy: ['ombudsman-papers-asked', 'ombudsman-enquiry-received', 'ombudsman-decided'],
  counting: 'months-after',
  periods: [{ from: IN_FORCE, length: 12, definition: workingDay }],
  decidedBy: ['ombudsman-link-officer'],
}
