import type { EventNode, ProcedureModel, Scope } from '../procedure-model.ts'
import { refusal, repeated, type Remark } from './remark.ts'

type Kind = EventNode['event']['kind']

const PROCESS_STARTS: readonly Kind[] = ['none', 'message', 'timer', 'signal', 'conditional']
const EVENT_STARTS: readonly Kind[] = [
  'message',
  'timer',
  'signal',
  'conditional',
  'error',
  'escalation',
  'compensation',
]

/** How a process and each of its sub-processes begin. */
export function checkStarts(model: ProcedureModel): readonly Remark[] {
  return [...model.scopes.values()].flatMap((scope) => {
    const starts = scope.starts.flatMap((id) => {
      const node = model.nodes.get(id)
      return node?.type === 'startEvent' ? [node] : []
    })
    if (starts.length === 0) {
      const message =
        scope.kind === 'process' ? 'The process has no start event.' : 'The sub-process has no start event.'
      return [refusal(scope.id, 'no-start', message, 'Draw a start event and lead it to the first step.')]
    }
    return scope.kind === 'process' ? checkProcessStarts(starts) : checkInnerStarts(scope, starts)
  })
}

function checkProcessStarts(starts: readonly EventNode[]): readonly Remark[] {
  const again = repeated(starts, ({ event }) => {
    if (event.kind === 'none') return 'none'
    if (event.kind === 'message') return `message ${event.message}`
    return event.kind === 'signal' ? `signal ${event.signal}` : undefined
  })
  return [
    ...starts.flatMap(({ id, event }) => (PROCESS_STARTS.includes(event.kind) ? [] : [outOfPlace(id, event.kind)])),
    ...again.map(({ id, event }) => {
      const message =
        event.kind === 'none'
          ? 'The process has another start event that nothing triggers.'
          : `Another start event waits for the same ${event.kind}.`
      return refusal(id, 'several-starts', message, 'Keep one of the two, or give them different messages.')
    }),
  ]
}

function checkInnerStarts(scope: Scope, starts: readonly EventNode[]): readonly Remark[] {
  const event = scope.kind === 'event-sub-process'
  const several = starts.slice(1).map(({ id }) => {
    const message = `The sub-process ${scope.id} has another start event.`
    return refusal(id, 'several-starts', message, 'Keep one; draw a sub-process for each event.')
  })
  const wrong = starts.flatMap(({ id, event: { kind } }) => {
    if (event) return EVENT_STARTS.includes(kind) ? [] : [kind === 'none' ? untriggered(id) : outOfPlace(id, kind)]
    if (kind === 'none') return []
    const message = `A sub-process that is entered by a flow cannot wait to be started by a ${kind} event.`
    return [refusal(id, 'event-out-of-place', message, 'Use a plain start event, or an event sub-process.')]
  })
  const always = starts
    .filter(({ interrupting, event: { kind } }) => event && kind === 'error' && !interrupting)
    .map(({ id }) => refusal(id, 'event-out-of-place', 'An error always interrupts.', 'Set isInterrupting="true".'))
  return [...several, ...wrong, ...always]
}

function untriggered(id: string): Remark {
  const message = 'The event sub-process would never start: its start event waits for nothing.'
  return refusal(id, 'event-out-of-place', message, 'Choose a message, timer, signal, condition, error or escalation.')
}

function outOfPlace(id: string, kind: Kind): Remark {
  return refusal(
    id,
    'event-out-of-place',
    `A start event cannot be a ${kind} event here.`,
    'Choose another kind of event.',
  )
}
