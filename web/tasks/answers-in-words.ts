import { dayInWords, isLocalDate } from '../../engine/index.ts'
import type { Choices, Field, FormLayout, SimpleField } from '../forms/index.ts'

/** One answer as a person reads it; several lines for a list. */
export interface Answer {
  readonly question: string
  readonly lines: readonly string[]
}

/** The answers in the order and the words of the form, to be looked at before they count. */
export function answersInWords(
  { fields }: FormLayout,
  answers: Readonly<Record<string, unknown>>,
  choices: Choices,
): readonly Answer[] {
  return fields.flatMap((field) => {
    const lines = linesOf(field, answers[field.name], choices)
    return lines.length === 0 ? [] : [{ question: field.label, lines }]
  })
}

function linesOf(field: Field, value: unknown, choices: Choices): readonly string[] {
  if (value === undefined) return []
  switch (field.kind) {
    case 'group':
      return (Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : []).map((row) =>
        field.fields
          .flatMap((each) => {
            const said = sayOne(each, row[each.name], choices)
            return said === ''
              ? []
              : [each.kind === 'numbered' || each.name === field.eachPoint ? said : labelled(each, said)]
          })
          .join(' · '),
      )
    case 'several-of': {
      const { wrap, source } = field
      const list = Array.isArray(value) ? (value as readonly unknown[]) : []
      return list.map((each) => {
        const id = wrap === undefined ? each : (each as Readonly<Record<string, unknown>>)[wrap]
        return choices.of[source].find((option) => option.value === id)?.text ?? String(id)
      })
    }
    case 'texts':
      return Array.isArray(value) ? value.map(String) : []
    default: {
      const said = sayOne(field, value, choices)
      return said === '' ? [] : said.split('\n')
    }
  }
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
