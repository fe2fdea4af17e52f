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
export { reportCsv, reportJson } from './report-data.ts'
export { reportHtml, type HtmlOptions } from './report-html.ts'
