import { checkFeel } from '../feel/index.ts'
import type { EventNode, FlowNode, ProcedureModel } from '../procedure-model.ts'
import { refusal, type Remark, type Setting } from './remark.ts'

type Kind = EventNode['event']['kind']

/** What each kind of event may be; start events are looked at by `check-starts.ts`. */
const ALLOWED: Readonly<Record<Exclude<EventNode['type'], 'startEvent'>, readonly Kind[]>> = {
  endEvent: ['none', 'message', 'signal', 'error', 'escalation', 'terminate', 'cancel', 'compensation'],
  intermediateCatchEvent: ['message', 'timer', 'signal', 'conditional', 'link'],
  intermediateThrowEvent: ['none', 'message', 'signal', 'link', 'escalation', 'compensation'],
  boundaryEvent: ['message', 'timer', 'signal', 'conditional', 'error', 'escalation', 'cancel', 'compensation'],
}

const TITLES: Readonly<Record<EventNode['type'], string>> = {
  startEvent: 'A start event',
  endEvent: 'An end event',
  intermediateCatchEvent: 'An intermediate catching event',
  intermediateThrowEvent: 'An intermediate throwing event',
  boundaryEvent: 'A boundary event',
}

/**
 * Events: their kind and place, and the name, code or condition that each kind must have.
 *
 * Plain BPMN may leave out the message of a receive task or of a throwing event: then a person completes the one, and
 * nobody hears the other.
 */
export function checkEvents(model: ProcedureModel, { plain }: Setting): readonly Remark[] {
  return [...model.nodes.values()].flatMap((node) => {
    const remarks = 'event' in node ? [...checkKind(node, model), ...checkContent(node, model)] : checkReceive(node)
    const mayBeNameless = plain && (node.type === 'receiveTask' || throwsEvents(node))
    return remarks.map((remark): Remark =>
      mayBeNameless && remark.what === 'no-message-name' ? { ...remark, level: 'warning' } : remark,
    )
  })
}

function throwsEvents({ type }: FlowNode): boolean {
  return type === 'endEvent' || type === 'intermediateThrowEvent'
}

function checkReceive(node: FlowNode): readonly Remark[] {
  if (node.type !== 'receiveTask' || node.message !== undefined) return []
  const message = 'The receive task names no message.'
  return [refusal(node.id, 'no-message-name', message, 'Choose a message that has a name.')]
}

function checkKind(node: EventNode, { scopes }: ProcedureModel): readonly Remark[] {
  const { id, type, event, scope } = node
  if (type !== 'startEvent' && !ALLOWED[type].includes(event.kind)) {
    const what = event.kind === 'none' ? 'cannot wait for nothing' : `cannot be a ${event.kind} event`
    return [
      refusal(id, 'event-out-of-place', `${TITLES[type]} ${what}.`, `Choose one of: ${ALLOWED[type].join(', ')}.`),
    ]
  }
  if (type === 'endEvent' && event.kind === 'cancel' && scopes.get(scope)?.kind !== 'transaction') {
    const message = 'A cancel end event stands outside a transaction.'
    return [
      refusal(
        id,
        'cancel-outside-transaction',
        message,
        'Put it directly into a transaction, or use an error end event.',
      ),
    ]
  }
  return []
}

function checkContent(node: EventNode, { nodes }: ProcedureModel): readonly Remark[] {
  const { id, event } = node
  const throws = throwsEvents(node)
  switch (event.kind) {
    case 'message':
      return named(event.message)
        ? []
        : [refusal(id, 'no-message-name', 'The event names no message.', 'Choose a message that has a name.')]
    case 'signal':
      return named(event.signal)
        ? []
        : [refusal(id, 'no-signal-name', 'The event names no signal.', 'Choose a signal that has a name.')]
    case 'link':
      return named(event.link)
        ? []
        : [refusal(id, 'no-link-name', 'The link event has no name.', 'Give both ends of the link the same name.')]
    case 'error':
      if (named(event.error) || (event.error === undefined && !throws)) return []
      return [
        refusal(
          id,
          'no-error-code',
          'The event refers to no error with a code.',
          'Choose an error, and give it an error code.',
        ),
      ]
    case 'escalation':
      if (named(event.escalation) || (event.escalation === undefined && !throws)) return []
      return [
        refusal(
          id,
          'no-escalation-code',
          'The event refers to no escalation with a code.',
          'Choose an escalation, and give it a code.',
        ),
      ]
    case 'conditional':
      return checkFeel(event.condition, 'condition').map((problem) =>
        refusal(
          id,
          'bad-condition',
          `The condition of the event cannot be used. ${problem}`,
          'Write it as FEEL, true or false.',
        ),
      )
    case 'compensation': {
      const target = event.activity === undefined ? undefined : nodes.get(event.activity)
      if (event.activity === undefined || (target && 'boundaries' in target)) return []
      const message = `It compensates ${event.activity}, which is no activity of this process.`
      return [refusal(id, 'dangling-reference', message, 'Choose an activity, or none to compensate all.')]
    }
    default:
      return []
  }
}

function named(name: string | undefined): boolean {
  return name !== undefined && name !== ''
}
