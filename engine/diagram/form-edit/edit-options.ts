import { factPhrase } from '../deadlines/index.ts'
import { conditionedOn, equalsOf, namesIn } from './conditions.ts'
import { propertyAt } from './edit-fields.ts'
import { labelOf } from './field-kinds.ts'
import { codeFor } from './form-key.ts'
import type { FormEditing, FormOperation, Refusal } from './form-operation.ts'
import type { FormShape, PropertyShape } from './form-shape.ts'

type OptionOperation = Extract<FormOperation, { do: `${string}-option` }>

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/
const MOST_OPTIONS = 100

/** The answers that can be chosen. A code stays as it is for ever; its words may change. */
export function editOption(editing: FormEditing, operation: OptionOperation): Refusal {
  const { form } = editing
  const [key = '', inside] = operation.field.split('.')
  const property = propertyAt(form, key, inside)
  if (property?.enum === undefined) return `“${operation.field}” has no list of answers.`
  const codes = property.enum
  if (operation.do === 'add-option') return add(property, operation)
  const at = codes.indexOf(operation.code)
  if (at === -1) return `“${labelOf(property)}” has no answer “${operation.code}”.`
  switch (operation.do) {
    case 'rename-option': {
      const label = operation.label.trim()
      if (label === '') return 'An answer needs its words.'
      const other = Object.entries(property['x-labels'] ?? {}).find(
        ([code, words]) => code !== operation.code && words === label && codes.includes(code),
      )
      if (other !== undefined) return `“${label}” stands in the list already.`
      property['x-labels'] = { ...property['x-labels'], [operation.code]: label }
      return undefined
    }
    case 'move-option': {
      const next = operation.to === 'up' ? at - 1 : at + 1
      if (next < 0 || next >= codes.length) {
        return `It is the ${operation.to === 'up' ? 'first' : 'last'} answer already.`
      }
      codes.splice(next, 0, ...codes.splice(at, 1))
      property['x-labels'] = inOrder(property)
      return undefined
    }
    case 'remove-option':
      return remove(editing, { key, inside, property, code: operation.code })
  }
}

function add(property: PropertyShape, { label, code }: Extract<FormOperation, { do: 'add-option' }>): Refusal {
  const codes = property.enum ?? []
  const words = label.trim()
  if (words === '') return 'An answer needs its words.'
  if (codes.length >= MOST_OPTIONS) return `A list has at most ${MOST_OPTIONS} answers.`
  if (Object.values(property['x-labels'] ?? {}).includes(words)) return `“${words}” stands in the list already.`
  const given = code?.trim() ?? ''
  if (given !== '' && !CODE.test(given)) return `“${given}” cannot be a code: use small letters, digits and hyphens.`
  if (given !== '' && codes.includes(given)) return `The code “${given}” is taken.`
  const own = given === '' ? codeFor(words, codes.map(String)) : given
  property.enum = [...codes, own]
  property['x-labels'] = inOrder(property, { [own]: words })
  return undefined
}

interface Option {
  readonly key: string
  readonly inside: string | undefined
  readonly property: PropertyShape
  readonly code: string
}

function remove({ form, uses }: FormEditing, { key, inside, property, code }: Option): Refusal {
  const codes = property.enum ?? []
  if (codes.length <= 2) return 'A list of answers needs at least two of them.'
  if (inside === undefined) {
    const users = uses.options[`${key} ${code}`] ?? []
    if (users.length > 0) return `The answer is asked about: ${namesIn(users)}.`
    const hanging = conditionedOn(form, key, code)
    if (hanging.length > 0) return `Questions hang on this answer: ${namesIn(hanging)}.`
    const fact = factWhen(form, key, code)
    if (fact !== undefined)
      return `By this answer it goes on record when ${factPhrase(fact)}. Change what the form records first.`
    const narrowed = narrowedTo(form, key, code)
    if (narrowed.length > 0) return `An answer to ${namesIn(narrowed)} asks for this one.`
  }
  property.enum = codes.filter((each) => each !== code)
  property['x-labels'] = inOrder(property)
  return undefined
}

function factWhen({ 'x-redress': { records = [] } }: FormShape, key: string, code: string): string | undefined {
  return records.find(({ when }) => when?.field === key && equalsOf(when.equals).includes(code))?.fact
}

/** Questions of which an answer leaves only some answers to this one, among them that code. */
function narrowedTo({ allOf = [], properties }: FormShape, key: string, code: string): readonly string[] {
  return allOf.flatMap((rule) => {
    const narrowed = [rule.then, rule.else].some((branch) => {
      const left = branch?.properties?.[key]
      if (typeof left !== 'object' || left === null) return false
      const { const: only, enum: some = [only] } = left as {
        readonly const?: unknown
        readonly enum?: readonly unknown[]
      }
      return some.includes(code)
    })
    return narrowed
      ? Object.keys(rule.if?.properties ?? {}).map((name) => `“${labelOf(properties[name] ?? { title: name })}”`)
      : []
  })
}

function inOrder({ enum: codes = [], 'x-labels': labels = {} }: PropertyShape, more: Record<string, string> = {}) {
  const all: Record<string, string> = { ...labels, ...more }
  return Object.fromEntries(codes.map(String).map((code) => [code, all[code] ?? code]))
}
