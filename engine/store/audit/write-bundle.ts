import type { TrailRow } from './check-rows.ts'
import { collectProofs } from './merkle.ts'
import type { TrailReader } from './read-trail.ts'

/*
 * The rows of one case, for somebody who has nothing else: JSON lines, each an object with a `kind`.
 *
 *   manifest    {format, caseId, rows, payloads, keys: [public keys, in their order], changes: [notes], size}
 *   checkpoint  {note}: the newest; its tree holds every row up to its size
 *   row         {seq, caseId, caseSeq, at … body, commitment, prev, casePrev, leaf, hash (hex), proof: [hex …],
 *                payload?: {salt, text}}; `proof` is absent for rows younger than the checkpoint
 *
 * `prev` and the proofs are hashes of rows of other cases, and say nothing of what they hold.
 */

export const BUNDLE_FORMAT = 'redress-audit-bundle-1'

export interface BundleOptions {
  /** With what was said in the words of a person, where it has not been erased. */
  readonly withPayloads: boolean
  /** Only rows that the newest checkpoint covers, so that each is proven; all while nothing is signed. */
  readonly signedOnly?: boolean
}

/** Writes the bundle of a case, a line at a time. @returns the number of its rows. */
export async function writeBundle(
  reader: TrailReader,
  caseId: string,
  { withPayloads, signedOnly = false }: BundleOptions,
  write: (line: string) => Promise<void> | void,
): Promise<number> {
  const all = await reader.rowsOfCase(caseId)
  const keys = await reader.keys()
  const checkpoint = (await reader.checkpoints()).at(-1)
  const size = checkpoint?.size ?? 0
  const rows = signedOnly && size > 0 ? all.filter(({ seq }) => seq <= size) : all
  const proofs = await proofsOf(reader, rows, size)
  const changes = await Promise.all(keys.slice(1).map(async ({ seq }) => noteIn(await reader.row(seq))))
  const line = (value: object) => write(JSON.stringify(value))
  await line({
    kind: 'manifest',
    format: BUNDLE_FORMAT,
    caseId,
    rows: rows.length,
    payloads: withPayloads,
    keys: keys.map(({ key }) => key),
    changes,
    size,
  })
  if (checkpoint !== undefined) await line({ kind: 'checkpoint', note: checkpoint.note })
  for (const row of rows) {
    const [payload] = withPayloads ? await reader.payloads(row.seq, row.seq) : []
    const proof = proofs.get(row.seq - 1)
    await line({
      kind: 'row',
      ...row,
      ...hexed(row),
      ...(proof !== undefined && { proof: proof.map((node) => node.toString('hex')) }),
      ...(payload !== undefined && { payload: { salt: payload.salt.toString('hex'), text: payload.payload } }),
    })
  }
  return rows.length
}

const HASHES = ['commitment', 'prev', 'casePrev', 'leaf', 'hash'] as const

function hexed(row: TrailRow): Readonly<Record<string, string>> {
  return Object.fromEntries(HASHES.map((name) => [name, row[name].toString('hex')]))
}

function noteIn(row: TrailRow | undefined): string {
  try {
    return (JSON.parse(row?.body ?? '{}') as { data?: { note?: string } }).data?.note ?? ''
  } catch {
    return ''
  }
}

const HASHES_AT_ONCE = 10_000

async function proofsOf(
  reader: TrailReader,
  rows: readonly TrailRow[],
  size: number,
): Promise<ReadonlyMap<number, readonly Buffer[]>> {
  const collector = collectProofs(new Set(rows.map(({ seq }) => seq - 1).filter((index) => index < size)))
  for (let from = 1; from <= size; from += HASHES_AT_ONCE) {
    const page = await reader.hashes(from, Math.min(size, from + HASHES_AT_ONCE - 1))
    for (const { hash } of page) collector.add(hash)
  }
  return collector.proofs()
}
