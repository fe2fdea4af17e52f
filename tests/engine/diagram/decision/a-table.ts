import { readDecision } from '../../../../engine/diagram/decision/index.ts'
import type { DecisionTable } from '../../../../engine/diagram/decision/table.ts'
import type { Finding } from '../../../../engine/diagram/finding.ts'

/** A table in short: `person:string="a","b"` is an input with its values, and each row lists its cells. */
export interface TableSketch {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly hitPolicy?: string
  readonly id?: string
}

export function tableXml({ inputs, outputs, rows, hitPolicy = 'FIRST', id = 'routing' }: TableSketch): string {
  const cells = (row: readonly string[], from: number, to: number | undefined, tag: string) =>
    row
      .slice(from, to)
      .map((text) => `<${tag}><text>${escaped(text)}</text></${tag}>`)
      .join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions_1" name="Routing" namespace="https://redress.example/dmn">
  <decision id="${id}" name="Where it goes">
    <decisionTable id="table_1" hitPolicy="${hitPolicy}">
${inputs.map(inputXml).join('\n')}
${outputs.map(outputXml).join('\n')}
${rows
  .map(
    (row, index) =>
      `      <rule id="row_${index + 1}"><description>Row ${index + 1}</description>${cells(row, 0, inputs.length, 'inputEntry')}${cells(row, inputs.length, undefined, 'outputEntry')}</rule>`,
  )
  .join('\n')}
    </decisionTable>
  </decision>
</definitions>`
}

export async function aTable(sketch: TableSketch): Promise<DecisionTable> {
  const { table, findings } = await readDecision(tableXml(sketch), { file: 'routing.dmn' })
  if (table === undefined) throw new Error(findings.map(({ element, message }) => `${element}: ${message}`).join('\n'))
  return table
}

export async function findingsOf(xml: string, file = 'routing.dmn'): Promise<readonly Finding[]> {
  return (await readDecision(xml, { file })).findings
}

/** `name:type="values"`; type and values may be left out. */
function columnOf(text: string): { readonly name: string; readonly type: string; readonly values: string } {
  const [, name = '', type = '', values = ''] = /^([^:]*):?([^=]*)=?(.*)$/s.exec(text) ?? []
  return { name, type, values }
}

function inputXml(text: string, index: number): string {
  const { name, type, values } = columnOf(text)
  const typed = type === '' ? '' : ` typeRef="${type}"`
  return `      <input id="input_${index + 1}" label="${name}"><inputExpression${typed}><text>${name}</text></inputExpression>${
    values === '' ? '' : `<inputValues><text>${escaped(values)}</text></inputValues>`
  }</input>`
}

function outputXml(text: string, index: number): string {
  const { name, type, values } = columnOf(text)
  const typed = type === '' ? '' : ` typeRef="${type}"`
  return `      <output id="output_${index + 1}" name="${name}"${typed}>${
    values === '' ? '' : `<outputValues><text>${escaped(values)}</text></outputValues>`
  }</output>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
