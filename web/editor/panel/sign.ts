import { childOf, isA, textOf, type Drawn, type Moddle } from '../bpmn.ts'
import { CODE_OF, eventDefinitionOf, type SignKind } from '../edit.ts'
import { textField } from './fields.ts'
import type { Part } from './part.ts'

const KINDS: Readonly<Record<string, readonly [kind: SignKind, label: string]>> = {
  'bpmn:MessageEventDefinition': ['message', 'Message'],
  'bpmn:ReceiveTask': ['message', 'Message that it waits for'],
  'bpmn:SignalEventDefinition': ['signal', 'Signal'],
  'bpmn:ErrorEventDefinition': ['error', 'What has gone wrong'],
  'bpmn:EscalationEventDefinition': ['escalation', 'What is taken higher'],
}

/** A task that waits for a message names it itself. */
function messageTaskOf(element: Drawn): Moddle | undefined {
  return isA(element, 'bpmn:ReceiveTask') ? element.businessObject : undefined
}

/** What an event waits for, or says to the rest of the procedure. */
export const sign: Part = (element, { edit, choices, readOnly, fault }) => {
  const definition = isA(element, 'bpmn:Event') ? eventDefinitionOf(element) : messageTaskOf(element)
  const [kind, label] = KINDS[definition?.$type ?? ''] ?? []
  if (definition === undefined || kind === undefined || label === undefined) return []
  const named = childOf(definition, `${kind}Ref`)
  return [
    textField({
      id: 'panel-sign',
      label,
      hint: 'Its code, such as “complaint-withdrawn”: the same wherever it is said and waited for.',
      error: fault(element.id, 'admission/no-message-name', 'admission/no-signal-name', 'admission/dangling-reference'),
      value: named === undefined ? '' : textOf(named, CODE_OF[kind]),
      offers: choices.signs[kind],
      readOnly,
      change: (code) => {
        edit.sign(element, definition, kind, code)
      },
    }),
  ]
}

/** Where the way goes on, elsewhere in the drawing. */
export const link: Part = (element, { edit, readOnly, fault }) => {
  const definition = isA(element, 'bpmn:Event') ? eventDefinitionOf(element) : undefined
  if (definition?.$type !== 'bpmn:LinkEventDefinition') return []
  return [
    textField({
      id: 'panel-link',
      label: 'Name of the link',
      hint: 'The same where the way breaks off and where it goes on.',
      error: fault(element.id, 'admission/bad-link', 'admission/dangling-link'),
      value: textOf(definition, 'name'),
      readOnly,
      change: (name) => {
        edit.put(element, definition, { name })
      },
    }),
  ]
}
