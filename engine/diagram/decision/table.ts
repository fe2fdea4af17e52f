import type { DecisionDescription } from '../finding.ts'

/** A decision table: rows of tests, tried from the top; the first whose tests all hold gives the outputs. Plain data. */
export interface DecisionTable {
  /** The name of its file, without `.dmn`; diagrams call it by that. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputs: readonly TableInput[]
  readonly outputs: readonly TableOutput[]
  /** The last one matches whatever it is asked. */
  readonly rows: readonly TableRow[]
  /** SHA-256 over all the above, hex. How the file is laid out, and how a cell is spaced, is no part of it. */
  readonly hash: string
}

export type ValueType = 'string' | 'boolean' | 'number' | 'date'

/** A day is its ISO text. */
export type CellValue = string | number | boolean

export interface TableInput {
  /** The variable that it reads. */
  readonly name: string
  readonly label: string
  readonly type: ValueType
  /** The only values that it may have, where the table says so. */
  readonly options?: readonly string[]
}

export interface TableOutput {
  /** The variable that it sets. */
  readonly name: string
  readonly label: string
  readonly type: ValueType
  /** For texts: every value that the table can give. */
  readonly options?: readonly string[]
}

export interface TableRow {
  readonly id: string
  /** One for each input. */
  readonly tests: readonly CellTest[]
  /** One for each output. */
  readonly outputs: readonly CellValue[]
  /** Why the row is there, in words. */
  readonly annotation: string
}

/** Whether a value is, or is `not`, among the items. A cell left empty, or `-`, is `'any'`. */
export type CellTest = 'any' | { readonly not: boolean; readonly items: readonly TestItem[] }

export type TestItem = { readonly value: CellValue } | { readonly from?: Bound; readonly to?: Bound }

export interface Bound {
  readonly value: CellValue
  readonly included: boolean
}

/** What the rules on diagrams need to know of it. */
export function describeDecision({ name, inputs, outputs, rows }: DecisionTable): DecisionDescription {
  const tested = (index: number) => [...new Set(rows.flatMap(({ tests }) => textsIn(tests[index] ?? 'any')))]
  return {
    name,
    inputs: Object.fromEntries(
      inputs.map(({ name: input, type, options }, index) => [
        input,
        type === 'string' ? { type: 'option', options: options ?? tested(index) } : { type },
      ]),
    ),
    outputs: Object.fromEntries(
      outputs.map(({ name: output, type, options }) => [
        output,
        type === 'string' ? { type: 'option', ...(options && { options }) } : { type },
      ]),
    ),
  }
}

function textsIn(test: CellTest): readonly string[] {
  if (test === 'any') return []
  return test.items.flatMap((item) => ('value' in item && typeof item.value === 'string' ? [item.value] : []))
}
