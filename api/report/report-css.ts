/** How a report looks as a file of its own: on a screen, on a telephone, on paper. */
export const REPORT_CSS = `
html { font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5; color: #0b0c0c; background: #fff; }
body { margin: 0 auto; max-width: 50rem; padding: 1rem; }
h1 { font-size: 2.25rem; line-height: 1.15; margin: 1rem 0 .5rem; }
h2 { font-size: 1.6rem; line-height: 1.2; margin: 2.5rem 0 .75rem; border-top: 3px solid #1d70b8; padding-top: 1rem; }
h3 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: #1a65a6; }
a:focus { outline: 3px solid #0b0c0c; background: #ffdd00; color: #0b0c0c; }
.report-council { font-weight: bold; border-bottom: 8px solid #1d70b8; padding-bottom: .5rem; }
.report-subtitle { font-size: 1.25rem; margin-top: 0; }
.report-mark { border-left: 5px solid #1d70b8; padding-left: .75rem; overflow-wrap: anywhere; }
.redress-report-contents ol { list-style: none; padding-left: 1rem; margin: 0; }
.redress-report-contents li { margin: .3rem 0; }
.redress-report-table { position: relative; overflow-x: auto; margin: 1rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #b1b4b6; font-weight: normal; }
thead th { font-weight: bold; }
.govuk-table__header--numeric, .govuk-table__cell--numeric { text-align: right; font-variant-numeric: tabular-nums; }
td a { display: inline-block; min-width: 24px; min-height: 24px; }
p, li { overflow-wrap: anywhere; }
#how-counted { font-size: .85rem; }
.redress-report-note, .govuk-body-s { font-size: .9rem; color: #484949; margin: .25rem 0 .75rem; }
.redress-report-graph { margin: 1.5rem 0 .5rem; }
.redress-report-graph figcaption { font-weight: bold; }
.redress-graph { display: block; width: 100%; max-width: 36rem; height: auto; }
.redress-report-narrative { border: 1px solid #b1b4b6; border-left: 5px solid #505a5f; padding: .25rem 1rem; margin: 1rem 0; }
.govuk-visually-hidden { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print {
  html { font-size: 11pt; }
  body { max-width: none; padding: 0; }
  h2 { break-before: page; }
  #contents, h1 + h2 { break-before: auto; }
  h2, h3, h4, caption, figcaption { break-after: avoid; }
  figure, tr, .redress-report-narrative { break-inside: avoid; }
  thead { display: table-header-group; }
  .redress-report-table { overflow: visible; }
  .redress-graph { max-width: 28rem; }
  td a, th a, p a, li a { color: #0b0c0c; text-decoration: underline dotted; }
}
`
