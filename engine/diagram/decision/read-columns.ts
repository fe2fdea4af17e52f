import { refusal, type Remark } from '../admission/remark.ts'
import { childOf, idOf, textOf, type ModdleElement } from '../moddle.ts'
import { readTest } from './read-cell.ts'
import type { TableInput, TableOutput, ValueType } from './table.ts'

const TYPES: readonly string[] = ['string', 'boolean', 'number', 'date'] satisfies ValueType[]
const VARIABLE = /^[A-Za-z]\w{0,99}$/
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Characters of a list of values. */
const LONGEST_LIST = 4_000

/** A column of the table, unless something stands against it. */
export interface Column<Of> {
  readonly column?: Of
  readonly remarks: readonly Remark[]
}

export function inputOf(input: ModdleElement, index: number): Column<TableInput> {
  const expression = childOf(input, 'inputExpression')
  const name = (expression && textOf(expression, 'text')) ?? ''
  const label = textOf(input, 'label') ?? name
  const typed = typeOf(expression && textOf(expression, 'typeRef'))
  const place = idOf(input) || `input ${index + 1}`
  const remarks = [
    ...checkVariable(place, 'input', name),
    ...(typed === undefined
      ? [
          refusal(
            place,
            'no-type',
            `The input '${label}' has no type that we know.`,
            `Give it one: ${TYPES.join(', ')}.`,
          ),
        ]
      : []),
  ]
  if (typed === undefined || remarks.length > 0) return { remarks }
  const values = optionsIn(place, childOf(input, 'inputValues'), typed)
  return {
    column: { name, label, type: typed, ...(values.options && { options: values.options }) },
    remarks: values.remarks,
  }
}

export function outputOf(output: ModdleElement, index: number): Column<TableOutput> {
  const name = textOf(output, 'name') ?? ''
  const label = textOf(output, 'label') ?? name
  const typed = typeOf(textOf(output, 'typeRef'))
  const place = idOf(output) || `output ${index + 1}`
  const remarks = [
    ...checkVariable(place, 'output', name),
    ...(typed === undefined
      ? [
          refusal(
            place,
            'no-type',
            `The output '${label}' has no type that we know.`,
            `Give it one: ${TYPES.join(', ')}.`,
          ),
        ]
      : []),
  ]
  if (typed === undefined || remarks.length > 0) return { remarks }
  const values = optionsIn(place, childOf(output, 'outputValues'), typed)
  return {
    column: { name, label, type: typed, ...(values.options && { options: values.options }) },
    remarks: values.remarks,
  }
}

function checkVariable(place: string, what: string, name: string): readonly Remark[] {
  if (VARIABLE.test(name) && !FORBIDDEN.has(name)) return []
  const said =
    name === '' ? `The ${what} names no variable.` : `The ${what} '${name.slice(0, 80)}' is not a variable's name.`
  return [refusal(place, 'bad-variable', said, 'Name one variable and nothing else, such as personCode.')]
}

function typeOf(written: string | undefined): ValueType | undefined {
  return written !== undefined && TYPES.includes(written) ? (written as ValueType) : undefined
}

/** The predefined values of a column, for texts only; ranges of numbers and days are for the rows to say. */
function optionsIn(
  place: string,
  values: ModdleElement | undefined,
  type: ValueType,
): { readonly options?: readonly string[]; readonly remarks: readonly Remark[] } {
  const text = values && textOf(values, 'text')
  if (text === undefined || text === '-') return { remarks: [] }
  const bad = (problem: string) => ({
    remarks: [
      refusal(place, 'bad-values', `Its list of values cannot be used: ${problem}`, 'Write "one","other", or no list.'),
    ],
  })
  if (type !== 'string') return bad(`it is a ${type}, and only texts have such a list.`)
  const read = readTest(text, type, LONGEST_LIST)
  if (!read.ok) return bad(read.problem)
  if (read.value === 'any' || read.value.not) return bad('it is not a list of texts.')
  const options = read.value.items.flatMap((item) => ('value' in item ? [String(item.value)] : []))
  return { options: [...new Set(options)], remarks: [] }
}
