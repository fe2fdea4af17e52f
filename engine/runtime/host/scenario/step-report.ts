import { waits as waitsOf, type TokenState } from '../../../tokens/index.ts'
import type { Wait } from '../../../tokens/token-state.ts'

/** What a step of a scenario led to: one line of `redress run --json`. */
export interface StepReport {
  /** Number of the step, from 1. */
  readonly step: number
  /** What waits after it, by element, then kind. */
  readonly waiting: readonly Waiting[]
  /** Whether the whole procedure has ended. */
  readonly ended: boolean
  /** Every end event reached since the start, in order; those of sub-processes and called processes too. */
  readonly endEvents: readonly string[]
  /** Sequence flows taken in this step, in order. */
  readonly taken: readonly string[]
  /** The oldest thing gone wrong that is still open. */
  readonly incident: IncidentReport | null
  /** Tokens are left, but nothing can move them any more. */
  readonly stuck?: true
  /** The message or signal of this step was waited for by nobody. */
  readonly uncaught?: true
  /** The step could not be done; nothing was changed. */
  readonly refused?: { readonly code: string; readonly message: string }
}

export interface Waiting {
  readonly element: string
  readonly kind: 'user' | 'job' | 'message' | 'signal' | 'condition' | 'timer' | 'child'
  readonly count: number
}

export interface IncidentReport {
  readonly element: string
  readonly code: string
  readonly message: string
}

/** Counts what waits. A deadline is a timer here; an incident is none of the things that wait. */
export function countWaits(waits: readonly Wait[]): readonly Waiting[] {
  const counted = new Map<string, Waiting>()
  for (const { element, kind } of waits) {
    if (kind === 'incident') continue
    const shown = kind === 'deadline' ? 'timer' : kind
    const key = `${element} ${shown}`
    counted.set(key, { element, kind: shown, count: (counted.get(key)?.count ?? 0) + 1 })
  }
  return [...counted].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, waiting]) => waiting)
}

/** The oldest open incident, at the element where it can be tried again. */
export function incidentIn(waits: readonly Wait[]): IncidentReport | null {
  for (const wait of waits) {
    if (wait.kind === 'incident') return { ...wait.incident, element: wait.element }
  }
  return null
}

/** Where the tokens of a stuck instance stand, and what that means. */
export function stuckAt(state: TokenState): IncidentReport {
  const open = new Set(waitsOf(state).map(({ id }) => id))
  const joins = [...new Set(state.held.filter(({ kind }) => kind === 'join').map(({ element }) => element))]
  const last = state.held.findLast(({ id }) => !open.has(id))
  const element = joins[0] ?? last?.element ?? state.process
  const where = joins.length > 0 ? `at ${joins.join(', ')} for others that cannot come` : `in ${element} for nothing`
  return { element, code: 'stuck', message: `The process ${state.process} cannot go on: tokens wait ${where}.` }
}
