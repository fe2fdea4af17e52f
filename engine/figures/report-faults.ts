import { wholePercent, type Figure } from './figure.ts'
import { IDENTITIES } from './identities.ts'
import { reconciliations } from './reconciliation.ts'
import type { FigureTable } from './table.ts'
import type { CountedReport } from './tally.ts'

/**
 * Whatever in a report does not agree with the rest of it: a sentence each, with both numbers. None at all in a report
 * that may be frozen.
 */
export function reportFaults(report: Pick<CountedReport, 'figures' | 'tables'>): readonly string[] {
  const byId = new Map(report.figures.map((figure) => [figure.id, figure]))
  return [
    ...reconciliations(report).flatMap(notReconciled),
    ...report.tables.flatMap((table) => notAddedUp(table, byId.get(table.breaksDown))),
    ...report.figures.flatMap(notAShare),
    ...IDENTITIES.flatMap((identity) => notEqual(identity, byId)),
    ...withoutOutcome(byId),
  ]
}

function notReconciled({
  figures,
  received,
  closed,
  open,
  asAt,
}: ReturnType<typeof reconciliations>[number]): readonly string[] {
  if (received === closed + open) return []
  return [
    `${received} were received (${figures.received}), but ${closed} closed and ${open} open make ${closed + open}, as at ${asAt}.`,
  ]
}

function notAddedUp(table: FigureTable, whole: Figure | undefined): readonly string[] {
  const { id, total, rows, totals, breaksDown } = table
  const name = `The table “${table.title}” (${id})`
  const against = (what: string, cells: readonly Figure[], sum: Figure) =>
    sumOf(cells) === sum.numerator ? [] : [`${name}: ${what} adds up to ${sumOf(cells)}, and says ${sum.numerator}.`]
  return [
    ...(whole?.numerator === total.numerator
      ? []
      : [
          whole === undefined
            ? `${name} breaks down ${breaksDown}, which there is not.`
            : `${name} adds up to ${total.numerator}, but “${whole.title}” (${breaksDown}) is ${whole.numerator}.`,
        ]),
    ...against(
      'the whole',
      rows.flatMap(({ cells }) => cells),
      total,
    ),
    ...rows.flatMap((row) => against(`the row “${row.title}”`, row.cells, row.total)),
    ...totals.flatMap((column, index) =>
      against(
        `the column “${column.title}”`,
        rows.flatMap(({ cells }) => cells[index] ?? []),
        column,
      ),
    ),
  ]
}

function sumOf(figures: readonly Figure[]): number {
  return figures.reduce((sum, { numerator }) => sum + numerator, 0)
}

function notAShare({ id, title, unit, value, numerator, denominator }: Figure): readonly string[] {
  const name = `“${title}” (${id})`
  if (!Number.isSafeInteger(numerator) || numerator < 0) return [`${name} is ${numerator}, which counts nothing.`]
  if (unit !== 'percent')
    return value === numerator ? [] : [`${name} says ${value ?? 'nothing'}, and counts ${numerator}.`]
  if (denominator === undefined) return [`${name} is a share, and does not say of what.`]
  if (numerator > denominator) return [`${name} is ${numerator} of ${denominator}, which is no part of it.`]
  const share = wholePercent(numerator, denominator)
  return value === share
    ? []
    : [`${name} says ${value ?? 'nothing'} %, but ${numerator} of ${denominator} is ${share ?? 'nothing'} %.`]
}

function notEqual({ whole, parts }: (typeof IDENTITIES)[number], byId: ReadonlyMap<string, Figure>): readonly string[] {
  const figure = byId.get(whole)
  const found = parts.flatMap((id) => byId.get(id) ?? [])
  if (figure === undefined || found.length < parts.length) {
    return [`${whole} should be ${parts.join(' and ')} together, and not all of them are there.`]
  }
  const sum = sumOf(found)
  if (figure.numerator === sum) return []
  const terms = found.map(({ id, numerator }) => `${numerator} (${id})`).join(' + ')
  return [`“${figure.title}” (${whole}) is ${figure.numerator}, but ${terms} is ${sum}.`]
}

/** A closed complaint has an outcome; one that has none would be in no part of the whole. */
function withoutOutcome(byId: ReadonlyMap<string, Figure>): readonly string[] {
  const figure = byId.get('complaints.without-outcome')
  if (figure === undefined || figure.numerator === 0) return []
  return [`${figure.numerator} of the ${figure.population} (${figure.id}): put that right first.`]
}
