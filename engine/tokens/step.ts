import type { ProcedureModel } from '../diagram/procedure-model.ts'
import type { Instant } from '../values/instant.ts'
import { discard, move, retry, takeOver } from './admin.ts'
import { findCatcher } from './catcher.ts'
import { compile } from './compiled-model.ts'
import { closeDraft, find, openDraft, type Draft } from './draft.ts'
import { failed } from './expression.ts'
import { fire } from './fire.ts'
import type { Happening } from './happening.ts'
import { run } from './run.ts'
import { endInstance } from './scope.ts'
import { startProcess } from './start.ts'
import { refused, type Refused, type Stimulus } from './stimulus.ts'
import { isWait, type HeldWait, type TokenState, type Variables } from './token-state.ts'
import { escalate, throwTo } from './trigger.ts'
import { problemWith, setVariables } from './variables.ts'
import { closeWait, park, placeOf } from './wait.ts'

export type StepResult =
  { readonly kind: 'stepped'; readonly state: TokenState; readonly happenings: readonly Happening[] } | Refused

/** Element entries of one step. */
const DEFAULT_BUDGET = 1000

/**
 * What a process instance becomes by a stimulus: all that can move moves, until everything waits.
 *
 * Pure and total: the same model, state, stimulus and moment give the same result; the state handed in is never changed;
 * what is wrong in a diagram becomes an incident, what cannot be asked now is refused and changes nothing.
 *
 * @param now - From when timers count that are armed by this step.
 * @param options.budget - Element entries after which every token that still moves stops in an incident.
 * @throws RangeError when `state` was not made with this model.
 */
export function step(
  model: ProcedureModel,
  state: TokenState,
  stimulus: Stimulus,
  now: Instant,
  options: { readonly budget?: number } = {},
): StepResult {
  const refusal = refusalOf(state, stimulus)
  if (refusal) return refusal
  const isLast = stimulus.halts === true
  const draft = openDraft(model, state, now, isLast ? 0 : (options.budget ?? DEFAULT_BUDGET))
  if (isLast) draft.stopsWith = 'endless-exchange'
  const refusedLater = apply(draft, stimulus)
  if (refusedLater) return refusedLater
  run(draft)
  return { kind: 'stepped', state: closeDraft(draft), happenings: draft.happenings }
}

/** Whether an error or escalation of that wait would be caught in this instance. */
export function canCatch(
  model: ProcedureModel,
  state: TokenState,
  waitId: string,
  what: { readonly error: string } | { readonly escalation: string },
): boolean {
  const wait = find(state.held, waitId)
  if (!wait) return false
  const thrown =
    'error' in what
      ? ({ kind: 'error', code: what.error } as const)
      : ({ kind: 'escalation', code: what.escalation } as const)
  return findCatcher(compile(model), state.held, wait, thrown) !== undefined
}

function refusalOf(state: TokenState, stimulus: Stimulus): Refused | undefined {
  if (state.end) return refused('ended', `The process instance has ended (${state.end.kind})`)
  const started = state.held.length > 0
  if (stimulus.type === 'start' && started)
    return refused('already-started', 'The process instance has started already')
  if (stimulus.type !== 'start' && !started) return refused('not-started', 'The process instance has not started')
  const problem = 'variables' in stimulus ? problemWith(stimulus.variables) : undefined
  return problem === undefined ? undefined : refused('bad-variables', problem)
}

function apply(draft: Draft, stimulus: Stimulus): Refused | undefined {
  switch (stimulus.type) {
    case 'start':
      return startProcess(draft, stimulus)
    case 'set':
      setVariables(draft, stimulus.variables)
      return undefined
    case 'terminate':
      endInstance(draft, 'cancelled')
      return undefined
    case 'signal':
      return takeSignal(draft, stimulus)
    case 'message':
      return takeMessage(draft, stimulus)
    default: {
      const wait = find(draft.held, stimulus.wait)
      if (!wait || !isWait(wait)) return refused('not-waiting', `Nothing waits as ${stimulus.wait} (any more)`)
      return answer(draft, wait, stimulus)
    }
  }
}

type Answer = Exclude<Stimulus, { readonly type: 'start' | 'set' | 'terminate' | 'signal' | 'message' }>

function answer(draft: Draft, wait: HeldWait, stimulus: Answer): Refused | undefined {
  switch (stimulus.type) {
    case 'complete':
    case 'job-done':
    case 'child-ended':
      if (wait.kind !== ANSWERED_BY[stimulus.type]) return wrongKind(wait, stimulus)
      take(draft, wait, stimulus.variables)
      return undefined
    case 'fire':
      if (wait.kind !== 'timer' && wait.kind !== 'deadline') return wrongKind(wait, stimulus)
      fire(draft, wait)
      return undefined
    case 'error':
      if (!isWork(wait)) return wrongKind(wait, stimulus)
      raise(draft, wait, stimulus.error)
      return undefined
    case 'escalate':
    case 'child-escalated':
      if (!isWork(wait)) return wrongKind(wait, stimulus)
      escalate(draft, wait, stimulus.escalation, wait.element)
      return undefined
    case 'retry':
      if (wait.kind !== 'incident') return wrongKind(wait, stimulus)
      setVariables(draft, stimulus.variables)
      retry(draft, wait)
      return undefined
    case 'cancel-activity':
      return discard(draft, wait)
    case 'move':
      return move(draft, wait, stimulus.to)
  }
}

const ANSWERED_BY = { complete: 'user', 'job-done': 'job', 'child-ended': 'child' } as const

function isWork({ kind, role }: HeldWait): boolean {
  return kind !== 'incident' && (role === 'activity' || (role === 'gateway' && kind === 'user'))
}

function takeMessage(draft: Draft, stimulus: Stimulus & { type: 'message' }): Refused | undefined {
  const { message, wait: id, variables } = stimulus
  const wait = draft.held.find(
    (held) => held.kind === 'message' && held.message === message && (id === undefined || held.id === id),
  )
  if (!wait || !isWait(wait)) return refused('no-catcher', `Nothing waits for the message '${message}' now`)
  take(draft, wait, variables)
  return undefined
}

function takeSignal(draft: Draft, { signal, variables }: Stimulus & { type: 'signal' }): Refused | undefined {
  const catchers = draft.held.filter((held) => held.kind === 'signal' && held.signal === signal)
  if (catchers.length === 0) return refused('no-catcher', `Nothing waits for the signal '${signal}' now`)
  for (const { id } of catchers) draft.queue.push({ do: 'fire', wait: id })
  setVariables(draft, variables)
  return undefined
}

/**
 * What a wait waited for has come, with variables. It is over before the conditions that these make true come: its own
 * boundary events cannot take it back, those of the scopes around it can.
 */
function take(draft: Draft, wait: HeldWait, variables: Variables | undefined): void {
  draft.queue.push({ do: 'fire', wait: wait.id })
  setVariables(draft, variables)
}

/** The nearest catcher gets the error; without one a child fails with it, and other work stops in an incident. */
function raise(draft: Draft, wait: HeldWait, error: string): void {
  if (throwTo(draft, wait, { kind: 'error', code: error }, wait.element)) return
  if (draft.before.child) {
    endInstance(draft, 'failed', error)
    return
  }
  const { incident } = failed('uncaught-error', wait.element, `Nothing catches the error '${error}' of ${wait.element}`)
  closeWait(draft, wait, 'failed')
  takeOver(draft, wait, park(draft, wait.element, incident, placeOf(wait)))
}

function wrongKind({ id, kind }: HeldWait, { type }: Stimulus): Refused {
  return refused('wrong-kind', `${id} is a wait of the kind '${kind}', which '${type}' does not answer`)
}
