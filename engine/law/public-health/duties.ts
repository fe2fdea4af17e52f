import type { Duty } from '../duty.ts'

/** By id. */
export const PUBLIC_HEALTH_DUTIES: readonly Duty[] = []
