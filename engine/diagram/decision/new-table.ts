import { canonicalTable } from './edit-table.ts'
import type { ValueType } from './table.ts'

export interface NewTable {
  /** Of its file; diagrams call it by that. */
  readonly name: string
  readonly title: string
  /** The first answer that it decides by. */
  readonly input: NewColumn
  /** What it gives; its first option is what the last row gives. */
  readonly output: NewColumn & { readonly options: readonly string[] }
}

interface NewColumn {
  readonly name: string
  readonly label: string
  readonly type: ValueType
  readonly options?: readonly string[]
}

/** A table with one row, which takes everything. */
export function newTable({ name, title, input, output }: NewTable): Promise<string> {
  const [first = ''] = output.options
  const list = (options: readonly string[] | undefined, tag: string, column: string) =>
    options === undefined || options.length === 0
      ? ''
      : `<${tag} id="values_${column}"><text>${escaped(options.map((option) => JSON.stringify(option)).join(', '))}</text></${tag}>`
  return canonicalTable(`<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions_${name}" name="${escaped(title)}" namespace="urn:redress:${name}">
  <decision id="${name}" name="${escaped(title)}">
    <decisionTable id="table_${name}" hitPolicy="FIRST">
      <input id="input_${input.name}" label="${escaped(input.label)}"><inputExpression id="expression_${input.name}" typeRef="${input.type}"><text>${input.name}</text></inputExpression>${input.type === 'string' ? list(input.options, 'inputValues', input.name) : ''}</input>
      <output id="output_${output.name}" label="${escaped(output.label)}" name="${output.name}" typeRef="string">${list(output.options, 'outputValues', output.name)}</output>
      <rule id="row_1"><description>Takes everything that no other row does.</description><inputEntry id="row_1_1"><text>-</text></inputEntry><outputEntry id="row_1_out_1"><text>${escaped(JSON.stringify(first))}</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`)
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
}
