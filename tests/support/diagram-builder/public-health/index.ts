import type { Sketch } from '../sketch.ts'
import { handling } from './handling.ts'
import { afterResponse, eligibility, procedure, response } from './procedure.ts'
import { receipt } from './receipt.ts'

/** Every diagram of the procedure for public health; what it shares with that for adults is drawn there. */
export const SKETCHES: readonly Sketch[] = [procedure, receipt, eligibility, handling, response, afterResponse]
