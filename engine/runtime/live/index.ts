/** Where the open cases are, step by step, and moving one to another step. */
export { casesAtStep, type CaseAtStep, type CasesAtStep, type CasesAtStepAsked } from './cases.ts'
export { liveView, type LiveDiagram, type LiveStep, type LiveView } from './live.ts'
export { casePlaces, type CasePlace, type CasePlaces, type PlaceToGo } from './case-places.ts'
export { previewMove, type MovePreview } from './preview-move.ts'
