import { addDays, type LocalDate } from '../../engine/index.ts'

/** The people of the example complaint, as they are submitted or added to the case. */
export const COMPLAINT_PEOPLE = [
  {
    id: 'p1',
    role: 'complainant',
    name: 'Jordan Reed',
    email: 'jordan.reed@example.org',
    dateOfBirth: '2012-05-17',
    contactPreference: 'email',
    adjustments: [],
  },
] as const

const staff = (id: string, role: string, name: string) => ({
  id,
  role,
  name,
  email: `${id}@council.example.org`,
  contactPreference: 'email',
  adjustments: [],
})

export const CASE_STAFF = [
  staff('m1', 'responding-manager', 'Moira Kent'),
  staff('io1', 'investigating-officer', 'Ian Osei'),
  staff('ip1', 'independent-person', 'Pat Ryder'),
  staff('ao1', 'adjudicating-officer', 'Alma Diaz'),
  staff('ch1', 'panel-chair', 'Chris Hart'),
  staff('pm2', 'panel-member', 'Lee Wong'),
  staff('pm3', 'panel-member', 'Ruth Bell'),
]

/** A child's complaint as `POST /api/v1/cases` takes it. */
export const CHILDS_COMPLAINT = {
  procedure: 'children-act',
  channel: 'form',
  oral: false,
  byChild: true,
  people: COMPLAINT_PEOPLE,
  points: [
    { text: 'My visits were cancelled three times.', desiredOutcome: 'An apology, and visits that happen.' },
    { text: 'Nobody told me about my move.', desiredOutcome: 'To be told before it happens.' },
  ],
} as const

const POINTS = ['P1', 'P2']

const decisions = (outcome: string) =>
  POINTS.map((point) => ({ point, outcome, reason: 'The records show it.', remedy: 'apology' }))

/**
 * Answers for each form on the way through all three stages: nothing resolved early, record agreed, one action promised
 * at Stage 1 and done, panel held. `today` is the day on which the form is filled in.
 */
export const ANSWERS: Readonly<Record<string, (today: LocalDate) => object>> = {
  'record-complaint': () => ({
    functionCode: 'looked-after',
    personCode: 'P1',
    classificationReason: 'A looked-after child complains about contact.',
    disputesChange: false,
    concurrentProceedings: false,
  }),
  'decide-eligibility': () => ({
    eligibility: 'eligible',
    reason: 'A looked-after child may complain.',
    representative: 'none',
    inTime: true,
    beginAt: 'stage-1',
  }),
  'choose-handling': () => ({ spoke: false, earlyResolution: false }),
  'answer-stage-1': (today) => ({
    decisions: decisions('partly-upheld'),
    late: false,
    actions: [{ action: 'A1', text: 'A contact plan for the year.', owner: 'm1', dueOn: addDays(today, 30) }],
  }),
  'request-stage-2': (today) => ({
    requestedOn: today,
    channel: 'email',
    basis: 'not-satisfied',
    outstandingPoints: [],
  }),
  'write-record': () => ({ complete: true }),
  'comment-on-record': (today) => ({ repliedOn: today, agreesRecord: true }),
  'appoint-investigating-officer': (today) => ({
    person: 'io1',
    appointedOn: today,
    notInLine: true,
    trained: true,
    declaredIndependent: true,
  }),
  'appoint-independent-person': (today) => ({
    person: 'ip1',
    appointedOn: today,
    notMember: true,
    notOfficer: true,
    notSpouse: true,
    declaredIndependent: true,
  }),
  'appoint-adjudicating-officer': (today) => ({
    person: 'ao1',
    appointedOn: today,
    senior: true,
    notInvestigator: true,
    declaredIndependent: true,
  }),
  'investigation-report': (today) => ({ startedOn: today, reportedOn: today, points: decisions('upheld') }),
  'independent-person-report': () => ({
    impartial: true,
    thorough: true,
    fair: true,
    accurate: true,
    agrees: true,
    reason: 'The investigation was fair and complete.',
  }),
  adjudicate: () => ({
    adjudication: 'decide',
    person: 'ao1',
    late: false,
    metComplainant: true,
    decisions: decisions('upheld'),
  }),
  'extend-stage-1': () => ({ moreTime: false }),
  'extend-stage-2': () => ({ moreTime: false }),
  'request-panel': (today) => ({ requestedOn: today, channel: 'email', reason: 'The remedies are not enough.' }),
  'appoint-chair': (today) => ({
    person: 'ch1',
    appointedOn: today,
    notMember: true,
    threeYears: true,
    declaredIndependent: true,
  }),
  'appoint-panel': (today) => ({
    appointedOn: today,
    members: [
      { person: 'ch1', independent: true, chairs: true },
      { person: 'pm2', independent: true, chairs: false },
      { person: 'pm3', independent: true, chairs: false },
    ],
    notIndependentPerson: true,
    agreedWithChair: true,
    meetsOn: addDays(today, 21),
  }),
  'prepare-papers': () => ({ agreedWithChair: true, papersRedacted: true }),
  'record-panel-meeting': (today) => ({
    metOn: today,
    attendees: ['ch1', 'pm2', 'pm3', 'p1'],
    complainantAttended: true,
    reasons: 'The panel heard both sides.',
    late: false,
  }),
  'panel-report': () => ({ reportReady: true, threeMembersAgree: true, late: false }),
  'receive-recommendations': (today) => ({ receivedOn: today, recommendations: ['Apologise in person.'] }),
  'decide-panel-response': () => ({
    withIndependentPerson: true,
    departures: [],
    reason: 'We accept every recommendation.',
    late: false,
  }),
  'report-actions': () => ({ done: [{ action: 'A1', evidence: 'The plan is signed.' }], updates: [] }),
  'record-learning': (today) => ({
    learnt: true,
    learning: [{ area: 'service-quality', rootCause: 'process', text: 'Plan contact for a year ahead.' }],
    retentionRule: 'complaint-6-years',
    retentionUntil: addDays(today, 6 * 365),
  }),
}

/** Messages from outside on that way, by name, in their order, with the form that each one fills in. */
export const MESSAGES: readonly (readonly [message: string, form: string])[] = [
  ['stage-2-requested', 'request-stage-2'],
  ['record-commented', 'comment-on-record'],
  ['panel-requested', 'request-panel'],
]
