import { countedOn, type CaseFacts } from './counted-case.ts'
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
  /**
   * For each figure and cell, and as `<id>/of` for what a share is of, a word for the cases that it counts and how often:
   * figures of the same cases have the same. Not to be shown.
   */
  readonly sets: ReadonlyMap<string, string>
}

/** Counts cases one at a time and holds none of them: what it keeps grows with the figures, not with the cases. */
export interface Tally {
  add(each: CaseFacts): void
  /** @param said - What people said of themselves in the period. */
  report(said: readonly SaidOfThemselves[]): CountedReport
  /** References of the cases that make a figure, or what it is a share of: none where they were not to be remembered. */
  behind(id: string): readonly string[]
}

interface Sum {
  amount: number
  cases: number
  /** Number of the case that was counted last, so that a case that adds twice is one case. */
  last: number
  set: number
  readonly numbers: number[]
}

/**
 * Begins to count. Pure: the same cases and days give the same report.
 *
 * @param remember - Whether to keep which cases are behind each figure: a number for each case and figure.
 */
export function makeTally(days: ReportDays, { remember = false } = {}): Tally {
  const { period } = days
  const sums = new Map<string, Sum>()
  const found = TABLES.map(() => ({ rows: new Set<string>(), columns: new Set<string>() }))
  const references: string[] = []
  let number = 0
  const add = (id: string, amount: number) => {
    let sum = sums.get(id)
    if (sum === undefined) {
      sum = { amount: 0, cases: 0, last: 0, set: 0, numbers: [] }
      sums.set(id, sum)
    }
    sum.amount += amount
    sum.set = (sum.set + Math.imul(mixed(number), amount)) | 0
    if (sum.last === number) return
    sum.last = number
    sum.cases += 1
    if (remember) sum.numbers.push(number)
  }
  return {
    add(facts) {
      if (isOfAnotherTime(facts, days)) return
      const views = viewsOf(facts, days)
      if (views.whenWritten === undefined) return
      number += 1
      if (remember) references.push(facts.caseId)
      for (const { id, seen, numerator, denominator } of FIGURES) {
        const view = viewOf(seen, views)
        if (view === undefined) continue
        const amount = numerator(view, period)
        if (amount !== 0) add(id, amount)
        const whole = denominator?.(view, period) ?? 0
        if (whole !== 0) add(`${id}/of`, whole)
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
      const counted = (id: string): Counted => {
        const { amount = 0, cases = 0 } = sums.get(id) ?? {}
        return { numerator: amount, denominator: sums.get(`${id}/of`)?.amount ?? 0, cases }
      }
      const figures = FIGURES.map((definition) => figureOf(definition, counted(definition.id), days))
      const tables = TABLES.map((definition, index) =>
        tableOf(definition, counted, found[index] ?? { rows: new Set(), columns: new Set() }, days),
      )
      const people = peopleTables(said, days)
      return {
        days,
        figures: [...figures, ...people.figures],
        tables: [...tables, ...people.tables],
        sets: new Map([...sums].map(([id, { set, cases }]) => [id, `${cases}/${set}`])),
      }
    },
    behind: (id) => sums.get(id)?.numbers.map((at) => references[at - 1] ?? '') ?? [],
  }
}

/** Nothing of it happened until the period was over; or all of it had happened before, and it was closed. */
function isOfAnotherTime({ facts }: CaseFacts, { period, knownAt }: ReportDays): boolean {
  if (facts.every(({ on }) => on > period.to)) return true
  const last = facts.at(-1)
  if (last?.type !== 'case-closed' || last.recordedAt > knownAt) return false
  return facts.every(({ on }) => on < period.from)
}

/** Numbers that lie far apart for cases that follow each other. */
function mixed(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x45d9f3b)
  const twice = Math.imul(once ^ (once >>> 16), 0x45d9f3b)
  return (twice ^ (twice >>> 16)) | 1
}

/** The case as the report sees it: at the end of the period, and when it is written. */
export function viewsOf(each: CaseFacts, days: ReportDays): CaseViews {
  const { writtenOn, knownAt } = days
  const [atPeriodEnd, whenWritten] = countedOn(each, { asAt: lastDayOf(days), knownAt }, { asAt: writtenOn, knownAt })
  return { atPeriodEnd, whenWritten }
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
