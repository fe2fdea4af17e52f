import * as part from './parts.ts'
import { listOf, object, oneOf } from './parts.ts'

const BODY = object({ body: part.NAME })
const BODIES = listOf(part.NAME)
const REFERENCE = object({ reference: part.NAME })
const SIGNED = object({ contents: listOf(part.CODE), signatory: part.ID })
const ANSWERED = object({ contents: listOf(part.CODE), person: part.ID })

/** Adults, public health, joint with the NHS, corporate, Ombudsman, data protection. */
export const OTHER_ROUTE_SCHEMAS = {
  'oral-complaint-resolved': part.NOTHING,
  'discussion-offered': part.SENT,
  'response-plan-agreed': object({ until: part.DAY, 'reason?': part.WORDS }),
  'response-plan-set': object({ until: part.DAY, 'reason?': part.WORDS }),
  'proceedings-known': object({ proceedings: part.CODE }),
  'further-look-asked': object({ channel: part.CHANNEL, reason: part.WORDS }),
  'risk-graded': object({ grade: oneOf('low', 'moderate', 'high', 'extreme'), reason: part.WORDS }),
  'adult-response-extended': object({
    ground: part.CODE,
    reason: part.WORDS,
    until: part.DAY,
    agreedByComplainant: part.YES_NO,
  }),
  'response-signed': object({ signatory: part.ID }),
  'adult-response-sent': SIGNED,
  'adult-period-missed-notified': part.REASON,
  'provider-notified': BODY,
  'response-drafted': object({ person: part.ID }),
  'response-quality-checked': object({ outcome: oneOf('ready', 'back'), reason: part.WORDS }),
  'public-health-response-sent': SIGNED,

  'nhs-part-detected': BODY,
  'partner-contacted': BODY,
  'lead-not-agreed': part.REASON,
  'lead-agreed': object({ body: part.NAME, basis: part.WORDS, 'by?': listOf(part.NAME) }),
  'partner-asked': BODY,
  'partner-replied': object({
    body: part.NAME,
    'by?': oneOf('link', 'email', 'letter', 'phone', 'meeting'),
    'text?': part.WORDS,
  }),
  'partner-link-issued': object({ body: part.NAME, link: part.CODE, until: part.DAY }),
  'partner-escalated': object({ body: part.NAME, reason: part.WORDS }),
  'point-assigned': object({ point: part.ID, body: part.NAME, 'dueOn?': part.DAY }),
  'joint-meeting-held': object({ bodies: BODIES }),
  'part-signed-off': object({ body: part.NAME, 'by?': part.NAME }),
  'joint-draft-circulated': object({ bodies: BODIES }),
  'joint-response-sent': part.SENT,
  'complaint-split': object({ bodies: BODIES, reason: part.WORDS }),

  'corporate-1-acknowledged': part.SENT,
  'corporate-1-extended': part.EXTENDED,
  'corporate-1-answered': ANSWERED,
  'corporate-2-requested': object({ channel: part.CHANNEL }),
  'corporate-2-acknowledged': part.SENT,
  'corporate-2-extended': part.EXTENDED,
  'corporate-2-answered': ANSWERED,

  'ombudsman-papers-asked': REFERENCE,
  'ombudsman-papers-sent': REFERENCE,
  'ombudsman-enquiry-received': object({ reference: part.NAME, 'replyBy?': part.DAY }),
  'ombudsman-enquiry-answered': REFERENCE,
  'ombudsman-draft-received': REFERENCE,
  'ombudsman-draft-commented': REFERENCE,
  'ombudsman-decided': object({ reference: part.NAME, decision: part.CODE, changedFinding: part.YES_NO }),
  'ombudsman-recommended': object({
    recommendation: part.ID,
    dueOn: part.DAY,
    'text?': part.WORDS,
    'payment?': part.PENCE,
  }),
  'ombudsman-paused': part.REASON,
  'ombudsman-resumed': part.NOTHING,
  'ombudsman-evidence-sent': object({ recommendation: part.ID }),
  'ombudsman-report-received': REFERENCE,
  'ombudsman-report-advertised': part.NOTHING,
  'ombudsman-report-answered': part.NOTHING,
  'ombudsman-report-laid': part.NOTHING,
  'monitoring-officer-reported': part.NOTHING,
  'ombudsman-directed': object({ stage: part.STAGE, dueOn: part.DAY }),

  'access-requested': part.NOTHING,
  'access-extended': part.EXTENDED,
  'access-answered': object({ redacted: part.YES_NO }),
  disclosed: object({ to: part.NAME, redacted: part.YES_NO }),
  'retention-set': object({ rule: part.CODE, until: part.DAY }),
} as const
