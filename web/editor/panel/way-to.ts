import { isA, nameOf, type Drawn } from '../bpmn.ts'
import { button } from '../dom.ts'
import { fieldset, selectField } from './fields.ts'
import type { Part } from './part.ts'

/** Draws a way to another step without dragging a line there. */
export const wayTo: Part = (element, { services, edit, readOnly }) => {
  if (readOnly || !isA(element, 'bpmn:FlowNode') || isA(element, 'bpmn:EndEvent') || standsBeside(element)) return []
  const others = services.elementRegistry.getAll().filter((other) => mayLeadTo(element, other))
  if (others.length === 0) return []
  let chosen: Drawn | undefined
  const draw = button('Draw the way', () => {
    if (chosen !== undefined) edit.connect(element, chosen)
  })
  const list = selectField({
    id: 'panel-way-to',
    label: 'Leads to',
    value: '',
    none: 'Choose a step',
    choices: others.map((other) => ({ code: other.id, title: nameOf(other) || other.id })),
    readOnly,
    change: (id) => {
      chosen = others.find((other) => other.id === id)
    },
  })
  return [fieldset('Draw a way from here', list, draw)]
}

function mayLeadTo(from: Drawn, to: Drawn): boolean {
  const isTarget = to.labelTarget === undefined && isA(to, 'bpmn:FlowNode') && !standsBeside(to)
  const begins = isA(to, 'bpmn:StartEvent') || isA(to, 'bpmn:BoundaryEvent')
  const isThere = from.outgoing.some(({ target }) => target === to)
  return isTarget && !begins && !isThere && to !== from && to.parent === from.parent
}

/** No way leads to or from it. */
function standsBeside({ businessObject }: Drawn): boolean {
  return businessObject.get('triggeredByEvent') === true || businessObject.get('isForCompensation') === true
}
