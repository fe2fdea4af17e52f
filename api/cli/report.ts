import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  dayOf,
  draftReport,
  freezeReport,
  InvalidValueError,
  isLocalDate,
  quarterDays,
  readSnapshot,
  reportYear,
  SumsDifferError,
  type Actor,
  type Edition,
  type Frozen,
  type LocalDate,
  type ReportAsked,
  type ReportContent,
  type ReportKind,
  type Runtime,
} from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig, type Config } from '../config.ts'
import { openRuntime } from '../open-runtime.ts'
import { NoBrowserError } from '../pdf/index.ts'
import { reportCsv, reportHtmlFile, reportJson, reportPdf, reportPrinter } from '../report/index.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `Usage: redress report --from <day> --to <day> | --year <2020-21> | --quarter <2020-Q2>
         [--as-at <day>] [--pack learning] [--format html|pdf|csv|json] [--public] [--out <file>] [--freeze]
       redress report --snapshot <id> [--format html|pdf|csv|json] [--public] [--out <file>]`

const FORMATS = ['html', 'pdf', 'csv', 'json'] as const
type Format = (typeof FORMATS)[number]

const READER: Actor = { id: 'command-line', role: 'auditor' }
const WRITER: Actor = { id: 'command-line', role: 'complaints-manager' }

interface Options {
  /** Undefined: of a snapshot. */
  readonly asked: ReportAsked | undefined
  readonly snapshot: string | undefined
  readonly format: Format
  readonly edition: Edition
  readonly out: string | undefined
  readonly freeze: boolean
  readonly database: string | undefined
}

/**
 * Writes a report: the annual one, a quarter's summary, or the pack of a learning panel; as it now is, or as it was frozen.
 *
 * @returns 0; 1 where its sums do not come out so that it is not frozen, or nothing here can print PDF; 2 for a wrong command.
 */
export async function report(args: string[], environment: Environment, io: Io): Promise<number> {
  const options = optionsOf(args)
  if (options === undefined) {
    io.err(USAGE)
    return 2
  }
  const { database } = options
  const config = readConfig({ ...environment, ...(database !== undefined && { DATABASE_FILE: database }) })
  const runtime = await openRuntime(config, systemClock)
  try {
    await write(runtime, config, options, io)
    return 0
  } catch (error) {
    if (error instanceof SumsDifferError) {
      io.err('The report is not frozen. These sums do not come out:')
      for (const mismatch of error.mismatches) io.err(`  - ${mismatch}`)
      return 1
    }
    if (error instanceof NoBrowserError) {
      io.err(error.message)
      return 1
    }
    throw error
  } finally {
    await runtime.store.close()
  }
}

async function write(runtime: Runtime, config: Config, options: Options, io: Io): Promise<void> {
  const { edition, format, out } = options
  const { content, frozen, html } = await found(runtime, config, options)
  const page = () => html?.[edition] ?? reportHtmlFile(config.publicUrl, content, edition, frozen)
  const printed = await inFormat(format, { content, edition, frozen, page, browser: config.pdfBrowser })
  if (frozen !== undefined && options.freeze) io.err(`Frozen: ${frozen.id}`)
  if (out !== undefined) {
    await writeFile(out, printed)
    io.err(`Written: ${out}`)
  } else io.out(printed.toString().trimEnd())
}

interface Found {
  readonly content: ReportContent
  readonly frozen?: Frozen
  readonly html?: Readonly<Record<Edition, string>>
}

async function found(runtime: Runtime, config: Config, { asked, snapshot, freeze }: Options): Promise<Found> {
  if (asked === undefined) return readSnapshot(runtime, READER, snapshot ?? '')
  if (!freeze) return { content: await draftReport(runtime, READER, asked) }
  const { id } = await freezeReport(runtime, WRITER, asked, reportPrinter(config.publicUrl))
  return readSnapshot(runtime, READER, id)
}

interface ToPrint {
  readonly content: ReportContent
  readonly edition: Edition
  readonly frozen: Frozen | undefined
  readonly page: () => string | Promise<string>
  readonly browser: string | undefined
}

async function inFormat(
  format: Format,
  { content, edition, frozen, page, browser }: ToPrint,
): Promise<string | Buffer> {
  switch (format) {
    case 'html':
      return page()
    case 'pdf':
      return reportPdf(await page(), content, browser)
    case 'csv':
      return reportCsv(content, edition)
    case 'json':
      return reportJson(content, edition, frozen)
  }
}

function optionsOf(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({
      args,
      options: {
        ...{ from: text, to: text, year: text, quarter: text, 'as-at': text, pack: text, snapshot: text },
        ...{ format: text, out: text, database: text, public: yes, freeze: yes },
      },
    })
    const format = FORMATS.find((each) => each === (values.format ?? 'html'))
    if (format === undefined || (values.pack !== undefined && values.pack !== 'learning')) return undefined
    // A PDF is no text for a terminal.
    if (format === 'pdf' && values.out === undefined) return undefined
    const { snapshot, quarter, year } = values
    const days = daysOf({ from: values.from, to: values.to, year, quarter })
    if ((days === undefined) === (snapshot === undefined)) return undefined
    const asAt = values['as-at'] ?? dayOf(systemClock.now())
    if (!isLocalDate(asAt)) return undefined
    const kind: ReportKind = values.pack !== undefined ? 'learning' : quarter !== undefined ? 'quarter' : 'annual'
    return {
      asked: days === undefined ? undefined : { kind, ...days, asAt },
      snapshot,
      format,
      edition: values.public === true ? 'public' : 'internal',
      out: values.out,
      freeze: values.freeze === true,
      database: values.database,
    }
  } catch (error) {
    if (error instanceof TypeError || error instanceof InvalidValueError) return undefined
    throw error
  }
}

interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Undefined where none are given. @throws InvalidValueError */
function daysOf(given: Readonly<Record<'from' | 'to' | 'year' | 'quarter', string | undefined>>): Days | undefined {
  const { from, to, year, quarter } = given
  const ways = [from ?? to, year, quarter].filter((way) => way !== undefined)
  if (ways.length === 0) return undefined
  if (ways.length > 1) throw new InvalidValueError('one period', ways.join(', '))
  if (year !== undefined) return reportYear(year)
  if (quarter !== undefined) return quarterDays(quarter)
  if (from === undefined || to === undefined || !isLocalDate(from) || !isLocalDate(to)) {
    throw new InvalidValueError('pair of days', `${from ?? ''} ${to ?? ''}`)
  }
  return { from, to }
}
