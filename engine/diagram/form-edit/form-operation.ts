import type { FieldKind, PartKind } from './field-kinds.ts'
import type { FormShape, RecordShape } from './form-shape.ts'

/** What somebody does to a form. Questions are named by their keys, which never change; of a row's question: `points.reason`. */
export type FormOperation =
  | { readonly do: 'describe'; readonly title: string; readonly description: string; readonly guidance: string }
  | ({ readonly do: 'add-field' } & NewField)
  | ({ readonly do: 'add-part'; readonly field: string } & NewPart)
  | { readonly do: 'remove-part'; readonly field: string; readonly part: string }
  | { readonly do: 'set-part-required'; readonly field: string; readonly part: string; readonly required: boolean }
  | { readonly do: 'rename-field'; readonly field: string; readonly label: string }
  | { readonly do: 'set-hint'; readonly field: string; readonly hint: string }
  | { readonly do: 'set-required'; readonly field: string; readonly required: boolean }
  /** Without `when` it is always asked. */
  | {
      readonly do: 'show-when'
      readonly field: string
      readonly when?: { readonly field: string; readonly equals: readonly unknown[] }
    }
  | { readonly do: 'set-section'; readonly field: string; readonly section: string }
  | { readonly do: 'set-longest'; readonly field: string; readonly longest: number }
  | { readonly do: 'set-variable'; readonly field: string; readonly isVariable: boolean }
  | { readonly do: 'move-field'; readonly field: string; readonly to: 'up' | 'down' }
  | { readonly do: 'remove-field'; readonly field: string }
  | { readonly do: 'add-option'; readonly field: string; readonly label: string; readonly code?: string }
  | { readonly do: 'rename-option'; readonly field: string; readonly code: string; readonly label: string }
  | { readonly do: 'move-option'; readonly field: string; readonly code: string; readonly to: 'up' | 'down' }
  | { readonly do: 'remove-option'; readonly field: string; readonly code: string }
  | { readonly do: 'add-record'; readonly record: RecordShape }
  | { readonly do: 'change-record'; readonly index: number; readonly record: RecordShape }
  | { readonly do: 'remove-record'; readonly index: number }

export interface NewField {
  readonly kind: FieldKind | 'list'
  readonly label: string
  readonly hint?: string
  readonly required: boolean
  /** Of a choice. */
  readonly options?: readonly string[]
  /** The question before it; the last one when left out. */
  readonly after?: string
  /** Of a list: what is asked first for each entry. */
  readonly part?: NewPart
}

/** A question that is asked for each entry of a list. */
export interface NewPart {
  readonly kind: PartKind
  readonly label: string
  readonly required: boolean
  /** Of a choice. */
  readonly options?: readonly string[]
}

/** What else of the procedure goes by a form: nobody may take that away without knowing. */
export interface FormUses {
  /** Steps that have it: `Answer the complaint, in stage-1.bpmn`. */
  readonly steps: readonly string[]
  /** By question: who decides by its answer. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  /** By question and code of an answer, with a space between. */
  readonly options: Readonly<Record<string, readonly string[]>>
}

export const NO_USES: FormUses = { steps: [], fields: {}, options: {} }

export interface FormEditing {
  readonly form: FormShape
  readonly uses: FormUses
}

/** Why it cannot be done, as a sentence; undefined when it is done. */
export type Refusal = string | undefined
