import type { Duty } from '../duty.ts'

/** By id. */
export const CHILDREN_ACT_DUTIES: readonly Duty[] = []
