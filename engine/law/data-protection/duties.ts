import type { Duty } from '../duty.ts'
import { accessInTime, needToKnow, redactedFirst } from './duties/access.ts'
import { retentionSet } from './duties/retention.ts'

/** By id. */
export const DATA_PROTECTION_DUTIES: readonly Duty[] = [needToKnow, redactedFirst, accessInTime, retentionSet]
