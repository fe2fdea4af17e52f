/** Changing diagrams: what the table of steps, the editor and every save of a diagram use. */
export { canonicalDiagram } from './canonical.ts'
export { editDiagram, type EditOptions } from './edit-diagram.ts'
export type * from './operation.ts'
export { stepsOf, type BorderEvent, type StepRow, type StepSection, type StepWay } from './steps.ts'
export * from './in-words.ts'
