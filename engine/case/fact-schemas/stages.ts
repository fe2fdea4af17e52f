import * as part from './parts.ts'
import { listOf, object, oneOf } from './parts.ts'

const ANSWERED = object({ contents: listOf(part.CODE), person: part.ID })
const POINT_DECISIONS = listOf(part.POINT_DECISION)

/** The stages of every procedure, and those of the children's (SI 2006/1738 regs 14 to 20). */
export const STAGE_SCHEMAS = {
  'stage-opened': object({ stage: part.STAGE }),
  'early-resolution-tried': object({ outcome: oneOf('resolved', 'not-resolved'), reason: part.WORDS }),
  'complainant-agreed-to-wait': object({ rule: part.CODE, until: part.DAY }),
  'lateness-notice-sent': object({ rule: part.CODE, reason: part.WORDS, 'newDate?': part.DAY }),
  'lateness-reason-recorded': object({ rule: part.CODE, reasonCode: part.CODE, reason: part.WORDS }),
  'clock-held': object({ rule: part.CODE, ground: part.CODE, reason: part.WORDS }),
  'clock-released': object({ rule: part.CODE, reason: part.WORDS }),
  'complainant-satisfied': object({ channel: part.CHANNEL }),

  'stage-1-extended': part.EXTENDED,
  'stage-1-answered': ANSWERED,
  'stage-2-right-notified': part.SENT,
  'stage-1-skipped': part.REASON,

  'stage-2-requested': object({ channel: part.CHANNEL, outstandingPoints: listOf(part.ID) }),
  'record-of-complaint-sent': part.NOTHING,
  'record-of-complaint-commented': object({ comments: part.WORDS }),
  'record-of-complaint-settled': object({ agreed: part.YES_NO }),
  'investigating-officer-appointed': part.APPOINTMENT,
  'independent-person-appointed': part.APPOINTMENT,
  'investigation-started': part.NOTHING,
  'investigation-report-received': object({ points: POINT_DECISIONS }),
  'independent-person-report-received': object({ agrees: part.YES_NO, reason: part.WORDS }),
  'stage-2-extended': part.EXTENDED,
  'adjudicating-officer-appointed': part.APPOINTMENT,
  'complaint-adjudicated': object({ person: part.ID, points: POINT_DECISIONS }),
  'stage-2-answered': part.SENT,

  'panel-requested': object({ channel: part.CHANNEL, reason: part.ANY_WORDS }),
  'panel-request-acknowledged': part.SENT,
  'panel-chair-appointed': part.APPOINTMENT,
  'panel-appointed': object({
    members: listOf(object({ person: part.ID, independent: part.YES_NO, chairs: part.YES_NO })),
  }),
  'panel-date-set': object({ meetsOn: part.DAY }),
  'panel-papers-sent': object({ to: listOf(part.ID), redacted: part.YES_NO }),
  'panel-met': object({ attendees: listOf(part.ID), 'reasons?': part.WORDS }),
  'panel-report-sent': object({ to: listOf(part.ID) }),
  'panel-recommendations-received': object({ recommendations: listOf(part.WORDS) }),
  'panel-response-decided': object({
    withIndependentPerson: part.YES_NO,
    departures: listOf(part.WORDS),
    reason: part.WORDS,
  }),
  'panel-response-sent': part.SENT,
} as const
