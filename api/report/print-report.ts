import {
  askedOf,
  draftId,
  reportBlocks,
  reportDocument,
  type Edition,
  type Frozen,
  type PrintReport,
  type ReportContent,
  type ReportDocument,
} from '../../engine/index.ts'
import { printPdf } from '../pdf/index.ts'
import { besideAppendix } from './beside-appendix.ts'
import { graphSvg } from './graph-svg.ts'
import { reportFile } from './report-file.ts'

/** The report as people read it; that of the demonstration year has the published report's numbers beside its own. */
export function documentOf(content: ReportContent, edition: Edition, frozen?: Frozen): ReportDocument {
  const document = reportDocument(content, edition, frozen)
  const appendix = besideAppendix(content, edition)
  return appendix === undefined ? document : { ...document, sections: [...document.sections, appendix] }
}

/** The graphs of a report as SVG, by their ids. */
export async function drawingsOf({ sections }: ReportDocument): Promise<ReadonlyMap<string, string>> {
  const drawings = new Map<string, string>()
  for (const block of reportBlocks(sections)) {
    if (block.kind === 'graph') drawings.set(block.id, await graphSvg(block))
  }
  return drawings
}

/** What a report is called in an address: the hash of a frozen one, the days of a draft. */
export function reportId(content: ReportContent, frozen?: Frozen): string {
  return frozen?.id ?? draftId(askedOf(content))
}

/** Where the cases behind a figure of a report are listed. */
export function figureAddress(report: string, figure: string): string {
  return `/audit/report/${report}/figures/${figure}`
}

/**
 * A report as one HTML file. Its numbers lead to their cases at the service; those of the public edition, which is read by
 * people who cannot go there, lead nowhere.
 */
export async function reportHtmlFile(
  publicUrl: string,
  content: ReportContent,
  edition: Edition,
  frozen?: Frozen,
): Promise<string> {
  const document = documentOf(content, edition, frozen)
  const id = reportId(content, frozen)
  return reportFile(document, {
    drawings: await drawingsOf(document),
    hrefOf: edition === 'public' ? undefined : (figure) => `${publicUrl}${figureAddress(id, figure)}`,
  })
}

/** How a report is printed when it is frozen. */
export function reportPrinter(publicUrl: string): PrintReport {
  return async (content, frozen) => ({
    internalHtml: await reportHtmlFile(publicUrl, content, 'internal', frozen),
    publicHtml: await reportHtmlFile(publicUrl, content, 'public', frozen),
  })
}

/** @throws NoBrowserError */
export async function reportPdf(html: string, { days }: ReportContent, browser: string | undefined): Promise<Buffer> {
  return printPdf(html, { browser, madeAt: days.knownAt.replaceAll(/\D/g, '').slice(0, 14) })
}
