import { dateInWords, dayOf, type ReportDocument } from '../../engine/index.ts'
import { escapeHtml } from './escape.ts'
import { reportHtml, type HtmlOptions } from './report-html.ts'
import { REPORT_CSS } from './report-css.ts'

/** The report as one HTML file that needs nothing else, made to be read and to be printed. */
export function reportFile(document: ReportDocument, options: HtmlOptions): string {
  const { title, subtitle, council, edition } = document
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(`${title}, ${subtitle} – ${council}`)}</title>`,
    `<style>${REPORT_CSS}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<p class="report-council">${escapeHtml(council)}</p>`,
    '</header>',
    '<main>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="report-subtitle">${escapeHtml(subtitle)}</p>`,
    ...(document.synthetic
      ? ['<p class="report-mark">Synthetic data: nobody in it exists, and nothing in it happened.</p>']
      : []),
    `<p class="report-mark">${escapeHtml(standingInWords(document))}</p>`,
    `<p>${edition === 'public' ? 'Public edition: numbers so small that they could show somebody are left out.' : 'Internal edition: every number is shown, however small. Not for publication.'}</p>`,
    reportHtml(document, options),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** Whether the report can still change, and as at which day it is. */
function standingInWords({ snapshot, asAt }: ReportDocument): string {
  return snapshot === undefined
    ? `Draft, as at ${dateInWords(asAt)}. Its figures and words may still change.`
    : `Frozen on ${dateInWords(dayOf(snapshot.frozenAt))} by ${snapshot.frozenBy}, as at ${dateInWords(asAt)}. Snapshot ${snapshot.id}.`
}
