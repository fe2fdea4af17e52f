/** Reading diagrams: what the later parts of the engine, and the layers after it, use. */
export { admitHere, type Admission, type AdmissionOptions } from './admit.ts'
export { applyDecision, readDecision, type Decided, type DecisionTable } from './decision/index.ts'
export { checkFeel, evaluateFeel, literalsComparedWith, variablesOf, type FeelResult } from './feel/index.ts'
export type * from './finding.ts'
export { DECIDE } from './finding.ts'
export type { FormFile } from './form-file.ts'
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
export type * from './procedure-model.ts'
export { closeDiagramReader, makeDiagramReader, readDiagram, type DiagramReader } from './read-diagram.ts'
