import type { EventNode, TimerDefinition } from '../diagram/procedure-model.ts'
import { nextCycle, timerDue } from '../values/iso-timer.ts'
import { nodeOf, scopeOf } from './compiled-model.ts'
import { replace, type Draft } from './draft.ts'
import { evaluateCondition, evaluateValue, failed, visible, type Evaluated } from './expression.ts'
import type { HeldScope, HeldWait, Variables } from './token-state.ts'
import { closeWait, openWait, park, placeOf, type Place, type WaitFor } from './wait.ts'

/** An event begins to wait. A condition that is true already comes at once; a timer that cannot be read is an incident. */
export function arm(draft: Draft, event: EventNode, place: Place): void {
  const armed = waitOf(draft, event, place.local)
  if (!armed.ok) {
    park(draft, event.id, armed.incident, place)
    return
  }
  const { waitFor, extra } = armed.value
  const wait = openWait(draft, event.id, waitFor, { ...place, ...extra })
  if (wait.was === true) draft.queue.push({ do: 'fire', wait: wait.id })
}

/** Arms the boundary events of an activity; `on` is the id of what runs. */
export function armBoundaries(
  draft: Draft,
  events: readonly EventNode[],
  on: string,
  parent: string,
  local?: Variables,
) {
  for (const event of events) {
    arm(draft, event, local === undefined ? { parent, role: 'boundary', on } : { parent, role: 'boundary', on, local })
  }
}

/** Arms the event sub-processes of a scope that begins. */
export function armStarts(draft: Draft, scope: HeldScope): void {
  for (const event of scopeOf(draft.compiled, scope.element).alarms) {
    const place: Place = { parent: scope.id, role: 'start' }
    arm(draft, event, scope.local === undefined ? place : { ...place, local: scope.local })
  }
}

/** A timer that has fired and does not interrupt: a cycle with firings left is armed for its next, by its schedule. */
export function rearm(draft: Draft, wait: HeldWait): void {
  if (wait.kind === 'deadline' && wait.deadline.repeat !== undefined) {
    const again = { kind: 'deadline', deadline: wait.deadline, round: (wait.round ?? 0) + 1 } as const
    openWait(draft, wait.element, again, placeOf(wait))
  }
  if (wait.kind !== 'timer' || wait.cycle === undefined || wait.repeatsLeft === 1) return
  const next = nextCycle(wait.cycle.text, wait.due, wait.cycle.from)
  const place = { ...placeOf(wait), cycle: wait.cycle }
  if ('problem' in next) {
    park(draft, wait.element, failed('timer-unreadable', wait.element, next.problem).incident, placeOf(wait))
  } else if (wait.repeatsLeft === undefined) {
    openWait(draft, wait.element, { kind: 'timer', due: next.due }, place)
  } else {
    openWait(draft, wait.element, { kind: 'timer', due: next.due, repeatsLeft: wait.repeatsLeft - 1 }, place)
  }
}

/** Looks at every armed condition again; those that have become true come now. */
export function reconsider(draft: Draft): void {
  for (const wait of draft.held.filter((held) => held.kind === 'condition')) {
    const { node, reads } = nodeOf(draft.compiled, wait.element)
    if (!('event' in node) || node.event.kind !== 'conditional') continue
    const is = isTrue(node.event.condition, reads, visible(draft.variables, wait.local), wait.element)
    if (!is.ok) {
      closeWait(draft, wait, 'failed')
      park(draft, wait.element, is.incident, placeOf(wait))
    } else if (is.value !== wait.was) {
      replace(draft, wait, { ...wait, was: is.value })
      if (is.value) draft.queue.push({ do: 'fire', wait: wait.id })
    }
  }
}

interface Armed {
  readonly waitFor: WaitFor
  readonly extra?: Pick<Place, 'was' | 'cycle'>
}

function waitOf(draft: Draft, { id, event }: EventNode, local: Variables | undefined): Evaluated<Armed> {
  switch (event.kind) {
    case 'message':
      return { ok: true, value: { waitFor: { kind: 'message', message: event.message } } }
    case 'signal':
      return { ok: true, value: { waitFor: { kind: 'signal', signal: event.signal } } }
    case 'conditional': {
      const { reads } = nodeOf(draft.compiled, id)
      const was = isTrue(event.condition, reads, visible(draft.variables, local), id)
      return was.ok ? { ok: true, value: { waitFor: { kind: 'condition' }, extra: { was: was.value } } } : was
    }
    case 'timer':
      return timerOf(draft, id, event.timer, local)
    default:
      throw new RangeError(`${id} is not an event that waits: ${event.kind}`)
  }
}

function timerOf(draft: Draft, id: string, timer: TimerDefinition, local: Variables | undefined): Evaluated<Armed> {
  if (timer.kind === 'deadline') {
    return { ok: true, value: { waitFor: { kind: 'deadline', deadline: timer.deadline } } }
  }
  let text = timer.text
  if (text.startsWith('=')) {
    const value = evaluateValue(text, visible(draft.variables, local), id)
    if (!value.ok) return value
    if (typeof value.value !== 'string') {
      return failed('timer-unreadable', id, `The timer '${text}' gives no text that tells a time`)
    }
    text = value.value
  }
  const result = timerDue(timer.kind, text, draft.now)
  if ('problem' in result) return failed('timer-unreadable', id, result.problem)
  if (timer.kind !== 'cycle') return { ok: true, value: { waitFor: { kind: 'timer', due: result.due } } }
  const { due, repeats } = result
  const waitFor =
    repeats === undefined ? ({ kind: 'timer', due } as const) : ({ kind: 'timer', due, repeatsLeft: repeats } as const)
  return { ok: true, value: { waitFor, extra: { cycle: { text, from: draft.now } } } }
}

/** Until every variable that it reads is there, a conditional event is not true. */
function isTrue(
  condition: string,
  reads: readonly string[],
  variables: Variables,
  element: string,
): Evaluated<boolean> {
  if (!reads.every((name) => Object.hasOwn(variables, name))) return { ok: true, value: false }
  return evaluateCondition(condition, variables, element)
}
