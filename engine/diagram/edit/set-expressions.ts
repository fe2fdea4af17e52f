import { timerDue } from '../../values/iso-timer.ts'
import { fromMillis } from '../../values/instant.ts'
import { checkLoop } from '../admission/check-loops.ts'
import { checkFeel } from '../feel/index.ts'
import { childOf, childrenOf, expressionOf, isA, newElement, type ModdleElement } from '../moddle.ts'
import type { Loop } from '../procedure-model.ts'
import { writeCondition, type PlainCondition, type WrittenCondition } from './condition.ts'
import type { PlainTime } from './operation.ts'
import { adopt, EditRefusedError, put } from './sheet.ts'
import { clearExtensions } from './write-words.ts'

/**
 * The condition in FEEL. One that stands there already is written as it was.
 *
 * @throws EditRefusedError for one that could not run.
 */
export function conditionText(condition: PlainCondition | WrittenCondition, before = ''): string {
  const text = 'text' in condition ? condition.text.trim() : plainText(condition)
  if (text === before) return text
  const [problem] = checkFeel(text, 'condition')
  if (problem !== undefined) throw new EditRefusedError(`The condition cannot be used. ${problem}`)
  return text
}

function plainText(condition: PlainCondition): string {
  try {
    return writeCondition(condition)
  } catch (error) {
    if (error instanceof RangeError) throw new EditRefusedError(error.message)
    throw error
  }
}

/** What a condition hangs on besides ways: an event that waits until it holds, an activity gone through again. */
export function setEventCondition(element: ModdleElement, condition?: PlainCondition | WrittenCondition): void {
  const event = definitionOf(element, 'bpmn:ConditionalEventDefinition')
  const loop = childOf(element, 'loopCharacteristics')
  if (event !== undefined) {
    if (condition === undefined) throw new EditRefusedError('Say for what it waits.')
    writeExpression(event, 'condition', conditionText(condition, expressionOf(event, 'condition')))
    return
  }
  if (loop === undefined) throw new EditRefusedError('Nothing there has a condition.')
  const isStandard = isA(loop, 'bpmn:StandardLoopCharacteristics')
  const property = isStandard ? 'loopCondition' : 'completionCondition'
  if (condition === undefined && isStandard && loop.get('loopMaximum') === undefined) {
    throw new EditRefusedError('It would never end: say how often it is gone through at most.')
  }
  const text = condition && conditionText(condition, expressionOf(loop, property))
  writeExpression(loop, property, text)
}

function definitionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return childrenOf(element, 'eventDefinitions').find((each) => isA(each, type))
}

function writeExpression(holder: ModdleElement, property: string, body: string | undefined): void {
  if (body === undefined) holder.set(property, undefined)
  else if (expressionOf(holder, property) !== body) {
    put(holder, property, 'bpmn:FormalExpression', { body }, { isOnly: true })
  }
}

/** As the checks read it: whether a text is a time does not hang on the day. */
const ARMED = fromMillis(946_684_800_000)
const PROPERTY = { date: 'timeDate', duration: 'timeDuration', cycle: 'timeCycle' } as const

/** @throws EditRefusedError for what is no time. */
export function setTimer(element: ModdleElement, { kind, text }: PlainTime): void {
  const definition = definitionOf(element, 'bpmn:TimerEventDefinition')
  if (definition === undefined) throw new EditRefusedError('Only what waits for a day can have a time.')
  const due = text.startsWith('=') ? undefined : timerDue(kind, text, ARMED)
  const [problem] = due === undefined ? checkFeel(text, 'value') : 'problem' in due ? [`${due.problem}.`] : []
  if (problem !== undefined) throw new EditRefusedError(problem)
  for (const holder of [element, definition]) clearExtensions(holder, 'redress:Deadline')
  for (const [each, property] of Object.entries(PROPERTY)) {
    if (each !== kind) definition.set(property, undefined)
  }
  writeExpression(definition, PROPERTY[kind], text)
}

/** @throws EditRefusedError for what could not run. */
export function setRepeat(element: ModdleElement, loop: Loop | undefined): void {
  if (element.get('triggeredByEvent') === true) {
    throw new EditRefusedError('What begins by itself is not gone through several times.')
  }
  if (loop === undefined) {
    element.set('loopCharacteristics', undefined)
    return
  }
  const [remark] = checkLoop('', loop)
  if (remark !== undefined) throw new EditRefusedError(remark.message)
  const type = loop.kind === 'standard' ? 'StandardLoopCharacteristics' : 'MultiInstanceLoopCharacteristics'
  const before = childOf(element, 'loopCharacteristics')
  const held = before?.$type === `bpmn:${type}` ? before : newElement(`bpmn:${type}`, {})
  adopt(element, held)
  element.set('loopCharacteristics', held)
  if (loop.kind === 'standard') {
    held.set('testBefore', loop.testBefore ? true : undefined)
    held.set('loopMaximum', loop.maximum)
    writeExpression(held, 'loopCondition', loop.condition)
    return
  }
  held.set('isSequential', loop.sequential ? true : undefined)
  held.set('redress:collection', loop.collection)
  held.set('redress:elementVariable', loop.elementVariable)
  // Data items of other tools say the same; ours stands in their place.
  for (const other of ['loopDataInputRef', 'inputDataItem']) held.set(other, undefined)
  writeExpression(held, 'loopCardinality', loop.cardinality)
  writeExpression(held, 'completionCondition', loop.completionCondition)
}
