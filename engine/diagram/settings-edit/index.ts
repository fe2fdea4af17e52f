/** What a procedure is, and which diagrams it has, as its owner changes that: one thing at a time, or refused in a sentence. */
export { editSettings } from './edit-settings.ts'
export { copyOfProcedure, newProcedure, type NewProcedure } from './new-procedure.ts'
export type { FirstTask, SettingsEdit, SettingsOperation, VariableType } from './settings-operation.ts'
export { outlineOfSettings, type SettingsOutline } from './settings-outline.ts'
