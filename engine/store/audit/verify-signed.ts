import { ZEROS } from './chain.ts'
import { checkClaims, checkKeys, KEY_CHANGED, KEY_INTRODUCED, readStored, readWitnesses } from './check-checkpoints.ts'
import type { Witness } from './check-checkpoints.ts'
import type { ChainEnd, RowBody, TrailRow } from './check-rows.ts'
import type { Findings } from './finding.ts'
import { makeFrontier } from './merkle.ts'
import type { TrailReader } from './read-trail.ts'
import type { NoteKey } from './signed-note.ts'

export const NO_WITNESS =
  'No checkpoint from outside was given: that rows were cut off at the end, together with their checkpoints, cannot be excluded.'

/** What is counted while a trail is verified. */
export interface Tally {
  rows: number
  cases: number
  payloads: number
  erasedPayloads: number
  facts: number
  erasedFacts: number
  unsealedFacts: number
  checkpoints: number
  witnesses: number
  witnessedTo: number
  isWitnessed: boolean
  end: ChainEnd
  remarks: string[]
}

export function makeTally(): Tally {
  return {
    rows: 0,
    cases: 0,
    payloads: 0,
    erasedPayloads: 0,
    facts: 0,
    erasedFacts: 0,
    unsealedFacts: 0,
    checkpoints: 0,
    witnesses: 0,
    witnessedTo: 0,
    isWitnessed: false,
    end: { seq: 0, hash: ZEROS },
    remarks: [],
  }
}

type Signed = Awaited<ReturnType<typeof readSigned>>

/** What was signed, by those whose keys count. */
export async function readSigned(
  reader: TrailReader,
  {
    keys: trusted = [],
    witnesses = [],
  }: { readonly keys?: readonly NoteKey[]; readonly witnesses?: readonly Witness[] },
  findings: Findings,
  tally: Tally,
) {
  const storedKeys = await reader.keys()
  const rows = new Map<number, { readonly row: TrailRow; readonly body: RowBody | undefined }>()
  for (const { seq } of storedKeys) {
    const row = await reader.row(seq)
    if (row !== undefined) rows.set(seq, { row, body: bodyOfKeyRow(row) })
  }
  const keys = checkKeys(storedKeys, rows, trusted, findings)
  const stored = await reader.checkpoints()
  tally.checkpoints = stored.length
  tally.witnesses = witnesses.length
  const claims = [...readStored(stored, keys, findings), ...readWitnesses(witnesses, keys, findings)]
  if (trusted.length === 0 && stored.length + witnesses.length > 0) {
    tally.remarks.push(
      'Signatures were compared with the key that the trail itself names; give the public key to be sure.',
    )
  }
  return { claims }
}

function bodyOfKeyRow({ type, body }: TrailRow): RowBody | undefined {
  if (type !== KEY_INTRODUCED && type !== KEY_CHANGED) return undefined
  try {
    return JSON.parse(body) as RowBody
  } catch {
    return undefined
  }
}

export function judgeSigned(
  { claims }: Signed,
  roots: ReadonlyMap<number, Buffer>,
  tally: Tally,
  findings: Findings,
): void {
  const goodTo = checkClaims(claims, roots, tally.end.seq, findings)
  const witnessed = claims.filter(({ isWitness, checkpoint }) => isWitness && checkpoint.size <= goodTo)
  tally.witnessedTo = Math.max(0, ...witnessed.map(({ checkpoint }) => checkpoint.size))
  tally.isWitnessed = witnessed.length > 0
  if (!tally.isWitnessed) tally.remarks.push(NO_WITNESS)
  else if (tally.witnessedTo < tally.end.seq) {
    tally.remarks.push(`Rows after ${tally.witnessedTo} are younger than the checkpoint from outside.`)
  }
}

/** Roots of the trail at these sizes, as its leaves go by. */
export function rootsAt(sizes: readonly number[]) {
  const wanted = new Set(sizes)
  const frontier = makeFrontier()
  const found = new Map<number, Buffer>()
  if (wanted.has(0)) found.set(0, frontier.root())
  return {
    found,
    size: () => frontier.size(),
    add: (hash: Buffer): void => {
      frontier.add(hash)
      if (wanted.has(frontier.size())) found.set(frontier.size(), frontier.root())
    },
  }
}

const HASHES_AT_ONCE = 10_000

export async function readHashes(
  reader: TrailReader,
  from: number,
  to: number,
  add: (hash: Buffer) => void,
): Promise<void> {
  for (let at = from; at <= to;) {
    const page = await reader.hashes(at, Math.min(to, at + HASHES_AT_ONCE - 1))
    for (const { hash } of page) add(hash)
    at += HASHES_AT_ONCE
  }
}
