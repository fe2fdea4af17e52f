import type { DeadlineBinding, LocalDeadline, Loop, TimerDefinition } from '../procedure-model.ts'
import type { PlainCondition, WrittenCondition } from './condition.ts'

/**
 * Where a step is to be added: after a step, on the way that a flow is (an answer of a question), or beside a step, on a
 * way of its own that is gone at the same time.
 */
export type StepPlace = { readonly after: string } | { readonly way: string } | { readonly beside: string }

/** What the documentation of a step says. */
export interface StepWords {
  /** The clause that the step rests on. */
  readonly clause?: string
  /** For whoever does it. */
  readonly guidance?: string
}

/** An answer to a question. One without a condition is the one taken when no other holds. */
export interface NewAnswer {
  readonly name: string
  readonly condition?: PlainCondition | WrittenCondition
}

/** ISO 8601, or FEEL after a leading `=`. */
export type PlainTime = Exclude<TimerDefinition, { readonly kind: 'deadline' }>

/** What happens by itself. */
export type NewEvent =
  | { readonly kind: 'message' | 'signal' | 'error' | 'escalation'; readonly code: string }
  | { readonly kind: 'time'; readonly timer: PlainTime }
  | { readonly kind: 'condition'; readonly condition: PlainCondition | WrittenCondition }

/** A deadline, or why there is none: "because …". */
export type DeadlineChosen = DeadlineBinding | { readonly because: string }

/** Everything that the table of steps can do to a diagram. Ids are those of elements; flows are answers and ways. */
export type DiagramOperation =
  | (StepWords & {
      readonly do: 'add-task'
      readonly where: StepPlace
      readonly name: string
      readonly role: string
      readonly form: string
      readonly deadline: DeadlineChosen
    })
  | (StepWords & {
      readonly do: 'add-action'
      readonly where: StepPlace
      readonly name: string
      readonly action: string
      readonly parameters: Readonly<Record<string, string>>
    })
  /** All answers lead to what follows, until they are led elsewhere or steps are added to them. */
  | (StepWords & {
      readonly do: 'add-question'
      readonly where: StepPlace
      readonly name: string
      readonly answers: readonly NewAnswer[]
    })
  | (StepWords & {
      readonly do: 'add-stage'
      readonly where: StepPlace
      readonly name: string
      readonly process: string
    })
  /** The way ends there, and what followed must be reached in another way. */
  | (StepWords & {
      readonly do: 'add-end'
      readonly where: StepPlace
      readonly name: string
      readonly outcome?: string
    })
  /** Something that is waited for on the way. */
  | (StepWords & {
      readonly do: 'add-wait'
      readonly where: StepPlace
      readonly name: string
      readonly event: NewEvent
    })
  /** Something that can happen while a step is being done; it leads to an end of its own. */
  | (StepWords & {
      readonly do: 'add-border'
      readonly element: string
      readonly name: string
      readonly event: NewEvent
      readonly stops: boolean
    })
  /** Something that can happen at any time, with steps of its own. */
  | (StepWords & {
      readonly do: 'add-aside'
      readonly name: string
      readonly event: NewEvent
      readonly stops: boolean
    })
  | { readonly do: 'rename'; readonly element: string; readonly name: string }
  | { readonly do: 'set-role'; readonly element: string; readonly role: string }
  | { readonly do: 'set-form'; readonly element: string; readonly form: string }
  | { readonly do: 'set-deadline'; readonly element: string; readonly deadline: DeadlineChosen }
  /** A target of the council's own, wherever the diagram names it. */
  | { readonly do: 'set-local'; readonly local: LocalDeadline }
  | (StepWords & { readonly do: 'set-words'; readonly element: string })
  | {
      readonly do: 'set-action'
      readonly element: string
      readonly action: string
      readonly parameters: Readonly<Record<string, string>>
    }
  | { readonly do: 'set-stage'; readonly element: string; readonly process: string }
  | { readonly do: 'set-outcome'; readonly element: string; readonly outcome?: string }
  /** A time of the diagram's own, in place of a deadline. */
  | { readonly do: 'set-timer'; readonly element: string; readonly timer: PlainTime }
  /** How often an activity is gone through; once when left out. */
  | { readonly do: 'set-repeat'; readonly element: string; readonly loop?: Loop }
  /** Of an event that waits until something is so; of an activity that is gone through again, when it ends or goes on. */
  | {
      readonly do: 'set-condition'
      readonly element: string
      readonly condition?: PlainCondition | WrittenCondition
    }
  /** The code of the message, signal, error or escalation that an event waits for or gives. */
  | { readonly do: 'set-sign'; readonly element: string; readonly code: string }
  /** What an event takes back of what was done: one step, or everything that can be taken back when left out. */
  | { readonly do: 'set-taken-back'; readonly element: string; readonly step?: string }
  /** Whether what happens stops the work that it breaks into, or goes on beside it. */
  | { readonly do: 'set-stops'; readonly element: string; readonly stops: boolean }
  | {
      readonly do: 'add-answer'
      readonly question: string
      readonly answer: NewAnswer
      /** The step to which it leads. */
      readonly to: string
    }
  | { readonly do: 'change-answer'; readonly way: string; readonly answer: NewAnswer }
  | { readonly do: 'remove-answer'; readonly way: string }
  | { readonly do: 'lead'; readonly way: string; readonly to: string }
  /** `keep`: of a question, the answer whose way is kept. */
  | { readonly do: 'delete'; readonly element: string; readonly keep?: string }
  | { readonly do: 'move'; readonly element: string; readonly direction: 'up' | 'down' }
  /** When the last day of its deadline passes the complainant is told, and again every so many working days. */
  | { readonly do: 'add-lateness'; readonly element: string; readonly repeat?: number }
  | { readonly do: 'remove-lateness'; readonly element: string }
  /** Draws the whole file anew. */
  | { readonly do: 'lay-out' }

/** What came of it. */
export type Edited =
  | {
      readonly xml: string
      /** What was done, for the history: `Step 'Agree the plan' added after 'Receive the complaint'`. */
      readonly what: string
      /** The element that is new. */
      readonly element?: string
    }
  | { readonly refused: string }
