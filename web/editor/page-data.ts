import type { Choices, Finding } from '../../engine/diagram/in-browser.ts'

export type {
  ActionChoice,
  Choice,
  Choices,
  DeadlineChoice,
  ParameterChoice,
  VariableChoice,
} from '../../engine/diagram/in-browser.ts'

export interface CommentView {
  readonly id: string
  readonly element: string
  readonly text: string
  readonly by: string
  readonly at: string
  readonly isResolved: boolean
  readonly answers: readonly { readonly text: string; readonly by: string; readonly at: string }[]
}

/** How the draft stands, for the editor. */
export interface EditState {
  readonly draft: string
  readonly revision: number
  readonly file: string
  readonly xml: string
  /** Why it cannot be changed now, in a sentence; absent when it can. */
  readonly readOnly?: string
  readonly holder?: { readonly name: string; readonly isYou: boolean; readonly until: string }
  readonly choices: Choices
  readonly comments: readonly CommentView[]
  /** The same file in the version that the draft is made from. */
  readonly before?: string
  /** Its elements at which cases stood when the page was opened. */
  readonly running?: readonly string[]
}

/** What the server answers to a save. */
export type Saved =
  | {
      readonly kind: 'saved'
      readonly revision: number
      readonly holder?: EditState['holder']
      readonly findings?: readonly Finding[]
    }
  | { readonly kind: 'conflict'; readonly message: string; readonly revision: number; readonly isHeld: boolean }
  | { readonly kind: 'refused'; readonly message: string }
