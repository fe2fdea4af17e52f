import {
  periodBefore,
  reconciliations,
  reportFaults,
  withheldFigures,
  type CountedReport,
  type Figure,
  type FigureTable,
  type Reconciliation,
  type ReportDays,
} from '../../figures/index.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { countedIn } from './counted-in.ts'
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
  /** Ids of the figures that a public version leaves out; those of `people` no version shows. */
  readonly withheld: readonly string[]
  /** Where the figures of the year before were read. */
  readonly comparedWith: readonly string[]
  /** The data is made up: a demonstration. */
  readonly synthetic: boolean
}

/**
 * The figures of a period, worked out from the facts of every case. That they were worked out is in the audit trail;
 * which case was looked at is not, since nothing of a single case is shown.
 *
 * What is not known yet cannot be left out later: the moment of knowing is now at the latest, and the answer says which.
 * The year before is what was imported of it; where nothing was, it is worked out from the same facts, as at a year
 * earlier, if anything was received in it.
 */
export async function reportFigures(runtime: Runtime, actor: Actor, asked: ReportDays): Promise<ReportFigures> {
  mustBeAllowed(actor, 'read-report')
  const days = knownNow(runtime, asked)
  const imported = await runtime.store.read.aggregates(periodBefore(days.period).id)
  const { own, before } = await countedIn(runtime, days, { withBefore: imported.length === 0 })
  const valueBefore = new Map(imported.map(({ figure, value }) => [figure, value]))
  for (const figure of before === undefined ? [] : figuresIn(before)) {
    if (figure.value !== undefined) valueBefore.set(figure.id, figure.value)
  }
  await recordFiguresRead(runtime, actor, days)
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
    withheld: [...withheldFigures(own)],
    comparedWith:
      before === undefined
        ? [...new Set(imported.map(({ source }) => source))]
        : [`the council’s own cases, as at ${before.days.writtenOn}`],
    synthetic: (await runtime.store.read.setting(SYNTHETIC)) !== undefined,
  }
}

/** The days of a report, and now as the moment of knowing where a later one was asked for. */
export function knownNow({ clock }: Pick<Runtime, 'clock'>, days: ReportDays): ReportDays {
  const now = clock.now()
  return days.knownAt > now ? { ...days, knownAt: now } : days
}

/** That figures were read, or the cases behind one of them. */
export async function recordFiguresRead(
  { store }: Pick<Runtime, 'store'>,
  actor: Actor,
  { period, writtenOn, knownAt }: ReportDays,
  figure?: string,
): Promise<void> {
  await store.command((unit) => {
    const body = { period: period.id, writtenOn, knownAt, ...(figure !== undefined && { figure }) }
    unit.audit({ actor: actor.id, role: actor.role, type: 'figures-read', body })
    return Promise.resolve()
  })
}

/** The setting of a database whose cases are made up. */
export const SYNTHETIC = 'synthetic'

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
