import type { ActivityNode } from '../diagram/procedure-model.ts'
import { arm, armBoundaries, armStarts } from './arm.ts'
import { nodeOf, scopeOf, type CompiledNode } from './compiled-model.ts'
import { add, newId, send, suspect, type Draft } from './draft.ts'
import { finishInstance } from './finish.ts'
import { startLoop } from './loop.ts'
import type { Completed, HeldScope, HeldWait, Variables } from './token-state.ts'
import { openWait, type Place, type WaitFor } from './wait.ts'

/** A token comes to an activity, or a compensation to a handler. `flow` is how it came, for a retry. */
export function startActivity(
  draft: Draft,
  node: CompiledNode,
  parent: string,
  local: Variables | undefined,
  flow?: string,
): void {
  if ('loop' in node.node) startLoop(draft, node, parent, local, flow)
  else startInstance(draft, node, parent, local, node.alarms.length > 0)
}

/** One run of an activity; in a loop the boundary events belong to the whole and are not armed here. */
export function startInstance(
  draft: Draft,
  node: CompiledNode,
  parent: string,
  local: Variables | undefined,
  alarmed: boolean,
): void {
  const activity = node.node as ActivityNode
  if (activity.type === 'task' || activity.type === 'manualTask') {
    finishInstance(draft, node, parent, local, undefined)
    return
  }
  const waitFor = workOf(activity)
  if (waitFor) {
    const { id } = openWork(draft, node, waitFor, parent, local)
    if (alarmed) armBoundaries(draft, node.alarms, id, parent, local)
    return
  }
  const scope = startScope(draft, node.id, parent, local)
  if (alarmed) armBoundaries(draft, node.alarms, scope.id, parent, local)
  armStarts(draft, scope)
  enterScope(draft, scope)
}

/** What an activity waits for; undefined for a sub-process, which holds its own. */
export function workOf(activity: ActivityNode): WaitFor | undefined {
  switch (activity.type) {
    case 'userTask':
      return { kind: 'user' }
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
      return { kind: 'job' }
    case 'receiveTask':
      return activity.message === undefined ? { kind: 'user' } : { kind: 'message', message: activity.message }
    case 'callActivity':
      return { kind: 'child', calledElement: activity.calledElement ?? '' }
    default:
      return undefined
  }
}

/** A sub-process begins, with nothing in it yet. */
export function startScope(
  draft: Draft,
  element: string,
  parent: string,
  local: Variables | undefined,
  done?: readonly Completed[],
): HeldScope {
  const scope: HeldScope = { kind: 'scope', id: newId(draft, element), element, parent }
  const shadowed = local === undefined ? scope : { ...scope, local }
  return add(draft, done === undefined ? shadowed : { ...shadowed, done })
}

/** Sends a token to where the scope begins. */
export function enterScope(draft: Draft, scope: HeldScope): void {
  const { entries } = scopeOf(draft.compiled, scope.element)
  for (const entry of entries) send(draft, entry, scope.id)
  if (entries.length === 0) suspect(draft, scope.id)
}

/** After an event-based gateway a token waits for each of the events at once; the first one takes it on. */
export function openGateway(
  draft: Draft,
  gateway: CompiledNode,
  parent: string,
  local: Variables | undefined,
  on: string = newId(draft, gateway.id),
): void {
  for (const flow of gateway.out) {
    const place: Place = { parent, role: 'gateway', on, flow: flow.id, ...(local !== undefined && { local }) }
    const { node } = nodeOf(draft.compiled, flow.target)
    if ('event' in node) {
      arm(draft, node, place)
    } else if (node.type === 'receiveTask') {
      const waitFor = workOf(node)
      if (waitFor) openWait(draft, node.id, waitFor, place)
    }
  }
}

function openWork(
  draft: Draft,
  node: CompiledNode,
  waitFor: WaitFor,
  parent: string,
  local: Variables | undefined,
): HeldWait {
  return openWait(
    draft,
    node.id,
    waitFor,
    local === undefined ? { parent, role: 'activity' } : { parent, role: 'activity', local },
  )
}
