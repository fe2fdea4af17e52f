/** Reading diagrams: what the later parts of the engine use. */
export { admitHere, type Admission, type AdmissionOptions } from './admit.ts'
export { checkFeel, evaluateFeel, literalsComparedWith, variablesOf, type FeelResult } from './feel/index.ts'
export type * from './finding.ts'
export type * from './procedure-model.ts'
