import { CHILDREN_ACT_KEPT } from './children-act.ts'
import type { KeptCase } from './kept-case.ts'

/** At least one for each duty. */
export const KEPT_CASES: readonly KeptCase[] = [...CHILDREN_ACT_KEPT]

export { factsTold, recordOf, type KeptCase } from './kept-case.ts'
