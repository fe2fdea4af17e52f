import {
  makeTally,
  periodBefore,
  reconciliations,
  reportDays,
  reportFaults,
  type CountedReport,
  type Figure,
  type FigureTable,
  type Reconciliation,
  type ReportDays,
  type SaidOfThemselves,
} from '../../figures/index.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { everyCase } from './every-case.ts'
import type { Runtime } from '../runtime.ts'

/** A figure beside the same one of the year before, where that was imported or is known. */
export interface ComparedFigure extends Figure {
  readonly before?: number
}

/** A table whose cells stand beside those of the year before. */
export interface ComparedTable extends Omit<FigureTable, 'rows' | 'totals' | 'total'> {
  readonly rows: readonly ComparedRow[]
  readonly totals: readonly ComparedFigure[]
  readonly total: ComparedFigure
}

interface ComparedRow extends Omit<FigureTable['rows'][number], 'cells' | 'total'> {
  readonly cells: readonly ComparedFigure[]
  readonly total: ComparedFigure
}

export interface ReportFigures {
  readonly days: ReportDays
  readonly figures: readonly ComparedFigure[]
  readonly tables: readonly ComparedTable[]
  readonly reconciliations: readonly Reconciliation[]
  /** What does not agree with the rest, a sentence each: while there is any, the report is not to be frozen. */
  readonly faults: readonly string[]
  /** Where the figures of the year before were read. */
  readonly comparedWith: readonly string[]
  /** The data is made up: a demonstration. */
  readonly synthetic: boolean
}

/**
 * The figures of a period, worked out from the facts of every case. That they were worked out is in the audit trail;
 * which case was looked at is not, since nothing of a single case is shown.
 *
 * The year before is what was imported of it; where nothing was, it is worked out from the same facts, as at a year
 * earlier, if anything was received in it.
 */
export async function reportFigures(runtime: Runtime, actor: Actor, days: ReportDays): Promise<ReportFigures> {
  mustBeAllowed(actor, 'read-report')
  const imported = await runtime.store.read.aggregates(periodBefore(days.period).id)
  const { own, before } = await counted(runtime, days, imported.length === 0)
  const valueBefore = new Map(imported.map(({ figure, value }) => [figure, value]))
  for (const figure of before === undefined ? [] : figuresIn(before)) {
    if (figure.value !== undefined) valueBefore.set(figure.id, figure.value)
  }
  await runtime.store.command((unit) => {
    const { period, writtenOn, knownAt } = days
    const body = { period: period.id, writtenOn, knownAt }
    unit.audit({ actor: actor.id, role: actor.role, type: 'figures-read', body })
    return Promise.resolve()
  })
  const compared = (figure: Figure): ComparedFigure => {
    const value = valueBefore.get(figure.id)
    return value === undefined ? figure : { ...figure, before: value }
  }
  return {
    days,
    figures: own.figures.map(compared),
    tables: own.tables.map((table) => comparedTable(table, compared)),
    reconciliations: reconciliations(own),
    faults: reportFaults(own),
    comparedWith:
      before === undefined
        ? [...new Set(imported.map(({ source }) => source))]
        : [`the council’s own cases, as at ${before.days.writtenOn}`],
    synthetic: (await runtime.store.read.setting(SYNTHETIC)) !== undefined,
  }
}

/** The setting of a database whose cases are made up. */
export const SYNTHETIC = 'synthetic'

/** The report, and that of the year before where it is wanted and there was anything in it: in one reading of the cases. */
async function counted(
  { store }: Runtime,
  days: ReportDays,
  withBefore: boolean,
): Promise<{ readonly own: CountedReport; readonly before: CountedReport | undefined }> {
  const earlier = reportDays(periodBefore(days.period), {
    on: periodBefore({ ...days.period, to: days.writtenOn }).to,
    at: days.knownAt,
  })
  const tally = makeTally(days)
  const tallyBefore = withBefore ? makeTally(earlier) : undefined
  for await (const page of everyCase(store)) {
    for (const each of page) {
      tally.add(each)
      tallyBefore?.add(each)
    }
  }
  const before = tallyBefore?.report(await saidIn(store, earlier))
  const any = before?.figures.some(({ unit, numerator }) => unit === 'count' && numerator > 0) === true
  return { own: tally.report(await saidIn(store, days)), before: any ? before : undefined }
}

function saidIn({ read }: Runtime['store'], { period }: ReportDays): Promise<readonly SaidOfThemselves[]> {
  return read.equalityAnswers({ from: period.from.slice(0, 7), to: period.to.slice(0, 7) })
}

function figuresIn({ figures, tables }: CountedReport): readonly Figure[] {
  return [
    ...figures,
    ...tables.flatMap(({ rows, totals, total }) => [
      ...rows.flatMap((row) => [...row.cells, row.total]),
      ...totals,
      total,
    ]),
  ]
}

function comparedTable(table: FigureTable, compared: (figure: Figure) => ComparedFigure): ComparedTable {
  return {
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(compared), total: compared(row.total) })),
    totals: table.totals.map(compared),
    total: compared(table.total),
  }
}
