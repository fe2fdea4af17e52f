import type { CaseTraces, Council, Instant, ProcedureFile, UsualAnswers } from '../../engine/index.ts'
import type { DiagramFlows } from './coverage.ts'
import type { Seen } from './expectations.ts'
import type { Gap } from './gap.ts'
import type { TakenFlow } from './taken.ts'
import type { ScenarioProcedure } from './world.ts'

/** What the process that plays scenarios is handed. */
export interface RunJob {
  readonly council: Council
  /** The procedure whose scenarios are played. */
  readonly procedure: string
  /** Its scenarios and usual answers, among others. */
  readonly files: readonly ProcedureFile[]
  /** What is deployed: that procedure, and those to which its cases may go on, by id. */
  readonly procedures: readonly ScenarioProcedure[]
  readonly usualBeside: readonly (readonly [procedure: string, usual: UsualAnswers])[]
  /** Ids of the scenarios to play, in that order. */
  readonly play: readonly string[]
}

/** What it answers. */
export type RunReply =
  /** It has deployed the procedure and begins to play. */
  | { readonly kind: 'ready'; readonly diagrams: readonly DiagramFlows[] }
  /** The procedure is not fit to be deployed, or its scenarios cannot be read; a sentence each. */
  | { readonly kind: 'unfit'; readonly why: readonly string[] }
  | { readonly kind: 'played'; readonly scenario: PlayedScenario; readonly taken: readonly TakenFlow[] }
  | { readonly kind: 'done'; readonly leftOut: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }

/** How one scenario went, with what came of each of its steps. */
export interface PlayedScenario {
  readonly id: string
  readonly title: string
  readonly file: string
  readonly passed: boolean
  readonly milliseconds: number
  /** Those of the steps gone on from stand before its own. */
  readonly steps: readonly PlayedStep[]
  /** What kept the case from being begun, or the scenario from being played to its end. */
  readonly stopped: readonly Gap[]
  /** The case as it ended, for comparing it with another. */
  readonly traces?: CaseTraces
}

export interface PlayedStep {
  /** From 1, in the scenario whose step it is. */
  readonly step: number
  /** The scenario gone on from. */
  readonly of?: string
  readonly at: Instant
  /** Of the clocks those that stand otherwise than after the step before. */
  readonly seen: Seen
  readonly gaps: readonly Gap[]
}
