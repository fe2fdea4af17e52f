import type { Sketch } from '../sketch.ts'
import { death, safeguarding, withdrawal } from './beside.ts'
import { consideration } from './consideration.ts'
import { eligibility } from './eligibility.ts'
import { handling } from './handling.ts'
import { extremeRisk, investigation } from './investigation.ts'
import { extension, plan, planReview } from './plan.ts'
import { procedure } from './procedure.ts'
import { provider } from './provider.ts'
import { receipt } from './receipt.ts'
import { afterResponse, response } from './response.ts'

/** Every diagram of the procedure for adults. */
export const SKETCHES: readonly Sketch[] = [
  procedure,
  receipt,
  eligibility,
  consideration,
  plan,
  planReview,
  handling,
  investigation,
  extremeRisk,
  provider,
  response,
  extension,
  afterResponse,
  safeguarding,
  death,
  withdrawal,
]
