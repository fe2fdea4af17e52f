export { analyseTable, type Area, type Overlap, type TableAnalysis } from './analyse-table.ts'
export { applyDecision, type Decided } from './apply-decision.ts'
export { canonicalTable, editTable, type TableEdit } from './edit-table.ts'
export { newTable, type NewTable } from './new-table.ts'
export type { RowContent, TableOperation } from './table-operation.ts'
export { readDecision, readTable, type DecisionReading } from './read-decision.ts'
export { readDecisions } from './read-decisions.ts'
export {
  describeDecision,
  type CellTest,
  type CellValue,
  type DecisionTable,
  type TableInput,
  type TableOutput,
  type TableRow,
  type TestItem,
  type ValueType,
} from './table.ts'
export { areaInWords, testInWords, valueInWords, type CodeLabels } from './words.ts'
