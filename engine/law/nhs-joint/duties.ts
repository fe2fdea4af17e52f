import type { Duty } from '../duty.ts'
import { leadSought, partnerBrought, splitTold } from './duties/co-operation.ts'
import { bothOmbudsmen, oneResponse } from './duties/response.ts'
import { consentFirst } from './duties/sharing.ts'

/** By id. */
export const NHS_JOINT_DUTIES: readonly Duty[] = [
  partnerBrought,
  leadSought,
  consentFirst,
  oneResponse,
  splitTold,
  bothOmbudsmen,
]
