import type { FactType } from '../../case/fact.ts'

/** Something that can be done about a case besides its tasks, and why it cannot be done now where it cannot. */
export interface CaseAction {
  /** Stable: `extend:children-act.stage-1-answer`, `message:complaint-withdrawn`, `add-person`. */
  readonly id: string
  readonly title: string
  /** `dates`, `course` of the procedure, `people`, `record`. */
  readonly group: 'dates' | 'course' | 'people' | 'record'
  readonly does: CaseActionDoes
  readonly allowed: boolean
  /** The code with which the command would refuse it, and its words. */
  readonly refusal?: { readonly code: string; readonly message: string }
}

/** By which command it is done. */
export type CaseActionDoes =
  | { readonly kind: 'clock'; readonly change: 'extension' | 'hold' | 'release'; readonly rule: string }
  | { readonly kind: 'message'; readonly name: string; readonly form: string; readonly procedure?: string }
  | { readonly kind: 'send-back'; readonly taskId: string; readonly to: readonly StepBack[] }
  | { readonly kind: 'facts'; readonly types: readonly FactType[] }
  | { readonly kind: 'add-person' }
  | { readonly kind: 'link' }
  | { readonly kind: 'cancellation' }

/** A step to which a task can go back. */
export interface StepBack {
  readonly element: string
  readonly name: string
}

export type Refused = NonNullable<CaseAction['refusal']>

export function judge(
  id: string,
  title: string,
  group: CaseAction['group'],
  does: CaseActionDoes,
  refusal: Refused | undefined,
): CaseAction {
  return { id, title, group, does, allowed: refusal === undefined, ...(refusal !== undefined && { refusal }) }
}
