import type { FlowNode, ProcedureModel } from '../../diagram/procedure-model.ts'
import type { Happening } from '../../tokens/index.ts'
import type { Variables, Wait } from '../../tokens/token-state.ts'
import { elementType } from './element-types.ts'
import type { Content, DefinitionContext } from './surroundings.ts'

/** An event as listeners of bpmn-engine know it: `activity.wait`, `flow.take` … */
export interface ElementEvent {
  readonly key: string
  readonly content: Content
  readonly type: string
}

/** What events need to know of the process in which they happen. */
export interface Setting {
  readonly model: ProcedureModel
  readonly process: { readonly id: string; readonly type: string; readonly executionId: string }
  readonly variables: Variables
  /** The call activity's event, when another process called this one. */
  readonly calledFrom: Content | undefined
  readonly definition: DefinitionContext
}

/** What a step did, as bpmn-engine's events. `before` is what waited before it. */
export function eventsOf(
  happenings: readonly Happening[],
  before: readonly Wait[],
  setting: Setting,
): readonly ElementEvent[] {
  const known = new Map(before.map((wait) => [wait.id, wait]))
  const running = runsOf(happenings)
  return happenings.flatMap((happening, index): readonly ElementEvent[] => {
    const on = (key: string, element: string, extra: Content = {}) =>
      eventOn(key, element, { executionId: running.get(index) ?? element, ...extra }, setting)
    switch (happening.type) {
      case 'entered':
        return [on('enter', happening.element), on('start', happening.element)]
      case 'left':
        return [on('end', happening.element), on('leave', happening.element)]
      case 'cancelled':
        return [on('discard', happening.element), on('leave', happening.element)]
      case 'taken':
        return [flowEvent(happening.flow, setting)]
      case 'wait-opened':
        known.set(happening.wait.id, happening.wait)
        return happening.wait.kind === 'incident' ? [] : [waitEvent(happening.wait, setting, {})]
      case 'wait-closed':
        return closedEvents(known.get(happening.wait), happening.reason, setting)
      case 'fired':
        return closedEvents(known.get(happening.wait), 'fired', setting)
      case 'message-thrown':
        return [toOthers('message', happening.element, rootOf('bpmn:Message', happening.message, setting), setting)]
      case 'signal-thrown':
        return [toOthers('signal', happening.element, rootOf('bpmn:Signal', happening.signal, setting), setting)]
      case 'error-thrown':
        return [on('throw', happening.element, { error: { code: happening.error } }), ...caught(happening.catcher, on)]
      case 'escalation-thrown':
        return [
          on('escalate', happening.element, { message: { code: happening.escalation } }),
          ...caught(happening.catcher, on),
        ]
      case 'escalation-escaped': {
        const caller = setting.calledFrom?.['executionId']
        const message = { executionId: caller, escalation: happening.escalation }
        return caller === undefined ? [] : [toOthers('message', happening.element, message, setting, 'escalate')]
      }
      case 'compensating':
        return [on('compensation.start', happening.element, { handler: happening.handler })]
      case 'incident':
        return [on('error', happening.element, { error: { ...happening.incident, type: 'RunError' } })]
      case 'end-event':
        return [on('end', happening.element), on('leave', happening.element)]
      case 'instance-started':
      case 'instance-ended':
        return []
    }
  })
}

/** The event that tells of a wait: `activity.timer`, `activity.call` or `activity.wait`. */
export function waitEvent(wait: Wait, setting: Setting, extra: Content): ElementEvent {
  const { kind, id: executionId, element } = wait
  const what: Content = { executionId, waitsFor: kind }
  if (wait.local !== undefined) Object.assign(what, { isMultiInstance: true, loop: wait.local })
  if (wait.kind === 'message') what['message'] = { name: wait.message }
  if (wait.kind === 'signal') what['signal'] = { name: wait.signal }
  if (wait.kind === 'incident') what['incident'] = wait.incident
  if (wait.kind === 'timer') what['expireAt'] = new Date(wait.due)
  if (wait.kind === 'deadline') what['deadline'] = wait.deadline
  if (wait.kind === 'child') {
    Object.assign(what, { calledElement: wait.calledElement, variables: { ...setting.variables, ...wait.local } })
  }
  const node = setting.model.nodes.get(element)
  if (node?.redress.role !== undefined) what['role'] = node.redress.role
  if (node?.redress.form !== undefined) what['form'] = node.redress.form
  if (node?.redress.action !== undefined) what['action'] = node.redress.action
  const key = kind === 'timer' || kind === 'deadline' ? 'timer' : kind === 'child' ? 'call' : 'wait'
  return eventOn(key, element, { ...what, ...extra }, setting)
}

/**
 * By happening, the execution id of the element that it is about. An element that waits has the id of its wait from its
 * `enter` on; one that does not has its own.
 */
function runsOf(happenings: readonly Happening[]): ReadonlyMap<number, string> {
  const runs = new Map<number, string>()
  const entered = new Map<string, number[]>()
  const waited = new Map<string, string[]>()
  for (const [index, happening] of happenings.entries()) {
    if (happening.type === 'entered') {
      entered.set(happening.element, [...(entered.get(happening.element) ?? []), index])
    } else if (happening.type === 'wait-opened') {
      const first = entered.get(happening.element)?.shift()
      if (first !== undefined) runs.set(first, happening.wait.id)
    } else if (happening.type === 'wait-closed') {
      waited.set(happening.element, [...(waited.get(happening.element) ?? []), happening.wait])
    } else if (happening.type === 'left' || happening.type === 'cancelled') {
      const wait = waited.get(happening.element)?.shift()
      if (wait !== undefined) runs.set(index, wait)
    }
  }
  return runs
}

function closedEvents(wait: Wait | undefined, reason: string, setting: Setting): readonly ElementEvent[] {
  if (wait === undefined) return []
  const on = (key: string) =>
    eventOn(
      key,
      wait.element,
      { executionId: wait.id, ...(wait.kind === 'child' && { calledElement: wait.calledElement }) },
      setting,
    )
  if (wait.kind === 'child' && reason === 'cancelled') return [on('call.cancel')]
  if (reason !== 'fired') return []
  return [on(wait.kind === 'timer' || wait.kind === 'deadline' ? 'timeout' : 'catch')]
}

function caught(
  catcher: string | undefined,
  on: (key: string, element: string) => ElementEvent,
): readonly ElementEvent[] {
  return catcher === undefined ? [] : [on('catch', catcher)]
}

/** An event that the definition passes on to its other processes. It has the process itself for its parent. */
function toOthers(
  event: 'message' | 'signal',
  element: string,
  message: Content,
  setting: Setting,
  type: string = event,
): ElementEvent {
  const { key, content } = eventOn(event, element, { executionId: element, message }, setting)
  return { key, content: { ...content, parent: { ...setting.process } }, type }
}

/** The `<message>` or `<signal>` of that name. Without one, it is known by its name alone. */
function rootOf(type: string, name: string, { definition }: Setting): Content {
  const root = definition
    .getActivities()
    .find((element) => element.type === type && (element.name ?? element.id) === name)
  return { id: root?.id ?? name, name }
}

function flowEvent(id: string, setting: Setting): ElementEvent {
  const flow = setting.model.flows.get(id)
  const content = {
    id,
    type: 'bpmn:SequenceFlow',
    ...(flow?.name && { name: flow.name }),
    sourceId: flow?.source,
    targetId: flow?.target,
    isSequenceFlow: true,
    parent: parentOf(flow === undefined ? undefined : setting.model.nodes.get(flow.source), setting),
  }
  return { key: 'flow.take', content, type: 'take' }
}

function eventOn(event: string, element: string, extra: Content, setting: Setting): ElementEvent {
  const node = setting.model.nodes.get(element)
  const content = {
    id: element,
    type: node === undefined ? 'bpmn:Process' : elementType(node.type),
    ...(node?.name && { name: node.name }),
    parent: parentOf(node, setting),
    state: event,
    ...extra,
  }
  return { key: `activity.${event}`, content, type: event }
}

/** The element's scope, and the process around it, by which bpmn-engine finds its way back to the process. */
function parentOf(node: FlowNode | undefined, { process, model }: Setting): Content {
  if (node === undefined || node.scope === process.id) return { ...process }
  const type = model.scopes.get(node.scope)?.kind === 'transaction' ? 'bpmn:Transaction' : 'bpmn:SubProcess'
  return { id: node.scope, type, executionId: node.scope, path: [{ ...process }] }
}
