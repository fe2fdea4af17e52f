import type { Choices } from './choices.ts'
import type { Field, Option, SimpleField } from './field.ts'
import { textAt, valuesAt, type Posted } from './posted.ts'

/** A part of a form for the templates: the macro that shows it, and what it is given. */
export interface ShownField {
  readonly macro: 'input' | 'textarea' | 'radios' | 'checkboxes' | 'select' | 'date' | 'hidden' | 'group' | 'nobody'
  /** Of the whole field: a row of a list, or the list, is no control itself. */
  readonly id: string
  readonly params: object
  /** A heading before it. */
  readonly section?: string
  /** For scripts, which hide what does not apply; without them the words say when it does. */
  readonly when?: { readonly name: string; readonly values: string; readonly words: string }
}

/** Messages by field, as `#` links name them: the id of the field's first control. */
export type Messages = ReadonlyMap<string, string>

export interface Showing {
  readonly posted: Posted
  readonly choices: Choices
  /** By path: `decisions-0-reason`. */
  readonly messages: Messages
}

export const BIG = 's'
export const SMALL = ''

export function shownSimple(field: SimpleField, id: string, size: string, showing: Showing): ShownField {
  const { posted, choices, messages } = showing
  const message = messages.get(id)
  const errorMessage = message === undefined ? {} : { errorMessage: { text: message } }
  const hint = field.hint === undefined ? {} : { hint: { text: field.hint } }
  const common = { id, name: id, ...hint, ...errorMessage }
  const label = { label: { text: labelOf(field), ...classes('govuk-label', size) } }
  const fieldset = { fieldset: { legend: { text: labelOf(field), ...classes('govuk-fieldset__legend', size) } } }
  const value = textAt(posted, id)
  switch (field.kind) {
    case 'numbered':
      return { macro: 'hidden', id, params: { name: id, value } }
    case 'text':
      if (field.lines === 'several') return textarea(field, id, size, showing, size === BIG ? 5 : 3)
      return { macro: 'input', id, params: { ...common, ...label, value, ...lengthOf(field.maxLength) } }
    case 'number':
      return {
        macro: 'input',
        id,
        params: { ...common, ...label, value, inputmode: 'numeric', classes: 'govuk-input--width-4' },
      }
    case 'money':
      return {
        macro: 'input',
        id,
        params: {
          ...common,
          ...label,
          hint: { text: field.hint ?? 'In pounds, such as 250 or 250.50.' },
          value,
          prefix: { text: '£' },
          classes: 'govuk-input--width-5',
        },
      }
    case 'date':
      return { macro: 'date', id, params: dateParams(field, id, size, showing) }
    case 'yes-no':
      return {
        macro: 'radios',
        id,
        params: {
          idPrefix: id,
          name: id,
          value,
          ...hint,
          ...errorMessage,
          ...fieldset,
          classes: 'govuk-radios--inline',
          items: [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        },
      }
    case 'confirm':
      return {
        macro: 'checkboxes',
        id,
        params: {
          idPrefix: id,
          name: id,
          values: [value],
          ...errorMessage,
          items: [
            { value: 'yes', text: labelOf(field), ...(field.hint !== undefined && { hint: { text: field.hint } }) },
          ],
        },
      }
    case 'option':
      if (field.as === 'radios') {
        const items = field.options.map(({ value: each, text, hint: about }) => ({
          value: each,
          text,
          ...(about !== undefined && { hint: { text: about } }),
        }))
        const small = size === BIG ? {} : { classes: 'govuk-radios--small' }
        return {
          macro: 'radios',
          id,
          params: { idPrefix: id, name: id, value, ...hint, ...errorMessage, ...fieldset, ...small, items },
        }
      }
      return select({ ...common, ...label }, field.options, value)
    case 'one-of': {
      const all = field.appoints === undefined ? undefined : choices.appointable[field.appoints]
      const options = all ?? choices.of[field.source]
      if (options.length > 0) return select({ ...common, ...label }, options, value)
      if (PEOPLE.has(field.source)) {
        return {
          macro: 'nobody',
          id,
          params: { ...common, ...label, items: [{ value: '', text: 'Nobody to choose yet' }] },
        }
      }
      return { macro: 'input', id, params: { ...common, ...label, value, classes: 'govuk-input--width-10' } }
    }
  }
}

/** Sources of people: they are chosen, never typed. */
const PEOPLE: ReadonlySet<string> = new Set(['people', 'officers-and-people', 'people-and-bodies'])

function select(params: object, options: readonly Option[], value: string): ShownField {
  // What was chosen once and is no choice any more stays chosen, so that nothing changes by looking.
  const known = value === '' || options.some((each) => each.value === value)
  const all = known ? options : [...options, { value, text: value }]
  const { id } = params as { readonly id: string }
  const items = all.map((each) => ({ ...each, selected: each.value === value }))
  const groups = [...new Set(all.flatMap(({ group }) => group ?? []))].map((label) => ({
    label,
    items: items.filter(({ group }) => group === label),
  }))
  const loose = items.filter(({ group }) => group === undefined)
  return { macro: 'select', id, params: { ...params, items: [{ value: '', text: 'Choose' }, ...loose], groups } }
}

export function textarea(
  field: Field,
  id: string,
  size: string,
  { posted, messages }: Showing,
  rows: number,
): ShownField {
  const message = messages.get(id)
  const value = valueOfTextarea(field, posted, id)
  return {
    macro: 'textarea',
    id,
    params: {
      id,
      name: id,
      label: { text: labelOf(field), ...classes('govuk-label', size) },
      ...(field.hint !== undefined && { hint: { text: field.hint } }),
      value,
      rows,
      ...(message !== undefined && { errorMessage: { text: message } }),
    },
  }
}

function valueOfTextarea({ kind }: Field, posted: Posted, id: string): string {
  return kind === 'texts' ? valuesAt(posted, id).join('\n') : textAt(posted, id)
}

const DATE_LABELS = { day: 'Day', month: 'Month', year: 'Year' } as const

function dateParams(field: SimpleField, id: string, size: string, { posted, messages }: Showing): object {
  const message = messages.get(id)
  const items = (['day', 'month', 'year'] as const).map((part) => ({
    id: `${id}-${part}`,
    name: `${id}-${part}`,
    label: DATE_LABELS[part],
    value: textAt(posted, `${id}-${part}`),
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}${message === undefined ? '' : ' govuk-input--error'}`,
  }))
  return {
    id,
    fieldset: { legend: { text: labelOf(field), ...classes('govuk-fieldset__legend', size) } },
    ...(field.hint !== undefined && { hint: { text: field.hint } }),
    ...(message !== undefined && { errorMessage: { text: message } }),
    items,
  }
}

export function labelOf({ label, optional, kind, shownWhen }: Field): string {
  const isPlain = optional && kind !== 'confirm' && kind !== 'group' && shownWhen === undefined
  return isPlain && !label.endsWith('(optional)') ? `${label} (optional)` : label
}

export function classes(base: string, size: string): { readonly classes?: string } {
  return size === '' ? {} : { classes: `${base}--${size}` }
}

function lengthOf(maxLength: number | undefined): { readonly classes?: string } {
  return maxLength !== undefined && maxLength <= 64 ? { classes: 'govuk-input--width-20' } : {}
}
