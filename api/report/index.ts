/** Reports as files: HTML that stands alone, PDF, CSV, JSON; and the drawings of graphs. */
export {
  documentOf,
  drawingsOf,
  figureAddress,
  reportHtmlFile,
  reportId,
  reportPdf,
  reportPrinter,
} from './print-report.ts'
export { reportCsv, reportData, reportJson } from './report-data.ts'
export { REPORT_FORMATS, reportFileOf, type ReportFile, type ReportFormat } from './report-file-of.ts'
export { reportHtml, type HtmlOptions } from './report-html.ts'
