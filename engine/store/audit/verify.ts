import { commitmentTo, ZEROS } from './chain.ts'
import type { Witness } from './check-checkpoints.ts'
import {
  checkCase,
  checkCases,
  checkFacts,
  checkStrayTasks,
  checkTasks,
  deedsOf,
  type FactToFind,
  type TaskToFind,
} from './check-record.ts'
import {
  addWrongPayload,
  makeRowChecker,
  type CaseEnd,
  type ChainEnd,
  type RowChecker,
  type TrailRow,
} from './check-rows.ts'
import { makeFindings, shown, type Finding, type Findings } from './finding.ts'
import type { TrailReader } from './read-trail.ts'
import type { NoteKey } from './signed-note.ts'
import { judgeSigned, makeTally, readHashes, readSigned, rootsAt, type Tally } from './verify-signed.ts'

export interface VerifyOptions {
  /** The rows of one case only, and what it is made of. */
  readonly caseId?: string
  /** From this row on; what came before is taken as it stands. */
  readonly since?: number
  /** Notes held outside. */
  readonly witnesses?: readonly Witness[]
  /** Keys known from outside. Without them, those that the trail itself names are believed. */
  readonly keys?: readonly NoteKey[]
  /** Rows read at once; 1,000 when left out. */
  readonly pageSize?: number
  readonly onProgress?: (rows: number, of: number) => void
}

/** What came of it. `incomplete`: nothing is wrong, but nobody outside can say that no rows were cut off at the end. */
export type Verdict = 'intact' | 'tampered' | 'incomplete'

export interface VerifyReport {
  readonly verdict: Verdict
  readonly rows: number
  readonly cases: number
  readonly payloads: number
  /** Rows whose words of a person have been erased: the chain holds without them. */
  readonly erasedPayloads: number
  readonly facts: number
  readonly erasedFacts: number
  /** Facts of releases that did not seal them: only their day, kind and author are compared. */
  readonly unsealedFacts: number
  readonly checkpoints: number
  readonly witnesses: number
  /** Up to which row everything is as somebody outside holds that it was signed. */
  readonly witnessedTo: number
  readonly lastRow: ChainSeen
  readonly findings: readonly Finding[]
  /** Findings beyond those listed. */
  readonly moreFindings: number
  /** What to know besides, in sentences. */
  readonly remarks: readonly string[]
}

interface ChainSeen {
  readonly seq: number
  /** Hex. */
  readonly hash: string
}

/** Verifies the trail that the reader gives. A page of rows is held at a time; what grows is a line for each case. */
export async function verifyTrail(reader: TrailReader, options: VerifyOptions = {}): Promise<VerifyReport> {
  const findings = makeFindings()
  const tally = makeTally()
  const { caseId } = options
  if (caseId === undefined) await verifyAll(reader, options, findings, tally)
  else await verifyOne(reader, { ...options, caseId }, findings, tally)
  const { list } = findings
  const total = findings.count()
  return {
    verdict: total > 0 ? 'tampered' : tally.isWitnessed ? 'intact' : 'incomplete',
    rows: tally.rows,
    cases: tally.cases,
    payloads: tally.payloads,
    erasedPayloads: tally.erasedPayloads,
    facts: tally.facts,
    erasedFacts: tally.erasedFacts,
    unsealedFacts: tally.unsealedFacts,
    checkpoints: tally.checkpoints,
    witnesses: tally.witnesses,
    witnessedTo: tally.witnessedTo,
    lastRow: { seq: tally.end.seq, hash: tally.end.hash.toString('hex') },
    findings: list,
    moreFindings: total - list.length,
    remarks: tally.remarks,
  }
}

const PAGE = 1_000

async function verifyAll(
  reader: TrailReader,
  { since = 1, pageSize = PAGE, onProgress, ...options }: VerifyOptions,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  const head = await reader.head()
  const signed = await readSigned(reader, options, findings, tally)
  const roots = rootsAt(signed.claims.map(({ checkpoint }) => checkpoint.size))
  const isWhole = since <= 1
  const start = isWhole ? { seq: 0, hash: ZEROS } : await rowBefore(reader, since)
  // Where not all is looked at, the hashes before are read as they stand, so that what was signed can be compared.
  if (!isWhole) await readHashes(reader, 1, since - 1, roots.add)
  const ends = new Map<string, CaseEnd>()
  const checker = makeRowChecker(findings, start, (caseId) => ends.get(caseId))

  const readFrom = (from: number) => reader.rows(from, pageSize)
  for (let rows = await readFrom(isWhole ? Number.MIN_SAFE_INTEGER : since); ;) {
    const last = rows.at(-1)
    if (last === undefined) break
    if (!isWhole) await learnEnds(reader, rows, since, ends)
    const check = { checker, ends, knowsCases: isWhole, findings, tally, addLeaf: roots.add }
    rows = await checkPage(reader, rows, check, () => readFrom(last.seq + 1))
    onProgress?.(last.seq, Math.max(head?.seq ?? 0, last.seq))
  }
  tally.end = checker.end()
  tally.cases = ends.size
  checkHead(head, tally.end, findings)
  for (const seq of isWhole ? await reader.strayPayloads() : []) {
    findings.add({
      kind: 'payload-unknown',
      seq,
      sentence: `There are words of a person for row ${seq}, which is not there.`,
    })
  }
  judgeSigned(signed, roots.found, tally, findings)
  if (isWhole) {
    await checkCases(reader, ends, findings)
    await checkStrayTasks(reader, findings)
  } else tally.remarks.push(`Rows before ${since}, and what cases are made of, were not looked at.`)
}

async function verifyOne(
  reader: TrailReader,
  { caseId, ...options }: VerifyOptions & { readonly caseId: string },
  findings: Findings,
  tally: Tally,
): Promise<void> {
  const signed = await readSigned(reader, options, findings, tally)
  const ends = new Map<string, CaseEnd>()
  const checker = makeRowChecker(findings, undefined, (id) => ends.get(id))
  const rows = await reader.rowsOfCase(caseId)
  for (const row of rows) await checkPage(reader, [row], { checker, ends, knowsCases: true, findings, tally })
  tally.end = checker.end()
  tally.cases = ends.size
  const [counts] = await reader
    .factCounts(caseId.slice(0, -1), 10)
    .then((page) => page.filter((each) => each.caseId === caseId))
  if (counts !== undefined) checkCase(counts, ends.get(caseId), findings)
  else if (rows.length > 0) {
    findings.add({
      kind: 'case-missing',
      seq: 0,
      caseId,
      sentence: `The trail tells of ${caseId}; the case is not there.`,
    })
  }
  await checkStrayTasks(reader, findings, caseId)
  if (signed.claims.some(({ isWitness }) => isWitness)) {
    // Every row's hash, as it stands, is a leaf of what was signed: a row of the case that is gone would be missed.
    const roots = rootsAt(signed.claims.map(({ checkpoint }) => checkpoint.size))
    await readHashes(reader, 1, Math.max(...signed.claims.map(({ checkpoint }) => checkpoint.size)), roots.add)
    tally.end = { ...tally.end, seq: Math.max(tally.end.seq, roots.size()) }
    judgeSigned(signed, roots.found, tally, findings)
  }
  tally.remarks.push(`Only the rows of ${caseId} were looked at.`)
}

async function rowBefore(reader: TrailReader, since: number): Promise<ChainEnd> {
  const row = await reader.row(since - 1)
  return { seq: since - 1, hash: row?.hash ?? ZEROS }
}

interface PageCheck {
  readonly checker: RowChecker
  readonly ends: Map<string, CaseEnd>
  /** Whether every row of the cases goes by. */
  readonly knowsCases: boolean
  readonly findings: Findings
  readonly tally: Tally
  readonly addLeaf?: (hash: Buffer) => void
}

/**
 * Checks rows with what belongs to them: words of a person, facts, completed tasks.
 *
 * @param next - Asks for the rows that come next, which are read while these are checked. @returns them.
 */
async function checkPage(
  reader: TrailReader,
  rows: readonly TrailRow[],
  { checker, ends, knowsCases, findings, tally, addLeaf }: PageCheck,
  next?: () => Promise<readonly TrailRow[]>,
): Promise<readonly TrailRow[]> {
  const [first] = rows
  const last = rows.at(-1)
  if (first === undefined || last === undefined) return []
  const payloads = new Map((await reader.payloads(first.seq, last.seq)).map((payload) => [payload.seq, payload]))
  const reading = next?.() ?? Promise.resolve([])
  // Whoever awaits it hears of a failure.
  reading.catch(() => undefined)
  const facts: FactToFind[] = []
  const tasks: TaskToFind[] = []
  for (const row of rows) {
    tally.rows += 1
    const body = checker.check(row)
    checkPayload(row, payloads.get(row.seq), findings, tally)
    addLeaf?.(row.hash)
    const end = row.caseId === null ? undefined : ends.get(row.caseId)
    const deeds = body && deedsOf(row, body, knowsCases ? (end ?? NEW_CASE) : undefined)
    if (deeds !== undefined) {
      facts.push(...deeds.facts)
      tasks.push(...deeds.tasks)
    }
    if (row.caseId !== null) {
      ends.set(row.caseId, {
        seq: row.caseSeq ?? 0,
        hash: row.hash,
        facts: (end?.facts ?? 0) + (deeds?.facts.length ?? 0),
        changes: (end?.changes ?? 0) + (deeds?.changed === true ? 1 : 0),
      })
    }
  }
  // Statements of one connection are run one after another.
  const after = await reading
  const { erased, unsealed } = await checkFacts(reader, facts, findings)
  tally.facts += facts.length
  tally.erasedFacts += erased
  tally.unsealedFacts += unsealed
  await checkTasks(reader, tasks, findings)
  return after
}

const NEW_CASE: CaseEnd = { seq: 0, hash: ZEROS, facts: 0, changes: 0 }

function checkPayload(
  row: TrailRow,
  stored: { readonly salt: Buffer; readonly payload: string } | undefined,
  findings: Findings,
  tally: Tally,
): void {
  if (stored === undefined) {
    if (!row.commitment.equals(ZEROS)) tally.erasedPayloads += 1
    return
  }
  tally.payloads += 1
  const actual = commitmentTo(stored.salt, stored.payload)
  if (!actual.equals(row.commitment)) addWrongPayload(row, actual, findings)
}

/** Where the chains of these rows' cases stood before `since`. */
async function learnEnds(
  reader: TrailReader,
  rows: readonly TrailRow[],
  since: number,
  ends: Map<string, CaseEnd>,
): Promise<void> {
  const unknown = [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))].filter((caseId) => !ends.has(caseId))
  if (unknown.length === 0) return
  for (const { caseId, seq, hash } of await reader.endsOfCases(unknown, since)) {
    ends.set(caseId, { ...NEW_CASE, seq, hash })
  }
}

function checkHead(head: ChainEnd | undefined, end: ChainEnd, findings: Findings): void {
  if (head?.seq === end.seq && head.hash.equals(end.hash)) return
  const actual = head === undefined ? 'nothing' : `${head.seq} ${shown(head.hash)}`
  const expected = `${end.seq} ${shown(end.hash)}`
  if (head !== undefined && head.seq > end.seq) {
    findings.add({
      kind: 'rows-cut-off',
      seq: end.seq + 1,
      until: head.seq,
      expected: String(head.seq),
      actual: String(end.seq),
      sentence: `The trail says that it ends with row ${head.seq}; the last one there is ${end.seq}.`,
    })
    return
  }
  findings.add({
    kind: 'head-differs',
    seq: end.seq,
    expected,
    actual,
    sentence: `What the trail says of its end is not its last row, ${end.seq}.`,
  })
}
