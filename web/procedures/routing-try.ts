import { valueInWords, type CellValue, type CodeLabels, type DecisionTable } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'
import { readValue } from './read-value.ts'
import type { RowFault } from './routing-row.ts'

/** The questions with which a table is tried, with what was asked before. */
export function inputForm(
  { inputs }: DecisionTable,
  labels: CodeLabels,
  query: Fields,
  faults: readonly RowFault[],
): readonly object[] {
  return inputs.map(({ name, label, type, options = [] }) => ({
    name,
    label,
    type,
    value: field(query, name),
    items: options.map((value) => ({ value, text: valueInWords(name, value, labels) })),
    error: faults.find(({ href }) => href === `#${name}`)?.text,
  }))
}

export function readInputs(
  { inputs }: DecisionTable,
  query: Fields,
): { readonly inputs: Readonly<Record<string, CellValue>>; readonly faults: readonly RowFault[] } {
  const read = inputs.map(({ name, label, type }) => ({ name, label, value: readValue(type, field(query, name)) }))
  return {
    inputs: Object.fromEntries(
      read.flatMap(({ name, value }): [string, CellValue][] => (value === undefined ? [] : [[name, value]])),
    ),
    faults: read.flatMap(({ name, label, value }) =>
      value === undefined ? [{ text: `Answer “${label}”`, href: `#${name}` }] : [],
    ),
  }
}
