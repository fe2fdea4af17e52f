import {
  lawInWords,
  LAWS,
  ROLES_OF_STEPS,
  VARIABLE_TYPES,
  type SettingsOutline,
  type VariableType,
} from '../../engine/index.ts'
import type { FormLike } from '../forms/index.ts'
import { roleInWords } from '../admin/faults.ts'
import { asking } from './field-edits.ts'
import { oneOf } from './question.ts'

const TYPE_WORDS: Readonly<Record<VariableType, string>> = {
  boolean: 'Yes or no',
  option: 'One of a list',
  date: 'A day',
  number: 'A number',
  list: 'A list',
}

/** What a start variable can be, as people say it. */
export function typeInWords(type: VariableType): string {
  return TYPE_WORDS[type]
}

export const TITLE: FormLike = shown(
  asking({ title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120 } }, ['title']),
  { title: 'text' },
)

export const LAW_CHOICE: FormLike = shown(
  asking(
    {
      law: oneOf(
        'Which law or code does it fall under?',
        LAWS.map((value) => ({ value, text: lawInWords(value) })),
        'The time limits and duties of that law count for every case in it.',
      ),
    },
    ['law'],
  ),
  { law: 'select' },
)

export function mainQuestion({ diagrams }: SettingsOutline): FormLike {
  const choices = diagrams.flatMap(({ processes, title }) =>
    processes.map((value) => ({ value, text: title.replaceAll(/[“”]/g, '') })),
  )
  return shown(asking({ process: oneOf('In which diagram does a case begin?', choices) }, ['process']), {
    process: 'select',
  })
}

const ROLE_TITLE = {
  type: 'string',
  title: 'What does this procedure call it?',
  minLength: 1,
  maxLength: 120,
  description: '“Clerk of the panel”',
}

export function roleQuestion({ roles }: SettingsOutline): FormLike {
  const free = ROLES_OF_STEPS.filter((role) => !roles.some(({ code }) => code === role))
  const choices = free.map((value) => ({ value, text: roleInWords(value) }))
  const role = oneOf('Which role?', choices, 'Roles that people of the council, or invited by it, can hold.')
  return shown(asking({ role, title: ROLE_TITLE }, ['role', 'title']), { role: 'select', title: 'text' })
}

export const ROLE_NAME: FormLike = shown(asking({ title: ROLE_TITLE }, ['title']), { title: 'text' })

/** @param isNew - Whether its name is asked too; it never changes afterwards. */
export function variableQuestion(isNew: boolean): FormLike {
  const name = {
    type: 'string',
    title: 'Name',
    minLength: 1,
    maxLength: 40,
    description: 'What questions in diagrams call it, such as receivedOn. It never changes.',
  }
  const choices = VARIABLE_TYPES.map((value) => ({ value, text: TYPE_WORDS[value] }))
  const options = {
    type: 'array',
    title: 'What can it be?',
    items: { type: 'string', maxLength: 100 },
  }
  const fields = { ...(isNew && { name }), type: oneOf('What is it?', choices), options }
  return {
    ...asking(fields, isNew ? ['name', 'type'] : ['type']),
    'x-redress': {
      display: {
        ...(isNew && { name: { component: 'text' } }),
        type: { component: 'select' },
        options: { component: 'textarea', conditionalOn: { field: 'type', equals: 'option' } },
      },
    },
  }
}

export const LAW: FormLike = shown(
  asking(
    {
      instrument: {
        type: 'string',
        title: 'Act, regulations or code',
        minLength: 1,
        maxLength: 300,
        description: 'With its number or section, as it is cited.',
      },
      url: { type: 'string', title: 'Where it can be read', maxLength: 300, description: 'An address with https://.' },
    },
    ['instrument'],
  ),
  { instrument: 'text', url: 'text' },
)

/** What a diagram with one task is made of. */
export function diagramQuestion(
  { roles }: SettingsOutline,
  forms: readonly { readonly value: string; readonly text: string }[],
): FormLike {
  const text = (title: string, description?: string) => ({
    ...{ type: 'string', title, minLength: 1, maxLength: 120 },
    ...(description !== undefined && { description }),
  })
  const fields = {
    title: text('Name of the diagram', 'What happens in it, such as “Checking the address”.'),
    task: text('What is done first?', 'Its first task. More steps are added afterwards.'),
    role: oneOf(
      'Who does it?',
      roles.map(({ code, title }) => ({ value: code, text: title })),
    ),
    ...(forms.length > 0 && {
      form: oneOf('Which form do they fill in?', forms, 'A new one, named as the task, if you choose nothing.'),
    }),
    outcome: text('How does it end?', 'In a word or two, for the figures: “checked”.'),
    clause: text('What does it rest on?', 'The clause of the law, or “Local practice”.'),
  }
  return shown(asking(fields, ['title', 'task', 'role', 'outcome', 'clause']), {
    ...{ title: 'text', task: 'text', role: 'select', form: 'select', outcome: 'text', clause: 'text' },
  })
}

/** With the component for each question, those that are not asked left out. */
export function shown(form: FormLike, components: Readonly<Record<string, string>>): FormLike {
  const asked = Object.entries(components).filter(([name]) => Object.hasOwn(form.properties ?? {}, name))
  const display = Object.fromEntries(asked.map(([name, component]) => [name, { component }]))
  return { ...form, 'x-redress': { display } }
}
