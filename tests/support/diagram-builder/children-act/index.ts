import type { Sketch } from '../sketch.ts'
import { afterStage2 } from './after-stage-2.ts'
import { appointments } from './appointments.ts'
import { actions, advocacy, closing, deferral, safeguarding, withdrawal } from './beside-the-stages.ts'
import { consideration } from './consideration.ts'
import { death } from './death.ts'
import { eligibility } from './eligibility.ts'
import { procedure } from './procedure.ts'
import { receipt } from './receipt.ts'
import { recordOfComplaint } from './record-of-complaint.ts'
import { afterStage1, stage1, stage1Extension } from './stage-1.ts'
import { stage2, stage2Extension } from './stage-2.ts'
import { panelPreparation, stage3 } from './stage-3.ts'

/** Every diagram of the children's procedure. */
export const SKETCHES: readonly Sketch[] = [
  procedure,
  receipt,
  eligibility,
  consideration,
  stage1,
  stage1Extension,
  afterStage1,
  stage2,
  recordOfComplaint,
  appointments,
  stage2Extension,
  afterStage2,
  stage3,
  panelPreparation,
  deferral,
  advocacy,
  safeguarding,
  withdrawal,
  death,
  actions,
  closing,
]
