import type { COUNCIL_PLACEHOLDERS } from './council.ts'
import type { DAY_PLACEHOLDERS } from './days.ts'
import type { DECISION_PLACEHOLDERS } from './decisions.ts'
import type { OMBUDSMAN_PLACEHOLDERS } from './ombudsman.ts'
import type { PARTNER_PLACEHOLDERS } from './partners.ts'

type Name =
  | keyof typeof COUNCIL_PLACEHOLDERS
  | keyof typeof DAY_PLACEHOLDERS
  | keyof typeof DECISION_PLACEHOLDERS
  | keyof typeof OMBUDSMAN_PLACEHOLDERS
  | keyof typeof PARTNER_PLACEHOLDERS

const FINDINGS = [
  'Point 1: The visits in March did not take place.\nWe agree with you (upheld).\nOur reason: Two workers were off sick.\nWe are sorry.',
  'Point 2: Nobody called back.\nWe do not agree with you (not upheld).\nOur reason: The call list shows three calls.',
]
const POINTS = [
  '1. The visits in March did not take place.\n   What you want to happen: Visits each week\n2. Nobody called back.',
]

/** What stands in the gaps of a letter that is looked at before there is a case. */
export const SAMPLES: Readonly<Record<Name, string | readonly string[]>> = {
  reference: 'XX-2026-00001',
  councilName: 'Sample Council',
  complaintsTeam: 'Complaints Team',
  complaintsTeamPhone: '01632 960100',
  complaintsTeamEmail: 'complaints@council.example.org',
  complaintsTeamAddress: 'Town Hall, 1 Sample Street, Sampleton',
  ombudsman: 'Local Government and Social Care Ombudsman',
  healthOmbudsman: 'Parliamentary and Health Service Ombudsman',
  portal: 'https://complaints.example.org/XX-2026-00001',
  advocacyProvider: 'Sample Voices',
  advocacyProviderPhone: '01632 960200',
  advocacyProviderEmail: 'referrals@voices.example.org',
  providers: ['Sample Voices: 01632 960200, referrals@voices.example.org'],
  signatoryName: 'Sam Sample',
  signatoryTitle: 'Chief Executive',
  team: 'Education',
  teams: 'Education and Public Health',

  today: 'Wednesday 15 July 2026',
  receivedOn: 'Wednesday 1 July 2026',
  responseBy: 'Thursday 20 August 2026',
  planUntil: 'Thursday 20 August 2026',
  withdrawnOn: 'Monday 6 July 2026',
  advocateAppointedOn: 'Tuesday 7 July 2026',
  consentAskedOn: 'Thursday 2 July 2026',
  extensionUntil: 'Monday 24 August 2026',
  extensionReason: 'Two people who know what happened are away.',
  planReason: 'two people could not be reached yet.',
  latenessReason: 'the officer was ill and no one took over.',
  newDate: 'Monday 24 August 2026',
  windowUntil: 'Monday 17 August 2026',

  points: POINTS,
  desiredOutcomes: ['Visits each week', 'An apology'],
  findings: FINDINGS,
  decisions: FINDINGS,
  outcome: 'We agree with part of your complaint.',
  actions: ['We will plan cover for visits. We will do this by Monday 31 August 2026.'],
  settlement: '£250.00',
  eligibilityReason: 'It is about a service that we gave you.',
  refusalReason: 'A court has decided the same question.',
  refusalGround: 'decided by a court',
  lateReason: 'Too little is left on file.',
  signpostTo: 'the head teacher of the school',
  signpostReason: 'It is about what happened in a lesson.',
  rerouteReason: 'It is about a service for adults.',
  withdrawn: 'yes',
  oral: 'yes',
  byChild: 'yes',
  compliment: 'yes',
  continuationReason: 'Others may be at risk.',
  panelRecommendations: ['Plan cover for visits.', 'Say sorry.'],

  partnerBody: 'Sample Integrated Care Board',
  providerName: 'Sample Homecare Limited',
  bodies: 'Sample Integrated Care Board and Sample Hospitals',
  leadBody: 'Sample Council',
  leadBasis: 'Most of the points are about us.',
  partnerQuestions: ['The visits in March did not take place.'],
  splitParts: ['Sample Hospitals will answer this: Nobody called back.'],
  splitReason: 'You asked us for it.',
  withheldBodies: 'Sample Hospitals',
  partnerLink: 'https://complaints.example.org/partner-replies/sample',
  partnerLinkUntil: 'Wednesday 29 July 2026',
  partnerReplyBy: 'Friday 24 July 2026',
  consentBody: 'Sample Integrated Care Board',
  ombudsmanReference: '26 000 001',
  recommendations: ['Say sorry. Pay £250.00. By Monday 31 August 2026.'],
  ombudsmanDecidedOn: 'Monday 13 July 2026',
  findingChanged: 'yes',
  directedUntil: 'Monday 31 August 2026',
  quarter: 'April to June 2026',
  learningItems: '4',
}

/** The sample of that name; undefined when there is none. */
export function sampleOf(name: string): string | readonly string[] | undefined {
  return Object.hasOwn(SAMPLES, name) ? SAMPLES[name as Name] : undefined
}
