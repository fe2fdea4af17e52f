import type { Duty } from '../duty.ts'

/** By id. */
export const COMPLAINT_HANDLING_CODE_DUTIES: readonly Duty[] = []
