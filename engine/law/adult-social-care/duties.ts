import type { Duty } from '../duty.ts'
import { keptInformed, responsePeriod } from './duties/progress.ts'
import { commissionedCare } from './duties/provider.ts'
import { acknowledged, discussionOffered, writtenRecord } from './duties/receipt.ts'
import { missedNotified, responseContents, responseInTime, responseSigned, singleStage } from './duties/response.ts'

/** By id. */
export const ADULT_SOCIAL_CARE_DUTIES: readonly Duty[] = [
  acknowledged,
  writtenRecord,
  discussionOffered,
  responsePeriod,
  keptInformed,
  responseInTime,
  missedNotified,
  responseContents,
  responseSigned,
  singleStage,
  commissionedCare,
]
