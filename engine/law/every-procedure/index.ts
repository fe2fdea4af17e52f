/** What is owed on every complaint, whichever law it comes under: sorting it, recording it, reporting it. */
export { EVERY_PROCEDURE_DUTIES } from './duties.ts'
