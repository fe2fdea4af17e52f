import {
  asksNothing,
  checkFeel,
  OPERATORS_OF,
  readCondition,
  variableOf,
  writeCondition,
  type ConditionTest,
  type ConditionValue,
  type PlainCondition,
  type TestOperator,
  type VariableChoice,
} from '../../../engine/diagram/in-browser.ts'
import { button, hidden } from '../dom.ts'
import type { Choice } from '../page-data.ts'
import { emptyOf, valueField } from './condition-values.ts'
import { fieldset, folded, selectField, textField } from './fields.ts'
import type { PanelParts } from './part.ts'

export interface ConditionField {
  /** Begins the ids of its controls. */
  readonly id: string
  readonly label: string
  /** For the ear: which condition that is. */
  readonly about: string
  readonly feel: string
  readonly change: (feel: string) => void
  readonly error?: string | undefined
  /** A choice besides what it can go by: in all other cases. */
  readonly instead?: Choice & { readonly chosen: boolean; readonly choose: () => void }
}

const BY_HAND = 'by-hand'

/** A condition, test by test; below it the expression, for what cannot be put in words. */
export function conditionFields(field: ConditionField, parts: PanelParts): readonly HTMLElement[] {
  const { id, feel, change, instead } = field
  const { readOnly } = parts
  const plain = readCondition(feel)
  const tests = plain?.tests ?? []
  const write = (next: PlainCondition) => {
    change(writeCondition(next))
  }
  const join = plain?.join ?? 'and'
  const replace = (place: number, test: ConditionTest | undefined) => {
    const all = test === undefined ? tests.toSpliced(place, 1) : tests.toSpliced(place, 1, test)
    write({ join, tests: all })
  }
  if (instead?.chosen === true) return [firstField(field, undefined, false, replace, parts)]
  const rest = tests.slice(1).map((test, index) => moreFields(field, test, index + 1, replace, parts))
  const [first] = tests
  return [
    firstField(field, first, feel !== '' && first === undefined, replace, parts),
    ...(first === undefined ? [] : comparedFields(id, 0, first, replace, parts)),
    ...(tests.length > 1 ? [joinField(id, join, tests, write, readOnly)] : []),
    ...rest,
    ...(first === undefined || readOnly ? [] : [moreButton(field, { join, tests }, write, parts)]),
    expressionField(field, parts),
  ]
}

function prefixOf(id: string, place: number): string {
  return place === 0 ? id : `${id}-${place + 1}`
}

type Replace = (place: number, test: ConditionTest | undefined) => void

/** What decides: an answer, all other cases, or an expression that says more. */
function firstField(
  { id, label, error, instead, change }: ConditionField,
  test: ConditionTest | undefined,
  isByHand: boolean,
  replace: Replace,
  { choices, readOnly }: PanelParts,
): HTMLElement {
  return selectField({
    id: `${id}-by`,
    label,
    error,
    value: instead?.chosen === true ? instead.code : isByHand ? BY_HAND : (test?.variable ?? ''),
    none: 'Choose what decides',
    choices: [
      ...(instead === undefined ? [] : [instead]),
      ...choices.variables.map(({ name, title }) => ({ code: name, title: `By: ${title}` })),
      ...(isByHand ? [{ code: BY_HAND, title: 'By an expression of its own' }] : []),
    ],
    readOnly,
    change: (value) => {
      const next = choices.variables.find(({ name }) => name === value)
      if (value === instead?.code) instead.choose()
      else if (next !== undefined && test !== undefined) replace(0, startOf(next))
      else if (next !== undefined) change(writeCondition({ join: 'and', tests: [startOf(next)] }))
    },
  })
}

/** What is asked at first of an answer that is chosen. */
function startOf({ name, type, options }: VariableChoice): ConditionTest {
  if (type === 'list') return { variable: name, operator: 'some-entries', values: [] }
  if (type === 'boolean') return { variable: name, operator: 'is', values: [true] }
  if (type === 'number') return { variable: name, operator: 'at-least', values: [1] }
  const code = options[0]?.code
  return code === undefined
    ? { variable: name, operator: 'known', values: [] }
    : { variable: name, operator: 'is', values: [code] }
}

function moreFields(
  { id, about }: ConditionField,
  test: ConditionTest,
  place: number,
  replace: Replace,
  parts: PanelParts,
): HTMLElement {
  const { choices, readOnly } = parts
  const own = prefixOf(id, place)
  return fieldset(
    `Test ${place + 1}`,
    selectField({
      id: `${own}-by`,
      label: 'It goes by',
      value: test.variable,
      choices: choices.variables.map(({ name, title }) => ({ code: name, title })),
      readOnly,
      change: (value) => {
        const next = choices.variables.find(({ name }) => name === value)
        if (next !== undefined) replace(place, startOf(next))
      },
    }),
    ...comparedFields(id, place, test, replace, parts),
    readOnly
      ? undefined
      : withHidden(
          button('Take it away', () => {
            replace(place, undefined)
          }),
          ` test ${place + 1} ${about}`,
        ),
  )
}

function withHidden(made: HTMLElement, words: string): HTMLElement {
  made.append(hidden(words))
  return made
}

/** How it is asked, and with what it is compared. */
function comparedFields(
  id: string,
  place: number,
  test: ConditionTest,
  replace: Replace,
  { choices, readOnly }: PanelParts,
): readonly HTMLElement[] {
  const own = prefixOf(id, place)
  const variable = variableOf(choices.variables, test)
  const set = (values: readonly ConditionValue[]) => {
    replace(place, { ...test, values })
  }
  const how = selectField({
    id: `${own}-how`,
    label: `When “${variable.title}” …`,
    value: test.operator,
    choices: OPERATORS_OF[variable.type],
    readOnly,
    change: (value) => {
      replace(place, turned(variable, test, value as TestOperator))
    },
  })
  return asksNothing(test.operator) ? [how] : [how, valueField(`${own}-is`, variable, test, set, readOnly)]
}

/** The same test asked in another way, with values that fit. */
function turned(variable: VariableChoice, test: ConditionTest, operator: TestOperator): ConditionTest {
  if (asksNothing(operator)) return { ...test, operator, values: [] }
  const isMany = operator === 'one-of' || operator === 'none-of'
  const [first] = test.values
  const values = first === undefined ? [emptyOf(variable)] : isMany ? test.values : [first]
  return { ...test, operator, values }
}

function joinField(
  id: string,
  join: PlainCondition['join'],
  tests: readonly ConditionTest[],
  write: (next: PlainCondition) => void,
  readOnly: boolean,
): HTMLElement {
  return selectField({
    id: `${id}-join`,
    label: 'How the tests go together',
    value: join,
    choices: [
      { code: 'and', title: 'All of them must hold' },
      { code: 'or', title: 'One of them is enough' },
    ],
    readOnly,
    change: (value) => {
      write({ join: value === 'or' ? 'or' : 'and', tests })
    },
  })
}

function moreButton(
  { about }: ConditionField,
  { join, tests }: PlainCondition,
  write: (next: PlainCondition) => void,
  { choices }: PanelParts,
): HTMLElement {
  const asked = new Set(tests.map(({ variable }) => variable))
  const next = choices.variables.find(({ name }) => !asked.has(name)) ?? choices.variables[0]
  const made = button('Ask something more', () => {
    if (next !== undefined) write({ join, tests: [...tests, startOf(next)] })
  })
  return withHidden(made, ` ${about}`)
}

/** The expression itself, with what is wrong with it said at once. */
function expressionField({ id, about, feel, change }: ConditionField, { readOnly }: PanelParts): HTMLElement {
  return folded(
    'Show the expression',
    about,
    textField({
      id: `${id}-feel`,
      label: 'Expression (FEEL)',
      hint: 'For those who know it; the choices above write it for you.',
      value: feel,
      rows: 2,
      error: feel === '' ? undefined : checkFeel(feel, 'condition')[0],
      readOnly,
      change,
    }),
  )
}
