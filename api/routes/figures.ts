import { Router } from 'express'
import {
  dayOf,
  figureCases,
  instant,
  reportDays,
  reportFigures,
  reportPeriod,
  type ComparedFigure,
  type ComparedTable,
  type FigureCasesAsked,
  type LocalDate,
  type ReportDays,
  type ReportFigures,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

interface DaysAsked {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly asAt?: LocalDate
  readonly knownAt?: string
}

type CasesAsked = DaysAsked & Pick<FigureCasesAsked, 'of' | 'after' | 'limit'>

/** `/figures`. Queries have been checked against the OpenAPI document before they come here. */
export function figureRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/', async (request, response) => {
    const days = daysOf(runtime, request.query as unknown as DaysAsked)
    response.json(withoutFewPeople(await reportFigures(runtime, actorOf(request), days)))
  })
  routes.get('/:figure/cases', async (request, response) => {
    const { of, after, limit, ...asked } = request.query as unknown as CasesAsked
    response.json(
      await figureCases(runtime, actorOf(request), {
        figure: request.params.figure,
        days: daysOf(runtime, asked),
        ...(of !== undefined && { of }),
        ...(after !== undefined && { after }),
        ...(limit !== undefined && { limit }),
      }),
    )
  })
  return routes
}

/** @throws InvalidValueError when the period ends before it begins, or the moment is none. */
function daysOf({ clock }: Runtime, { from, to, asAt, knownAt }: DaysAsked): ReportDays {
  const on = asAt ?? dayOf(clock.now())
  return reportDays(reportPeriod(from, to), knownAt === undefined ? on : { on, at: instant(knownAt) })
}

/** What people said of themselves is shown to nobody where fewer than five said it, or where that could be worked out. */
function withoutFewPeople(report: ReportFigures): object {
  const few = new Set(report.withheld.filter((id) => id.startsWith('people.')))
  const shown = ({ value, numerator, denominator, ...figure }: ComparedFigure): object =>
    few.has(figure.id) ? figure : { ...figure, value, numerator, denominator }
  const shownTable = (table: ComparedTable): object => {
    // Whoever knows the whole and a share knows the part.
    const cell = (figure: ComparedFigure) =>
      few.has(table.total.id) ? { ...shown(figure), denominator: undefined } : shown(figure)
    return {
      ...table,
      rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(cell), total: cell(row.total) })),
      totals: table.totals.map(cell),
      total: shown(table.total),
    }
  }
  return { ...report, figures: report.figures.map(shown), tables: report.tables.map(shownTable) }
}
