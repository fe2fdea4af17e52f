import { countedCase, type CaseFacts } from './counted-case.ts'
import { FIGURES, TABLES } from './contents.ts'
import { figureOf, viewOf, type CaseViews, type Counted } from './definitions.ts'
import type { Figure } from './figure.ts'
import { lastDayOf, type ReportDays } from './period.ts'
import { peopleTables, type SaidOfThemselves } from './people.ts'
import { idsOf, tableOf } from './table-definition.ts'
import type { FigureTable } from './table.ts'

/** Every figure and table of a period, from facts alone. */
export interface CountedReport {
  readonly days: ReportDays
  readonly figures: readonly Figure[]
  readonly tables: readonly FigureTable[]
}

/** Counts cases one at a time and holds none of them: what it keeps grows with the figures, not with the cases. */
export interface Tally {
  add(each: CaseFacts): void
  /** @param said - What people said of themselves in the period. */
  report(said: readonly SaidOfThemselves[]): CountedReport
}

interface Sum {
  numerator: number
  denominator: number
  cases: number
  /** Number of the case that was counted last, so that a case that adds twice is one case. */
  last: number
}

/** Begins to count. Pure: the same cases and days give the same report, in whatever order they come. */
export function makeTally(days: ReportDays): Tally {
  const { period } = days
  const sums = new Map<string, Sum>()
  const found = TABLES.map(() => ({ rows: new Set<string>(), columns: new Set<string>() }))
  let number = 0
  const sumOf = (id: string): Sum => {
    const known = sums.get(id)
    if (known !== undefined) return known
    const fresh = { numerator: 0, denominator: 0, cases: 0, last: 0 }
    sums.set(id, fresh)
    return fresh
  }
  const add = (id: string, numerator: number) => {
    const sum = sumOf(id)
    sum.numerator += numerator
    if (sum.last !== number) sum.cases += 1
    sum.last = number
  }
  return {
    add(facts) {
      const views = viewsOf(facts, days)
      if (views.whenWritten === undefined) return
      number += 1
      for (const { id, seen, numerator, denominator } of FIGURES) {
        const view = viewOf(seen, views)
        if (view === undefined) continue
        const amount = numerator(view, period)
        if (amount !== 0) add(id, amount)
        if (denominator !== undefined) sumOf(id).denominator += denominator(view, period)
      }
      TABLES.forEach(({ id, seen, entries }, index) => {
        const view = viewOf(seen, views)
        if (view === undefined) return
        for (const entry of entries(view, period)) {
          if (entry.amount === 0) continue
          for (const cell of idsOf(id, entry)) add(cell, entry.amount)
          found[index]?.rows.add(entry.row)
          if (entry.column !== undefined) found[index]?.columns.add(entry.column)
        }
      })
    },
    report(said) {
      const none: Counted = { numerator: 0, denominator: 0, cases: 0 }
      const figures = FIGURES.map((definition) => figureOf(definition, sums.get(definition.id) ?? none, days))
      const tables = TABLES.map((definition, index) =>
        tableOf(definition, sums, found[index] ?? { rows: new Set(), columns: new Set() }, days),
      )
      const people = peopleTables(said, days)
      return { days, figures: [...figures, ...people.figures], tables: [...tables, ...people.tables] }
    },
  }
}

/** The case as the report sees it: at the end of the period, and when it is written. */
export function viewsOf(each: CaseFacts, days: ReportDays): CaseViews {
  const { writtenOn, knownAt } = days
  const whenWritten = countedCase(each, { asAt: writtenOn, knownAt })
  const periodEnd = lastDayOf(days)
  if (whenWritten === undefined || periodEnd === writtenOn) return { atPeriodEnd: whenWritten, whenWritten }
  return { atPeriodEnd: countedCase(each, { asAt: periodEnd, knownAt }), whenWritten }
}

/** The whole report of cases that are at hand. */
export function countedReport(
  cases: Iterable<CaseFacts>,
  days: ReportDays,
  said: readonly SaidOfThemselves[] = [],
): CountedReport {
  const tally = makeTally(days)
  for (const each of cases) tally.add(each)
  return tally.report(said)
}
