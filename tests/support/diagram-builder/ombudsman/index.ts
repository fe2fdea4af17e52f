import type { Sketch } from '../sketch.ts'
import { investigation } from './investigation.ts'
import { main } from './main.ts'
import { outcome } from './outcome.ts'
import { premature } from './premature.ts'
import { recommendations } from './recommendations.ts'
import { report } from './report.ts'
import { draft, enquiry, papers } from './requests.ts'

/** Everything between the Ombudsman's first letter and the last evidence. */
export const SKETCHES: readonly Sketch[] = [
  main,
  premature,
  investigation,
  papers,
  enquiry,
  draft,
  outcome,
  recommendations,
  report,
]
