import { isA, textOf } from '../bpmn.ts'
import { h } from '../dom.ts'
import { selectField } from './fields.ts'
import type { Part } from './part.ts'

/** Who does this. */
export const who: Part = (element, { edit, choices, readOnly, fault }) => {
  const isTask = isA(element, 'bpmn:UserTask')
  if (!isTask && !(isA(element, 'bpmn:CatchEvent') && waitsForMessage(element.businessObject))) return []
  return [
    selectField({
      id: 'panel-role',
      label: isTask ? 'Who does this' : 'Who may say it',
      hint: isTask ? 'The role whose people see it in their work.' : 'The role whose people record that it came.',
      error: fault(element.id, 'user-task-has-role', 'admission/unknown-role'),
      value: textOf(element.businessObject, 'redress:role'),
      none: isTask ? 'Choose a role' : 'Nobody by hand',
      choices: choices.roles,
      readOnly,
      change: (role) => {
        edit.set(element, { 'redress:role': role })
      },
    }),
  ]
}

/** The form with which a step is done, or the data that come with a message. */
export const form: Part = (element, { edit, choices, readOnly, fault, formPage }) => {
  const isTask = isA(element, 'bpmn:UserTask')
  if (!isTask && !(isA(element, 'bpmn:CatchEvent') && waitsForMessage(element.businessObject))) return []
  const chosen = textOf(element.businessObject, 'redress:form')
  const field = selectField({
    id: 'panel-form',
    label: 'Form',
    hint: isTask ? 'What is filled in to finish the step.' : 'What comes with the message.',
    error: fault(element.id, 'user-task-has-form', 'admission/unknown-form'),
    value: chosen,
    none: isTask ? 'Choose a form' : 'No form',
    choices: choices.forms,
    readOnly,
    change: (value) => {
      edit.set(element, { 'redress:form': value })
    },
  })
  if (chosen === '' || !choices.forms.some(({ code }) => code === chosen)) return [field]
  const link = h('a', { class: 'govuk-link', href: formPage(chosen) }, 'Open this form')
  return [field, h('p', { class: 'govuk-body-s redress-editor__under' }, link)]
}

function waitsForMessage(moddle: { get: (property: string) => unknown }): boolean {
  const definitions = moddle.get('eventDefinitions')
  return (
    Array.isArray(definitions) &&
    definitions.some((each: { $type?: string }) => each.$type === 'bpmn:MessageEventDefinition')
  )
}
