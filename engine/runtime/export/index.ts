/** Event logs and tables of dates that leave the service as a file, and the record of one case. */
export { LEFT_OUT, PSEUDONYMS_SAY } from './about.ts'
export { askForExport, type AskForExport } from './ask-for-export.ts'
export { exportDates, type ExportDates } from './export-dates.ts'
export { FEWEST_TOLD, type DatedCase, type DatedStep, type NotTold } from './dates.ts'
export { mayStartExport, needsOfExport } from './permission.ts'
export { listExports, readExport, type ExportView } from './read-exports.ts'
export { CHOSEN_BY, EXPORT_FORMATS, type ChosenBy, type ExportFormat, type ExportSelection } from './selection.ts'
export { takeExport, type ExportFile } from './take-export.ts'
