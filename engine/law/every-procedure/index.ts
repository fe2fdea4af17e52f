import type { Duty } from '../duty.ts'

/** What is owed on every complaint, whichever law it comes under: sorting it, recording it, reporting it. */
export const EVERY_PROCEDURE_DUTIES: readonly Duty[] = []
