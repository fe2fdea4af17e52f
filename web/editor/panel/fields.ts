import { h, hidden, type Child } from '../dom.ts'
import type { Choice } from '../page-data.ts'

/*
 * GOV.UK form controls. A change is taken over when the control is left, so that what is typed is one step of undo.
 */

export interface Field {
  /** Unique in the panel. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  /** What is wrong with it, in plain words. */
  readonly error?: string | undefined
  readonly readOnly: boolean
}

export interface TextField extends Field {
  readonly value: string
  readonly change: (value: string) => void
  /** Lines; more than one makes a text area. */
  readonly rows?: number
  readonly inputmode?: 'numeric'
  readonly width?: 2 | 4 | 10
  /** Values that are offered while one types. */
  readonly offers?: readonly Choice[]
}

export function textField({ value, change, rows = 1, inputmode, width, offers, ...field }: TextField): HTMLElement {
  const common = {
    id: field.id,
    name: field.id,
    'aria-describedby': describedBy(field),
    readonly: field.readOnly,
  }
  const control =
    rows > 1
      ? h('textarea', { ...common, rows, class: classOf('govuk-textarea', field) })
      : h('input', {
          ...common,
          type: 'text',
          autocomplete: 'off',
          spellcheck: inputmode === undefined ? 'true' : 'false',
          inputmode,
          list: offers && `${field.id}-offers`,
          class: `${classOf('govuk-input', field)}${width === undefined ? '' : ` govuk-input--width-${width}`}`,
        })
  control.value = value
  control.addEventListener('change', () => {
    change(control.value.trim())
  })
  const list =
    offers &&
    h('datalist', { id: `${field.id}-offers` }, ...offers.map(({ code, title }) => h('option', { value: code }, title)))
  return group(field, [control, list])
}

export interface SelectField extends Field {
  readonly value: string
  /** Those that name a group stand under it. */
  readonly choices: readonly (Choice & { readonly group?: string })[]
  /** Words of the choice that is none. */
  readonly none?: string
  readonly change: (value: string) => void
}

export function selectField({ value, choices, none, change, ...field }: SelectField): HTMLElement {
  // What the diagram says stands there even when nothing of that name is known.
  const unknown = value !== '' && !choices.some(({ code }) => code === value)
  const groups = [...new Set(choices.map((each) => each.group))]
  const control = h(
    'select',
    {
      id: field.id,
      name: field.id,
      class: classOf('govuk-select', field),
      'aria-describedby': describedBy(field),
      disabled: field.readOnly,
    },
    ...(none === undefined ? [] : [h('option', { value: '', selected: value === '' }, none)]),
    ...(unknown ? [h('option', { value, selected: true }, `${value} (not known)`)] : []),
    ...groups.flatMap((label) => {
      const options = choices
        .filter((each) => each.group === label)
        .map(({ code, title }) => h('option', { value: code, selected: code === value }, title))
      return label === undefined ? options : [h('optgroup', { label }, ...options)]
    }),
  )
  control.addEventListener('change', () => {
    change(control.value)
  })
  return group(field, [control])
}

export interface TickField {
  readonly id: string
  readonly label: string
  readonly ticked: boolean
  readonly readOnly: boolean
  readonly change: (ticked: boolean) => void
}

/** One small box. */
export function tickField({ id, label, ticked, readOnly, change }: TickField): HTMLElement {
  const input = h('input', { type: 'checkbox', class: 'govuk-checkboxes__input', id, name: id, disabled: readOnly })
  input.checked = ticked
  input.addEventListener('change', () => {
    change(input.checked)
  })
  return h(
    'div',
    { class: 'govuk-checkboxes govuk-checkboxes--small' },
    h(
      'div',
      { class: 'govuk-checkboxes__item' },
      input,
      h('label', { class: 'govuk-label govuk-checkboxes__label', for: id }, label),
    ),
  )
}

export interface RadioField extends Field {
  readonly value: string
  readonly choices: readonly Choice[]
  readonly change: (value: string) => void
}

export function radioField({ value, choices, change, ...field }: RadioField): HTMLElement {
  const items = choices.map(({ code, title }, index) => {
    const id = index === 0 ? field.id : `${field.id}-${code}`
    const input = h('input', {
      type: 'radio',
      class: 'govuk-radios__input',
      id,
      name: field.id,
      value: code,
      disabled: field.readOnly,
    })
    input.checked = code === value
    input.addEventListener('change', () => {
      change(code)
    })
    return h(
      'div',
      { class: 'govuk-radios__item' },
      input,
      h('label', { class: 'govuk-label govuk-radios__label', for: id }, title),
    )
  })
  return h(
    'div',
    { class: groupClass(field) },
    h(
      'fieldset',
      { class: 'govuk-fieldset', 'aria-describedby': describedBy(field) },
      h('legend', { class: 'govuk-fieldset__legend govuk-fieldset__legend--s' }, field.label),
      hintOf(field),
      errorOf(field),
      h('div', { class: 'govuk-radios govuk-radios--small' }, ...items),
    ),
  )
}

/** Several controls under one question. */
export function fieldset(legend: string, ...children: readonly Child[]): HTMLElement {
  return h(
    'fieldset',
    { class: 'govuk-fieldset redress-editor__set' },
    h('legend', { class: 'govuk-fieldset__legend govuk-fieldset__legend--s' }, legend),
    ...children,
  )
}

/** What is folded away until somebody asks for it. */
export function folded(summary: string, about: string, ...children: readonly Child[]): HTMLElement {
  return h(
    'details',
    { class: 'govuk-details' },
    h(
      'summary',
      { class: 'govuk-details__summary' },
      h('span', { class: 'govuk-details__summary-text' }, summary, hidden(` ${about}`)),
    ),
    h('div', { class: 'govuk-details__text' }, ...children),
  )
}

function group(field: Field, controls: readonly (HTMLElement | undefined)[]): HTMLElement {
  return h(
    'div',
    { class: groupClass(field) },
    h('label', { class: 'govuk-label govuk-label--s', for: field.id }, field.label),
    hintOf(field),
    errorOf(field),
    ...controls,
  )
}

function groupClass({ error }: Field): string {
  return `govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`
}

function classOf(base: string, { error }: Field): string {
  return error === undefined ? base : `${base} ${base}--error`
}

function hintOf({ id, hint }: Field): HTMLElement | undefined {
  return hint === undefined ? undefined : h('div', { id: `${id}-hint`, class: 'govuk-hint' }, hint)
}

function errorOf({ id, error }: Field): HTMLElement | undefined {
  return error === undefined
    ? undefined
    : h('p', { id: `${id}-error`, class: 'govuk-error-message' }, hidden('Error: '), error)
}

function describedBy({ id, hint, error }: Field): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(
    (each) => each !== '',
  )
  return ids.length === 0 ? undefined : ids.join(' ')
}
