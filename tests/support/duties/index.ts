import { CHILDREN_ACT_KEPT } from './children-act.ts'
import { ADULT_KEPT } from './adult-social-care.ts'
import { CODE_KEPT } from './complaint-handling-code.ts'
import { DATA_PROTECTION_KEPT } from './data-protection.ts'
import { EVERY_PROCEDURE_KEPT } from './every-procedure.ts'
import type { KeptCase } from './kept-case.ts'
import { NHS_KEPT } from './nhs-joint.ts'
import { OMBUDSMAN_KEPT } from './ombudsman.ts'

/** At least one for each duty. */
export const KEPT_CASES: readonly KeptCase[] = [
  ...CHILDREN_ACT_KEPT,
  ...EVERY_PROCEDURE_KEPT,
  ...ADULT_KEPT,
  ...NHS_KEPT,
  ...CODE_KEPT,
  ...OMBUDSMAN_KEPT,
  ...DATA_PROTECTION_KEPT,
]

export { factsTold, recordOf, type KeptCase } from './kept-case.ts'
