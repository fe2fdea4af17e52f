import type { Duty } from '../duty.ts'

/** By id. */
export const ADULT_SOCIAL_CARE_DUTIES: readonly Duty[] = []
