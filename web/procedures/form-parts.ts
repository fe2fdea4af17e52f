import { FIELD_KINDS, NotFoundError, PART_KINDS, type FieldOutline, type NewPart } from '../../engine/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import { asking } from './field-edits.ts'
import { fieldAsked, type FormAsked } from './form-asked.ts'
import { edited, hrefOfField, type FormEdit } from './form-edit.ts'
import { oneOf, said } from './question.ts'

/* What is asked for each entry of a list. */

const LINES = { type: 'array', items: { type: 'string', maxLength: 200 } } as const
const KINDS = PART_KINDS.map((kind) => ({ value: kind, text: FIELD_KINDS[kind].title }))

/** The questions about one question of a list. */
export const PART_QUESTIONS = {
  properties: {
    partLabel: {
      type: 'string',
      title: 'What is asked for each entry?',
      maxLength: 300,
      description: 'More can be asked afterwards.',
    },
    partKind: oneOf('What kind of answer is that?', KINDS),
    partOptions: { ...LINES, title: 'Its answers to choose from' },
    partRequired: { type: 'boolean', title: 'Must each entry have it?' },
  },
  /** @param where - the answer for which they are asked */
  displayWhere: (where?: { readonly field: string; readonly equals: unknown }) => {
    const only = where && { conditionalOn: where }
    return {
      partLabel: { component: 'text', ...only },
      partKind: { component: 'select', ...only },
      partOptions: { component: 'textarea', conditionalOn: { field: 'partKind', equals: 'choice' } },
      partRequired: { component: 'radios', ...only },
    }
  },
} as const

export function partAnswers(given: Readonly<Record<string, unknown>>): NewPart {
  const options = given['partOptions']
  return {
    kind: PART_KINDS.find((kind) => kind === said(given, 'partKind')) ?? 'short-text',
    label: said(given, 'partLabel'),
    required: given['partRequired'] === true,
    ...(Array.isArray(options) && { options: options.map(String) }),
  }
}

export function addingPart(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = listAsked(form, ask)
  const question = {
    title: 'Ask more for each entry',
    back: hrefOfField(form, field),
    intro: [`List: “${field.label}”`],
    schema: {
      ...asking(PART_QUESTIONS.properties, ['partLabel', 'partKind', 'partRequired']),
      'x-redress': { display: PART_QUESTIONS.displayWhere() },
    },
    button: 'Add the question',
  }
  return edited(form, question, 'a question for each entry', (given) => ({
    do: 'add-part',
    field: field.key,
    ...partAnswers(given),
  }))
}

export function removingPart(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = listAsked(form, ask)
  const part = field.inRow.find(({ key }) => key === ask.params['part'])
  if (part === undefined) throw new NotFoundError('part of the question', ask.params['part'] ?? '')
  const question = {
    title: 'No longer ask this for each entry',
    back: hrefOfField(form, field),
    intro: [`List: “${field.label}”`, `Question: “${part.label}”`],
    schema: asking({}),
    button: 'Remove the question',
    warning: true,
  }
  return edited(form, question, 'a question of a list removed', () => ({
    do: 'remove-part',
    field: field.key,
    part: part.key,
  }))
}

/** @throws NotFoundError where the question is no list of rows. */
function listAsked(form: FormAsked, ask: StaffAsk): FieldOutline {
  const field = fieldAsked(form, ask)
  if (field.kind !== 'list') throw new NotFoundError('list of the form', field.key)
  return field
}
