import type { Witness } from './check-checkpoints.ts'
import { checkCase, checkCases, checkStrayTasks } from './check-record.ts'
import { makeRowChecker, type CaseEnd, type ChainEnd } from './check-rows.ts'
import { checkPage, checkStretch, FIRST, LAST } from './check-stretch.ts'
import { makeFindings, shown, type Finding, type Findings } from './finding.ts'
import { WholeTrailNeededError, joinStretches, type InStretches } from './join-stretches.ts'
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
  /** Checks a whole trail in stretches that do not wait for one another. What is found is the same. */
  readonly inStretches?: InStretches
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
  const { caseId, inStretches, ...others } = options
  try {
    if (caseId === undefined) await verifyAll(reader, options, findings, tally)
    else await verifyOne(reader, { ...options, caseId }, findings, tally)
  } catch (error) {
    if (!(error instanceof WholeTrailNeededError)) throw error
    return verifyTrail(reader, others)
  }
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

async function verifyAll(
  reader: TrailReader,
  { since = 1, pageSize, onProgress, inStretches, ...options }: VerifyOptions,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  const head = await reader.head()
  const signed = await readSigned(reader, options, findings, tally)
  const roots = rootsAt(signed.claims.map(({ checkpoint }) => checkpoint.size))
  const isWhole = since <= 1
  // Where not all is looked at, the hashes before are read as they stand, so that what was signed can be compared.
  if (!isWhole) await readHashes(reader, 1, since - 1, roots.add)
  const tell = (seq: number) => onProgress?.(seq, Math.max(head?.seq ?? 0, seq))
  const { end, cases } =
    isWhole && inStretches !== undefined
      ? await joinStretches(inStretches, head?.seq ?? 0, findings, tally, { addLeaf: roots.add, onPage: tell })
      : await checkStretch(reader, { from: isWhole ? FIRST : since, to: LAST }, findings, tally, {
          ...(pageSize !== undefined && { pageSize }),
          addLeaf: roots.add,
          onPage: tell,
        })
  tally.end = end
  tally.cases = cases.size
  checkHead(head, end, findings)
  for (const seq of isWhole ? await reader.strayPayloads() : []) {
    findings.add({
      kind: 'payload-unknown',
      seq,
      sentence: `There are words of a person for row ${seq}, which is not there.`,
    })
  }
  judgeSigned(signed, roots.found, tally, findings)
  if (isWhole) {
    await checkCases(reader, cases, findings)
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
