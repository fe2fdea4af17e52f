import type { Sketch } from '../sketch.ts'
import { bodies, consent, receipt } from './beginning.ts'
import { death, safeguarding, withdrawal } from './beside.ts'
import { consideration, contribution, lead, split } from './consideration.ts'
import { handling, request, response, signOff } from './handling.ts'
import { procedure } from './procedure.ts'

/** Every diagram of the joint procedure. */
export const SKETCHES: readonly Sketch[] = [
  procedure,
  receipt,
  bodies,
  consent,
  consideration,
  lead,
  handling,
  request,
  response,
  signOff,
  contribution,
  split,
  withdrawal,
  safeguarding,
  death,
]
