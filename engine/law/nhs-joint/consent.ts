import type { DeadlineRule } from '../deadline-rule.ts'
import { IN_FORCE, protocol } from './source.ts'
import { workingDay } from './working-day.ts'

const CONSENT = {
  instrument: 'nhs-joint',
  kind: 'policy',
  nature: 'duty',
  pairedBy: 'body',
  counting: 'working-days-after',
  endedBy: ['complaint-split', 'complaint-withdrawn', 'case-closed'],
  decidedBy: ['complaints-manager'],
} as const

export const consentAsked: DeadlineRule = {
  ...CONSENT,
  id: 'nhs-joint.consent-asked',
  title: 'consent to share with the other body to be asked for',
  citation: protocol(
    'consent',
    'Consent to share with each body is asked for within 3 working days; nothing is shared before.',
  ),
  interpretation: 'Counted from the day on which the other body’s part was found, which is left out.',
  startedBy: ['nhs-part-detected'],
  repeats: 'first',
  metBy: ['consent-asked', 'consent-given', 'consent-refused'],
  periods: [{ from: IN_FORCE, length: 3, definition: workingDay }],
}

export const consentFirstChase: DeadlineRule = {
  ...CONSENT,
  id: 'nhs-joint.consent-first-chase',
  title: 'the first reminder about consent',
  citation: protocol('consent', 'A request for consent without a reply is chased at 5 working days.'),
  interpretation: 'Counted from the first request, which is left out. Asking again is what meets it.',
  startedBy: ['consent-asked'],
  repeats: 'first',
  metBy: ['consent-asked', 'consent-given', 'consent-refused'],
  periods: [{ from: IN_FORCE, length: 5, definition: workingDay }],
}

export const consentSecondChase: DeadlineRule = {
  ...CONSENT,
  id: 'nhs-joint.consent-second-chase',
  title: 'consent to be decided, or the second reminder',
  citation: protocol('consent', 'A request for consent without a reply is chased again at 10 working days.'),
  interpretation:
    'Counted from the first request, which is left out. Only a reply meets it; without one, our own part alone is answered and the complainant is told how to pursue the rest.',
  startedBy: ['consent-asked'],
  repeats: 'first',
  metBy: ['consent-given', 'consent-refused'],
  periods: [{ from: IN_FORCE, length: 10, definition: workingDay }],
}
