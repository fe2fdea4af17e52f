/**
 * A block-structured process, with all that will be decided in it decided beforehand: which branch is taken, which event
 * comes, how often a loop runs. So the tree alone tells what must be executed.
 */
export type Block =
  | Leaf
  | { readonly kind: 'xor'; readonly id: string; readonly branches: readonly Sequence[]; readonly chosen: number }
  | { readonly kind: 'and'; readonly id: string; readonly branches: readonly Sequence[] }
  /** `chosen` are branches; the last branch is the default and taken when none is chosen. */
  | {
      readonly kind: 'or'
      readonly id: string
      readonly branches: readonly Sequence[]
      readonly chosen: readonly number[]
    }
  /** Each branch begins with its event. */
  | { readonly kind: 'events'; readonly id: string; readonly branches: readonly EventBranch[]; readonly chosen: number }
  | SubProcess
  | {
      readonly kind: 'multi'
      readonly id: string
      readonly sequential: boolean
      readonly count: number
      readonly body: MultiBody
    }
  /** The body, then a user task that tells whether to go round again; `rounds` is at least 1. */
  | {
      readonly kind: 'loop'
      readonly id: string
      readonly body: Sequence
      readonly check: Leaf
      readonly rounds: number
    }
  | Bounded

export type Sequence = readonly Block[]

/** `auto` is a plain task, which does not wait; the others wait for their own kind of answer. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly id: string
  readonly does: 'user' | 'service' | 'timer' | 'message' | 'auto'
}

export interface EventBranch {
  readonly event: Leaf
  readonly rest: Sequence
}

export interface SubProcess {
  readonly kind: 'sub'
  readonly id: string
  readonly body: Sequence
}

/** What a multi-instance activity repeats: a task, or a sub-process around a sequence. */
export type MultiBody = Leaf | SubProcess

/** An activity with a boundary event. A path that interrupts merges with the flow; one that does not ends by itself. */
export interface Bounded {
  readonly kind: 'bounded'
  readonly id: string
  readonly event: 'timer' | 'error'
  readonly interrupting: boolean
  /** Whether the event comes. */
  readonly comes: boolean
  readonly host: Leaf | SubProcess
  readonly path: Sequence
}
