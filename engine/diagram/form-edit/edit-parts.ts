import { namesIn } from './conditions.ts'
import { propertyOf } from './field-kinds.ts'
import { codeFor, keyFor } from './form-key.ts'
import type { FormEditing, FormOperation, NewPart, Refusal } from './form-operation.ts'
import type { PropertyShape } from './form-shape.ts'

type PartOperation = Extract<FormOperation, { do: `${string}-part` | 'set-part-required' }>

const MOST_PARTS = 20
const LONGEST_LABEL = 300

/** What pages and facts take for something of their own in a row. */
const TAKEN = [
  ...['point', 'action', 'recommendation', 'settlement', 'invoice', 'owner', 'person', 'body', 'to', 'outcome'],
] as const

/** A list of rows, without a question so far. */
export function listProperty(title: string): PropertyShape {
  return {
    type: 'array',
    maxItems: 100,
    title,
    items: { type: 'object', properties: {}, required: [], ...{ additionalProperties: false } },
  }
}

/** What is asked for each entry of a list. */
export function editPart(editing: FormEditing, operation: PartOperation): Refusal {
  const { form, uses } = editing
  const property = Object.hasOwn(form.properties, operation.field) ? form.properties[operation.field] : undefined
  if (property?.items?.properties === undefined) return 'Only a list has questions for each entry.'
  const { items } = property
  if (operation.do === 'add-part') return addPart(property, operation)
  const { part } = operation
  const own = Object.hasOwn(items.properties ?? {}, part) ? items.properties?.[part] : undefined
  if (own === undefined || own === false) return `The list has no question “${part}”.`
  const records = form['x-redress'].records ?? []
  const others = (items.required ?? []).filter((name) => name !== part)
  if (operation.do === 'set-part-required') {
    items.required = operation.required ? [...others, part] : others
    return undefined
  }
  const users = uses.fields[operation.field] ?? []
  if (users.length > 0) return `Its entries are asked about: ${namesIn(users)}.`
  if (records.some(({ each, data = {} }) => each === operation.field && Object.values(data).includes(part))) {
    return 'It goes on record with each entry. Change what the form records first.'
  }
  const { [part]: _gone, ...rest } = items.properties ?? {}
  if (Object.keys(rest).length === 0) return 'A list asks at least one thing for each entry. Remove the list instead.'
  items.properties = rest
  items.required = others
  return undefined
}

export function addPart({ items }: PropertyShape, { kind, label, required, options = [] }: NewPart): Refusal {
  const words = label.trim()
  const keys = Object.keys(items?.properties ?? {})
  if (items === undefined || words === '') return 'Say what is asked for each entry.'
  if (words.length > LONGEST_LABEL) return `A question has at most ${LONGEST_LABEL} characters.`
  if (keys.length >= MOST_PARTS) return `A list asks at most ${MOST_PARTS} things for each entry.`
  const property = propertyOf(kind, words)
  const refused = kind === 'choice' ? putOptions(property, options) : undefined
  if (refused !== undefined) return refused
  const key = keyFor(words, [...keys, ...TAKEN])
  items.properties = { ...items.properties, [key]: property }
  if (required) (items.required ??= []).push(key)
  return undefined
}

/** The answers of a choice, each with a code. */
export function putOptions(property: PropertyShape, options: readonly string[]): Refusal {
  const labels = options.map((option) => option.trim()).filter((option) => option !== '')
  if (labels.length < 2) return 'A list of answers needs at least two of them.'
  if (new Set(labels).size < labels.length) return 'The same answer stands twice in the list.'
  const codes = labels.reduce<readonly string[]>((all, option) => [...all, codeFor(option, all)], [])
  property.enum = [...codes]
  property['x-labels'] = Object.fromEntries(codes.map((code, index) => [code, labels[index] ?? code]))
  return undefined
}
