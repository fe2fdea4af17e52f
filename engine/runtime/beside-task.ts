import type { TaskRow } from '../store/rows.ts'
import type { CaseWork } from './case-work.ts'
import type { FormSchema } from './form.ts'
import { completeReturned, isReturned, RETURNED_FORM, RETURNED_GUIDANCE } from './returned-letter.ts'
import { CALL_FORM, callGuidance, completeCall, isCall } from './telephone-call.ts'

/** A task that is no step of a diagram, and so has its form and its guidance built in. */
export interface BesideTask {
  readonly clause: string
  readonly guidance: string
  readonly form: FormSchema
  /** @throws InvalidVariablesError with every fault of the answers. */
  readonly complete: (work: CaseWork, task: TaskRow, answers: unknown) => Promise<BesideOutcome>
}

/** What came of it, for the audit trail. */
export interface BesideOutcome {
  readonly type: string
  /** What it recorded. */
  readonly facts: readonly string[]
  readonly note?: string
}

/** Undefined for a step of the procedure. */
export function besideTask(task: Pick<TaskRow, 'id' | 'element' | 'form'>): BesideTask | undefined {
  if (isCall(task)) {
    return { clause: 'Equality Act 2010', guidance: callGuidance(task), form: CALL_FORM, complete: completeCall }
  }
  if (isReturned(task)) {
    return {
      clause: 'Local practice',
      guidance: RETURNED_GUIDANCE,
      form: RETURNED_FORM,
      complete: completeReturned,
    }
  }
  return undefined
}
