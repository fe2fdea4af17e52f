import { childOf, isA, nameOf, textOf, type Drawn } from '../bpmn.ts'
import { conditionFields } from './condition.ts'
import { fieldset, textField } from './fields.ts'
import type { PanelParts, Part } from './part.ts'

/** A gateway as a question: each way out of it is an answer, with when it is taken. */
export const answers: Part = (element, parts) => {
  if (!isA(element, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway') || element.outgoing.length < 2) return []
  return element.outgoing.map((flow, index) => answer(element, flow, index, parts))
}

/** The same for the one way that is selected. */
export const flowAnswer: Part = (element, parts) => {
  const { source } = element
  if (source === undefined || !isA(element, 'bpmn:SequenceFlow')) return []
  if (!isA(source, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:Activity')) return []
  if (source.outgoing.length < 2 && feelOf(element) === '') return []
  return when(source, element, 'panel-answer', parts)
}

function answer(gateway: Drawn, flow: Drawn, index: number, parts: PanelParts): HTMLElement {
  const id = `panel-answer-${index + 1}`
  const { edit, readOnly, fault } = parts
  const to = flow.target === undefined ? '' : nameOf(flow.target)
  return fieldset(
    `Answer ${index + 1}${to === '' ? '' : `, to “${to}”`}`,
    textField({
      id,
      label: 'Answer in words',
      error: fault(flow.id, 'gateways-are-questions'),
      value: nameOf(flow),
      readOnly,
      change: (name) => {
        edit.set(flow, { name })
      },
    }),
    ...when(gateway, flow, id, parts),
  )
}

function when(gateway: Drawn, flow: Drawn, id: string, parts: PanelParts): readonly HTMLElement[] {
  const { edit, fault } = parts
  const isDefault = gateway.businessObject.get('default') === flow.businessObject
  return conditionFields(
    {
      id,
      label: 'It is taken',
      about: `of the answer ${nameOf(flow)}`,
      feel: feelOf(flow),
      error: fault(
        flow.id,
        ...['conditions-use-known-options', 'variables-are-written-before', 'no-screen-variables'],
        ...['admission/bad-condition', 'admission/no-condition'],
      ),
      change: (feel) => {
        edit.together(() => {
          if (isDefault) edit.set(gateway, { default: undefined })
          edit.condition(flow, feel)
        })
      },
      instead: {
        code: 'otherwise',
        title: 'In all other cases',
        chosen: isDefault,
        choose: () => {
          edit.together(() => {
            edit.set(gateway, { default: flow.businessObject })
            edit.condition(flow, '')
          })
        },
      },
    },
    parts,
  )
}

export function feelOf(flow: Drawn): string {
  const condition = childOf(flow.businessObject, 'conditionExpression')
  return condition === undefined ? '' : textOf(condition, 'body').trim()
}
