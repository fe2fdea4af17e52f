import type { Duty } from '../duty.ts'
import { enquiriesAnswered, recommendationsEvidenced } from './duties/enquiries.ts'
import { directionHonoured, publicReport } from './duties/report.ts'

/** By id. */
export const OMBUDSMAN_DUTIES: readonly Duty[] = [
  enquiriesAnswered,
  recommendationsEvidenced,
  publicReport,
  directionHonoured,
]
