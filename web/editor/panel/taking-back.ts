import { childOf, isA, nameOf, type Drawn } from '../bpmn.ts'
import { h } from '../dom.ts'
import { eventDefinitionOf } from '../edit.ts'
import { selectField } from './fields.ts'
import type { Part } from './part.ts'

const TAKES_BACK = 'bpmn:CompensateEventDefinition'

/** What an event takes back of what was done; and of a step that takes another one back, that it does. */
export const takesBack: Part = (element, { services, edit, readOnly }) => {
  if (isA(element, 'bpmn:Activity') && element.businessObject.get('isForCompensation') === true) {
    const said =
      'It is done only to take back what another step did. The dotted line says which; take the line away to make it a step like others.'
    return [h('p', { class: 'govuk-body-s', id: 'panel-takes-back-said' }, said)]
  }
  const definition = isA(element, 'bpmn:Event') ? eventDefinitionOf(element) : undefined
  if (definition?.$type !== TAKES_BACK || isA(element, 'bpmn:BoundaryEvent')) return []
  const steps = services.elementRegistry.getAll().filter(canBeTakenBack)
  return [
    selectField({
      id: 'panel-takes-back',
      label: 'What it takes back',
      hint: 'A step can be taken back when a sign on its border leads to the step that does it.',
      value: childOf(definition, 'activityRef')?.id ?? '',
      none: 'All of them that were done',
      choices: steps.map((step) => ({ code: step.id, title: nameOf(step) || step.id })),
      readOnly,
      change: (id) => {
        edit.put(element, definition, { activityRef: steps.find((step) => step.id === id)?.businessObject })
      },
    }),
  ]
}

function canBeTakenBack({ attachers = [] }: Drawn): boolean {
  return attachers.some((each) => eventDefinitionOf(each)?.$type === TAKES_BACK)
}
