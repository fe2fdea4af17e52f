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
  'case-closed': object({ outcome: part.CODE }),
  'case-reopened': part.REASON,
  'fact-corrected': object({ fact: part.ID, reason: part.WORDS }),
} as const
