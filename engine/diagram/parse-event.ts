import { withoutEquals } from './feel/index.ts'
import { deadlineOf } from './parse-redress.ts'
import { childOf, childrenOf, expressionOf, extensionsOf, idOf, isA, textOf, type ModdleElement } from './moddle.ts'
import type { EventDefinition, TimerDefinition } from './procedure-model.ts'

const TIMES = [
  ['timeDate', 'date'],
  ['timeDuration', 'duration'],
  ['timeCycle', 'cycle'],
] as const

const TARGETS = {
  messageRef: 'bpmn:Message',
  signalRef: 'bpmn:Signal',
  errorRef: 'bpmn:Error',
  escalationRef: 'bpmn:Escalation',
} as const

/** What an event waits for or does. A name that is missing is an empty text, which admission refuses. */
export function eventDefinitionOf(event: ModdleElement): EventDefinition {
  const [definition] = childrenOf(event, 'eventDefinitions')
  switch (definition?.$type) {
    case 'bpmn:MessageEventDefinition':
      return { kind: 'message', message: nameOf(definition, 'messageRef', 'name') ?? '' }
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', signal: nameOf(definition, 'signalRef', 'name') ?? '' }
    case 'bpmn:ErrorEventDefinition': {
      const error = nameOf(definition, 'errorRef', 'errorCode')
      return error === undefined ? { kind: 'error' } : { kind: 'error', error }
    }
    case 'bpmn:EscalationEventDefinition': {
      const escalation = nameOf(definition, 'escalationRef', 'escalationCode')
      return escalation === undefined ? { kind: 'escalation' } : { kind: 'escalation', escalation }
    }
    case 'bpmn:ConditionalEventDefinition':
      return { kind: 'conditional', condition: withoutEquals(expressionOf(definition, 'condition') ?? '') }
    case 'bpmn:TimerEventDefinition':
      return { kind: 'timer', timer: timerOf(definition, event) }
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', link: textOf(definition, 'name') ?? '' }
    case 'bpmn:CompensateEventDefinition': {
      const activity = idOf(childOf(definition, 'activityRef'))
      return activity === '' ? { kind: 'compensation' } : { kind: 'compensation', activity }
    }
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' }
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' }
    default:
      return { kind: 'none' }
  }
}

/** A `redress:deadline` beside a plain time wins: the plain time is there for tools that do not know ours. */
function timerOf(definition: ModdleElement, event: ModdleElement): TimerDefinition {
  const [deadline] = [...extensionsOf(definition, 'redress:Deadline'), ...extensionsOf(event, 'redress:Deadline')]
  if (deadline) return { kind: 'deadline', deadline: deadlineOf(deadline) }
  const [kind, text] = TIMES.map(([property, name]) => [name, expressionOf(definition, property)] as const).find(
    ([, found]) => found !== undefined,
  ) ?? ['duration', undefined]
  return { kind, text: text ?? '' }
}

/**
 * The name or code of the element that is referred to: undefined where nothing is referred to, empty where it has none or
 * is no element of that kind.
 */
function nameOf(definition: ModdleElement, reference: keyof typeof TARGETS, property: string): string | undefined {
  const target = childOf(definition, reference)
  if (!target) return undefined
  return isA(target, TARGETS[reference]) ? (textOf(target, property) ?? '') : ''
}
