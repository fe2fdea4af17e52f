import type { Duty } from '../duty.ts'

/** By id. */
export const OMBUDSMAN_DUTIES: readonly Duty[] = []
