import type { LocalDate, OpenCase, SubmitComplaint } from '../../engine/index.ts'

/*
 * What happens in one synthetic case, as data: how it comes in, what staff answer to each form and when, what comes from
 * outside. The engine does the rest: a script never records a fact that a form, a letter or a timer would record.
 */

/** One synthetic case, played on the engine. */
export interface Script {
  /** Unique within a plan: `children-0001`. */
  readonly key: string
  /** The day on which it comes in. */
  readonly on: LocalDate
  readonly opens:
    | { readonly kind: 'complaint'; readonly complaint: SubmitComplaint }
    | { readonly kind: 'other'; readonly other: OpenCase }
  /** What staff do with a form of that name; forms that are not named get the usual answers on the next working day. */
  readonly forms: Readonly<Record<string, FormStep>>
  /** What comes from outside, or is recorded by hand. */
  readonly events: readonly ScriptEvent[]
}

export interface FormStep {
  /** Never done: it stays open. */
  readonly leave?: true
  /** Not before this day. */
  readonly notBefore?: LocalDate
  /** Working days after the task came up; 1 when left out. */
  readonly afterDays?: number
  /** Over the usual answers. `$today` and its like are replaced by the day on which the form is filled in. */
  readonly answers?: object
  /** In place of `answers` when the form comes up again: the second time, the third … */
  readonly again?: readonly object[]
}

/** When something from outside happens: on a day, or so many days after a form was filled in. */
export type ScriptMoment =
  { readonly on: LocalDate } | { readonly after: string; readonly days: number; readonly notBefore?: LocalDate }

export type ScriptEvent = { readonly when: ScriptMoment } & ScriptAct

export type ScriptAct =
  /** A message that the procedure waits for, with what is answered over the usual answers of that form. */
  | {
      readonly kind: 'message'
      readonly name: string
      readonly form: string
      readonly answers?: object
      /** Hands the closed case to that procedure. */
      readonly procedure?: string
    }
  /** Facts that no form asks for. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly type: string; readonly data: object }[] }
  | { readonly kind: 'person'; readonly person: object }
