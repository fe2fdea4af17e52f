import { childOf, childrenOf, isA, textOf, type ModdleElement } from '../moddle.ts'
import { boundariesOf, EditRefusedError, nodeOf, put, scopeOf, type Sheet } from './sheet.ts'
import { namedRoots, removeUnused, said, type Desk } from './ways.ts'

/** What an event waits for or gives, by the code by which one is told from another. */
export const SIGNS = [
  { of: 'message', type: 'bpmn:Message', definition: 'bpmn:MessageEventDefinition', code: 'name' },
  { of: 'signal', type: 'bpmn:Signal', definition: 'bpmn:SignalEventDefinition', code: 'name' },
  { of: 'error', type: 'bpmn:Error', definition: 'bpmn:ErrorEventDefinition', code: 'errorCode' },
  { of: 'escalation', type: 'bpmn:Escalation', definition: 'bpmn:EscalationEventDefinition', code: 'escalationCode' },
] as const

/** @throws EditRefusedError */
export function setSign(sheet: Desk, element: ModdleElement, code: string): void {
  const definitions = childrenOf(element, 'eventDefinitions')
  const isTask = isA(element, 'bpmn:ReceiveTask')
  const sign = isTask ? SIGNS[0] : SIGNS.find(({ definition }) => definitions.some((each) => isA(each, definition)))
  const holder = isTask ? element : definitions.find((each) => sign !== undefined && isA(each, sign.definition))
  if (sign === undefined || holder === undefined)
    throw new EditRefusedError(`${said(element)} waits for no such thing.`)
  if (code === '' && sign.of !== 'error' && sign.of !== 'escalation')
    throw new EditRefusedError('Say what it waits for.')
  const before = namedRoots(sheet)
  holder.set(`${sign.of}Ref`, code === '' ? undefined : signOf(sheet, sign, code))
  removeUnused(sheet, before)
}

/** The message of that code, or a new one. */
function signOf(sheet: Sheet, { of, type, code: property }: (typeof SIGNS)[number], code: string): ModdleElement {
  const known = childrenOf(sheet.definitions, 'rootElements').find(
    (root) => isA(root, type) && textOf(root, property) === code,
  )
  if (known !== undefined) return known
  const stem = `${of}_${code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`
  const id = sheet.taken.has(stem) ? `${stem}_${sheet.taken.size}` : stem
  sheet.taken.add(id)
  return put(sheet.definitions, 'rootElements', type, { id, name: code, [property]: code })
}

/** @throws EditRefusedError */
export function setStops(element: ModdleElement, stops: boolean): void {
  const mustStop = childrenOf(element, 'eventDefinitions').some(({ $type }) =>
    ['bpmn:ErrorEventDefinition', 'bpmn:CancelEventDefinition', 'bpmn:CompensateEventDefinition'].includes($type),
  )
  if (mustStop && !stops) throw new EditRefusedError('What goes wrong always stops the work that it breaks into.')
  if (childOf(element, 'attachedToRef')) element.set('cancelActivity', stops)
  else if (isA(element, 'bpmn:StartEvent') && scopeOf(element).get('triggeredByEvent') === true) {
    element.set('isInterrupting', stops)
  } else throw new EditRefusedError(`${said(element)} breaks into nothing.`)
}

/** @throws EditRefusedError where it is no such event, or the step cannot be taken back. */
export function setTakenBack(sheet: Sheet, element: ModdleElement, step: string | undefined): void {
  const definition = childrenOf(element, 'eventDefinitions').find((each) => isA(each, 'bpmn:CompensateEventDefinition'))
  if (definition === undefined || isA(element, 'bpmn:BoundaryEvent')) {
    throw new EditRefusedError(`${said(element)} takes nothing back.`)
  }
  const activity = step === undefined ? undefined : nodeOf(sheet, step)
  const canBe =
    activity === undefined ||
    boundariesOf(sheet, activity).some((event) =>
      childrenOf(event, 'eventDefinitions').some((each) => isA(each, 'bpmn:CompensateEventDefinition')),
    )
  if (!canBe) throw new EditRefusedError(`${said(activity)} cannot be taken back: nothing in the diagram says how.`)
  definition.set('activityRef', activity)
}
