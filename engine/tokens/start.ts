import type { EventNode, ProcedureModel } from '../diagram/procedure-model.ts'
import { enterScope } from './activity.ts'
import { armStarts } from './arm.ts'
import { scopeOf } from './compiled-model.ts'
import { add, newId, report, send, type Draft } from './draft.ts'
import { refused, type Refused, type Stimulus } from './stimulus.ts'
import type { HeldScope, TokenState } from './token-state.ts'

/** A process instance before it has started. A child tells what it does not catch to the instance that called it. */
export function initialState(model: ProcedureModel, options: { readonly child?: boolean } = {}): TokenState {
  const state = { version: 1, process: model.id, next: 1, variables: {}, held: [], endEvents: [] } as const
  return options.child === true ? { ...state, child: true } : state
}

/** The process begins: its event sub-processes are armed, and a token is at the start. */
export function startProcess(draft: Draft, stimulus: Stimulus & { type: 'start' }): Refused | undefined {
  const { model } = draft.compiled
  const start = startOf(draft, stimulus)
  if (typeof start === 'object') return start
  const process: HeldScope = { kind: 'scope', id: newId(draft, model.id), element: model.id, parent: '' }
  report(draft, { type: 'instance-started', element: model.id })
  if (stimulus.variables) draft.variables = { ...draft.variables, ...stimulus.variables }
  add(draft, process)
  armStarts(draft, process)
  if (start === '') enterScope(draft, process)
  else send(draft, start, process.id)
  return undefined
}

/** The id of the start event; '' where the process has none and begins at every first element. */
function startOf({ compiled }: Draft, stimulus: Stimulus & { type: 'start' }): string | Refused {
  const { scope, entries } = scopeOf(compiled, compiled.model.id)
  const starts = scope.starts.flatMap((id) => compiled.nodes.get(id)?.node ?? []) as EventNode[]
  const found = starts.find(matcher(stimulus))
  if (found) return found.id
  if (starts.length === 0 && isPlain(stimulus) && entries.length > 0) return ''
  return refused('no-such-start', `The process ${scope.id} has no ${describe(stimulus)}`)
}

function matcher({ element, message, signal }: Stimulus & { type: 'start' }): (start: EventNode) => boolean {
  if (element !== undefined) return ({ id }) => id === element
  if (message !== undefined) return ({ event }) => event.kind === 'message' && event.message === message
  if (signal !== undefined) return ({ event }) => event.kind === 'signal' && event.signal === signal
  return ({ event }) => event.kind === 'none'
}

function isPlain({ element, message, signal }: Stimulus & { type: 'start' }): boolean {
  return element === undefined && message === undefined && signal === undefined
}

function describe({ element, message, signal }: Stimulus & { type: 'start' }): string {
  if (element !== undefined) return `start event ${element}`
  if (message !== undefined) return `start event for the message '${message}'`
  return signal === undefined ? 'plain start event' : `start event for the signal '${signal}'`
}
