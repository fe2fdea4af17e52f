import type { VARIABLE_TYPES } from '../procedure-settings.ts'

export type VariableType = (typeof VARIABLE_TYPES)[number]

/** What is first done in a diagram that is new: its one task. */
export interface FirstTask {
  readonly task: string
  /** Code of the role that does it. */
  readonly role: string
  /** Of a form that there is; one that is named as the task is made when left out. */
  readonly form?: string
  /** The outcome with which the diagram ends. */
  readonly outcome: string
  /** What the task rests on. */
  readonly clause: string
}

/** What somebody does to what a procedure is. Roles go by their codes, diagrams by their files, law by its place. */
export type SettingsOperation =
  | { readonly do: 'rename'; readonly title: string }
  | { readonly do: 'add-role'; readonly role: string; readonly title: string }
  | { readonly do: 'rename-role'; readonly role: string; readonly title: string }
  | { readonly do: 'remove-role'; readonly role: string }
  | ({ readonly do: 'add-start-variable'; readonly name: string } & StartVariable)
  | ({ readonly do: 'change-start-variable'; readonly name: string } & StartVariable)
  | { readonly do: 'remove-start-variable'; readonly name: string }
  | { readonly do: 'set-law'; readonly law: string }
  | { readonly do: 'set-main'; readonly process: string }
  | { readonly do: 'add-legal-basis'; readonly instrument: string; readonly url?: string }
  | { readonly do: 'change-legal-basis'; readonly index: number; readonly instrument: string; readonly url?: string }
  | { readonly do: 'remove-legal-basis'; readonly index: number }
  | ({ readonly do: 'add-diagram'; readonly title: string } & FirstTask)
  | { readonly do: 'remove-diagram'; readonly file: string }

interface StartVariable {
  readonly type: VariableType
  /** Codes, of an option. */
  readonly options?: readonly string[]
}

/** What one operation makes of a procedure's files. */
export type SettingsEdit =
  | {
      readonly changes: readonly { readonly path: string; readonly text: string | null }[]
      /** For the history: `Role added: Panel clerk`. */
      readonly what: string
      /** The diagram that is new. */
      readonly file?: string
    }
  /** Why not, as a sentence that says what to do. */
  | { readonly refused: string }
