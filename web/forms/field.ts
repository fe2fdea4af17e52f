/*
 * A form as pages show it: what its JSON Schema says, in the kinds of field that people know. Pure data, the same for
 * every case; what can be chosen in a case is in `choices.ts`, what somebody filled in is in the posted fields.
 */

/** Where the things that a field names come from. */
export type Source =
  | 'people'
  | 'officers-and-people'
  | 'people-and-bodies'
  | 'points'
  | 'open-actions'
  | 'bodies'
  | 'bodies-and-us'
  | 'teams'
  | 'signatories'
  | 'recommendations'
  | 'invoices'
  | 'settlements'
  | 'adjustments'

export interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** In a long list, the heading under which it stands. */
  readonly group?: string
}

/** Shown, and read, only where another field of the same form (or row) has one of these answers. */
export interface Condition {
  readonly field: string
  readonly equals: readonly unknown[]
}

interface Named {
  /** The property of the answers. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** No answer is ever asked for. */
  readonly optional: boolean
  readonly shownWhen?: Condition
  /** A heading that stands before it. */
  readonly section?: string
}

export type SimpleField = Named &
  (
    | {
        readonly kind: 'text'
        readonly lines: 'one' | 'several'
        readonly maxLength?: number
        readonly mayBeEmpty: boolean
      }
    | { readonly kind: 'date' }
    | { readonly kind: 'number' }
    /** Answered in pounds, kept in pence. */
    | { readonly kind: 'money' }
    | { readonly kind: 'yes-no' }
    /** One box, which must be ticked. */
    | { readonly kind: 'confirm' }
    | { readonly kind: 'option'; readonly as: 'radios' | 'select'; readonly options: readonly Option[] }
    /**
     * One thing of the case or the council. `appoints`: the role that the person takes. `isSelf`: who fills in the form, as
     * a rule.
     */
    | { readonly kind: 'one-of'; readonly source: Source; readonly appoints?: string; readonly isSelf?: true }
    /** A number that the page gives by itself: `A2` after `A1`. */
    | { readonly kind: 'numbered'; readonly letter: string }
  )

export type Field =
  | SimpleField
  | (Named &
      (
        | {
            readonly kind: 'several-of'
            readonly source: Source
            /** The list holds objects with this one property. */
            readonly wrap?: string
          }
        | { readonly kind: 'texts'; readonly shortLines: boolean }
        | Group
      ))

/** A list of objects, a row of fields for each. */
export interface Group {
  readonly kind: 'group'
  readonly fields: readonly SimpleField[]
  /** A row for each point of the case is there from the start; the field that names it. */
  readonly eachPoint?: string
  /** Rows that are there from the start, where not one for each point. */
  readonly rows: number
  readonly min: number
  readonly max: number
  /** What one row is: `point`, `action`, `member`. */
  readonly item: string
}

export interface FormLayout {
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly guidance?: string
  readonly fields: readonly Field[]
  /** As it stands in `forms/<id>.json`: for what must hold between fields. */
  readonly schema: FormLike
}

/** A JSON Schema of an object, as far as forms use it. */
export interface FormLike {
  readonly $id?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, PropertySchema>>
  readonly required?: readonly string[]
  readonly allOf?: readonly Rule[]
  readonly if?: FormLike
  readonly then?: FormLike
  readonly else?: FormLike
  readonly 'x-redress'?: {
    readonly guidance?: string
    readonly records?: readonly {
      readonly fact: string
      readonly each?: string
      readonly data?: Readonly<Record<string, unknown>>
    }[]
    readonly display?: Readonly<Record<string, Display>>
  }
}

export interface Rule {
  readonly if?: FormLike
  readonly then?: FormLike
  readonly else?: FormLike
}

export interface Display {
  readonly component: string
  readonly hint?: string
  readonly conditionalOn?: { readonly field: string; readonly equals: unknown }
  readonly section?: string
  /** Of our own forms: headings of a long list, each with its values. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
}

/** `false` where the property must not be there. */
export type PropertySchema = false | PropertyOfSchema
export interface PropertyOfSchema extends FormLike {
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly 'x-labels'?: Readonly<Record<string, string>>
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: PropertyOfSchema
}
