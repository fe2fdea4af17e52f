import {
  capital,
  asksNothing,
  OPERATORS_OF,
  valueWords,
  variableOf,
  type Choices,
  type ConditionTest,
} from '../../engine/index.ts'
import { field, fieldList, type Fields } from '../frame/index.ts'
import { readValue } from './read-value.ts'

export interface TestFault {
  readonly text: string
  readonly href: string
}

/** A test of a condition as its page asks it; undefined where no answer of the draft has that name. */
export function testForm(choices: Choices, name: string, before: ConditionTest | undefined, typed?: Fields) {
  const variable = variableFor(choices, name, before)
  if (variable === undefined) return undefined
  const { type, title, options } = variable
  const values = typed === undefined ? (before?.values ?? []).map(String) : fieldList(typed, 'values')
  const known = options.map(({ code }) => code)
  const isTicked = options.length > 0 || type === 'boolean'
  return {
    ...{ title, type, values, isTicked },
    name: variable.name,
    operator: typed === undefined ? (before?.operator ?? OPERATORS_OF[type][0]?.code) : field(typed, 'operator'),
    operators: OPERATORS_OF[type].map(({ code, title: text }) => ({ value: code, text: capital(text) })),
    items: [...new Set([...known, ...(isTicked && type !== 'boolean' ? values : [])])].map((value) => ({
      value,
      text: valueWords(variable, value),
    })),
    value: values.join(', '),
  }
}

function variableFor({ variables }: Choices, name: string, before: ConditionTest | undefined) {
  return before === undefined ? variables.find((each) => each.name === name) : variableOf(variables, before)
}

/** The test that was filled in, or what is wrong with it. */
export function readTest(
  choices: Choices,
  name: string,
  before: ConditionTest | undefined,
  body: Fields,
): { readonly test?: ConditionTest; readonly faults: readonly TestFault[] } {
  const variable = variableFor(choices, name, before)
  if (variable === undefined) return { faults: [] }
  const operator = OPERATORS_OF[variable.type].find(({ code }) => code === field(body, 'operator'))?.code
  if (operator === undefined) return fault('Choose how it is asked', '#operator')
  if (asksNothing(operator)) return { test: { variable: variable.name, operator, values: [] }, faults: [] }
  const isMany = operator === 'one-of' || operator === 'none-of'
  const given = fieldList(body, 'values').map((text) => text.trim())
  const texts = variable.options.length > 0 ? given : given.flatMap((text) => (isMany ? text.split(/\s*,\s*/) : [text]))
  const filled = texts.filter((text) => text !== '')
  if (filled.length === 0) return fault('Say with what it is compared', '#values')
  if (!isMany && filled.length > 1) return fault('Choose one, or “is one of”', '#operator')
  const values = filled.map((text) => readValue(variable.type, text))
  const known = values.flatMap((value) => (value === undefined ? [] : [value]))
  if (known.length < values.length) return fault(WRONG[variable.type] ?? 'Say with what it is compared', '#values')
  return { test: { variable: variable.name, operator, values: known }, faults: [] }
}

function fault(text: string, href: string): { readonly faults: readonly TestFault[] } {
  return { faults: [{ text, href }] }
}

const WRONG: Readonly<Record<string, string>> = {
  number: 'Write a number, such as 2',
  date: 'Write a day that exists, such as 2026-04-01',
  boolean: 'Choose yes or no',
}
