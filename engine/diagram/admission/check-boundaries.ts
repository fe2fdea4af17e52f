import type { EventNode, ProcedureModel } from '../procedure-model.ts'
import { caution, refusal, repeated, type Remark } from './remark.ts'

/** Boundary events: what they are attached to, and whether each can be told from its neighbours. */
export function checkBoundaries(model: ProcedureModel): readonly Remark[] {
  const events = [...model.nodes.values()].flatMap((node) => (node.type === 'boundaryEvent' ? [node] : []))
  const twins = repeated(events, (event) => {
    const meaning = meaningOf(event.event)
    return meaning === undefined ? undefined : `${event.attachedTo ?? ''} ${meaning}`
  })
  return [
    ...events.flatMap((event) => [...checkPlace(event, model), ...checkKind(event, model)]),
    ...twins.map(({ id, attachedTo, event }) => {
      const message = `Another boundary event of ${attachedTo ?? ''} catches the same ${event.kind}.`
      return refusal(id, 'same-event-twice', message, 'Delete one of the two; lead several flows out of the other.')
    }),
    ...checkEventSubProcesses(model),
  ]
}

function checkPlace(
  { id, attachedTo, scope, event, outgoing }: EventNode,
  { nodes }: ProcedureModel,
): readonly Remark[] {
  const activity = nodes.get(attachedTo ?? '')
  if (!activity || !('boundaries' in activity) || activity.scope !== scope) {
    const message = 'The boundary event is attached to no activity.'
    return [refusal(id, 'disconnected-boundary', message, 'Put it on the border of a task or a sub-process.')]
  }
  if (event.kind === 'compensation' || outgoing.length > 0) return []
  return [
    caution(id, 'boundary-leads-nowhere', 'No flow leaves the boundary event.', 'Lead it to what is to be done then.'),
  ]
}

function checkKind(node: EventNode, { nodes }: ProcedureModel): readonly Remark[] {
  const { id, event, interrupting, attachedTo = '', outgoing, compensationHandler } = node
  const activity = nodes.get(attachedTo)
  const faults: Remark[] = []
  if (event.kind === 'cancel' && activity && activity.type !== 'transaction') {
    const message = `A cancel event is attached to ${attachedTo}, which is no transaction.`
    faults.push(
      refusal(id, 'cancel-outside-transaction', message, 'Make the sub-process a transaction, or catch an error.'),
    )
  }
  if ((event.kind === 'error' || event.kind === 'cancel') && !interrupting) {
    const message = `An event of kind ${event.kind} always interrupts.`
    faults.push(refusal(id, 'event-out-of-place', message, 'Set cancelActivity="true".'))
  }
  if (event.kind !== 'compensation') return faults
  const handler = nodes.get(compensationHandler ?? '')
  if (!handler || !('boundaries' in handler) || !handler.isForCompensation) {
    const message = 'The compensation event is joined to no activity that is marked as compensation.'
    faults.push(
      refusal(
        id,
        'no-compensation-handler',
        message,
        'Draw an association to an activity with isForCompensation="true".',
      ),
    )
  } else if (handler.scope !== node.scope) {
    const message = `The compensation activity ${handler.id} stands in another sub-process.`
    faults.push(refusal(id, 'no-compensation-handler', message, 'Draw it beside the activity that it undoes.'))
  }
  if (outgoing.length > 0) {
    const message = 'A sequence flow leaves the compensation event.'
    faults.push(
      refusal(id, 'no-compensation-handler', message, 'Draw an association to the compensation activity instead.'),
    )
  }
  return faults
}

/** Two event sub-processes of a scope that wait for the same thing: it could not be said which one begins. */
function checkEventSubProcesses({ scopes, nodes }: ProcedureModel): readonly Remark[] {
  return [...scopes.values()].flatMap(({ eventSubProcesses }) => {
    const starts = eventSubProcesses.flatMap((id) => {
      const start = nodes.get(scopes.get(id)?.starts[0] ?? '')
      return start?.type === 'startEvent' ? [{ id, event: start.event }] : []
    })
    return repeated(starts, ({ event }) => meaningOf(event)).map(({ id, event }) => {
      const message = `Another event sub-process beside it waits for the same ${event.kind}.`
      return refusal(id, 'same-event-twice', message, 'Draw what happens then in one of the two.')
    })
  })
}

/** What two events must not both catch; undefined for timers and conditions, which may stand side by side. */
function meaningOf(event: EventNode['event']): string | undefined {
  switch (event.kind) {
    case 'message':
      return `message ${event.message}`
    case 'signal':
      return `signal ${event.signal}`
    case 'error':
      return `error ${event.error ?? '*'}`
    case 'escalation':
      return `escalation ${event.escalation ?? '*'}`
    case 'cancel':
    case 'compensation':
      return event.kind
    default:
      return undefined
  }
}
