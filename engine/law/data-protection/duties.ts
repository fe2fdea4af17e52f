import type { Duty } from '../duty.ts'

/** By id. */
export const DATA_PROTECTION_DUTIES: readonly Duty[] = []
