import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  analyseTable,
  applyDecision,
  areaInWords,
  codeLabels,
  readTable,
  valueInWords,
  type CellValue,
  type CodeLabels,
  type Decided,
  type DecisionTable,
  type Finding,
  type ProcedureFile,
  type TableAnalysis,
} from '../../diagram/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import { readDraft } from '../drafts/index.ts'
import type { Runtime } from '../runtime.ts'

/** A decision table of a draft, with what its rows show together. */
export interface DraftTable {
  readonly name: string
  /** Missing where the file cannot be read; the findings say why. */
  readonly table?: DecisionTable
  readonly findings: readonly Finding[]
  readonly labels: CodeLabels
  readonly analysis?: TableAnalysis
  readonly gaps: readonly TableGap[]
  readonly overlaps: readonly TableOverlap[]
  readonly isComplete: boolean
}

/** What only the last row takes. */
export interface TableGap {
  /** As it goes on after `when`; empty where it is everything. */
  readonly when: string
  readonly result: string
}

/** Two rows that match the same, from 1; the first is taken. */
export interface TableOverlap {
  readonly row: number
  readonly other: number
  readonly when: string
  readonly isSameResult: boolean
  readonly result: string
  readonly otherResult: string
}

/** @throws NotFoundError when the draft has no such table. */
export async function draftTable(runtime: Runtime, actor: Actor, draftId: string, name: string): Promise<DraftTable> {
  const { files } = await readDraft(runtime, actor, draftId)
  return tableIn(files, name)
}

/** The same of files that were read already. @throws NotFoundError */
export async function tableIn(files: readonly ProcedureFile[], name: string): Promise<DraftTable> {
  const file = files.find(({ path }) => path === `${name}.dmn`)
  if (file === undefined) throw new NotFoundError('decision table in the draft', name)
  const { table, findings } = await readTable(file.text, { file: file.path })
  const labels = codeLabels(files)
  if (table === undefined) return { name, findings, labels, gaps: [], overlaps: [], isComplete: false }
  const analysis = analyseTable(table)
  const resultOf = (row: number) => resultInWords(table, table.rows[row]?.outputs ?? [], labels)
  return {
    name,
    table,
    findings,
    labels,
    analysis,
    gaps: analysis.gaps.map((area) => ({
      when: areaInWords(table.inputs, area, labels),
      result: analysis.hasDefault ? resultOf(table.rows.length - 1) : '',
    })),
    overlaps: analysis.overlaps.map(({ row, other, isSameResult, area }) => ({
      row: row + 1,
      other: other + 1,
      when: areaInWords(table.inputs, area, labels),
      isSameResult,
      result: resultOf(row),
      otherResult: resultOf(other),
    })),
    isComplete: analysis.isComplete,
  }
}

/** What a row gives: `Where it goes: “Corporate complaints”, A person looks: Yes`. */
export function resultInWords(
  { outputs }: Pick<DecisionTable, 'outputs'>,
  values: readonly CellValue[],
  labels: CodeLabels,
): string {
  const said = outputs.map(({ name, label }, index) => {
    const value = values[index]
    return value === undefined ? '' : `${label}: ${valueInWords(name, value, labels)}`
  })
  return said.filter((each) => each !== '').join('; ')
}

/**
 * Which row of a draft's table takes these inputs. Nothing is stored.
 *
 * @throws NotFoundError when the draft has no such table.
 * @throws RefusedError (`table-unreadable`) when it cannot be asked.
 * @throws InvalidVariablesError when an input is missing, or none that the table knows.
 */
export async function askDraftTable(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { table: name, inputs }: { readonly table: string; readonly inputs: Readonly<Record<string, unknown>> },
): Promise<Decided> {
  mustBeAllowed(actor, 'test-procedures')
  const { table, findings } = await draftTable(runtime, actor, draftId, name)
  if (table === undefined) throw new RefusedError('table-unreadable', findings[0]?.message ?? 'It cannot be read.')
  const last = table.rows.at(-1)
  if (last?.tests.some((test) => test !== 'any') === true) {
    throw new RefusedError('no-catch-all', 'The last row does not match everything, so that there may be no answer.')
  }
  return applyDecision(table, inputs)
}
