import { createHash } from 'node:crypto'
import { DmnModdle } from 'dmn-moddle'
import { checkWarnings } from '../admission/check-warnings.ts'
import { refusal, type Remark } from '../admission/remark.ts'
import type { Finding } from '../finding.ts'
import { canonicalJson } from '../hashes.ts'
import { childOf, childrenOf, idOf, isA, textOf, type ModdleElement } from '../moddle.ts'
import { scanXml, type XmlLimits } from '../scan-xml.ts'
import { checkOutline } from './check-outline.ts'
import { deadRows, type DeadRow } from './dead-rows.ts'
import { readTest, readValue } from './read-cell.ts'
import type { CellTest, CellValue, DecisionTable, TableInput, TableOutput, TableRow, ValueType } from './table.ts'

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
const TYPES: readonly string[] = ['string', 'boolean', 'number', 'date'] satisfies ValueType[]
const VARIABLE = /^[A-Za-z]\w{0,99}$/
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const moddle = new DmnModdle()

/**
 * Reads a decision table (`routing.dmn`), or says everything that stands against it. Fail-closed: one decision with a
 * table of the hit policy FIRST, plain tests, plain outputs, and a last row that matches everything.
 *
 * Whether its inputs are known to a procedure is no matter of the file; the rules on diagrams ask that.
 *
 * @param file - its path from the folder; the table's name is the file's
 */
export async function readDecision(xml: string, { file }: { readonly file: string }): Promise<DecisionReading> {
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
  return table === undefined || findings.some(({ level }) => level === 'error') ? { findings } : { table, findings }
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

interface Column<Of> {
  readonly column?: Of
  readonly remarks: readonly Remark[]
}

function inputOf(input: ModdleElement, index: number): Column<TableInput> {
  const expression = childOf(input, 'inputExpression')
  const name = (expression && textOf(expression, 'text')) ?? ''
  const label = textOf(input, 'label') ?? name
  const typed = typeOf(expression && textOf(expression, 'typeRef'))
  const place = idOf(input) || `input ${index + 1}`
  const remarks = [
    ...checkVariable(place, 'input', name),
    ...(typed === undefined
      ? [
          refusal(
            place,
            'no-type',
            `The input '${label}' has no type that we know.`,
            `Give it one: ${TYPES.join(', ')}.`,
          ),
        ]
      : []),
  ]
  if (typed === undefined || remarks.length > 0) return { remarks }
  const values = optionsIn(place, childOf(input, 'inputValues'), typed)
  return {
    column: { name, label, type: typed, ...(values.options && { options: values.options }) },
    remarks: values.remarks,
  }
}

function outputOf(output: ModdleElement, index: number): Column<TableOutput> {
  const name = textOf(output, 'name') ?? ''
  const label = textOf(output, 'label') ?? name
  const typed = typeOf(textOf(output, 'typeRef'))
  const place = idOf(output) || `output ${index + 1}`
  const remarks = [
    ...checkVariable(place, 'output', name),
    ...(typed === undefined
      ? [
          refusal(
            place,
            'no-type',
            `The output '${label}' has no type that we know.`,
            `Give it one: ${TYPES.join(', ')}.`,
          ),
        ]
      : []),
  ]
  if (typed === undefined || remarks.length > 0) return { remarks }
  const values = optionsIn(place, childOf(output, 'outputValues'), typed)
  return {
    column: { name, label, type: typed, ...(values.options && { options: values.options }) },
    remarks: values.remarks,
  }
}

function checkVariable(place: string, what: string, name: string): readonly Remark[] {
  if (VARIABLE.test(name) && !FORBIDDEN.has(name)) return []
  const said =
    name === '' ? `The ${what} names no variable.` : `The ${what} '${name.slice(0, 80)}' is not a variable's name.`
  return [refusal(place, 'bad-variable', said, 'Name one variable and nothing else, such as personCode.')]
}

function checkTwins(id: string, columns: readonly { readonly name: string }[]): readonly Remark[] {
  return columns
    .filter(({ name }, index) => columns.findIndex((other) => other.name === name) < index)
    .map(({ name }) => refusal(id, 'bad-table', `Two columns are about '${name}'.`, 'Delete one of them.'))
}

function typeOf(written: string | undefined): ValueType | undefined {
  return written !== undefined && TYPES.includes(written) ? (written as ValueType) : undefined
}

/** The predefined values of a column, for texts only; ranges of numbers and days are for the rows to say. */
function optionsIn(
  place: string,
  values: ModdleElement | undefined,
  type: ValueType,
): { readonly options?: readonly string[]; readonly remarks: readonly Remark[] } {
  const text = values && textOf(values, 'text')
  if (text === undefined || text === '-') return { remarks: [] }
  const bad = (problem: string) => ({
    remarks: [
      refusal(place, 'bad-values', `Its list of values cannot be used: ${problem}`, 'Write "one","other", or no list.'),
    ],
  })
  if (type !== 'string') return bad(`it is a ${type}, and only texts have such a list.`)
  const read = readTest(text, type)
  if (!read.ok) return bad(read.problem)
  if (read.value === 'any' || read.value.not) return bad('it is not a list of texts.')
  const options = read.value.items.flatMap((item) => ('value' in item ? [String(item.value)] : []))
  return { options: [...new Set(options)], remarks: [] }
}

function rowOf(
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

/** Every text that the column can give, in the order of the rows. */
function withOptions(output: TableOutput, rows: readonly TableRow[], index: number): TableOutput {
  if (output.type !== 'string' || output.options !== undefined) return output
  return { ...output, options: [...new Set(rows.map(({ outputs }) => String(outputs[index])))] }
}

function checkRows(inputs: readonly TableInput[], rows: readonly TableRow[]): readonly Remark[] {
  const last = rows.at(-1)
  const remarks: Remark[] = []
  if (last?.tests.some((test) => test !== 'any') === true) {
    const message = 'The last row does not match everything, so that the table could have no answer.'
    remarks.push(refusal(last.id, 'no-catch-all', message, "Add a last row with '-' in every test."))
  }
  const catchesAll = rows.findIndex(({ tests }) => tests.every((test) => test === 'any'))
  for (const dead of deadRows(inputs, rows)) {
    const row = rows[dead.row]
    // The one row that matches everything may be there for what nobody thought of, even where the others leave nothing.
    if (row === undefined || (dead.row === catchesAll && row === last)) continue
    remarks.push(refusal(row.id, 'dead-row', reasonOf(dead, rows), 'Move it up, narrow the earlier row, or delete it.'))
  }
  return remarks
}

function reasonOf(dead: DeadRow, rows: readonly TableRow[]): string {
  switch (dead.why) {
    case 'impossible':
      return `No value of '${dead.input}' can pass its test, so that the row never matches.`
    case 'hidden':
      return `The row never matches: row ${dead.by + 1} ('${rows[dead.by]?.id ?? ''}') takes all that it could.`
    case 'hidden-by-several':
      return 'The row never matches: the rows before it together take all that it could.'
  }
}

function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.dmn$/, '')
}
