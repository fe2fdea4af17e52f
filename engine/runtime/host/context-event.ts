import type { DeadlineBinding, EventDefinition, EventNode, TimerDefinition } from '../../diagram/procedure-model.ts'
import { refuseTemplate, type Obstacle } from './not-executable-error.ts'
import {
  asRecord,
  recordsAt,
  textAt,
  type Content,
  type DefinitionContext,
  type SerializedElement,
} from './surroundings.ts'

/** What an event waits for or throws; undefined, with the reason among `obstacles`, when it is not run. */
export function eventOf(
  element: SerializedElement,
  type: EventNode['type'],
  context: DefinitionContext,
  obstacles: Obstacle[],
): EventDefinition | undefined {
  const definitions = recordsAt(element.behaviour, 'eventDefinitions')
  const refuse = (message: string, remedy: string): EventDefinition | undefined => {
    obstacles.push({ element: element.id, message, remedy })
    return undefined
  }
  if (definitions.length > 1) return refuse('It has several event definitions.', 'Draw one event for each.')
  if (element.behaviour?.['eventDefinitionRef'] !== undefined) {
    return refuse('It refers to an event definition elsewhere.', 'Put the definition into the event.')
  }
  const [definition] = definitions
  if (definition === undefined) return { kind: 'none' }

  const behaviour = asRecord(definition['behaviour'])
  switch (definition['type']) {
    case 'bpmn:MessageEventDefinition':
      return { kind: 'message', message: nameOf(behaviour, 'messageRef') ?? element.id }
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', signal: nameOf(behaviour, 'signalRef') ?? element.id }
    case 'bpmn:ErrorEventDefinition': {
      const error = codeOf(behaviour, 'errorRef', 'errorCode', context)
      if (error === undefined && type === 'endEvent') return refuse('It throws no error.', 'Choose the error.')
      return { kind: 'error', ...(error !== undefined && { error }) }
    }
    case 'bpmn:EscalationEventDefinition': {
      const escalation = codeOf(behaviour, 'escalationRef', 'escalationCode', context)
      return { kind: 'escalation', ...(escalation !== undefined && { escalation }) }
    }
    case 'bpmn:ConditionalEventDefinition': {
      const condition = textAt(behaviour, 'expression')
      if (condition === undefined) return refuse('It has no condition.', 'Write the condition in FEEL.')
      refuseTemplate(element.id, condition, obstacles)
      return { kind: 'conditional', condition }
    }
    case 'bpmn:TimerEventDefinition': {
      const timer = timerOf(behaviour)
      if (timer === undefined) return refuse('It has no time.', 'Give a date, a duration or a cycle.')
      if (timer.kind !== 'deadline') refuseTemplate(element.id, timer.text, obstacles)
      return { kind: 'timer', timer }
    }
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', link: textAt(behaviour, 'name') ?? '' }
    case 'bpmn:CompensateEventDefinition': {
      const activity = textAt(asRecord(behaviour?.['activityRef']), 'id')
      return { kind: 'compensation', ...(activity !== undefined && { activity }) }
    }
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' }
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' }
    default:
      return refuse(`A ${String(definition['type'])} is not run.`, 'Draw it with the events that are.')
  }
}

function nameOf(behaviour: Content | undefined, key: string): string | undefined {
  const reference = asRecord(behaviour?.[key])
  return textAt(reference, 'name') ?? textAt(reference, 'id')
}

function codeOf(
  behaviour: Content | undefined,
  key: string,
  code: string,
  context: DefinitionContext,
): string | undefined {
  const id = textAt(asRecord(behaviour?.[key]), 'id')
  if (id === undefined) return undefined
  const root = context.getActivityById(id)
  return textAt(root?.behaviour, code) ?? root?.name ?? id
}

function timerOf(behaviour: Content | undefined): TimerDefinition | undefined {
  const deadline = recordsAt(asRecord(behaviour?.['extensionElements']), 'values').find(
    (value) => String(value['$type']).toLowerCase() === 'redress:deadline',
  )
  if (deadline !== undefined) return { kind: 'deadline', deadline: deadlineOf(deadline) }
  for (const [kind, key] of [
    ['duration', 'timeDuration'],
    ['date', 'timeDate'],
    ['cycle', 'timeCycle'],
  ] as const) {
    const text = textAt(behaviour, key)
    if (text !== undefined) return { kind, text }
  }
  return undefined
}

function deadlineOf(value: Content): DeadlineBinding {
  const at = textAt(value, 'at')
  const rule = textAt(value, 'rule')
  const local = textAt(value, 'local')
  const number = (key: string) => {
    const count = Number(value[key])
    return Number.isInteger(count) ? count : undefined
  }
  const before = number('before')
  const repeat = number('repeat')
  return {
    at: at === 'warning' || at === 'breach' ? at : 'due',
    ...(rule !== undefined && { rule }),
    ...(before !== undefined && { before }),
    ...(repeat !== undefined && { repeat }),
    ...(local !== undefined && {
      local: {
        id: local,
        title: textAt(value, 'title') ?? local,
        workingDays: number('workingDays') ?? 0,
        calendar: textAt(value, 'calendar') ?? '',
        startedBy: textAt(value, 'startedBy') ?? '',
        metBy: textAt(value, 'metBy') ?? '',
      },
    }),
  }
}
