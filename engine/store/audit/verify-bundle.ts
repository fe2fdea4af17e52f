import { commitmentTo, ZEROS } from './chain.ts'
import { addWrongPayload, makeRowChecker, type CaseEnd, type TrailRow } from './check-rows.ts'
import { isKeyChange, readCheckpoint, signerOf } from './checkpoint.ts'
import { makeFindings, shown, type Findings } from './finding.ts'
import { rootByInclusion } from './merkle.ts'
import { readNoteKey, type NoteKey } from './signed-note.ts'
import type { VerifyReport } from './verify.ts'
import { BUNDLE_FORMAT } from './write-bundle.ts'

/** A bundle that cannot be read at all. */
export class BundleFormatError extends Error {
  override readonly name = 'BundleFormatError'
}

/**
 * Verifies a bundle with nothing but itself, and the public key where it is known from elsewhere.
 *
 * @throws BundleFormatError when it is no bundle.
 */
export async function verifyBundle(
  lines: AsyncIterable<string> | Iterable<string>,
  { keys: trusted = [] }: { readonly keys?: readonly NoteKey[] } = {},
): Promise<VerifyReport> {
  const findings = makeFindings()
  const ends = new Map<string, CaseEnd>()
  const checker = makeRowChecker(findings, undefined, (id) => ends.get(id))
  const counts = { rows: 0, payloads: 0, erasedPayloads: 0, proven: 0 }
  let manifest: Manifest | undefined
  let signed: { readonly size: number; readonly root: Buffer } | undefined
  let last = { seq: 0, hash: ZEROS }

  for await (const line of lines) {
    if (line.trim() === '') continue
    const said = parsed(line)
    if (manifest === undefined) {
      manifest = manifestOf(said)
      continue
    }
    if (said['kind'] === 'checkpoint') {
      signed = checkSigned(String(said['note']), keysOf(manifest, trusted, findings), findings)
      continue
    }
    const row = rowOf(said)
    counts.rows += 1
    checker.check(row)
    if (row.caseId !== manifest.caseId) {
      findings.add({
        kind: 'manifest-differs',
        seq: row.seq,
        expected: manifest.caseId,
        actual: row.caseId ?? 'no case',
        sentence: `Row ${row.seq} is of another case than the bundle.`,
      })
    }
    checkPayloadOf(row, said['payload'], manifest.payloads, counts, findings)
    if (checkProof(row, said['proof'], signed, findings)) counts.proven += 1
    if (row.caseId !== null) ends.set(row.caseId, { seq: row.caseSeq ?? 0, hash: row.hash, facts: 0, changes: 0 })
    last = { seq: row.seq, hash: row.hash }
  }
  if (manifest === undefined) throw new BundleFormatError('The file is empty')
  if (manifest.rows !== counts.rows) {
    findings.add({
      kind: 'manifest-differs',
      seq: last.seq,
      expected: String(manifest.rows),
      actual: String(counts.rows),
      sentence: `The bundle says that it has ${manifest.rows} rows; there are ${counts.rows}.`,
    })
  }
  const isWitnessed = signed !== undefined && counts.proven === counts.rows && counts.rows > 0 && trusted.length > 0
  return {
    verdict: findings.count() > 0 ? 'tampered' : isWitnessed ? 'intact' : 'incomplete',
    rows: counts.rows,
    cases: ends.size,
    payloads: counts.payloads,
    erasedPayloads: counts.erasedPayloads,
    facts: 0,
    erasedFacts: 0,
    unsealedFacts: 0,
    checkpoints: signed === undefined ? 0 : 1,
    witnesses: 0,
    witnessedTo: isWitnessed ? last.seq : 0,
    lastRow: { seq: last.seq, hash: last.hash.toString('hex') },
    findings: findings.list,
    moreFindings: findings.count() - findings.list.length,
    remarks: [
      ...(counts.proven < counts.rows
        ? [`${counts.rows - counts.proven} rows are not proven by the checkpoint: they are younger, or there is none.`]
        : []),
      ...(trusted.length === 0
        ? ['The signature was compared with the key in the bundle itself; give the public key to be sure.']
        : []),
      'That the case has later rows than these cannot be excluded by the bundle alone.',
    ],
  }
}

interface Manifest {
  readonly caseId: string
  readonly rows: number
  readonly payloads: boolean
  readonly keys: readonly string[]
  readonly changes: readonly string[]
}

type Line = Readonly<Record<string, unknown>>

function parsed(line: string): Line {
  try {
    return JSON.parse(line) as Line
  } catch {
    throw new BundleFormatError('A line of the file is not JSON')
  }
}

function manifestOf(said: Line): Manifest {
  const { kind, format, caseId, rows, payloads, keys, changes } = said
  if (kind !== 'manifest' || format !== BUNDLE_FORMAT || typeof caseId !== 'string') {
    throw new BundleFormatError(`The file does not begin with the manifest of a ${BUNDLE_FORMAT}`)
  }
  const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
  return { caseId, rows: Number(rows), payloads: payloads === true, keys: texts(keys), changes: texts(changes) }
}

function keysOf({ keys, changes }: Manifest, trusted: readonly NoteKey[], findings: Findings): readonly NoteKey[] {
  try {
    const named = keys.map(readNoteKey)
    const proven = named.filter((key, n) => n === 0 || isHandedOver(changes[n - 1] ?? '', named[n - 1], key))
    if (trusted.length === 0) return proven
    const from = proven.findIndex(({ text }) => trusted.some((key) => key.text === text))
    return [...trusted, ...(from < 0 ? [] : proven.slice(from + 1))]
  } catch {
    findings.add({ kind: 'key-unproven', seq: 0, sentence: 'A key in the bundle is none.' })
    return trusted
  }
}

function isHandedOver(note: string, from: NoteKey | undefined, to: NoteKey): boolean {
  return from !== undefined && isKeyChange(note, from, to)
}

function checkSigned(note: string, keys: readonly NoteKey[], findings: Findings) {
  const checkpoint = readCheckpoint(note)
  if (checkpoint !== undefined && signerOf(note, keys) !== undefined) return checkpoint
  findings.add({
    kind: checkpoint === undefined ? 'checkpoint-altered' : 'checkpoint-key-unknown',
    seq: checkpoint?.size ?? 0,
    sentence: 'The checkpoint of the bundle was not signed with a key that it, or whoever verifies, knows.',
  })
  return undefined
}

function rowOf(said: Line): TrailRow {
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : null)
  const bytes = (name: string) => Buffer.from(text(name) ?? '', 'hex')
  if (said['kind'] !== 'row' || !Number.isSafeInteger(said['seq']) || text('body') === null) {
    throw new BundleFormatError('A line of the file is not a row')
  }
  return {
    seq: Number(said['seq']),
    caseId: text('caseId'),
    caseSeq: Number.isSafeInteger(said['caseSeq']) ? Number(said['caseSeq']) : null,
    at: text('at') ?? '',
    actor: text('actor') ?? '',
    role: text('role') ?? '',
    onBehalfOf: text('onBehalfOf'),
    type: text('type') ?? '',
    element: text('element'),
    outcome: text('outcome'),
    body: text('body') ?? '',
    commitment: bytes('commitment'),
    prev: bytes('prev'),
    casePrev: bytes('casePrev'),
    leaf: bytes('leaf'),
    hash: bytes('hash'),
  }
}

function checkPayloadOf(
  row: TrailRow,
  given: unknown,
  isExpected: boolean,
  counts: { payloads: number; erasedPayloads: number },
  findings: Findings,
): void {
  if (given === undefined) {
    if (isExpected && !row.commitment.equals(ZEROS)) counts.erasedPayloads += 1
    return
  }
  counts.payloads += 1
  const { salt, text } = given as { readonly salt?: unknown; readonly text?: unknown }
  const actual = commitmentTo(Buffer.from(String(salt), 'hex'), String(text))
  if (!actual.equals(row.commitment)) addWrongPayload(row, actual, findings)
}

/** @returns whether the row is in what was signed. */
function checkProof(
  row: TrailRow,
  given: unknown,
  signed: { readonly size: number; readonly root: Buffer } | undefined,
  findings: Findings,
): boolean {
  if (signed === undefined || (given === undefined && row.seq > signed.size)) return false
  const proof = Array.isArray(given) ? given.map((node) => Buffer.from(String(node), 'hex')) : []
  const root = rootByInclusion(row.hash, row.seq - 1, signed.size, proof)
  if (root?.equals(signed.root) === true) return true
  findings.add({
    kind: 'proof-wrong',
    seq: row.seq,
    expected: shown(signed.root),
    actual: shown(root),
    sentence: `Row ${row.seq} is not the one that was signed at that place.`,
  })
  return false
}
