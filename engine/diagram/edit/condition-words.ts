import type { VariableChoice } from '../choices.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { isLocalDate } from '../../values/local-date.ts'
import type { ConditionTest, ConditionValue, PlainCondition, TestOperator } from './condition.ts'

export interface OperatorChoice {
  readonly code: TestOperator
  readonly title: string
}

const ANSWERED: readonly OperatorChoice[] = [
  { code: 'empty', title: 'has no answer' },
  { code: 'known', title: 'has an answer' },
]
const AMONG: readonly OperatorChoice[] = [
  { code: 'is', title: 'is' },
  { code: 'is-not', title: 'is not' },
  { code: 'one-of', title: 'is one of' },
  { code: 'none-of', title: 'is none of' },
]

/** What can be asked of an answer of each kind. */
export const OPERATORS_OF: Readonly<Record<VariableChoice['type'], readonly OperatorChoice[]>> = {
  boolean: [{ code: 'is', title: 'is' }, ...ANSWERED],
  option: [...AMONG, ...ANSWERED],
  number: [
    ...AMONG,
    { code: 'less', title: 'is less than' },
    { code: 'at-most', title: 'is at most' },
    { code: 'more', title: 'is more than' },
    { code: 'at-least', title: 'is at least' },
    ...ANSWERED,
  ],
  date: [
    { code: 'is', title: 'is' },
    { code: 'is-not', title: 'is not' },
    { code: 'less', title: 'is before' },
    { code: 'at-most', title: 'is on or before' },
    { code: 'more', title: 'is after' },
    { code: 'at-least', title: 'is on or after' },
    ...ANSWERED,
  ],
  list: [
    { code: 'some-entries', title: 'has entries' },
    { code: 'no-entries', title: 'has no entries' },
    { code: 'contains', title: 'has among its entries' },
    ...ANSWERED,
  ],
}

/** Whether it needs nothing to compare with. */
export function asksNothing(operator: TestOperator): boolean {
  return ['empty', 'known', 'no-entries', 'some-entries'].includes(operator)
}

/** What the draft knows of the variable; of one that it does not, what its values show. */
export function variableOf(variables: readonly VariableChoice[], test: ConditionTest): VariableChoice {
  const known = variables.find(({ name }) => name === test.variable)
  if (known !== undefined && fits(known, test)) return known
  return {
    name: test.variable,
    title: known?.title ?? test.variable,
    type: typeOf(test),
    options: known?.options ?? [],
  }
}

function fits({ type }: VariableChoice, { operator, values }: ConditionTest): boolean {
  if (!OPERATORS_OF[type].some(({ code }) => code === operator)) return false
  const kinds = { boolean: 'boolean', number: 'number', option: 'string', date: 'string', list: undefined }
  const kind = kinds[type]
  return kind === undefined || values.every((value) => typeof value === kind)
}

function typeOf({ operator, values }: ConditionTest): VariableChoice['type'] {
  const [value] = values
  if (operator === 'contains' || operator.endsWith('-entries')) return 'list'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return 'number'
  const compares = ['less', 'at-most', 'more', 'at-least'].includes(operator)
  return compares || isLocalDate(String(value)) ? 'date' : 'option'
}

/** `‘Outcome’ is Upheld, and ‘More time’ is yes`. */
export function conditionWords(variables: readonly VariableChoice[], { join, tests }: PlainCondition): string {
  return tests.map((test) => testWords(variables, test)).join(`, ${join} `)
}

export function testWords(variables: readonly VariableChoice[], test: ConditionTest): string {
  const variable = variableOf(variables, test)
  const operator = OPERATORS_OF[variable.type].find(({ code }) => code === test.operator)?.title ?? test.operator
  const values = test.values.map((value) => valueWords(variable, value))
  const last = values.at(-1)
  const said = values.length > 1 ? `${values.slice(0, -1).join(', ')} or ${last ?? ''}` : (last ?? '')
  return `‘${variable.title}’ ${operator}${said === '' ? '' : ` ${said}`}`
}

export function valueWords({ options }: Pick<VariableChoice, 'options'>, value: ConditionValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const option = options.find(({ code }) => code === value)?.title
  if (option !== undefined) return option
  const text = String(value)
  return isLocalDate(text) ? dayInWords(text) : text
}
