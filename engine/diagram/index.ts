/** Reading diagrams: what the later parts of the engine, and the layers after it, use. */
export { admitHere, type Admission, type AdmissionOptions } from './admit.ts'
export {
  analyseTable,
  applyDecision,
  areaInWords,
  canonicalTable,
  editTable,
  newTable,
  readDecision,
  readTable,
  testInWords,
  valueInWords,
  type Area,
  type CellTest,
  type CellValue,
  type CodeLabels,
  type Decided,
  type DecisionTable,
  type Overlap,
  type RowContent,
  type TableAnalysis,
  type TableEdit,
  type TableInput,
  type TableOperation,
  type TableOutput,
  type TableRow as DecisionRow,
  type TestItem,
  type ValueType,
} from './decision/index.ts'
export * from './deadlines/index.ts'
export * from './edit/index.ts'
export { choicesOf } from './choices.ts'
export type * from './choices.ts'
export {
  compareProcedures,
  FILE_WORDS,
  picturesOf,
  SUBJECTS,
  summaryOf,
  type Change as ProcedureChange,
  type ChangeKind as ProcedureChangeKind,
  type Comparison,
  type DiagramPictures,
  type FileDifference,
  type Picture,
  type Subject as ChangeSubject,
  type WordPiece,
} from './compare/index.ts'
export { checkFeel, evaluateFeel, literalsComparedWith, variablesOf, type FeelResult } from './feel/index.ts'
export type * from './finding.ts'
export { DECIDE } from './finding.ts'
export * from './form-edit/index.ts'
export type { FormFile } from './form-file.ts'
export * from './letter-edit/index.ts'
export type { LetterFile } from './letter-file.ts'
export * from './letter-template.ts'
export type { InspectionOptions } from './inspect.ts'
export { layoutOf, type Bounds, type Shape } from './layout.ts'
export {
  readProcedureFolder,
  registryOf,
  type DiagramFile,
  type FolderReading,
  type ProcedureFile,
  type ProcedureFolder,
  type ProcedureRole,
} from './procedure-folder.ts'
export { processIdsIn } from './process-ids.ts'
export { lawInWords, LAWS, VARIABLE_TYPES } from './procedure-settings.ts'
export * from './settings-edit/index.ts'
export type * from './procedure-model.ts'
export { asksQuestion, inReadingOrder, isReadAsStep, kindInWords } from './reading-order.ts'
export { closeDiagramReader, makeDiagramReader, readDiagram, type DiagramReader } from './read-diagram.ts'
export { threadFile } from './thread-file.ts'
export * from './modeler/index.ts'
