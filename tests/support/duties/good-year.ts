import type { FactType } from '../../../engine/index.ts'
import { decided, member, PACK } from './childrens-facts.ts'

/*
 * Whole cases of every procedure in which everything that was owed was done, with days to spare, so that they stand
 * wherever in a year they begin. Days count from a Monday, on which each is received. Over 300 lines: a table.
 */

/** One fact: on which day after the receipt, its type, and what it carries. */
export type Step = readonly [day: number, type: FactType, data?: Readonly<Record<string, unknown>>]

export interface GoodCase {
  readonly name: string
  /** Id of the procedure in which it is. */
  readonly procedure: string
  readonly steps: readonly Step[]
}

const received = (data: object = {}): Step => [
  0,
  'complaint-received',
  { channel: 'email', oral: false, byChild: false, ...data },
]
const sorted = (procedure: string, functionCode: string, personCode: string): Step => [
  1,
  'complaint-classified',
  { procedure, functionCode, personCode, reason: 'Read by the team.' },
]
const point = (id: string): Step => [0, 'point-recorded', { point: id, text: 'No visits.', desiredOutcome: 'Visits.' }]
const person = (day: number, id: string, role: string): Step => [day, 'person-added', { person: id, role }]
const notice = (day: number, kind: string, ...contents: readonly string[]): Step => [
  day,
  'notice-sent',
  { kind, mode: 'letter', contents },
]
const pointDecided = (day: number, stage: string, outcome = 'upheld'): Step => [
  day,
  'point-decided',
  { ...decided('P1', outcome), stage },
]
/** What is done when a case that was upheld is closed. */
const closing = (day: number, outcome = 'upheld'): readonly Step[] => [
  ...(outcome === 'upheld'
    ? [[day, 'learning-recorded', { area: 'delay', rootCause: 'staff', text: 'A plan.' }] as const]
    : []),
  [day, 'retention-set', { rule: 'complaint-6-years', until: '2034-06-30' }],
  [day, 'case-closed', { outcome }],
]

const CHILD: readonly Step[] = [
  received({ channel: 'form', byChild: true }),
  person(0, 'p1', 'complainant'),
  point('P1'),
  [0, 'proposed-change-noted', { disputed: false }],
  sorted('children-act', 'looked-after', 'P1'),
  [1, 'advocacy-offered', { contents: ['advocacy-right', 'how-to-get-an-advocate'] }],
  [1, 'acknowledgement-sent', { contents: ['receipt', 'next-step'] }],
  [1, 'procedure-information-given', { contents: ['procedure', 'help'] }],
  [1, 'stage-opened', { stage: 'stage-1' }],
]
const answered1 = (day: number): readonly Step[] => [
  pointDecided(day, 'stage-1'),
  [day, 'stage-1-answered', { contents: ['answer', 'stage-2-right', 'how-to-ask'], person: 'm1' }],
]
const STAGE_2: readonly Step[] = [
  ...CHILD,
  pointDecided(8, 'stage-1', 'not-upheld'),
  [8, 'stage-1-answered', { contents: ['answer', 'stage-2-right', 'how-to-ask'], person: 'm1' }],
  [15, 'stage-2-requested', { channel: 'email', outstandingPoints: [] }],
  [15, 'stage-opened', { stage: 'stage-2' }],
  notice(15, 'stage-2-acknowledgement', 'receipt', 'next-step'),
  [16, 'investigating-officer-appointed', { person: 'io1', declaredIndependent: true }],
  [16, 'independent-person-appointed', { person: 'ip1', declaredIndependent: true }],
  [16, 'adjudicating-officer-appointed', { person: 'ao1', declaredIndependent: true }],
  [16, 'record-of-complaint-sent'],
  [21, 'record-of-complaint-settled', { agreed: true }],
  [22, 'investigation-started'],
  [30, 'investigation-report-received', { points: [decided('P1', 'upheld')] }],
  [31, 'independent-person-report-received', { agrees: true, reason: 'Fair and complete.' }],
  [36, 'complaint-adjudicated', { person: 'ao1', points: [decided('P1', 'upheld')] }],
  [36, 'stage-2-answered', { contents: PACK }],
]
const ADULT: readonly Step[] = [
  received(),
  person(0, 'p1', 'complainant'),
  point('P1'),
  sorted('adult-social-care', 'adult-assessment', 'adult'),
  [1, 'acknowledgement-sent', { contents: ['receipt'] }],
  [1, 'discussion-offered', { contents: ['discussion-offer'] }],
  [2, 'response-plan-agreed', { until: '2034-01-01' }],
  [2, 'stage-opened', { stage: 'adult' }],
]
const ADULT_RESPONSE = {
  contents: ['how-considered', 'conclusions', 'remedial-action', 'action-status', 'ombudsman'],
  signatory: 'chief-executive',
}
const ADULT_ANSWERED: readonly Step[] = [
  [15, 'complainant-told', { mode: 'phone' }],
  pointDecided(29, 'adult'),
  [29, 'adult-response-sent', ADULT_RESPONSE],
]
const JOINT: readonly Step[] = [
  received(),
  person(0, 'p1', 'complainant'),
  point('P1'),
  sorted('nhs-joint', 'adult-assessment', 'adult'),
  [1, 'acknowledgement-sent', { contents: ['receipt'] }],
  [1, 'discussion-offered', { contents: ['discussion-offer'] }],
  [1, 'nhs-part-detected', { body: 'example-hospitals' }],
  [2, 'response-plan-agreed', { until: '2034-01-01' }],
  [2, 'partner-contacted', { body: 'example-hospitals' }],
  [2, 'consent-asked', { person: 'p1', body: 'example-hospitals' }],
  [4, 'consent-given', { person: 'p1', body: 'example-hospitals' }],
]
const CODE: readonly Step[] = [
  received({ channel: 'form' }),
  person(0, 'p1', 'complainant'),
  point('P1'),
  sorted('corporate', 'customer-service', 'public'),
  [2, 'corporate-1-acknowledged', { contents: ['receipt'] }],
  [2, 'stage-opened', { stage: 'corporate-1' }],
]

export const GOOD_CASES: readonly GoodCase[] = [
  {
    name: 'child, Stage 1',
    procedure: 'children-act',
    steps: [...CHILD, ...answered1(8), ...closing(60)],
  },
  {
    name: 'child, with an advocate and more time',
    procedure: 'children-act',
    steps: [
      ...CHILD.filter(([, type]) => type !== 'proposed-change-noted'),
      [0, 'proposed-change-noted', { disputed: true }],
      [1, 'decision-freeze-decided', { outcome: 'not-frozen', reason: 'She would not be safe.' }],
      [1, 'advocate-wanted'],
      [3, 'advocate-conflict-checked', { person: 'adv1', provider: 'Speak Up', clear: true, reason: 'No tie.' }],
      [3, 'advocate-appointed', { person: 'adv1', provider: 'Speak Up', declaredIndependent: true }],
      [8, 'stage-1-extended', { ground: 'complex', reason: 'Two teams.', until: 'day 24' }],
      notice(8, 'stage-1-extension', 'reason', 'new-date', 'stage-2-right'),
      ...answered1(22),
      ...closing(70),
    ],
  },
  {
    name: 'child, all three stages',
    procedure: 'children-act',
    steps: [
      ...STAGE_2,
      [43, 'panel-requested', { channel: 'email', reason: 'Not enough.' }],
      [43, 'stage-opened', { stage: 'stage-3' }],
      [44, 'panel-request-acknowledged', { contents: ['receipt'] }],
      [49, 'panel-chair-appointed', { person: 'ch1', declaredIndependent: true }],
      [49, 'panel-appointed', { members: [member('ch1', { chairs: true }), member('pm2'), member('pm3')] }],
      [49, 'panel-date-set', { meetsOn: 'day 71' }],
      [50, 'panel-papers-sent', { to: ['ch1', 'pm2', 'pm3', 'p1'], redacted: true }],
      [71, 'panel-met', { attendees: ['ch1', 'pm2', 'pm3', 'p1'] }],
      [73, 'panel-report-sent', { to: ['p1', 'ip1'] }],
      [74, 'panel-recommendations-received', { recommendations: ['Apologise.'] }],
      [79, 'panel-response-decided', { withIndependentPerson: true, departures: [], reason: 'All accepted.' }],
      [80, 'panel-response-sent', { contents: ['proposals', 'ombudsman'] }],
      ...closing(90),
    ],
  },
  {
    name: 'child, to the Ombudsman early',
    procedure: 'children-act',
    steps: [
      ...STAGE_2,
      [
        46,
        'early-referral-decided',
        {
          robustReport: true,
          completeAdjudication: true,
          significantComplaintsUpheld: true,
          clearActionPlan: true,
          mostDesiredOutcomesAgreed: true,
          complainantAgrees: true,
          outcome: 'refer',
        },
      ],
      ...closing(90),
    ],
  },
  {
    name: 'child, withdrawn',
    procedure: 'children-act',
    steps: [
      ...CHILD,
      [3, 'complaint-withdrawn', { channel: 'phone' }],
      [3, 'withdrawal-confirmed', { contents: ['withdrawal', 'may-come-back'] }],
      ...closing(4, 'withdrawn'),
    ],
  },
  {
    name: 'child, waiting for a court',
    procedure: 'children-act',
    steps: [
      ...CHILD,
      [
        3,
        'consideration-deferred',
        { ground: 'court', proceedings: 'care-order', scope: 'all', points: [], reason: 'It would prejudice them.' },
      ],
      notice(3, 'deferral', 'proceedings', 'reason', 'resubmit'),
      [60, 'proceedings-concluded', { proceedings: 'care-order' }],
      [70, 'complaint-resubmitted'],
      [71, 'stage-opened', { stage: 'stage-1' }],
      ...answered1(78),
      ...closing(130),
    ],
  },
  {
    name: 'child, a grandparent without sufficient interest',
    procedure: 'children-act',
    steps: [
      received(),
      person(0, 'p1', 'complainant'),
      point('P1'),
      [0, 'proposed-change-noted', { disputed: false }],
      sorted('children-act', 'looked-after', 'P5'),
      [1, 'acknowledgement-sent', { contents: ['receipt'] }],
      [1, 'procedure-information-given', { contents: ['procedure', 'help'] }],
      [3, 'sufficient-interest-decided', { outcome: 'not-sufficient', reason: 'No tie to the child.' }],
      notice(3, 'sufficient-interest-decision', 'decision', 'reason', 'no-further-action', 'ombudsman'),
      [3, 'complaint-refused', { ground: 'no-sufficient-interest', reason: 'No tie to the child.' }],
      ...closing(4, 'excluded'),
    ],
  },
  {
    name: 'child, too late',
    procedure: 'children-act',
    steps: [
      received({ byChild: false }),
      person(0, 'p1', 'complainant'),
      point('P1'),
      sorted('children-act', 'looked-after', 'P2'),
      [1, 'acknowledgement-sent', { contents: ['receipt'] }],
      [1, 'procedure-information-given', { contents: ['procedure', 'help'] }],
      [
        3,
        'late-complaint-decided',
        {
          groundsAroseOn: '2024-11-04',
          notReasonableToExpectInTime: false,
          canStillBeConsideredEffectively: true,
          outcome: 'do-not-consider',
          reason: 'Nothing stood in the way.',
        },
      ],
      [3, 'complaint-refused', { ground: 'out-of-time', reason: 'Late.' }],
      notice(3, 'late-complaint', 'decision', 'reason', 'ombudsman'),
      ...closing(4, 'excluded'),
    ],
  },
  {
    name: 'child, sorted in error',
    procedure: 'corporate',
    steps: [
      ...CHILD,
      [
        3,
        'complaint-rerouted',
        { from: 'children-act', to: 'corporate', reasonCode: 'classified-in-error', reason: 'A school bus.' },
      ],
      [3, 'stage-opened', { stage: 'corporate-1' }],
      [3, 'corporate-1-acknowledged', { contents: ['receipt'] }],
      pointDecided(9, 'corporate-1'),
      [9, 'corporate-1-answered', { contents: ['ombudsman'], person: 'ann' }],
      ...closing(60),
    ],
  },
  {
    name: 'adult, by a representative about a provider',
    procedure: 'adult-social-care',
    steps: [
      ...ADULT.filter(([, type]) => type !== 'complaint-classified'),
      sorted('adult-social-care', 'adult-commissioned', 'representative'),
      person(0, 'p2', 'representative'),
      [1, 'representative-decided', { outcome: 'suitable', reason: 'His daughter, and he asked her.' }],
      [2, 'consent-asked', { person: 'p1', body: 'bright-homecare' }],
      [4, 'consent-given', { person: 'p1', body: 'bright-homecare' }],
      [7, 'disclosed', { to: 'bright-homecare', redacted: true }],
      [7, 'provider-notified', { body: 'bright-homecare' }],
      ...ADULT_ANSWERED,
      ...closing(40),
    ],
  },
  {
    name: 'adult, called, and then the Ombudsman',
    procedure: 'adult-social-care',
    steps: [
      received({ channel: 'phone', oral: true }),
      ...ADULT.slice(1),
      [1, 'record-of-complaint-sent'],
      ...ADULT_ANSWERED,
      ...closing(40),
      [50, 'access-requested'],
      [64, 'access-answered', { redacted: true }],
      [60, 'ombudsman-enquiry-received', { reference: 'R1' }],
      [74, 'ombudsman-enquiry-answered', { reference: 'R1' }],
      [80, 'ombudsman-recommended', { recommendation: 'apology', dueOn: 'day 110' }],
      [95, 'ombudsman-evidence-sent', { recommendation: 'apology' }],
      [80, 'ombudsman-report-received', { reference: 'R1' }],
      [87, 'ombudsman-report-advertised'],
      [95, 'ombudsman-report-laid'],
      [100, 'ombudsman-report-answered'],
      [80, 'ombudsman-directed', { stage: 'adult', dueOn: 'day 120' }],
      [81, 'stage-opened', { stage: 'adult' }],
      [100, 'adult-response-sent', ADULT_RESPONSE],
    ],
  },
  {
    name: 'adult, settled on the telephone',
    procedure: 'adult-social-care',
    steps: [
      received({ channel: 'phone', oral: true }),
      person(0, 'p1', 'complainant'),
      point('P1'),
      sorted('adult-social-care', 'adult-assessment', 'adult'),
      [1, 'early-resolution-tried', { outcome: 'resolved', reason: 'A visit was moved.' }],
      pointDecided(1, 'adult', 'resolved-early'),
      [1, 'oral-complaint-resolved'],
      ...closing(1, 'resolved-early'),
    ],
  },
  {
    name: 'adult, excluded',
    procedure: 'adult-social-care',
    steps: [
      received(),
      person(0, 'p1', 'complainant'),
      point('P1'),
      sorted('adult-social-care', 'adult-assessment', 'adult'),
      [1, 'acknowledgement-sent', { contents: ['receipt'] }],
      [1, 'discussion-offered', { contents: ['discussion-offer'] }],
      [2, 'complaint-excluded', { ground: 'employment', reason: 'About a grievance.' }],
      notice(2, 'refusal', 'reason', 'ombudsman'),
      ...closing(3, 'excluded'),
    ],
  },
  {
    name: 'public health',
    procedure: 'public-health',
    steps: [
      received(),
      person(0, 'p1', 'complainant'),
      point('P1'),
      sorted('public-health', 'public-health', 'adult'),
      [1, 'acknowledgement-sent', { contents: ['receipt'] }],
      [2, 'stage-opened', { stage: 'public-health' }],
      pointDecided(29, 'public-health'),
      [29, 'public-health-response-sent', { ...ADULT_RESPONSE }],
      ...closing(40),
    ],
  },
  {
    name: 'with the NHS, one response',
    procedure: 'nhs-joint',
    steps: [
      ...JOINT,
      [4, 'lead-agreed', { body: 'council', basis: 'most-points' }],
      [7, 'disclosed', { to: 'example-hospitals', redacted: true }],
      [7, 'partner-asked', { body: 'example-hospitals' }],
      [15, 'complainant-told', { mode: 'phone' }],
      [22, 'joint-draft-circulated', { bodies: ['example-hospitals'] }],
      [25, 'part-signed-off', { body: 'example-hospitals' }],
      pointDecided(28, 'adult'),
      [
        29,
        'joint-response-sent',
        { contents: [...ADULT_RESPONSE.contents, 'health-ombudsman'], signatory: 'chief-executive' },
      ],
      ...closing(40),
    ],
  },
  {
    name: 'with the NHS, answered apart',
    procedure: 'nhs-joint',
    steps: [
      ...JOINT,
      [7, 'lead-not-agreed', { reason: 'Each has one half.' }],
      [7, 'complaint-split', { bodies: ['example-hospitals'], reason: 'No lead was agreed.' }],
      notice(7, 'joint-split', 'who-answers', 'by-when'),
      ...ADULT_ANSWERED,
      ...closing(40),
    ],
  },
  {
    name: 'corporate, both stages',
    procedure: 'corporate',
    steps: [
      ...CODE,
      [8, 'corporate-1-extended', { ground: 'complex', reason: 'A witness is away.', until: 'day 24' }],
      notice(8, 'corporate-stage-1-extended', 'reason', 'new-date', 'ombudsman'),
      pointDecided(20, 'corporate-1', 'not-upheld'),
      [20, 'corporate-1-answered', { contents: ['ombudsman'], person: 'ann' }],
      [20, 'action-agreed', { action: 'A1', text: 'Write to all.', owner: 'ann', dueOn: 'day 60' }],
      [25, 'action-done', { action: 'A1', evidence: 'A copy.' }],
      [30, 'corporate-2-requested', { channel: 'email' }],
      [31, 'corporate-2-acknowledged', { contents: ['receipt'] }],
      [31, 'stage-opened', { stage: 'corporate-2' }],
      pointDecided(42, 'corporate-2'),
      [42, 'corporate-2-answered', { contents: ['ombudsman'], person: 'bob' }],
      ...closing(60),
    ],
  },
  {
    name: 'corporate, refused',
    procedure: 'corporate',
    steps: [
      ...CODE.slice(0, 4),
      [2, 'complaint-refused', { ground: 'court', reason: 'A court decided it.' }],
      notice(2, 'corporate-refused', 'reason', 'ombudsman'),
      ...closing(3, 'excluded'),
    ],
  },
]
