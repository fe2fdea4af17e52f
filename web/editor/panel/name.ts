import { isA, nameOf, textOf, type Drawn } from '../bpmn.ts'
import { documentationOf } from '../edit.ts'
import { selectField, textField } from './fields.ts'
import type { Part } from './part.ts'

/** What it is called, in the words of those who work with it. */
export const name: Part = (element, { edit, readOnly, fault }) => [
  textField({
    id: 'panel-name',
    ...labelOf(element),
    error: fault(element.id, 'bpmnlint/label-required', 'gateways-are-questions'),
    value: nameOf(element),
    rows: 2,
    readOnly,
    change: (value) => {
      edit.set(element, { name: value.replaceAll(/\s+/g, ' ') })
    },
  }),
]

function labelOf(element: Drawn): { readonly label: string; readonly hint?: string } {
  if (isA(element, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway')) {
    return element.outgoing.length > 1
      ? { label: 'Question', hint: 'For example “Is the complaint upheld?”.' }
      : { label: 'Name', hint: 'Ways only meet here; no name is needed.' }
  }
  if (isA(element, 'bpmn:SequenceFlow')) return { label: 'Answer', hint: 'Only where it leaves a question.' }
  if (isA(element, 'bpmn:Event')) return { label: 'Name', hint: 'What has happened, such as “Panel requested”.' }
  if (isA(element, 'bpmn:CallActivity', 'bpmn:Process')) return { label: 'Name' }
  if (isA(element, 'bpmn:Activity')) return { label: 'Name', hint: 'What is done, such as “Agree the statement”.' }
  return { label: 'Name' }
}

/** The clause, and the guidance that the caseworker sees. */
export const law: Part = (element, { edit, readOnly, fault }) => {
  if (!isA(element, 'bpmn:FlowNode', 'bpmn:Process')) return []
  const text = documentationOf(element.businessObject)
  const [clause = '', ...rest] = text.split('\n')
  const guidance = rest.join('\n').trim()
  const write = (first: string, second: string) => {
    edit.document(element, second === '' ? first.trim() : `${first.trim()}\n${second.trim()}`)
  }
  return [
    textField({
      id: 'panel-law',
      label: 'What the law says',
      hint: 'The clause, such as “SI 2006/1738 reg 14”, or “Local practice”.',
      error: fault(element.id, 'steps-cite-their-clause'),
      value: clause,
      readOnly,
      change: (value) => {
        write(value, guidance)
      },
    }),
    textField({
      id: 'panel-guidance',
      label: 'Guidance',
      hint: 'What to do, for whoever does it.',
      value: guidance,
      rows: 4,
      readOnly,
      change: (value) => {
        write(clause, value)
      },
    }),
  ]
}

/** What the yearly report counts. */
export const outcome: Part = (element, { edit, choices, readOnly, fault }) => {
  if (!isA(element, 'bpmn:EndEvent')) return []
  return [
    textField({
      id: 'panel-outcome',
      label: 'Outcome',
      hint: 'The code that the yearly report counts, such as “resolved-early”. A side track has none.',
      error: fault(element.id, 'end-event-has-outcome'),
      value: textOf(element.businessObject, 'redress:outcome'),
      offers: choices.outcomes,
      readOnly,
      change: (value) => {
        edit.set(element, { 'redress:outcome': value })
      },
    }),
  ]
}

/** Another diagram that is gone through here. */
export const stage: Part = (element, { edit, choices, readOnly, fault }) => {
  if (!isA(element, 'bpmn:CallActivity')) return []
  return [
    selectField({
      id: 'panel-stage',
      label: 'Stage',
      hint: 'The diagram that is gone through here.',
      error: fault(element.id, 'admission/unknown-process'),
      value: textOf(element.businessObject, 'calledElement'),
      none: 'Choose a diagram',
      choices: choices.processes,
      readOnly,
      change: (value) => {
        edit.set(element, { calledElement: value })
      },
    }),
  ]
}
