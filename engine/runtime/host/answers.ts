import type { Stimulus } from '../../tokens/index.ts'
import type { Wait } from '../../tokens/token-state.ts'
import { asRecord, textAt, type Content, type DefinitionContext } from './surroundings.ts'
import { variablesOf } from './variables-of.ts'

/** Keys of a signal's payload that say whom it is for and are no variables. */
const ADDRESS = ['id', 'executionId']

/**
 * What is meant by a call of a waiting thing's api (`api.signal(…)`, `api.cancel()`, `api.fail(error)`, `api.discard()`,
 * `api.sendApiMessage(action, …)`), as a stimulus for that wait; undefined when it means nothing there. Whatever `id` the
 * payload carries, it goes to this wait and no other.
 */
export function answerTo(wait: Wait, action: string, content: Content): Stimulus | undefined {
  switch (action) {
    case 'signal':
      return completionOf(wait, asRecord(content['message']) ?? {})
    case 'message':
      return wait.kind === 'message' ? completionOf(wait, asRecord(content['message']) ?? {}) : undefined
    case 'cancel':
      return isTimer(wait) ? { type: 'fire', wait: wait.id } : { type: 'cancel-activity', wait: wait.id }
    case 'discard':
      return { type: 'cancel-activity', wait: wait.id }
    case 'error':
    case 'throw':
      return { type: 'error', wait: wait.id, error: codeOf(content, 'error') }
    case 'escalate':
    case 'escalation':
      return { type: 'escalate', wait: wait.id, escalation: codeOf(content, 'escalation') }
    default:
      return undefined
  }
}

/**
 * What is meant by a call that goes to a whole definition (`execution.signal({ id })`, `definition.sendMessage({ id })`,
 * `execution.cancelActivity({ id })`). `id` is that of an element, or of a message or signal, or the name of one; with
 * `executionId` it goes to that one wait. Nothing that waits for it: no stimulus, as bpmn-engine has it.
 */
export function answersToCall(
  waits: readonly Wait[],
  action: string,
  payload: Content,
  context: DefinitionContext,
): readonly Stimulus[] {
  const id = textAt(payload, 'id')
  const executionId = textAt(payload, 'executionId')
  if (id === undefined && executionId === undefined) return []

  const named = waits.filter(
    (wait) => (id === undefined || wait.element === id) && (executionId === undefined || wait.id === executionId),
  )
  if (action === 'escalate') {
    const escalation = codeOf(payload, 'escalation')
    return named.map(({ id: wait }) => ({ type: 'child-escalated', wait, escalation }) satisfies Stimulus)
  }
  if (action === 'cancel') {
    return named.filter(isTimer).map(({ id: wait }) => ({ type: 'fire', wait }) satisfies Stimulus)
  }
  const target = named.find((wait) => !isTimer(wait))
  if (target !== undefined) {
    const answer = completionOf(target, payload)
    return answer === undefined ? [] : [answer]
  }
  if (id === undefined || executionId !== undefined) return []
  return thrownBy(waits, id, payload, context)
}

/** A message or signal from outside, by the id of its element in the diagram, or by its name. */
function thrownBy(
  waits: readonly Wait[],
  id: string,
  payload: Content,
  context: DefinitionContext,
): readonly Stimulus[] {
  const root = context.getActivityById(id)
  const name = root === undefined ? id : (root.name ?? root.id)
  const variables = variablesOf(payload, [...ADDRESS, 'type', 'name', 'messageType', 'parent'])
  if (root?.type !== 'bpmn:Signal' && waits.some((wait) => wait.kind === 'message' && wait.message === name)) {
    return [{ type: 'message', message: name, variables }]
  }
  if (root?.type !== 'bpmn:Message' && waits.some((wait) => wait.kind === 'signal' && wait.signal === name)) {
    return [{ type: 'signal', signal: name, variables }]
  }
  return []
}

function completionOf(wait: Wait, payload: Content): Stimulus | undefined {
  const variables = variablesOf(payload, ADDRESS)
  switch (wait.kind) {
    case 'user':
      return { type: 'complete', wait: wait.id, variables }
    case 'job':
      return { type: 'job-done', wait: wait.id, variables }
    case 'message':
      return { type: 'message', message: wait.message, wait: wait.id, variables }
    case 'signal':
      return { type: 'signal', signal: wait.signal, variables }
    case 'condition':
      return { type: 'set', variables }
    case 'timer':
    case 'deadline':
      return { type: 'fire', wait: wait.id }
    case 'child':
      return { type: 'child-ended', wait: wait.id, variables: variablesOf(payload['output'] ?? payload, ADDRESS) }
    case 'incident':
      return { type: 'retry', wait: wait.id }
  }
}

/** The code of the error or escalation in an api message, however it was wrapped; empty when there is none. */
function codeOf(content: Content, key: string): string {
  const inner = asRecord(content[key]) ?? asRecord(content['message'])
  return (
    textAt(content, 'code') ??
    textAt(inner, 'code') ??
    textAt(inner, `${key}Code`) ??
    textAt(content, key) ??
    textAt(inner, 'id') ??
    ''
  )
}

function isTimer(wait: Wait): boolean {
  return wait.kind === 'timer' || wait.kind === 'deadline'
}
