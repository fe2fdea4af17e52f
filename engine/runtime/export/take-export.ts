import { createHash } from 'node:crypto'
import type { Actor } from '../../access/index.ts'
import { NotPermittedError, RefusedError } from '../../errors.ts'
import type { ExportRow } from '../../store/exports.ts'
import type { CaseRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import { onlyVisible } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import type { Writer } from './about.ts'
import { exportedCase, type CaseReading, type ExportedCase } from './case-events.ts'
import { writeDates } from './dates.ts'
import { writeOcel } from './ocel.ts'
import { mustMayExport } from './permission.ts'
import { makePseudonyms, realIds } from './pseudonyms.ts'
import { exportView, rowFor } from './read-exports.ts'
import { writeCsv, writeJsonLines } from './rows.ts'
import type { ExportFormat, ExportSelection } from './selection.ts'
import { makeVersions } from './versions.ts'
import { writeXes } from './xes.ts'

/** A file that is made while it is taken. */
export interface ExportFile {
  readonly name: string
  readonly type: string
  /** To be read to its end: only then it stands in the trail that it was taken whole, and with what hash. */
  readonly pieces: AsyncIterable<string>
}

const FORMATS: Readonly<
  Record<ExportFormat, { readonly write: Writer; readonly ending: string; readonly type: string }>
> = {
  xes: { write: writeXes, ending: 'xes', type: 'application/xml' },
  ocel: { write: writeOcel, ending: 'ocel.json', type: 'application/json' },
  csv: { write: writeCsv, ending: 'csv', type: 'text/csv; charset=utf-8' },
  jsonl: { write: writeJsonLines, ending: 'jsonl', type: 'application/x-ndjson' },
  dates: { write: writeDates, ending: 'dates.csv', type: 'text/csv; charset=utf-8' },
}

/**
 * Takes an export: reads one case after the other and gives what is written of it, so that a large one needs no more memory
 * than a small one. Before anything leaves it stands in the audit trail that somebody takes it, and at the end how much it
 * was and its hash.
 *
 * @throws NotPermittedError, StepUpNeededError or MoreNeededError when the actor may not, or not any more.
 * @throws RefusedError while it waits for a second person, and when one has refused it.
 */
export async function takeExport(runtime: Runtime, actor: Actor, id: string): Promise<ExportFile> {
  const row = await mustMayTake(runtime, actor, id)
  const { ending, type } = FORMATS[row.format as ExportFormat]
  await noted(runtime, actor, 'export-begun', { export: id, format: row.format, named: row.named })
  return { name: `${id}.${ending}`, type, pieces: pieces(runtime, actor, row) }
}

/** @throws as `takeExport`. */
export async function mustMayTake(runtime: Runtime, actor: Actor, id: string): Promise<ExportRow> {
  const row = await rowFor(runtime, actor, id)
  const { status, own } = await exportView(runtime, actor, row)
  if (!own) throw new NotPermittedError('Only who asked for an export may take it; ask for one of your own')
  if (status === 'refused') throw new RefusedError('export-refused', 'A second person has refused this export')
  if (status === 'waiting') throw new RefusedError('export-waits', 'This export waits for a second person')
  await mustMayExport(runtime, actor, row.named, ['reason', 'second-person'])
  return row
}

async function* pieces(runtime: Runtime, actor: Actor, row: ExportRow): AsyncIterable<string> {
  const selection = row.selection as unknown as ExportSelection
  const { write } = FORMATS[row.format as ExportFormat]
  const about = { id: row.id, selection, named: row.named, askedAt: row.askedAt, council: runtime.council.name }
  const hash = createHash('sha256')
  const counted = { cases: 0, events: 0, bytes: 0 }
  let isWhole = false
  try {
    for await (const piece of write(about, () => casesIn(runtime, actor, row, counted))) {
      if (piece === '') continue
      const bytes = Buffer.from(piece, 'utf8')
      hash.update(bytes)
      counted.bytes += bytes.length
      yield piece
    }
    isWhole = true
  } finally {
    if (!isWhole) await noted(runtime, actor, 'export-broken-off', { export: row.id, bytes: counted.bytes })
  }
  const taken = { ...counted, sha256: hash.digest('hex') }
  await runtime.store.command(async (unit) => {
    await unit.addExportTaking({ exportId: row.id, takenBy: actor.id, ...taken })
    const body = { export: row.id, format: row.format, named: row.named, ...selection, ...taken }
    unit.audit({ actor: actor.id, role: actor.role, type: 'export-taken', body })
  })
}

async function noted(
  runtime: Runtime,
  actor: Actor,
  type: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type, body })
    return Promise.resolve()
  })
}

/** Cases read at once: their lines alone, not what happened in them. */
const PAGE = 200

/** The cases of an export, those that were received last first; counts what it gives. */
export async function* casesIn(
  runtime: Runtime,
  actor: Actor,
  row: ExportRow,
  counted: { cases: number; events: number },
): AsyncIterable<ExportedCase> {
  const selection = row.selection as unknown as ExportSelection
  const { by, from, to, procedure } = selection
  const reading = await readingOf(runtime, row, selection)
  counted.cases = 0
  counted.events = 0
  let after: string | undefined
  do {
    const page = await runtime.store.read.cases({
      limit: PAGE,
      ...(procedure !== undefined && { procedure }),
      ...(by === 'received' && {
        narrowed: { to: { receivedFrom: from, receivedTo: to }, today: dayOf(runtime.clock.now()) },
      }),
      ...onlyVisible(runtime, actor, 'export-log'),
      ...(after !== undefined && { after }),
    })
    for (const each of page.rows) {
      const found = isChosen(row, selection, each) ? await exportedCase(runtime, each, reading) : undefined
      if (found === undefined) continue
      counted.cases += 1
      counted.events += found.events.length
      yield found
    }
    after = page.next
  } while (after !== undefined)
}

function isChosen({ askedAt }: ExportRow, { by, from, to }: ExportSelection, { closedAt }: CaseRow): boolean {
  if (by !== 'closed') return true
  const day = closedAt === null || closedAt > askedAt ? undefined : dayOf(closedAt)
  return day !== undefined && day >= from && day <= to
}

/** @throws RefusedError where the service has no key any more. */
async function readingOf(runtime: Runtime, row: ExportRow, { by, from, to }: ExportSelection): Promise<CaseReading> {
  const key = runtime.secretFor?.(`pseudonyms of ${row.pseudonymsOf}`)
  if (key === undefined) throw new RefusedError('no-key', 'This service has no key to make pseudonyms with')
  return {
    upToRow: row.upToRow,
    asAt: row.askedAt,
    pseudonyms: row.named ? realIds(key) : makePseudonyms(key),
    versions: await makeVersions(runtime),
    ...(by === 'happened' && { days: { from, to } }),
  }
}
