import type { Field, FormLayout, Group, SimpleField } from './field.ts'

/** The fields of a form as a browser sends them, and as a draft keeps them. */
export type Posted = Readonly<Record<string, string | readonly string[]>>

/** The fields that a page keeps for itself begin so: none of them is an answer. */
const OWN = '_'

/** Of all that was posted, what belongs to the form. */
export function formFieldsOf(body: Readonly<Record<string, string | readonly string[] | undefined>>): Posted {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, string | readonly string[]][] =>
      name.startsWith(OWN) || value === undefined ? [] : [[name, value]],
    ),
  )
}

/** The text of a field as it was typed, with the line ends of one kind; `''` when it is not there. */
export function textAt(posted: Posted, name: string): string {
  const value = posted[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).replaceAll('\r\n', '\n')
}

/** All values of a field; a text of several lines is one a line. */
export function valuesAt(posted: Posted, name: string): readonly string[] {
  const value = posted[name]
  return (value === undefined ? [] : [value].flat())
    .flatMap((each) => each.split(/\r?\n/))
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** The name of the field in a row of a list. */
export function inRow(list: string, row: number, name: string): string {
  return `${list}-${row}-${name}`
}

export function countName(list: string): string {
  return `${list}-rows`
}

/** Rows that the page had; undefined where nothing was posted of the list. */
export function rowCount(posted: Posted, list: string): number | undefined {
  const text = textAt(posted, countName(list))
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined
}

/** The fields with which a browser would post these answers: for a draft, and to show answers that are there. */
export function postedFrom({ fields }: FormLayout, answers: Readonly<Record<string, unknown>>): Posted {
  return Object.fromEntries(fields.flatMap((each) => ofField(each, answers[each.name])))
}

type Entry = [string, string | readonly string[]]

function ofField(field: Field, value: unknown): readonly Entry[] {
  switch (field.kind) {
    case 'group':
      return ofGroup(field, field.name, value)
    case 'texts':
      return Array.isArray(value) ? [[field.name, value.map(String).join('\n')]] : []
    case 'several-of': {
      const { wrap } = field
      const named = (each: unknown) => String(wrap === undefined ? each : (each as Record<string, unknown>)[wrap])
      return Array.isArray(value) ? [[field.name, value.map(named)]] : []
    }
    default:
      return ofSimple(field, field.name, value)
  }
}

function ofGroup({ fields }: Group, list: string, value: unknown): readonly Entry[] {
  if (!Array.isArray(value)) return []
  const rows = value.flatMap((row: Readonly<Record<string, unknown>>, index) =>
    fields.flatMap((each) => ofSimple(each, inRow(list, index, each.name), row[each.name])),
  )
  return [[countName(list), String(value.length)], ...rows]
}

function ofSimple({ kind }: SimpleField, name: string, value: unknown): readonly Entry[] {
  if (value === undefined || value === null) return []
  switch (kind) {
    case 'date': {
      const [year = '', month = '', day = ''] = textOf(value).split('-')
      return [
        [`${name}-day`, String(Number(day))],
        [`${name}-month`, String(Number(month))],
        [`${name}-year`, year],
      ]
    }
    case 'yes-no':
      return [[name, value === true ? 'yes' : 'no']]
    case 'confirm':
      return value === true ? [[name, 'yes']] : []
    case 'money':
      return [[name, poundsOf(Number(value))]]
    default:
      return [[name, textOf(value)]]
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** `250` or `250.50`. */
function poundsOf(pence: number): string {
  return pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2)
}
