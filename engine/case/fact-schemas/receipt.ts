import { ADVOCATE_TIES } from '../advocate.ts'
import * as part from './parts.ts'
import { listOf, object, oneOf } from './parts.ts'

const CONSENT = object({ person: part.ID, body: part.NAME })

const NAMED_VALUE = object({ name: part.CODE, value: { type: 'string', maxLength: 200 } })

/** Receipt and eligibility; people, consent and authority; points; advocacy; deferral. */
export const RECEIPT_SCHEMAS = {
  'complaint-received': object({ channel: part.CHANNEL, oral: part.YES_NO, byChild: part.YES_NO }),
  'complaint-classified': object({
    procedure: part.CODE,
    functionCode: part.CODE,
    personCode: part.CODE,
    reason: part.WORDS,
    'service?': part.CODE,
  }),
  'complaint-triaged': object({
    person: part.CODE,
    function: part.CODE,
    'service?': part.CODE,
    proceedings: part.YES_NO,
    nhsPart: part.YES_NO,
    publicHealth: part.YES_NO,
    reason: part.WORDS,
  }),
  'decision-table-applied': object({
    decision: part.CODE,
    hash: part.CODE,
    row: { type: 'integer', minimum: 1, maximum: 10_000 },
    rule: part.CODE,
    inputs: listOf(NAMED_VALUE),
    outputs: listOf(NAMED_VALUE),
  }),
  'complaint-routed': object({ to: part.CODE, reasonCode: part.CODE }),
  'procedure-begun': object({ procedure: part.CODE, from: part.CODE }),
  'matter-signposted': object({ to: part.NAME, reason: part.WORDS }),
  'acknowledgement-sent': part.SENT,
  'procedure-information-given': part.SENT,
  'eligibility-decided': object({ outcome: oneOf('eligible', 'not-eligible'), reason: part.WORDS }),
  'sufficient-interest-decided': object({ outcome: oneOf('sufficient', 'not-sufficient'), reason: part.WORDS }),
  'representative-decided': object({ outcome: oneOf('suitable', 'not-suitable'), reason: part.WORDS }),
  'childs-view-recorded': part.REASON,
  'late-complaint-decided': object({
    groundsAroseOn: part.DAY,
    notReasonableToExpectInTime: part.YES_NO,
    canStillBeConsideredEffectively: part.YES_NO,
    outcome: oneOf('consider', 'do-not-consider'),
    reason: part.WORDS,
  }),
  'complaint-refused': object({ ground: part.CODE, reason: part.WORDS }),
  'complaint-excluded': object({ ground: part.CODE, reason: part.WORDS }),
  'complaint-rerouted': object({ from: part.CODE, to: part.CODE, reasonCode: part.CODE, reason: part.WORDS }),
  'notice-sent': object({ kind: part.CODE, mode: part.MODE, contents: listOf(part.CODE) }),
  'complainant-told': object({ mode: part.MODE }),

  'feedback-received': object({
    kind: oneOf('compliment', 'comment'),
    channel: part.CHANNEL,
    area: part.CODE,
    'service?': part.CODE,
    captured: oneOf('here', 'elsewhere'),
  }),
  'feedback-categorised': object({ service: part.CODE }),
  'feedback-passed-on': object({ team: part.CODE }),
  'ombudsman-contact-received': object({
    reference: part.NAME,
    body: oneOf('lgsco', 'phso', 'joint'),
    about: oneOf('premature', 'enquiry', 'decision'),
    area: part.CODE,
  }),
  'learning-panel-called': object({ quarter: { type: 'string', pattern: '^[0-9]{4}-Q[1-4]$' } }),
  'access-restricted': part.REASON,
  'access-restriction-lifted': part.REASON,

  'person-added': object({ person: part.ID, role: part.CODE }),
  'person-ended': object({ person: part.ID, role: part.CODE, reason: part.WORDS }),
  'consent-asked': CONSENT,
  'consent-given': CONSENT,
  'consent-refused': CONSENT,
  'consent-withdrawn': CONSENT,
  'authority-to-act-recorded': object({ person: part.ID, basis: part.WORDS }),
  'conflict-declared': object({ person: part.ID, reason: part.WORDS }),
  'complainant-died': part.NOTHING,
  'continuation-decided': object({ outcome: oneOf('continue', 'internal-review', 'stop'), reason: part.WORDS }),

  'point-recorded': object({ point: part.ID, text: part.WORDS, desiredOutcome: part.ANY_WORDS }),
  'point-amended': object({ point: part.ID, text: part.WORDS, desiredOutcome: part.ANY_WORDS }),
  'point-decided': part.POINT_DECISION_AT_STAGE,

  'advocacy-offered': part.SENT,
  'advocate-wanted': object({ 'provider?': part.NAME }),
  'advocacy-declined': part.NOTHING,
  'advocate-conflict-checked': object({
    person: part.ID,
    provider: part.NAME,
    clear: part.YES_NO,
    reason: part.WORDS,
    'tie?': oneOf(...ADVOCATE_TIES),
  }),
  'advocacy-referred': object({ provider: part.NAME }),
  'advocate-appointed': object({ person: part.ID, provider: part.NAME, declaredIndependent: part.YES_NO }),

  'decision-freeze-decided': object({ outcome: oneOf('frozen', 'not-frozen'), reason: part.WORDS }),
  'consideration-deferred': object({
    ground: part.CODE,
    proceedings: part.NAME,
    scope: oneOf('all', 'parts'),
    points: listOf(part.ID),
    reason: part.WORDS,
  }),
  'proceedings-concluded': object({ proceedings: part.NAME }),
  'complaint-resubmitted': part.NOTHING,
} as const
