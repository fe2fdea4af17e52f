import type { Sketch } from '../sketch.ts'
import { actions } from './actions.ts'
import { closing } from './closing.ts'
import { costs } from './costs.ts'
import { panel } from './panel.ts'

/** What every procedure shares, and the panel that learns across them. */
export const SKETCHES: readonly Sketch[] = [actions, closing, costs, panel]
