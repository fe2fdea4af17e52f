import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import {
  askForExport,
  EngineError,
  EXPORT_FORMATS,
  isLocalDate,
  LEFT_OUT,
  PSEUDONYMS_SAY,
  readExport,
  SYNTHETIC,
  takeExport,
  type Actor,
  type AskForExport,
  type ChosenBy,
  type ExportFormat,
  type Runtime,
} from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { openRuntime } from '../open-runtime.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `Usage: redress export --format xes|ocel|csv|jsonl|dates --from <day> --to <day> [--by received|closed|happened] [--procedure <id>]
                      [--same-pseudonyms-as <export>] [--reason <why>] [--out <file>] [--database <file>]

An event log, or with dates the dates of each case, with pseudonyms. The reason stands in the audit trail; made-up data needs none.
With references in place of pseudonyms only from the pages, since a second person must approve that.`

/** `redress export`: an event log as a file, or on standard output. Exit code. */
export async function exportLog(args: string[], environment: Environment, io: Io): Promise<number> {
  const options = optionsOf(args)
  if (options === undefined) {
    io.err(USAGE)
    return 2
  }
  const { asked, database, out } = options
  const config = readConfig({ ...environment, ...(database !== undefined && { DATABASE_FILE: database }) })
  const runtime = await openRuntime(config, systemClock)
  try {
    const isSynthetic = (await runtime.store.read.setting(SYNTHETIC)) !== undefined
    if (asked.reason === undefined && !isSynthetic) {
      io.err('Say why with --reason: it stands in the audit trail beside the export.')
      return 2
    }
    // Whoever has the command line has the database: nothing proves more freshly who asks.
    const role = asked.reason === undefined ? 'process-owner' : 'auditor'
    const actor: Actor = { id: 'command-line', role, steppedUpAt: runtime.clock.now() }
    const { export: id } = await askForExport(runtime, actor, asked)
    await write(runtime, actor, id, { out, io })
    const [taken] = (await readExport(runtime, actor, id)).takings
    if (taken === undefined) throw new RangeError('The export was not taken')
    io.err(
      `${taken.events} events of ${taken.cases} cases, ${taken.bytes} bytes${out === undefined ? '' : ` in ${out}`}`,
    )
    io.err(`${id}, SHA-256 ${taken.sha256}`)
    io.err(`Not in it: ${LEFT_OUT.join(' ')}`)
    for (const line of PSEUDONYMS_SAY) io.err(line)
    return 0
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    io.err(error.message)
    return 1
  } finally {
    await runtime.store.close()
  }
}

async function write(
  runtime: Runtime,
  actor: Actor,
  id: string,
  { out, io }: { readonly out: string | undefined; readonly io: Io },
): Promise<void> {
  const { pieces } = await takeExport(runtime, actor, id)
  if (out === undefined) {
    // Every piece ends a line, but those of one list may not: they are put together again.
    let rest = ''
    for await (const piece of pieces) {
      const all = rest + piece
      const end = all.lastIndexOf('\n')
      if (end >= 0) io.out(all.slice(0, end))
      rest = all.slice(end + 1)
    }
    if (rest !== '') io.out(rest)
    return
  }
  await pipeline(Readable.from(pieces, { highWaterMark: 1 }), createWriteStream(`${out}.part`, { mode: 0o600 }))
  await rename(`${out}.part`, out)
}

interface Options {
  readonly asked: AskForExport
  readonly out: string | undefined
  readonly database: string | undefined
}

function optionsOf(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args,
      options: {
        format: text,
        from: text,
        to: text,
        by: { ...text, default: 'received' },
        procedure: text,
        'same-pseudonyms-as': text,
        reason: text,
        out: text,
        database: text,
      },
    })
    const { format, from = '', to = '', by, procedure, reason, out, database } = values
    const same = values['same-pseudonyms-as']
    if (!isFormat(format) || !isChosenBy(by) || !isLocalDate(from) || !isLocalDate(to)) return undefined
    return {
      asked: {
        format,
        selection: { by, from, to, ...(procedure !== undefined && { procedure }) },
        ...(same !== undefined && { samePseudonymsAs: same }),
        ...(reason !== undefined && { reason }),
      },
      out,
      database,
    }
  } catch {
    return undefined
  }
}

function isFormat(text: string | undefined): text is ExportFormat {
  return EXPORT_FORMATS.some((format) => format === text)
}

function isChosenBy(text: string): text is ChosenBy {
  return ['received', 'closed', 'happened'].includes(text)
}
