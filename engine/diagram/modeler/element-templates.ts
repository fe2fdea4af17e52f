import type { Choice, Choices, ParameterChoice } from '../choices.ts'
import { attributeName, deadlineName, parameterName } from './properties.ts'

/** An element template of Camunda Modeler, as its schema for Camunda 7 has it. */
export interface ElementTemplate {
  readonly $schema: string
  readonly name: string
  readonly id: string
  readonly description: string
  readonly appliesTo: readonly string[]
  readonly properties: readonly TemplateProperty[]
}

interface TemplateProperty {
  readonly label?: string
  readonly type: 'String' | 'Hidden' | 'Dropdown'
  readonly value?: string
  readonly choices?: readonly { readonly name: string; readonly value: string }[]
  readonly binding: { readonly type: 'camunda:property'; readonly name: string }
  readonly constraints?: { readonly notEmpty: true }
}

const SCHEMA = 'https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json'

/**
 * Templates for the steps of a procedure, so that an owner who draws in Camunda Modeler chooses who does a step, its form,
 * what happens by itself, deadlines and outcomes from lists: those that the procedure has.
 */
export function elementTemplates(procedure: string, choices: Choices): readonly ElementTemplate[] {
  const template = (
    id: string,
    name: string,
    description: string,
    appliesTo: readonly string[],
    properties: readonly TemplateProperty[],
  ): ElementTemplate => ({
    $schema: SCHEMA,
    name,
    id: `redress.${procedure}.${id}`,
    description,
    appliesTo,
    properties,
  })
  const { roles, forms, deadlines, outcomes, actions } = choices
  return [
    template(
      'step',
      'Step that somebody does',
      'Who does it, with which form, and until when.',
      ['bpmn:UserTask'],
      [
        chosen('Who does this', attributeName('role'), roles, true),
        chosen('Form', attributeName('form'), forms, true),
        chosen('Deadline', deadlineName('rule'), deadlines),
        written('Or: no deadline, because …', attributeName('noDeadline')),
      ],
    ),
    ...actions.map(({ code, title, parameters, says = 'Done by itself' }) =>
      template(
        `action.${code}`,
        title,
        `${says}.`,
        code === 'decide' ? ['bpmn:BusinessRuleTask'] : ['bpmn:ServiceTask', 'bpmn:SendTask'],
        [
          { type: 'Hidden', value: code, binding: { type: 'camunda:property', name: attributeName('action') } },
          ...parameters.map((parameter) => parameterOf(parameter, choices)),
        ],
      ),
    ),
    template(
      'deadline',
      'Deadline',
      'What happens before, at or after a deadline.',
      ['bpmn:BoundaryEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:StartEvent'],
      [
        chosen('Deadline', deadlineName('rule'), deadlines, true),
        chosen('When', deadlineName('at'), MOMENTS, true),
        written('Working days before', deadlineName('before')),
        written('Again every … working days', deadlineName('repeat')),
      ],
    ),
    template(
      'outcome',
      'End with an outcome',
      'How the procedure, or the stage, ended.',
      ['bpmn:EndEvent'],
      [chosen('Outcome', attributeName('outcome'), outcomes, true)],
    ),
  ]
}

const MOMENTS: readonly Choice[] = [
  { code: 'warning', title: 'Before it, as a warning' },
  { code: 'due', title: 'On its day' },
  { code: 'breach', title: 'Once it is missed' },
]

function parameterOf(
  { code, title, required, of, options }: ParameterChoice,
  { roles, letters, deadlines, decisions }: Choices,
) {
  const name = parameterName(code)
  if (options !== undefined) return chosen(title, name, options, required)
  if (of === undefined) return written(title, name, required)
  return chosen(title, name, { role: roles, letter: letters, deadline: deadlines, decision: decisions }[of], required)
}

function chosen(label: string, name: string, from: readonly Choice[], isNeeded = false): TemplateProperty {
  const choices = from.map(({ code, title }) => ({ name: title, value: code }))
  return {
    label,
    type: 'Dropdown',
    // Nothing chosen is a choice where it may be left out.
    choices: isNeeded ? choices : [{ name: '–', value: '' }, ...choices],
    binding: { type: 'camunda:property', name },
    ...(isNeeded && { constraints: { notEmpty: true as const } }),
  }
}

function written(label: string, name: string, isNeeded = false): TemplateProperty {
  return {
    label,
    type: 'String',
    binding: { type: 'camunda:property', name },
    ...(isNeeded && { constraints: { notEmpty: true as const } }),
  }
}
