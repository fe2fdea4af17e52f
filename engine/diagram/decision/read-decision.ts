import { createHash } from 'node:crypto'
import { DmnModdle } from 'dmn-moddle'
import { checkWarnings } from '../admission/check-warnings.ts'
import { refusal, type Remark } from '../admission/remark.ts'
import type { Finding } from '../finding.ts'
import { canonicalJson } from '../hashes.ts'
import { childOf, childrenOf, idOf, isA, textOf, type ModdleElement } from '../moddle.ts'
import { scanXml, type XmlLimits } from '../scan-xml.ts'
import { checkOutline } from './check-outline.ts'
import { checkRows } from './check-rows.ts'
import { inputOf, outputOf } from './read-columns.ts'
import { rowOf } from './read-row.ts'
import type { DecisionTable, TableOutput, TableRow } from './table.ts'

export interface DecisionReading {
  /** Absent when there is an error among the findings. */
  readonly table?: DecisionTable
  readonly findings: readonly Finding[]
}

/** UTF-8 bytes. */
const LARGEST = 524_288
const LIMITS: XmlLimits = { elements: 15_000, layout: 100, depth: 12, namespaces: 32 }
const MOST_ROWS = 500
const MOST_CELLS = 6_000
const MOST_FINDINGS = 100

const moddle = new DmnModdle()

/**
 * Reads a decision table (`routing.dmn`), or says everything that stands against it. Fail-closed: one decision with a
 * table of the hit policy FIRST, plain tests, plain outputs, and a last row that matches everything.
 *
 * Whether its inputs are known to a procedure is no matter of the file; the rules on diagrams ask that.
 *
 * @param file - its path from the folder; the table's name is the file's
 */
export async function readDecision(xml: string, source: { readonly file: string }): Promise<DecisionReading> {
  const { table, findings } = await readTable(xml, source)
  return table === undefined || findings.some(({ level }) => level === 'error') ? { findings } : { table, findings }
}

/** The same for whoever mends a table: given also where a row can never match, or the last one does not match everything. */
export async function readTable(xml: string, { file }: { readonly file: string }): Promise<DecisionReading> {
  const { table, remarks } = await read(xml, nameOf(file))
  const findings = [...new Map(remarks.map((remark) => [JSON.stringify(remark), remark])).values()]
    .slice(0, MOST_FINDINGS)
    .map(({ element, what, level, message, remedy }) => ({
      file,
      element,
      rule: `admission/${what}`,
      level,
      message,
      remedy,
    }))
  return { ...(table !== undefined && { table }), findings }
}

interface Reading {
  readonly table?: DecisionTable
  readonly remarks: readonly Remark[]
}

async function read(xml: string, name: string): Promise<Reading> {
  if (xml.length > LARGEST || Buffer.byteLength(xml) > LARGEST) {
    const message = `The file is larger than ${LARGEST / 1024} KiB.`
    return { remarks: [refusal('1:1', 'too-large', message, 'Split the table into several.')] }
  }
  const { elements, fault } = scanXml(xml, LIMITS)
  if (fault) return { remarks: [refusal(fault.place, fault.rule, fault.message, forTables(fault.remedy))] }
  const outline = checkOutline(elements)
  if (outline.length > 0) return { remarks: outline }
  const parsed = await parse(xml)
  if (parsed === undefined) {
    const message = 'The DMN parser could not read the file to its end.'
    return { remarks: [refusal('1:1', 'unreadable', message, AGAIN)] }
  }
  if (parsed.remarks.length > 0) return { remarks: parsed.remarks }
  return tableOf(parsed.decision, name)
}

const AGAIN = 'Export the file again from the tool that made it, as DMN 1.3 XML.'

/** The reader of outlines speaks of diagrams. */
function forTables(remedy: string): string {
  if (remedy.includes('BPMN')) return AGAIN
  return remedy
    .replace('a diagram needs none', 'a table needs none')
    .replace(/^(Use|Split) .*$/, 'Split the table into several.')
}

async function parse(
  xml: string,
): Promise<{ readonly decision: ModdleElement; readonly remarks: readonly Remark[] } | undefined> {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml, 'dmn:Definitions')
    const [decision] = childrenOf(rootElement, 'drgElement')
    return decision && { decision, remarks: checkWarnings(warnings, [], false) }
  } catch {
    return undefined
  }
}

function tableOf(decision: ModdleElement, name: string): Reading {
  const id = idOf(decision)
  const logic = childOf(decision, 'decisionLogic')
  if (logic === undefined || !isA(logic, 'dmn:DecisionTable')) {
    return { remarks: [refusal(id, 'no-table', 'The decision has no table.', 'Write it as a decision table.')] }
  }
  const inputs = childrenOf(logic, 'input').map(inputOf)
  const outputs = childrenOf(logic, 'output').map(outputOf)
  const rules = childrenOf(logic, 'rule')
  const onTable = [
    ...checkNames(id, name, logic),
    ...checkSize(id, inputs.length, outputs.length, rules.length),
    ...inputs.flatMap(({ remarks }) => remarks),
    ...outputs.flatMap(({ remarks }) => remarks),
  ]
  if (onTable.length > 0) return { remarks: onTable }
  const columns = {
    inputs: inputs.flatMap(({ column }) => column ?? []),
    outputs: outputs.flatMap(({ column }) => column ?? []),
  }
  const twins = checkTwins(id, [...columns.inputs, ...columns.outputs])
  if (twins.length > 0) return { remarks: twins }
  const rows = rules.map((rule) => rowOf(rule, columns.inputs, columns.outputs))
  const onRows = rows.flatMap(({ remarks }) => remarks)
  if (onRows.length > 0) return { remarks: onRows }
  const content = {
    name,
    title: textOf(decision, 'name') ?? name,
    description: textOf(decision, 'description') ?? '',
    inputs: columns.inputs,
    outputs: columns.outputs,
    rows: rows.flatMap(({ row }) => row ?? []),
  }
  const named = {
    ...content,
    outputs: content.outputs.map((output, index) => withOptions(output, content.rows, index)),
  }
  const hash = createHash('sha256').update(canonicalJson(named)).digest('hex')
  return { table: { ...named, hash }, remarks: checkRows(named.inputs, named.rows) }
}

function checkNames(id: string, name: string, logic: ModdleElement): readonly Remark[] {
  const policy = textOf(logic, 'hitPolicy') ?? 'UNIQUE'
  return [
    ...(id === name
      ? []
      : [
          refusal(
            id,
            'bad-id',
            `The decision is called '${id}', and the file '${name}.dmn'.`,
            'Give both the same name.',
          ),
        ]),
    ...(policy === 'FIRST'
      ? []
      : [
          refusal(
            id,
            'hit-policy',
            `The hit policy is '${policy.slice(0, 40)}'.`,
            'Choose FIRST: rows are tried from the top, and the first that matches is taken.',
          ),
        ]),
  ]
}

function checkSize(id: string, inputs: number, outputs: number, rows: number): readonly Remark[] {
  const refused = (message: string, remedy: string) => [refusal(id, 'bad-table', message, remedy)]
  if (inputs === 0) return refused('The table has no input.', 'Add the variables that it decides by.')
  if (outputs === 0) return refused('The table has no output.', 'Add the variable that it sets.')
  if (rows === 0) return refused('The table has no row.', 'Add rows; the last one matches everything.')
  if (rows > MOST_ROWS || rows * (inputs + outputs) > MOST_CELLS) {
    return refused(`The table has ${rows} rows; it is too large to be checked.`, 'Split the table into several.')
  }
  return []
}

function checkTwins(id: string, columns: readonly { readonly name: string }[]): readonly Remark[] {
  return columns
    .filter(({ name }, index) => columns.findIndex((other) => other.name === name) < index)
    .map(({ name }) => refusal(id, 'bad-table', `Two columns are about '${name}'.`, 'Delete one of them.'))
}

/** Every text that the column can give, in the order of the rows. */
function withOptions(output: TableOutput, rows: readonly TableRow[], index: number): TableOutput {
  if (output.type !== 'string' || output.options !== undefined) return output
  return { ...output, options: [...new Set(rows.map(({ outputs }) => String(outputs[index])))] }
}

function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.dmn$/, '')
}
