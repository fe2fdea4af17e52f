import { FACT_SCHEMAS, isFactType } from '../../case/index.ts'
import { factPhrase } from '../deadlines/index.ts'
import { askedWhen, askWhen, conditionedOn, namesIn } from './conditions.ts'
import { FIELD_KINDS, kindOf, propertyOf, titleFor } from './field-kinds.ts'
import { keyFor } from './form-key.ts'
import { addPart, editPart, listProperty, putOptions } from './edit-parts.ts'
import type { FormEditing, FormOperation, NewField, Refusal } from './form-operation.ts'
import { keysInOrder } from './form-outline.ts'
import type { DisplayShape, FormShape, PropertyShape, RecordShape } from './form-shape.ts'

type FieldOperation = Exclude<
  FormOperation,
  { do: 'describe' | `${string}-option` | 'add-record' | 'change-record' | 'remove-record' }
>

export function editField(editing: FormEditing, operation: FieldOperation): Refusal {
  const { form } = editing
  if (operation.do === 'add-field') return addField(form, operation)
  if (operation.do === 'add-part' || operation.do === 'remove-part' || operation.do === 'set-part-required') {
    return editPart(editing, operation)
  }
  const [key = '', inside] = operation.field.split('.')
  const property = propertyAt(form, key, inside)
  if (property === undefined) return `The form has no question “${operation.field}”.`
  if (inside !== undefined && operation.do !== 'rename-field' && operation.do !== 'set-hint') {
    return 'Of the questions in a list only the words can be changed here.'
  }
  const display = displayOf(form, key)
  switch (operation.do) {
    case 'rename-field':
      return rename(property, kindOf(property, inside === undefined ? display.component : undefined), operation.label)
    case 'set-hint': {
      const hint = operation.hint.trim()
      Object.assign(property, { description: hint === '' ? undefined : hint })
      if (inside === undefined) Object.assign(display, { hint: hint === '' ? undefined : hint })
      return undefined
    }
    case 'set-required':
      return setRequired(form, key, operation.required)
    case 'show-when':
      return showWhen(form, key, operation.when)
    case 'set-section': {
      const section = operation.section.trim()
      Object.assign(display, { section: section === '' ? undefined : section })
      return undefined
    }
    case 'set-longest':
      return setLongest(property, operation.longest)
    case 'set-variable':
      return setVariable(editing, key, operation.isVariable)
    case 'move-field':
      return move(form, key, operation.to)
    case 'remove-field':
      return remove(editing, key)
  }
}

const MOST_FIELDS = 100
const LONGEST_LABEL = 300

function addField(form: FormShape, field: NewField): Refusal {
  const { kind, label, hint = '', required, options = [], after, part } = field
  const words = label.trim()
  const keys = keysInOrder(form)
  if (words === '') return 'A question needs its words.'
  if (words.length > LONGEST_LABEL) return `A question has at most ${LONGEST_LABEL} characters.`
  if (keys.length >= MOST_FIELDS) return `A form has at most ${MOST_FIELDS} questions.`
  if (after !== undefined && !keys.includes(after)) return `The form has no question “${after}”.`
  const property = kind === 'list' ? listProperty(words) : propertyOf(kind, words)
  const refused =
    kind === 'choice'
      ? putOptions(property, options)
      : kind === 'list'
        ? addPart(property, part ?? { kind: 'short-text', label: '', required: true })
        : undefined
  if (refused !== undefined) return refused
  if (kind === 'list' && required) property.minItems = 1
  const key = keyFor(words, keys)
  const said = hint.trim()
  if (said !== '') property.description = said
  form.properties[key] = property
  const display: DisplayShape = {
    component: kind === 'list' ? 'list' : FIELD_KINDS[kind].component,
    ...(said !== '' && { hint: said }),
  }
  form['x-redress'].display = { ...form['x-redress'].display, [key]: display }
  if (required || kind === 'confirm') (form.required ??= []).push(key)
  const at = after === undefined ? keys.length : keys.indexOf(after) + 1
  reorder(form, [...keys.slice(0, at), key, ...keys.slice(at)])
  return undefined
}

function rename(property: PropertyShape, kind: ReturnType<typeof kindOf>, label: string): Refusal {
  const words = label.trim()
  if (words === '') return 'A question needs its words.'
  if (words.length > LONGEST_LABEL) return `A question has at most ${LONGEST_LABEL} characters.`
  property.title = titleFor(kind, words)
  return undefined
}

function setRequired(form: FormShape, key: string, required: boolean): Refusal {
  if (!required && form.properties[key]?.const === true) return 'A box that must be ticked cannot be left out.'
  const needed = required ? undefined : recordNeeding(form, key)
  const condition = form['x-redress'].display?.[key]?.conditionalOn
  if (needed !== undefined) return goesOnRecord(needed)
  askWhen(form, key, required ? (condition ?? 'always') : 'never')
  return undefined
}

function showWhen(
  form: FormShape,
  key: string,
  when: { readonly field: string; readonly equals: readonly unknown[] } | undefined,
): Refusal {
  const display = displayOf(form, key)
  const wasAsked = askedWhen(form, key)
  if (when === undefined) {
    delete display.conditionalOn
    if (wasAsked) askWhen(form, key, 'always')
    return undefined
  }
  const other = form.properties[when.field]
  if (other === undefined) return `The form has no question “${when.field}”.`
  const before = keysInOrder(form)
  if (before.indexOf(when.field) >= before.indexOf(key)) return 'A question can only hang on one that stands before it.'
  const possible: readonly unknown[] = other.enum ?? (other.type === 'boolean' ? [true, false] : [])
  if (possible.length === 0) return 'A question can only hang on one with a list of answers, or on a yes or no.'
  if (when.equals.length === 0 || !when.equals.every((value) => possible.includes(value))) {
    return `“${when.field}” has no such answer.`
  }
  const [only, ...more] = when.equals
  const condition = { field: when.field, equals: more.length === 0 ? only : [...when.equals] }
  display.conditionalOn = condition
  if (wasAsked) askWhen(form, key, condition)
  return undefined
}

function setLongest(property: PropertyShape, longest: number): Refusal {
  if (property.type !== 'string' || property.maxLength === undefined) return 'Only texts have a length.'
  if (!Number.isInteger(longest) || longest < 1 || longest > 20_000) return 'A text has from 1 to 20,000 characters.'
  property.maxLength = longest
  return undefined
}

function setVariable({ form, uses }: FormEditing, key: string, isVariable: boolean): Refusal {
  const redress = form['x-redress']
  const users = uses.fields[key] ?? []
  if (!isVariable && users.length > 0) return `Its answer is asked about: ${namesIn(users)}.`
  const others = (redress.variables ?? []).filter((name) => name !== key)
  redress.variables = isVariable ? [...others, key] : others
  return undefined
}

function move(form: FormShape, key: string, to: 'up' | 'down'): Refusal {
  const keys = [...keysInOrder(form)]
  const at = keys.indexOf(key)
  const next = to === 'up' ? at - 1 : at + 1
  const other = keys[next]
  if (other === undefined) return `It is the ${to === 'up' ? 'first' : 'last'} question already.`
  const [above, below] = to === 'up' ? [key, other] : [other, key]
  if (form['x-redress'].display?.[above]?.conditionalOn?.field === below) {
    return 'A question that hangs on the answer to another stands after it.'
  }
  keys.splice(at, 1)
  keys.splice(next, 0, key)
  reorder(form, keys)
  return undefined
}

function remove({ form, uses }: FormEditing, key: string): Refusal {
  const users = uses.fields[key] ?? []
  if (users.length > 0) return `Its answer is asked about: ${namesIn(users)}.`
  const hanging = conditionedOn(form, key)
  if (hanging.length > 0) return `Other questions hang on its answer: ${namesIn(hanging)}.`
  const needed = recordNeeding(form, key)
  if (needed !== undefined) return goesOnRecord(needed)
  askWhen(form, key, 'never')
  const redress = form['x-redress']
  for (const record of redress.records ?? []) {
    record.data = Object.fromEntries(Object.entries(record.data ?? {}).filter(([, source]) => source !== key))
  }
  if (redress.variables !== undefined) redress.variables = redress.variables.filter((name) => name !== key)
  const { [key]: _property, ...properties } = form.properties
  const { [key]: _display, ...display } = redress.display ?? {}
  form.properties = properties
  redress.display = display
  return undefined
}

/** A fact that would lack its day, its condition, its list or something that it must hold. */
function recordNeeding({ 'x-redress': { records = [] } }: FormShape, key: string): RecordShape | undefined {
  return records.find(({ fact, on, when, each, data = {} }) => {
    const required = isFactType(fact) ? FACT_SCHEMAS[fact].required : []
    const holds = Object.entries(data).some(([property, source]) => source === key && required.includes(property))
    return on === key || when?.field === key || each === key || holds
  })
}

function goesOnRecord({ fact }: RecordShape): string {
  return `It goes on record when ${factPhrase(fact)}. Change what the form records first.`
}

function reorder(form: FormShape, keys: readonly string[]): void {
  const display = form['x-redress'].display ?? {}
  const sorted = <Item>(from: Readonly<Record<string, Item>>) =>
    Object.fromEntries(keys.flatMap((key): [string, Item][] => (key in from ? [[key, from[key] as Item]] : [])))
  form.properties = sorted(form.properties)
  form['x-redress'].display = sorted(display)
}

export function propertyAt(form: FormShape, key: string, inside: string | undefined): PropertyShape | undefined {
  const property = Object.hasOwn(form.properties, key) ? form.properties[key] : undefined
  if (inside === undefined) return property
  const rows = property?.items?.properties ?? {}
  const row = Object.hasOwn(rows, inside) ? rows[inside] : undefined
  return row === false ? undefined : row
}

function displayOf(form: FormShape, key: string): DisplayShape {
  const all = (form['x-redress'].display ??= {})
  return (all[key] ??= { component: 'text' })
}
