import type { Certainty } from '../../law/index.ts'
import type { Registry } from '../finding.ts'
import type { Shape } from '../layout.ts'
import type { Diagram } from '../procedure-model.ts'

/** One thing that a diagram must keep before it is published. How bad a breach is stands apart, in `levels.ts`. */
export interface DiagramRule {
  /** In plain words, the same as the file's name; never changed and never reused. */
  readonly id: string
  /** What the rule asks, as a sentence for the process owner. */
  readonly about: string
  /** The clause behind it, where law is behind it. */
  readonly clause?: string
  /** How far the clause may be relied on, as the least certain of its parts. Stands wherever `clause` does. */
  readonly certainty?: Certainty
  readonly check: (diagram: Diagram, context: RuleContext) => readonly Fault[]
  /** What only all the diagrams of a procedure together can show: a thing owed in one file and done in another. */
  readonly together?: (diagrams: readonly Diagram[], registry: Registry) => readonly FaultIn[]
}

/** What a rule may look at besides the diagram. */
export interface RuleContext {
  readonly registry: Registry
  /** Where the shapes and lines stand; empty when the file has no layout. */
  readonly layout: readonly Shape[]
  /** The published version before this one, if there is one. */
  readonly previous?: Diagram
  /** Elements at which cases stand now, by id. */
  readonly runningElements?: ReadonlySet<string>
  readonly file: string
}

/** One breach of a rule. */
export interface Fault {
  /** Id of the element, or of the process. */
  readonly element: string
  readonly message: string
  readonly remedy: string
}

/** A breach, and the process in which it was found. */
export interface FaultIn extends Fault {
  readonly process: string
}
