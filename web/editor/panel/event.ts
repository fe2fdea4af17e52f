import { isA } from '../bpmn.ts'
import { eventDefinitionOf } from '../edit.ts'
import { conditionFields } from './condition.ts'
import { tickField } from './fields.ts'
import type { Part } from './part.ts'
import { bodyOf } from './repeat.ts'

const MUST_STOP = ['bpmn:ErrorEventDefinition', 'bpmn:CancelEventDefinition', 'bpmn:CompensateEventDefinition']

/** Whether what breaks into other work stops it. */
export const stops: Part = (element, { edit, readOnly }) => {
  const { businessObject } = element
  const isBoundary = isA(element, 'bpmn:BoundaryEvent')
  const breaksIn = isA(element, 'bpmn:StartEvent') && businessObject.$parent?.get('triggeredByEvent') === true
  const mustStop = MUST_STOP.includes(eventDefinitionOf(element)?.$type ?? '')
  if ((!isBoundary && !breaksIn) || mustStop) return []
  const property = isBoundary ? 'cancelActivity' : 'isInterrupting'
  return [
    tickField({
      id: 'panel-stops',
      label: 'It stops the work that it breaks into',
      ticked: businessObject.get(property) !== false,
      readOnly,
      change: (ticked) => {
        edit.set(element, { [property]: ticked })
      },
    }),
  ]
}

/** Until what holds an event waits. */
export const waitsUntil: Part = (element, parts) => {
  const definition = isA(element, 'bpmn:CatchEvent') ? eventDefinitionOf(element) : undefined
  if (definition?.$type !== 'bpmn:ConditionalEventDefinition') return []
  const field = {
    id: 'panel-waits',
    label: 'It waits until',
    about: 'of what it waits for',
    feel: bodyOf(definition, 'condition'),
    error: parts.fault(element.id, 'admission/no-condition', 'admission/bad-condition'),
    change: (feel: string) => {
      parts.edit.expression(element, definition, 'condition', feel)
    },
  }
  return conditionFields(field, parts)
}
