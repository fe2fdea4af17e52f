import { testInWords, valueInWords } from '../../engine/index.ts'
import type {
  CellTest,
  CellValue,
  CodeLabels,
  DecisionTable,
  RowContent,
  TableInput,
  TableOutput,
  DecisionRow,
  TestItem,
} from '../../engine/index.ts'
import { field, fieldList, type Fields } from '../frame/index.ts'
import { readValue } from './read-value.ts'

export interface RowFault {
  readonly text: string
  readonly href: string
}

/** How a cell with numbers or days compares. */
const COMPARISONS = {
  number: {
    below: 'Less than',
    upTo: 'At most',
    above: 'More than',
    from: 'At least',
    is: 'Exactly',
    between: 'From … to …',
  },
  date: {
    below: 'Before',
    upTo: 'On or before',
    above: 'After',
    from: 'On or after',
    is: 'On',
    between: 'From … to …',
  },
} as const
type Comparison = keyof typeof COMPARISONS.number

/** The questions of a row's page, with what its cells say now, or what was just filled in. */
export function rowForm(
  { inputs, outputs }: DecisionTable,
  labels: CodeLabels,
  before: DecisionRow | undefined,
  typed?: Fields,
): object {
  return {
    inputs: inputs.map((input, index) => inputQuestion(input, before?.tests[index] ?? 'any', labels, typed)),
    outputs: outputs.map((output, index) => outputQuestion(output, before?.outputs[index], labels, typed)),
    annotation: typed === undefined ? (before?.annotation ?? '') : field(typed, 'annotation'),
  }
}

function inputQuestion(input: TableInput, test: CellTest, labels: CodeLabels, typed: Fields | undefined): object {
  const { name, label, type } = input
  const how = typed === undefined ? howOf(test, type) : field(typed, `how-${name}`)
  const named = test === 'any' ? [] : test.items.flatMap((item) => ('value' in item ? [item.value] : []))
  if (type === 'boolean') {
    const value = typed === undefined ? (test === 'any' ? 'any' : String(yesOf(test))) : field(typed, `how-${name}`)
    return { name, label, type, value }
  }
  if (type === 'string') {
    const known = input.options ?? named.map(String)
    const values = typed === undefined ? named.map(String) : fieldList(typed, `values-${name}`)
    return {
      name,
      label,
      type,
      how,
      values,
      items: [...new Set([...known, ...values])].map((value) => ({ value, text: valueInWords(name, value, labels) })),
    }
  }
  const bounds =
    typed === undefined ? boundsOf(test) : { low: field(typed, `low-${name}`), high: field(typed, `high-${name}`) }
  const kept = how === 'kept' ? [{ value: 'kept', text: `As it is: ${testInWords(input, test, labels)}` }] : []
  const choices = [...kept, ...Object.entries(COMPARISONS[type]).map(([value, text]) => ({ value, text }))]
  return { name, label, type, how, ...bounds, choices }
}

/** A cell that these pages cannot show is kept as it is, unless another is chosen. */
function howOf(test: CellTest, type: TableInput['type']): string {
  if (test === 'any') return 'any'
  if (type === 'string' || type === 'boolean') return test.not ? 'not' : 'is'
  const [only, ...more] = test.items
  if (only === undefined || more.length > 0 || test.not) return 'kept'
  if ('value' in only) return 'is'
  const { from, to } = only
  if (from !== undefined && to !== undefined) return from.included && to.included ? 'between' : 'kept'
  if (from !== undefined) return from.included ? 'from' : 'above'
  return to?.included === true ? 'upTo' : 'below'
}

function boundsOf(test: CellTest): { readonly low: string; readonly high: string } {
  const [item] = test === 'any' ? [] : test.items
  if (item === undefined) return { low: '', high: '' }
  if ('value' in item) return { low: String(item.value), high: '' }
  const { from, to } = item
  return {
    low: String(from?.value ?? to?.value ?? ''),
    high: from !== undefined && to !== undefined ? String(to.value) : '',
  }
}

function yesOf(test: Exclude<CellTest, 'any'>): boolean {
  return test.items.some((item) => 'value' in item && item.value === true) !== test.not
}

function outputQuestion(
  { name, label, type, options = [] }: TableOutput,
  now: CellValue | undefined,
  labels: CodeLabels,
  typed: Fields | undefined,
): object {
  const value = typed === undefined ? String(now ?? '') : field(typed, `out-${name}`)
  const items = options.map((option) => ({ value: option, text: valueInWords(name, option, labels) }))
  return { name, label, type, value, items }
}

/** The row as it was filled in; a cell that is kept is taken from `before`. */
export function readContent(
  { inputs, outputs }: DecisionTable,
  body: Fields,
  before?: DecisionRow,
): { readonly content?: RowContent; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = []
  const tests = inputs.map((input, index) => readTest(input, before?.tests[index] ?? 'any', body, faults))
  const values = outputs.map((output) => readOutput(output, body, faults))
  if (faults.length > 0) return { faults }
  return { content: { tests, outputs: values, annotation: field(body, 'annotation').replaceAll('\r\n', '\n') }, faults }
}

function readTest({ name, label, type }: TableInput, before: CellTest, body: Fields, faults: RowFault[]): CellTest {
  const how = field(body, `how-${name}`)
  if (how === 'kept') return before
  if (how === '' || how === 'any') {
    if (type === 'string' && before === 'any' && fieldList(body, `values-${name}`).length > 0) {
      faults.push({ text: `Say how the answers that you ticked for “${label}” match`, href: `#how-${name}` })
    }
    return 'any'
  }
  if (type === 'boolean') return { not: false, items: [{ value: how === 'true' }] }
  if (type === 'string') {
    const items = fieldList(body, `values-${name}`).map((value) => ({ value }))
    if (items.length === 0) faults.push({ text: `Select at least one answer for “${label}”`, href: `#values-${name}` })
    return { not: how === 'not', items }
  }
  const low = readValue(type, field(body, `low-${name}`))
  const high = readValue(type, field(body, `high-${name}`))
  const what = type === 'date' ? 'a day, such as 2026-04-01,' : 'a number'
  if (low === undefined) faults.push({ text: `Enter ${what} for “${label}”`, href: `#low-${name}` })
  if (how === 'between' && high === undefined)
    faults.push({ text: `Enter ${what} for the end of “${label}”`, href: `#high-${name}` })
  return { not: false, items: [itemOf(how as Comparison, low ?? '', high ?? '')] }
}

function itemOf(how: Comparison, low: CellValue, high: CellValue): TestItem {
  switch (how) {
    case 'below':
      return { to: { value: low, included: false } }
    case 'upTo':
      return { to: { value: low, included: true } }
    case 'above':
      return { from: { value: low, included: false } }
    case 'from':
      return { from: { value: low, included: true } }
    case 'between':
      return { from: { value: low, included: true }, to: { value: high, included: true } }
    case 'is':
      return { value: low }
  }
}

function readOutput({ name, label, type }: TableOutput, body: Fields, faults: RowFault[]): CellValue {
  const text = field(body, `out-${name}`)
  const value = type === 'boolean' && text !== '' ? text === 'true' : type === 'string' ? text : readValue(type, text)
  if (value === undefined || value === '') faults.push({ text: `Say what “${label}” is`, href: `#out-${name}` })
  return value ?? ''
}
