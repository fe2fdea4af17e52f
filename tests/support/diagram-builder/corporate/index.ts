import type { Sketch } from '../sketch.ts'
import { safeguarding, withdrawal } from './beside.ts'
import { consideration, procedure } from './procedure.ts'
import { receipt } from './receipt.ts'
import { stage1, stage1Extension, stage2Extension } from './stage-1.ts'
import { escalation, lateRequest, stage2 } from './stage-2.ts'

/** Every diagram of the corporate procedure. */
export const SKETCHES: readonly Sketch[] = [
  procedure,
  receipt,
  consideration,
  stage1,
  stage1Extension,
  escalation,
  lateRequest,
  stage2,
  stage2Extension,
  withdrawal,
  safeguarding,
]
