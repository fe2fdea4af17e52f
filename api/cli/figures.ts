import { parseArgs } from 'node:util'
import {
  dayOf,
  reportFigures,
  isLocalDate,
  reportDays,
  reportYear,
  type Actor,
  type ReportFigures,
  type ComparedFigure,
  type LocalDate,
  type ReportDays,
} from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { besideInWords, besideReport } from '../demo/report/beside-report.ts'
import { inWords } from '../demo/report/in-words.ts'
import { REPORT_2020_21 } from '../demo/report/report-2020-21.ts'
import { openRuntime } from '../open-runtime.ts'
import type { Environment, Io } from './io.ts'

const USAGE = 'Usage: redress figures --year <2020-21> [--written <day>] [--database <file>] [--json]'

const AUDITOR: Actor = { id: 'command-line', role: 'auditor' }

/** Prints the figures of a year, each with what it counts, and beside the published report where there is one. Exit code. */
export async function figures(args: string[], environment: Environment, io: Io): Promise<number> {
  const options = optionsOf(args)
  if (options === undefined) {
    io.err(USAGE)
    return 2
  }
  const { days, database, json } = options
  const config = readConfig({ ...environment, ...(database !== undefined && { DATABASE_FILE: database }) })
  const runtime = await openRuntime(config, systemClock)
  try {
    const found = await reportFigures(runtime, AUDITOR, days)
    io.out(json ? JSON.stringify(found, null, 2) : figuresInWords(found))
    return 0
  } finally {
    await runtime.store.close()
  }
}

interface Options {
  readonly days: ReportDays
  readonly database: string | undefined
  readonly json: boolean
}

function optionsOf(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args,
      options: { year: text, written: text, database: text, json: { type: 'boolean' } },
    })
    const written = values.written ?? dayOf(systemClock.now())
    if (values.year === undefined || !isLocalDate(written)) return undefined
    return { days: daysOf(values.year, written), database: values.database, json: values.json === true }
  } catch {
    return undefined
  }
}

/** The report's days; a report that is written before its year has ended is of the year so far. */
function daysOf(year: string, writtenOn: LocalDate): ReportDays {
  return reportDays(reportYear(year), writtenOn)
}

/** The figures as text. */
export function figuresInWords(found: ReportFigures): string {
  const { days, synthetic, reconciliations, comparedWith } = found
  const report = days.period.id === REPORT_2020_21.year ? REPORT_2020_21 : undefined
  return [
    ...(synthetic ? ['SYNTHETIC DATA: nobody in it exists, and nothing in it happened.', ''] : []),
    `Figures of ${days.period.id}, written ${days.writtenOn}`,
    '',
    `${'here'.padStart(12)}${'before'.padStart(12)}${'change'.padStart(9)}  figure`,
    ...found.figures.map(figureInWords),
    ...comparedWith.map((source) => `Before: ${source}`),
    '',
    'What was received is closed or open:',
    ...reconciliations.map(
      ({ countedAs, asAt, received, closed, open }) =>
        `  ${countedAs.padEnd(15)} as at ${asAt}: ${received} received = ${closed} closed + ${open} open`,
    ),
    ...(report === undefined ? [] : ['', besideInWords(besideReport(found, report), report)]),
  ].join('\n')
}

function figureInWords(figure: ComparedFigure): string {
  const { value, before, unit, title, numerator, denominator, population, of, basis, asAt } = figure
  const share = denominator === undefined ? '' : ` (${numerator} of ${denominator})`
  const whom = of !== undefined && of !== population ? `${population}; of ${of}` : population
  return [
    inWords(value, unit).padStart(12),
    (before === undefined ? '' : inWords(before, unit)).padStart(12),
    changeInWords(figure).padStart(9),
    `  ${title}${share}: ${whom}; ${basis}, as at ${asAt}  [${figure.id}]`,
  ].join('')
}

/** Percent for counts and money, percentage points for shares. */
function changeInWords({ value, before, unit }: ComparedFigure): string {
  if (value === undefined || before === undefined) return ''
  const signed = (number: number, mark: string) =>
    `${number > 0 ? '+' : number < 0 ? '−' : ''}${Math.abs(number)} ${mark}`
  if (unit === 'percent') return signed(value - before, 'pp')
  return before === 0 ? '' : signed(Math.round((100 * (value - before)) / before), '%')
}
