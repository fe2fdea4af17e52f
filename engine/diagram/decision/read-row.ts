import { refusal, type Remark } from '../admission/remark.ts'
import { childrenOf, idOf, textOf, type ModdleElement } from '../moddle.ts'
import { readTest, readValue } from './read-cell.ts'
import type { CellTest, CellValue, TableInput, TableOutput, TableRow } from './table.ts'

/** A row with every cell read, unless something stands against it. */
export function rowOf(
  rule: ModdleElement,
  inputs: readonly TableInput[],
  outputs: readonly TableOutput[],
): { readonly row?: TableRow; readonly remarks: readonly Remark[] } {
  const id = idOf(rule)
  const tests = childrenOf(rule, 'inputEntry').map((cell) => textOf(cell, 'text') ?? '')
  const values = childrenOf(rule, 'outputEntry').map((cell) => textOf(cell, 'text') ?? '')
  if (tests.length !== inputs.length || values.length !== outputs.length) {
    const message = `It has ${tests.length} tests and ${values.length} outputs; the table has ${inputs.length} and ${outputs.length}.`
    return { remarks: [refusal(id, 'bad-row', message, 'Give it one cell for each column.')] }
  }
  const remarks: Remark[] = []
  const refuse = (label: string, text: string, problem: string) => {
    const message = `Its cell '${text.slice(0, 80)}' under '${label}' cannot be used. ${problem}`
    remarks.push(refusal(id, 'bad-cell', message, 'Correct the cell.'))
  }
  const readTests = inputs.map(({ label, type, options }, index): CellTest => {
    const text = tests[index] ?? ''
    const read = readTest(text, type)
    if (!read.ok) refuse(label, text, read.problem)
    else {
      const strange = strangers(read.value, options)
      if (strange.length > 0) refuse(label, text, `The values of this column are ${(options ?? []).join(', ')}.`)
    }
    return read.ok ? read.value : 'any'
  })
  const readValues = outputs.map(({ label, type, options }, index): CellValue => {
    const text = values[index] ?? ''
    const read = readValue(text, type)
    if (!read.ok) refuse(label, text, read.problem)
    else if (options !== undefined && !options.includes(String(read.value))) {
      refuse(label, text, `The values of this column are ${options.join(', ')}.`)
    }
    return read.ok ? read.value : ''
  })
  if (remarks.length > 0) return { remarks }
  const entries = childrenOf(rule, 'annotationEntry').flatMap((entry) => textOf(entry, 'text') ?? [])
  const annotation = [...(textOf(rule, 'description') === undefined ? [] : [textOf(rule, 'description')]), ...entries]
  return { row: { id, tests: readTests, outputs: readValues, annotation: annotation.join('\n') }, remarks }
}

function strangers(test: CellTest, options: readonly string[] | undefined): readonly TestedItem[] {
  if (test === 'any' || options === undefined) return []
  return test.items.filter((item) => 'value' in item && !options.includes(String(item.value)))
}

type TestedItem = Exclude<CellTest, 'any'>['items'][number]
