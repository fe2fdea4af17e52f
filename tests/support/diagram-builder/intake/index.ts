import type { Sketch } from '../sketch.ts'
import { closing } from './closing.ts'
import { feedback } from './feedback.ts'
import { intake } from './intake.ts'

/** Sketches of intake's diagrams. */
export const SKETCHES: readonly Sketch[] = [intake, feedback, closing]
