import {
  dateInWords,
  dayOf,
  type ReportBlock,
  type ReportCell,
  type ReportGraph,
  type NarrativeBox,
  type ReportDocument,
  type ReportRun,
  type ReportSection,
  type ReportTable,
} from '../../engine/index.ts'
import { escapeHtml } from './escape.ts'

/*
 * A report as HTML: the same for a page of the service, where the style sheet of the pages dresses it, and for a file
 * that stands alone.
 */

export interface HtmlOptions {
  /** Drawings by the graph's id. */
  readonly drawings: ReadonlyMap<string, string>
  /** Where the cases behind a figure are listed; undefined: numbers are no links. */
  readonly hrefOf?: ((figure: string) => string) | undefined
  /** Where the words of a box are written; undefined: nobody may, or they are frozen. */
  readonly writeAt?: ((box: string) => string) | undefined
}

/** Everything below the title: contents, sections, notes. Headings begin at the second level. */
export function reportHtml(document: ReportDocument, options: HtmlOptions): string {
  const notes = document.notes.length === 0 ? [] : [notesTable(document)]
  const appendix: ReportSection = {
    id: 'notes',
    number: '',
    title: 'How each figure was counted',
    blocks: notes,
    sections: [],
  }
  const sections = notes.length === 0 ? document.sections : [...document.sections, appendix]
  return [contents(sections), ...sections.map((section) => sectionHtml(section, 2, options))].join('\n')
}

function contents(sections: readonly ReportSection[]): string {
  return `<nav class="redress-report-contents" aria-labelledby="contents"><h2 class="govuk-heading-m" id="contents">Contents</h2>${entries(sections)}</nav>`
}

function entries(sections: readonly ReportSection[]): string {
  const items = sections.map(
    (section) =>
      `<li><a class="govuk-link" href="#${anchorOf(section)}">${escapeHtml(titleOf(section))}</a>${
        section.sections.length === 0 ? '' : entries(section.sections)
      }</li>`,
  )
  return `<ol class="govuk-list redress-report-contents__list">${items.join('')}</ol>`
}

function anchorOf({ id }: ReportSection): string {
  return `section-${id.replaceAll('.', '-')}`
}

function titleOf({ number, title }: ReportSection): string {
  return number === '' ? title : `${number} ${title}`
}

const HEADINGS: Readonly<Record<number, string>> = { 2: 'govuk-heading-l', 3: 'govuk-heading-m', 4: 'govuk-heading-s' }

function sectionHtml(section: ReportSection, level: number, options: HtmlOptions): string {
  const heading = `<h${level} class="${HEADINGS[level] ?? 'govuk-heading-s'}" id="${anchorOf(section)}">${escapeHtml(titleOf(section))}</h${level}>`
  const blocks = section.blocks.map((block) => blockHtml(block, level + 1, options))
  const within = section.sections.map((each) => sectionHtml(each, level + 1, options))
  return [heading, ...blocks, ...within].join('\n')
}

function blockHtml(block: ReportBlock, level: number, options: HtmlOptions): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="govuk-body">${runsHtml(block.runs, options)}</p>`
    case 'list':
      return `<ul class="govuk-list govuk-list--bullet">${block.items.map((runs) => `<li>${runsHtml(runs, options)}</li>`).join('')}</ul>`
    case 'table':
      return tableHtml(block, options)
    case 'graph':
      return graphHtml(block, options)
    case 'narrative':
      return narrativeHtml(block, level, options)
  }
}

function runsHtml(runs: readonly ReportRun[], options: HtmlOptions): string {
  return runs.map((run) => (typeof run === 'string' ? escapeHtml(run) : cellHtml(run, options))).join('')
}

/** A number that leads to its cases; what it is stands beside it for those who hear links one after another. */
function cellHtml({ text, figure, label }: ReportCell, { hrefOf }: HtmlOptions): string {
  if (figure === undefined || hrefOf === undefined) return escapeHtml(text)
  const said = label === undefined ? '' : `<span class="govuk-visually-hidden"> – ${escapeHtml(label)}</span>`
  return `<a class="govuk-link redress-figure" href="${escapeHtml(hrefOf(figure))}">${escapeHtml(text)}${said}</a>`
}

/** In a region of its own, which the keyboard can scroll where a screen is narrow. */
function tableHtml({ id, caption, columns, rows, notes }: ReportTable, options: HtmlOptions): string {
  const numeric = (index: number) => (columns[index]?.numeric === true ? ' govuk-table__header--numeric' : '')
  const head = columns.map(
    ({ heading }, index) => `<th scope="col" class="govuk-table__header${numeric(index)}">${escapeHtml(heading)}</th>`,
  )
  const body = rows.map(([first, ...cells]) => {
    const heading =
      first === undefined ? '' : `<th scope="row" class="govuk-table__header">${cellHtml(first, options)}</th>`
    const others = cells.map(
      (cell, index) =>
        `<td class="govuk-table__cell${columns[index + 1]?.numeric === true ? ' govuk-table__cell--numeric' : ''}">${cellHtml(cell, options)}</td>`,
    )
    return `<tr class="govuk-table__row">${heading}${others.join('')}</tr>`
  })
  return [
    `<div class="redress-report-table" role="region" aria-labelledby="${id}-caption" tabindex="0">`,
    `<table class="govuk-table" id="${id}"><caption class="govuk-table__caption govuk-table__caption--s" id="${id}-caption">${escapeHtml(caption)}</caption>`,
    `<thead class="govuk-table__head"><tr class="govuk-table__row">${head.join('')}</tr></thead>`,
    `<tbody class="govuk-table__body">${body.join('')}</tbody></table></div>`,
    ...notes.map((note) => `<p class="govuk-body-s redress-report-note">${escapeHtml(note)}</p>`),
  ].join('\n')
}

function graphHtml({ id, number, title, table }: ReportGraph, options: HtmlOptions): string {
  return [
    `<figure class="redress-report-graph" aria-labelledby="${id}-caption"><figcaption class="govuk-heading-s" id="${id}-caption">${escapeHtml(`Graph ${number}: ${title}`)}</figcaption>`,
    options.drawings.get(id) ?? '',
    '</figure>',
    tableHtml(table, options),
  ].join('\n')
}

function narrativeHtml({ id, title, hint, written }: NarrativeBox, level: number, { writeAt }: HtmlOptions): string {
  if (written === undefined && writeAt === undefined) return ''
  const link =
    writeAt === undefined
      ? ''
      : `<p class="govuk-body"><a class="govuk-link" href="${escapeHtml(writeAt(id))}">${written === undefined ? 'Write' : 'Change'} “${escapeHtml(title)}”</a></p>`
  const words =
    written === undefined
      ? `<p class="govuk-body redress-report-narrative__hint">Nothing is written here yet. ${escapeHtml(hint)}</p>`
      : [
          ...written.text
            .split(/\n{2,}/)
            .map((part) => `<p class="govuk-body">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`),
          `<p class="govuk-body-s">Written by ${escapeHtml(written.author)} on ${dateInWords(dayOf(written.writtenAt))}.</p>`,
        ].join('')
  return `<div class="redress-report-narrative"><h${level} class="govuk-heading-s">${escapeHtml(title)}</h${level}>${words}${link}</div>`
}

function notesTable({ notes }: ReportDocument): ReportTable {
  return {
    kind: 'table',
    id: 'how-counted',
    caption: 'Each figure with what was counted, of what, by which day and as at which day',
    columns: ['Figure', 'Number', 'Counted', 'Of', 'What it counts', 'Counted by', 'As at'].map((heading, index) => ({
      heading,
      numeric: index >= 1 && index <= 3,
    })),
    rows: notes.map(({ title, cell, numerator, denominator, population, basis, asAt }) => [
      { text: title },
      // The number leads to its cases where it stands in the report.
      { text: cell.text },
      { text: numerator },
      { text: denominator },
      { text: population },
      { text: basis },
      { text: dateInWords(asAt) },
    ]),
    notes: [],
  }
}
