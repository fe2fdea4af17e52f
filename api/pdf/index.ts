/** PDF from HTML, printed by a browser. */
export { NoBrowserError, printPdf, type PdfOptions } from './print-pdf.ts'
