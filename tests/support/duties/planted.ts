import type { FactType } from '../../../engine/index.ts'
import type { Step } from './good-year.ts'

/*
 * One breach of each of the 81 duties, planted in a good case. Where the law makes of one omission the breach of another
 * duty too, `also` names it, worked out by hand, with the reason. Over 300 lines: a table.
 */

export interface Planted {
  readonly rule: string
  /** Name of the good case in which it is planted. */
  readonly in: string
  readonly change: (steps: readonly Step[]) => readonly Step[]
  /** Duties that are broken with it, each with the reason. */
  readonly also?: Readonly<Record<string, string>>
  /** Duties of which nothing can be told any more, each with the reason. */
  readonly inDoubt?: Readonly<Record<string, string>>
  /** Somebody looked at the case who has nothing to do with it. */
  readonly seenBy?: { readonly by: string; readonly role: string }
}

type Change = Planted['change']

/** Leaves out every such fact; with `where` those alone that carry this. */
const without =
  (type: FactType, where: object = {}): Change =>
  (steps) =>
    steps.filter(([, each, data]) => each !== type || !carries(data, where))
/** Puts every such fact on another day. */
const on =
  (type: FactType, day: number, where: object = {}): Change =>
  (steps) =>
    steps.map((step) => (step[1] === type && carries(step[2], where) ? [day, type, step[2] ?? {}] : step))
const saying =
  (type: FactType, data: object, where: object = {}): Change =>
  (steps) =>
    steps.map((step) => (step[1] === type && carries(step[2], where) ? [step[0], type, { ...step[2], ...data }] : step))
const plus =
  (...more: readonly Step[]): Change =>
  (steps) => [...steps, ...more]
const all =
  (...changes: readonly Change[]): Change =>
  (steps) =>
    changes.reduce((changed, change) => change(changed), steps)

function carries(data: Step[2], where: object): boolean {
  return Object.entries(where).every(([name, value]) => data?.[name] === value)
}

const CHILD_1 = 'child, Stage 1'
const CHILD_MORE = 'child, with an advocate and more time'
const CHILD_3 = 'child, all three stages'
const ADULT = 'adult, by a representative about a provider'
const CALLED = 'adult, called, and then the Ombudsman'
const JOINT = 'with the NHS, one response'
const CODE = 'corporate, both stages'
const TOLD_OF_1 = { kind: 'stage-1-extension' }

export const PLANTED: readonly Planted[] = [
  { rule: 'G01', in: CHILD_1, change: on('complaint-classified', 7) },
  {
    rule: 'G02',
    in: CODE,
    change: saying('complaint-classified', { functionCode: 'looked-after', personCode: 'P1' }),
  },
  {
    rule: 'G03',
    in: 'child, a grandparent without sufficient interest',
    change: without('notice-sent'),
  },
  { rule: 'G04', in: ADULT, change: without('representative-decided') },
  { rule: 'G05', in: 'child, too late', change: without('late-complaint-decided') },
  { rule: 'G06', in: 'adult, excluded', change: without('notice-sent') },
  {
    rule: 'G07',
    in: 'adult, settled on the telephone',
    change: saying('early-resolution-tried', { outcome: 'not-resolved' }),
  },
  { rule: 'G08', in: 'child, waiting for a court', change: without('notice-sent') },
  {
    rule: 'G09',
    in: 'child, waiting for a court',
    change: all(
      (steps) => steps.filter(([day]) => day <= 70),
      plus(
        [75, 'complaint-refused', { ground: 'court', reason: 'A court decided it.' }],
        [76, 'retention-set', { rule: 'complaint-6-years', until: '2034-06-30' }],
        [76, 'case-closed', { outcome: 'excluded' }],
      ),
    ),
  },
  { rule: 'G10', in: 'corporate, refused', change: without('notice-sent') },
  {
    rule: 'G11',
    in: CHILD_1,
    change: plus([-3, 'early-resolution-tried', { outcome: 'not-resolved', reason: 'A talk.' }]),
  },
  { rule: 'G12', in: CHILD_MORE, change: without('decision-freeze-decided') },

  { rule: 'C01', in: CHILD_1, change: on('acknowledgement-sent', 8) },
  { rule: 'C02', in: CHILD_1, change: without('procedure-information-given') },
  { rule: 'C03', in: CHILD_1, change: without('advocacy-offered') },
  { rule: 'C04', in: CHILD_MORE, change: saying('advocate-appointed', { declaredIndependent: false }) },
  { rule: 'C05', in: CHILD_1, change: on('stage-1-answered', 18) },
  { rule: 'C06', in: CHILD_MORE, change: without('notice-sent', TOLD_OF_1) },
  {
    rule: 'C07',
    in: CHILD_MORE,
    change: all(
      on('stage-1-answered', 50),
      plus([31, 'stage-2-right-notified', { contents: ['stage-2-right', 'how-to-ask', 'may-wait'] }]),
    ),
  },
  { rule: 'C08', in: CHILD_1, change: saying('stage-1-answered', { contents: ['answer'] }) },
  {
    rule: 'C09',
    in: CHILD_1,
    change: all(
      plus(
        [15, 'stage-2-requested', { channel: 'email', outstandingPoints: [] }],
        [16, 'complaint-refused', { ground: 'nothing-new', reason: 'It was answered.' }],
      ),
      on('case-closed', 17),
      on('retention-set', 17),
      on('learning-recorded', 17),
    ),
  },
  { rule: 'C10', in: CHILD_3, change: without('notice-sent', { kind: 'stage-2-acknowledgement' }) },
  { rule: 'C11', in: CHILD_3, change: without('record-of-complaint-sent') },
  { rule: 'C12', in: CHILD_3, change: all(on('record-of-complaint-settled', 35)) },
  {
    rule: 'C13',
    in: CHILD_3,
    change: saying('investigating-officer-appointed', { declaredIndependent: false }),
  },
  { rule: 'C14', in: CHILD_3, change: on('independent-person-appointed', 24) },
  {
    rule: 'C15',
    in: 'child, to the Ombudsman early',
    change: all(on('stage-2-answered', 75), on('early-referral-decided', 80)),
  },
  {
    rule: 'C16',
    in: 'child, to the Ombudsman early',
    change: all(
      on('stage-2-answered', 125),
      on('early-referral-decided', 130),
      plus(
        [40, 'stage-2-extended', { ground: 'people-unavailable', reason: 'Schools are closed.', until: 'day 106' }],
        [40, 'notice-sent', { kind: 'stage-2-extension', mode: 'letter', contents: ['reason', 'new-date'] }],
      ),
      on('case-closed', 140),
      on('retention-set', 140),
      on('learning-recorded', 140),
    ),
  },
  { rule: 'C17', in: CHILD_3, change: saying('investigation-report-received', { points: [] }) },
  { rule: 'C18', in: CHILD_3, change: on('independent-person-report-received', 37) },
  { rule: 'C19', in: CHILD_3, change: saying('complaint-adjudicated', { person: 'io1' }) },
  {
    rule: 'C20',
    in: CHILD_3,
    change: saying('stage-2-answered', {
      contents: ['investigation-report', 'adjudication', 'stage-3-right', 'stage-3-window'],
    }),
  },
  {
    rule: 'C21',
    in: 'child, to the Ombudsman early',
    change: all(
      without('early-referral-decided'),
      plus([43, 'panel-requested', { channel: 'email', reason: 'Not enough.' }]),
    ),
    also: {
      C22: 'the request was not acknowledged either',
      C23: 'nobody was appointed to chair',
      C25: 'the panel did not meet',
    },
  },
  { rule: 'C22', in: CHILD_3, change: on('panel-request-acknowledged', 49) },
  { rule: 'C23', in: CHILD_3, change: on('panel-chair-appointed', 66) },
  {
    rule: 'C24',
    in: CHILD_3,
    change: saying('panel-appointed', {
      members: [
        { person: 'ch1', independent: true, chairs: true },
        { person: 'pm2', independent: true, chairs: false },
        { person: 'ip1', independent: true, chairs: false },
      ],
    }),
  },
  {
    rule: 'C25',
    in: CHILD_3,
    change: all(
      saying('panel-date-set', { meetsOn: 'day 99' }),
      on('panel-met', 99),
      on('panel-report-sent', 101),
      on('panel-recommendations-received', 102),
      on('panel-response-decided', 107),
      on('panel-response-sent', 108),
      on('case-closed', 120),
      on('retention-set', 120),
      on('learning-recorded', 120),
    ),
  },
  { rule: 'C26', in: CHILD_3, change: on('panel-papers-sent', 64) },
  { rule: 'C27', in: CHILD_3, change: saying('panel-report-sent', { to: ['p1'] }) },
  { rule: 'C28', in: CHILD_3, change: saying('panel-response-decided', { withIndependentPerson: false }) },
  { rule: 'C29', in: CHILD_3, change: saying('panel-response-sent', { contents: ['proposals'] }) },
  {
    rule: 'C30',
    in: 'child, to the Ombudsman early',
    change: saying('early-referral-decided', { clearActionPlan: false }),
  },
  { rule: 'C31', in: 'child, withdrawn', change: without('withdrawal-confirmed') },
  {
    rule: 'C32',
    in: 'child, sorted in error',
    change: saying('complaint-rerouted', { reasonCode: 'other' }),
    also: { G02: 'a child in our care was taken out of the children’s procedure without a mistake' },
  },

  { rule: 'A01', in: ADULT, change: all(on('acknowledgement-sent', 8), on('discussion-offered', 8)) },
  { rule: 'A02', in: CALLED, change: without('record-of-complaint-sent') },
  { rule: 'A03', in: ADULT, change: without('discussion-offered') },
  { rule: 'A04', in: ADULT, change: without('response-plan-agreed') },
  {
    rule: 'A05',
    in: ADULT,
    change: all(
      without('complainant-told'),
      on('adult-response-sent', 50),
      on('case-closed', 60),
      on('retention-set', 60),
      on('learning-recorded', 60),
    ),
  },
  {
    rule: 'A06',
    in: ADULT,
    change: all(
      on('adult-response-sent', 200),
      plus(...[40, 60, 80, 100, 120, 140, 160].map((day): Step => [day, 'complainant-told', { mode: 'phone' }]), [
        183,
        'adult-period-missed-notified',
        { reason: 'A witness fell ill.' },
      ]),
      on('case-closed', 210),
      on('retention-set', 210),
      on('learning-recorded', 210),
    ),
  },
  {
    rule: 'A07',
    in: ADULT,
    change: all(
      on('adult-response-sent', 200),
      plus(...[40, 60, 80, 100, 120, 140, 160, 180].map((day): Step => [day, 'complainant-told', { mode: 'phone' }])),
      on('case-closed', 210),
      on('retention-set', 210),
      on('learning-recorded', 210),
    ),
    also: { A06: 'a notice is owed only where the six months were missed' },
  },
  {
    rule: 'A08',
    in: ADULT,
    change: saying('adult-response-sent', { contents: ['how-considered', 'conclusions', 'ombudsman'] }),
  },
  { rule: 'A09', in: ADULT, change: saying('adult-response-sent', { signatory: 'somebody-else' }) },
  { rule: 'A10', in: ADULT, change: plus([20, 'stage-opened', { stage: 'stage-2' }]) },
  {
    rule: 'A11',
    in: ADULT,
    change: without('consent-given'),
  },
  {
    rule: 'A12',
    in: 'public health',
    change: all(
      on('public-health-response-sent', 200),
      on('case-closed', 210),
      on('retention-set', 210),
      on('learning-recorded', 210),
    ),
  },

  { rule: 'N01', in: JOINT, change: on('partner-contacted', 20) },
  { rule: 'N02', in: 'with the NHS, answered apart', change: without('lead-not-agreed') },
  { rule: 'N03', in: JOINT, change: all(on('consent-given', 24)) },
  { rule: 'N04', in: JOINT, change: without('part-signed-off') },
  { rule: 'N05', in: 'with the NHS, answered apart', change: without('notice-sent') },
  {
    rule: 'N06',
    in: JOINT,
    change: saying('joint-response-sent', {
      contents: ['how-considered', 'conclusions', 'remedial-action', 'action-status', 'ombudsman'],
    }),
    also: { A08: 'naming the Health Service Ombudsman is part of what the response must say, by the same regulation' },
  },

  {
    rule: 'O01',
    in: 'child, sorted in error',
    change: all(on('corporate-1-acknowledged', 11), on('corporate-1-answered', 16)),
  },
  {
    rule: 'O02',
    in: 'child, sorted in error',
    change: on('corporate-1-answered', 25),
  },
  { rule: 'O03', in: CODE, change: saying('corporate-1-extended', { until: 'day 50' }) },
  {
    rule: 'O04',
    in: CODE,
    change: all(
      on('corporate-2-answered', 70),
      on('case-closed', 80),
      on('retention-set', 80),
      on('learning-recorded', 80),
    ),
  },
  { rule: 'O05', in: CODE, change: saying('corporate-2-answered', { person: 'ann' }) },
  { rule: 'O06', in: CODE, change: plus([15, 'stage-opened', { stage: 'stage-3' }]) },
  { rule: 'O07', in: CODE, change: without('action-done') },

  { rule: 'L01', in: CALLED, change: on('ombudsman-enquiry-answered', 100) },
  { rule: 'L02', in: CALLED, change: on('ombudsman-evidence-sent', 120) },
  { rule: 'L03', in: CALLED, change: without('ombudsman-report-laid') },
  {
    rule: 'L04',
    in: CALLED,
    // the second response, for which the Ombudsman had set a day
    change: (steps) =>
      steps.map((step) =>
        step[0] === 100 && step[1] === 'adult-response-sent' ? ([130, ...step.slice(1)] as unknown as Step) : step,
      ),
  },

  {
    rule: 'M01',
    in: ADULT,
    change: plus([0, 'point-recorded', { point: 'P2', text: 'A lost letter.', desiredOutcome: 'A letter.' }]),
    inDoubt: { M03: 'with a point undecided nobody can say how the complaint counts' },
  },
  { rule: 'M02', in: ADULT, change: saying('complaint-classified', { personCode: '' }) },
  {
    rule: 'M03',
    in: ADULT,
    change: plus([3, 'complaint-received', { channel: 'letter', oral: false, byChild: false }]),
  },
  { rule: 'M04', in: CHILD_1, change: without('learning-recorded') },

  { rule: 'D01', in: CHILD_1, change: (steps) => steps, seenBy: { by: 'finance-1', role: 'finance-officer' } },
  { rule: 'D02', in: ADULT, change: saying('disclosed', { redacted: false }) },
  { rule: 'D03', in: CALLED, change: on('access-answered', 90) },
  { rule: 'D04', in: CHILD_1, change: without('retention-set') },
]
