import {
  draftOf,
  openReport,
  readSnapshot,
  recordExport,
  type Actor,
  type Edition,
  type Runtime,
} from '../../engine/index.ts'
import type { Config } from '../config.ts'
import { reportHtmlFile, reportPdf } from './print-report.ts'
import { reportCsv, reportJson } from './report-data.ts'

export const REPORT_FORMATS = ['html', 'pdf', 'csv', 'json'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface ReportFile {
  readonly type: string
  readonly name: string
  readonly content: string | Buffer
}

/**
 * A report as a file. The pages of a frozen one are those that were printed when it was frozen. That it went out is
 * recorded.
 *
 * @throws NoBrowserError where nothing here can print PDF.
 */
export async function reportFileOf(
  runtime: Runtime,
  config: Pick<Config, 'publicUrl' | 'pdfBrowser'>,
  actor: Actor,
  { report, edition, format }: { readonly report: string; readonly edition: Edition; readonly format: ReportFormat },
): Promise<ReportFile> {
  const { content, frozen, html } =
    draftOf(report) === undefined
      ? await readSnapshot(runtime, actor, report)
      : { ...(await openReport(runtime, actor, report)), html: undefined }
  const page = async () => html?.[edition] ?? (await reportHtmlFile(config.publicUrl, content, edition, frozen))
  const printed = async (): Promise<Omit<ReportFile, 'name'>> => {
    switch (format) {
      case 'html':
        return { type: 'text/html; charset=utf-8', content: await page() }
      case 'csv':
        return { type: 'text/csv; charset=utf-8', content: reportCsv(content, edition) }
      case 'json':
        return { type: 'application/json; charset=utf-8', content: reportJson(content, edition, frozen) }
      case 'pdf':
        return { type: 'application/pdf', content: await reportPdf(await page(), content, config.pdfBrowser) }
    }
  }
  const file = await printed()
  await recordExport(runtime, actor, { list: 'report', rows: content.figures.length })
  const name = `${content.kind}-${content.days.period.id}-${edition}${frozen === undefined ? '-draft' : ''}.${format}`
  return { ...file, name }
}
