import { dayInWords, isLocalDate } from '../../engine/index.ts'
import type { Choices, Field, FormLayout, SimpleField } from '../forms/index.ts'

/** One answer as a person reads it. */
export interface Answer {
  readonly question: string
  /** A part for each item of a list, else one; each of one or more lines. */
  readonly parts: readonly (readonly string[])[]
}

/** The answers in the order and the words of the form, to be looked at before they count. */
export function answersInWords(
  { fields }: FormLayout,
  answers: Readonly<Record<string, unknown>>,
  choices: Choices,
): readonly Answer[] {
  return fields.flatMap((field) => {
    const parts = partsOf(field, answers[field.name], choices)
    return parts.length === 0 ? [] : [{ question: field.label, parts }]
  })
}

function partsOf(field: Field, value: unknown, choices: Choices): Answer['parts'] {
  if (value === undefined) return []
  const list = Array.isArray(value) ? (value as readonly unknown[]) : []
  switch (field.kind) {
    case 'group':
      return list.map((row) => linesOfRow(field, row as Readonly<Record<string, unknown>>, choices))
    case 'several-of':
      return list.map((each) => {
        const { wrap, source } = field
        const id = wrap === undefined ? each : (each as Readonly<Record<string, unknown>>)[wrap]
        return [choices.of[source].find((option) => option.value === id)?.text ?? String(id)]
      })
    case 'texts':
      return list.map((line) => [String(line)])
    default: {
      const said = sayOne(field, value, choices)
      return said === '' ? [] : [said.split('\n')]
    }
  }
}

function linesOfRow(
  { fields, eachPoint }: Field & { kind: 'group' },
  row: Readonly<Record<string, unknown>>,
  choices: Choices,
): readonly string[] {
  return fields.flatMap((each) => {
    const said = sayOne(each, row[each.name], choices)
    if (said === '') return []
    return [each.kind === 'numbered' || each.name === eachPoint ? said : labelled(each, said)]
  })
}

function labelled({ label }: SimpleField, said: string): string {
  return `${label.replace(/[?.]$/, '')}: ${said}`
}

function sayOne(field: SimpleField, value: unknown, choices: Choices): string {
  if (value === undefined || value === '') return ''
  switch (field.kind) {
    case 'yes-no':
      return value === true ? 'Yes' : 'No'
    case 'confirm':
      return 'Confirmed'
    case 'date':
      return isLocalDate(value) ? dayInWords(value) : ''
    case 'money':
      return (Number(value) / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })
    case 'option':
      return field.options.find((option) => option.value === value)?.text ?? textOf(value)
    case 'one-of': {
      const options = field.appoints === undefined ? undefined : choices.appointable[field.appoints]
      return (
        [...(options ?? []), ...choices.of[field.source]].find((each) => each.value === value)?.text ?? textOf(value)
      )
    }
    case 'text':
    case 'number':
    case 'numbered':
      return textOf(value)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
