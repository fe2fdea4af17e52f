import * as part from './parts.ts'
import { listOf, object, oneOf } from './parts.ts'

const CONSENT = object({ person: part.ID, body: part.NAME })

/** Receipt and eligibility; people, consent and authority; points; advocacy; deferral. */
export const RECEIPT_SCHEMAS = {
  'complaint-received': object({ channel: part.CHANNEL, oral: part.YES_NO, byChild: part.YES_NO }),
  'complaint-classified': object({
    procedure: part.CODE,
    functionCode: part.CODE,
    personCode: part.CODE,
    reason: part.WORDS,
  }),
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

  'person-added': object({ person: part.ID, role: part.CODE }),
  'person-ended': object({ person: part.ID, role: part.CODE, reason: part.WORDS }),
  'consent-asked': CONSENT,
  'consent-given': CONSENT,
  'consent-refused': CONSENT,
  'consent-withdrawn': CONSENT,
  'authority-to-act-recorded': object({ person: part.ID, basis: part.WORDS }),
  'conflict-declared': object({ person: part.ID, reason: part.WORDS }),

  'point-recorded': object({ point: part.ID, text: part.WORDS, desiredOutcome: part.ANY_WORDS }),
  'point-amended': object({ point: part.ID, text: part.WORDS, desiredOutcome: part.ANY_WORDS }),
  'point-decided': part.POINT_DECISION_AT_STAGE,

  'advocacy-offered': part.SENT,
  'advocate-wanted': part.NOTHING,
  'advocacy-declined': part.NOTHING,
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
