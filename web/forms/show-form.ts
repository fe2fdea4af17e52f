import { capital } from '../../engine/index.ts'
import type { Choices } from './choices.ts'
import { highest } from './choices.ts'
import type { Field, FormLayout, Group, SimpleField } from './field.ts'
import { BIG, classes, labelOf, shownSimple, SMALL, textarea, type ShownField, type Showing } from './show-simple.ts'
import { countName, inRow, rowCount, textAt, valuesAt, type Posted } from './posted.ts'
import { initialRows } from './rows.ts'

export interface ShownRow {
  readonly legend: string
  /** The words of the point that the row is about. */
  readonly about?: string
  readonly fields: readonly ShownField[]
  readonly remove?: { readonly value: string; readonly text: string; readonly hidden: string }
}

export interface ShownForm {
  readonly fields: readonly ShownField[]
  /** Where the error summary leads when a fault is of no field. */
  readonly firstId: string
}

/** The form with what was filled in so far, and what is wrong with it. */
export function showForm(layout: FormLayout, showing: Showing): ShownForm {
  const fields = layout.fields.map((each) => shownField(layout, each, showing))
  return { fields, firstId: firstControl(layout, showing.posted, showing.choices) }
}

/** Id of the control that a link to the field must lead to. */
export function controlOf(field: Field, posted: Posted, choices: Choices): string {
  switch (field.kind) {
    case 'date':
      return `${field.name}-day`
    case 'group': {
      const count = rowCount(posted, field.name) ?? initialRows(field, choices)
      const first = field.fields.find((each) => !isGiven(each, field))
      return count === 0 || first === undefined ? addId(field.name) : controlInRow(field.name, 0, first)
    }
    default:
      return field.name
  }
}

export function controlInRow(list: string, row: number, { name, kind }: SimpleField): string {
  const id = inRow(list, row, name)
  return kind === 'date' ? `${id}-day` : id
}

/** What a row carries without asking. */
export function isGiven({ name, kind }: SimpleField, { eachPoint }: Group): boolean {
  return kind === 'numbered' || name === eachPoint
}

function firstControl({ fields }: FormLayout, posted: Posted, choices: Choices): string {
  const [first] = fields
  return first === undefined ? 'continue' : controlOf(first, posted, choices)
}

function addId(list: string): string {
  return `${list}-add`
}

function shownField(layout: FormLayout, field: Field, showing: Showing): ShownField {
  const shown = {
    ...shownAs(field, showing),
    ...(field.section !== undefined && { section: field.section }),
  }
  if (field.shownWhen === undefined) return shown
  const { field: name, equals } = field.shownWhen
  const other = layout.fields.find((each) => each.name === name)
  return { ...shown, when: whenOf(name, equals, other) }
}

function shownAs(field: Field, showing: Showing): ShownField {
  switch (field.kind) {
    case 'group':
      return shownGroup(field, showing)
    case 'several-of':
      return shownSeveral(field, showing)
    case 'texts': {
      const hint = [field.hint, 'Put each on a line of its own.'].filter((each) => each !== undefined).join(' ')
      return textarea({ ...field, hint }, field.name, BIG, showing, field.shortLines ? 3 : 5)
    }
    default:
      return shownSimple(field, field.name, BIG, showing)
  }
}

function shownSeveral(field: Field & { kind: 'several-of' }, { posted, choices, messages }: Showing): ShownField {
  const id = field.name
  const values = valuesAt(posted, id)
  const options = choices.of[field.source]
  const message = messages.get(id)
  const errorMessage = message === undefined ? {} : { errorMessage: { text: message } }
  if (options.length === 0) {
    const hint = [field.hint, 'Put each on a line of its own.'].filter((each) => each !== undefined).join(' ')
    return {
      macro: 'textarea',
      id,
      params: {
        id,
        name: id,
        label: { text: labelOf(field), ...classes('govuk-label', BIG) },
        hint: { text: hint },
        value: values.join('\n'),
        rows: 3,
        ...errorMessage,
      },
    }
  }
  const gone = values.filter((value) => !options.some((each) => each.value === value))
  const items = [...options, ...gone.map((value) => ({ value, text: value }))]
  return {
    macro: 'checkboxes',
    id,
    params: {
      idPrefix: id,
      name: id,
      values,
      fieldset: { legend: { text: labelOf(field), ...classes('govuk-fieldset__legend', BIG) } },
      hint: { text: field.hint ?? 'Select all that apply.' },
      ...errorMessage,
      items,
    },
  }
}

function shownGroup(field: Field & Group, showing: Showing): ShownField {
  const { posted, choices, messages } = showing
  const { name, item, max, eachPoint } = field
  const count = rowCount(posted, name) ?? initialRows(field, choices)
  const message = messages.get(name)
  const rows = Array.from({ length: count }, (_, row) =>
    shownRow(field, row, count, withNumbers(field, count, showing)),
  )
  const most = eachPoint === undefined ? max : Math.min(max, choices.points.length)
  const canAdd = count < most
  return {
    macro: 'group',
    id: name,
    params: {
      id: name,
      legend: labelOf(field),
      hint: field.hint,
      error: message,
      countName: countName(name),
      count,
      rows,
      ...(canAdd && {
        add: { id: addId(name), value: `add:${name}`, text: count === 0 ? `Add ${aOf(item)}` : `Add another ${item}` },
      }),
    },
  }
}

/** Rows that have no number or point yet are given theirs, in the order of the rows. */
function withNumbers(field: Field & Group, count: number, showing: Showing): Showing {
  const given: Record<string, string> = {}
  for (const each of field.fields) {
    if (!isGiven(each, field)) continue
    const names = Array.from({ length: count }, (_, row) => inRow(field.name, row, each.name))
    const posted = names.map((name) => textAt(showing.posted, name))
    if (each.kind === 'numbered') {
      let next = Math.max(showing.choices.numbers[each.letter] ?? 0, highest(each.letter, posted))
      names.forEach((name, row) => {
        if (posted[row] !== '') return
        next += 1
        given[name] = `${each.letter}${next}`
      })
    } else {
      const free = showing.choices.points.map(({ id }) => id).filter((id) => !posted.includes(id))
      names.forEach((name, row) => {
        if (posted[row] === '') given[name] = free.shift() ?? ''
      })
    }
  }
  return { ...showing, posted: { ...showing.posted, ...given } }
}

function shownRow(field: Field & Group, row: number, count: number, showing: Showing): ShownRow {
  const { name, eachPoint, fields } = field
  const own = fields.map((each) => {
    const id = inRow(name, row, each.name)
    const isPoint = each.name === eachPoint && textAt(showing.posted, id) !== ''
    if (isPoint) return { macro: 'hidden', id, params: { name: id, value: textAt(showing.posted, id) } } as const
    const shown = shownSimple(each, id, SMALL, showing)
    if (each.shownWhen === undefined) return shown
    const { field: other, equals } = each.shownWhen
    return {
      ...shown,
      when: whenOf(
        inRow(name, row, other),
        equals,
        fields.find(({ name: key }) => key === other),
      ),
    }
  })
  const { legend, about } = legendOf(field, row, showing)
  const canRemove = count > field.min || (eachPoint !== undefined && count > 1)
  return {
    legend,
    ...(about !== undefined && { about }),
    fields: own,
    ...(canRemove && {
      remove: {
        value: `remove:${name}:${row}`,
        text: eachPoint === undefined ? 'Remove' : 'Leave out',
        hidden: ` ${legend.charAt(0).toLowerCase()}${legend.slice(1)}`,
      },
    }),
  }
}

/** `Point P1` with its words, `Action A2`, or `Member 3`. */
function legendOf(
  { name, item, eachPoint, fields }: Field & Group,
  row: number,
  { posted, choices }: Showing,
): { readonly legend: string; readonly about?: string } {
  if (eachPoint !== undefined) {
    const id = textAt(posted, inRow(name, row, eachPoint))
    const point = choices.points.find((each) => each.id === id)
    if (id !== '') return { legend: `Point ${id}`, ...(point !== undefined && { about: point.text }) }
  }
  const numbered = fields.find(({ kind }) => kind === 'numbered')
  const number = numbered === undefined ? '' : textAt(posted, inRow(name, row, numbered.name))
  return { legend: `${capital(item)} ${number === '' ? row + 1 : number}` }
}

function whenOf(name: string, equals: readonly unknown[], other: Field | undefined) {
  const values = equals.map((value) => (value === true ? 'yes' : value === false ? 'no' : String(value)))
  const words = values.map((value) => {
    if (other?.kind === 'option') return other.options.find((each) => each.value === value)?.text ?? value
    return value === 'yes' ? 'Yes' : value === 'no' ? 'No' : value
  })
  const answer = words.map((each) => `“${each}”`).join(' or ')
  return { name, values: values.join(' '), words: `Only if you answered ${answer} to “${other?.label ?? name}”` }
}

function aOf(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}
