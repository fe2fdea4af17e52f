import type { Duty } from '../duty.ts'

/** By id. */
export const NHS_JOINT_DUTIES: readonly Duty[] = []
