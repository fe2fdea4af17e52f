import * as part from './parts.ts'
import { object, oneOf } from './parts.ts'

/** Early referral, withdrawal, safeguarding; remedies, learning, closing. */
export const DECISION_SCHEMAS = {
  'early-referral-decided': object({
    robustReport: part.YES_NO,
    completeAdjudication: part.YES_NO,
    significantComplaintsUpheld: part.YES_NO,
    clearActionPlan: part.YES_NO,
    mostDesiredOutcomesAgreed: part.YES_NO,
    complainantAgrees: part.YES_NO,
    outcome: oneOf('refer', 'do-not-refer'),
  }),
  'ombudsman-signposted': part.SENT,

  'complaint-withdrawn': object({ channel: part.CHANNEL }),
  'withdrawal-confirmed': part.SENT,
  'safeguarding-raised': part.REASON,
  'safeguarding-concluded': object({ outcome: oneOf('continue', 'stop'), reason: part.WORDS }),

  'action-agreed': object({ action: part.ID, text: part.WORDS, owner: part.ID, dueOn: part.DAY }),
  'action-updated': object({ action: part.ID, text: part.WORDS }),
  'action-done': object({ action: part.ID, evidence: part.WORDS }),
  'learning-recorded': object({ area: part.CODE, rootCause: part.CODE, text: part.WORDS }),
  'no-learning-recorded': part.REASON,
  'cost-recorded': object({ stage: part.STAGE, pence: part.PENCE, what: part.WORDS }),
  'invoice-received': object({ invoice: part.ID, stage: part.STAGE, supplier: part.NAME, pence: part.PENCE }),
  'invoice-paid': object({ invoice: part.ID }),
  'settlement-agreed': object({
    settlement: part.ID,
    basis: oneOf('ombudsman', 'local'),
    pence: part.PENCE,
    reason: part.WORDS,
  }),
  'settlement-paid': object({ settlement: part.ID }),

  'learning-item-tabled': object({ area: part.CODE, rootCause: part.CODE, text: part.WORDS, 'source?': part.ID }),
  'learning-agenda-sent': part.SENT,
  'learning-panel-met': object({ attended: { type: 'integer', minimum: 0, maximum: 500 }, summary: part.WORDS }),
  'learning-cascaded': object({ area: part.CODE, to: part.CODE, text: part.WORDS }),
  'quarterly-summary-sent': part.SENT,
  'case-closed': object({ outcome: part.CODE }),
  'case-reopened': part.REASON,
  'fact-corrected': object({ fact: part.ID, reason: part.WORDS }),
  'rectification-requested': object({
    request: part.ID,
    kind: oneOf('entry', 'letter', 'document'),
    of: part.LONG_ID,
    'field?': part.CODE,
    person: part.ID,
    statement: part.WORDS,
  }),
  'rectification-decided': object({
    request: part.ID,
    outcome: oneOf('accepted', 'refused'),
    reason: part.WORDS,
    'text?': part.WORDS,
  }),
} as const
