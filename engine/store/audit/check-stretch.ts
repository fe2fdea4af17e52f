import { commitmentTo, isCommitmentTo, ZEROS } from './chain.ts'
import { checkFacts, checkTasks, deedsOf, namesItsFacts, type FactToFind, type TaskToFind } from './check-record.ts'
import {
  addWrongPayload,
  makeRowChecker,
  type CaseEnd,
  type ChainEnd,
  type RowChecker,
  type TrailRow,
} from './check-rows.ts'
import { makeFindings, type Finding, type Findings } from './finding.ts'
import type { TrailReader } from './read-trail.ts'

/** Rows of the trail, by their numbers, both ends among them. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Before every number that a row may have, and after it: nothing keeps a forger to 1 and on. */
export const FIRST: number = Number.MIN_SAFE_INTEGER
export const LAST: number = Number.MAX_SAFE_INTEGER

/** What was counted in rows that were checked. */
export interface RowTally {
  rows: number
  payloads: number
  erasedPayloads: number
  facts: number
  erasedFacts: number
  unsealedFacts: number
}

export function makeRowTally(): RowTally {
  return { rows: 0, payloads: 0, erasedPayloads: 0, facts: 0, erasedFacts: 0, unsealedFacts: 0 }
}

/** What a stretch that was checked apart came to; goes from one thread to another as it is. */
export interface CheckedStretch {
  readonly tally: RowTally
  readonly findings: readonly Finding[]
  /** Also those that are not kept. */
  readonly findingCount: number
  /** Of its rows, one after another, 32 bytes each. */
  readonly hashes: Uint8Array
  readonly lastSeq: number
  /** What its rows did to each case. */
  readonly cases: ReadonlyMap<string, CaseCount>
  /**
   * It cannot be checked apart: a row of an older release does not number its facts, and the rows of its case before are in
   * another stretch; or somebody wrote a hash of another length, which has no place among the others.
   */
  readonly needsWhole: boolean
}

/** Facts that rows recorded, and commands that changed the case. */
export type CaseCount = Pick<CaseEnd, 'facts' | 'changes'>

export interface StretchOptions {
  /** Rows read at once; 1,000 when left out. */
  readonly pageSize?: number
  readonly addLeaf?: (hash: Buffer) => void
  readonly onPage?: (seq: number) => void
}

interface Checked {
  readonly end: ChainEnd
  readonly cases: ReadonlyMap<string, CaseEnd>
}

const PAGE = 1_000

/** Checks a stretch for itself. What came before is taken as it stands: whoever checks that finds what is wrong there. */
export async function checkApart(
  reader: TrailReader,
  stretch: Stretch,
  options: Omit<StretchOptions, 'addLeaf'> = {},
): Promise<CheckedStretch> {
  const findings = makeFindings()
  const tally = makeRowTally()
  // Bytes of their own: those of Node's pool cannot be handed to another thread, and a piece of a page would keep the page.
  let hashes = new Uint8Array(HASH * Math.min(stretch.to - stretch.from + 1, MOST_HASHES_AT_FIRST))
  let used = 0
  let needsWhole = false
  const { end, cases } = await checkStretch(reader, stretch, findings, tally, {
    ...options,
    addLeaf: (hash) => {
      if (hash.length !== HASH) needsWhole = true
      if (used + HASH > hashes.length) hashes = longer(hashes)
      hashes.set(hash.subarray(0, HASH), used)
      used += HASH
    },
    needsEarlier: () => (needsWhole = true),
  })
  return {
    tally,
    findings: findings.list,
    findingCount: findings.count(),
    hashes: hashes.slice(0, used),
    lastSeq: end.seq,
    cases: new Map([...cases].map(([caseId, { facts, changes }]) => [caseId, { facts, changes }])),
    needsWhole,
  }
}

const HASH = 32
const MOST_HASHES_AT_FIRST = 20_000

function longer(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const twice = new Uint8Array(2 * bytes.length)
  twice.set(bytes)
  return twice
}

/** Checks rows one after another, a page of them at a time; what grows is a line for each case. */
export async function checkStretch(
  reader: TrailReader,
  { from, to }: Stretch,
  findings: Findings,
  tally: RowTally,
  { pageSize = PAGE, addLeaf, onPage, needsEarlier }: StretchOptions & { readonly needsEarlier?: () => void } = {},
): Promise<Checked> {
  const isFirst = from <= 1
  const start = isFirst ? { seq: 0, hash: ZEROS } : await reader.before(from)
  const ends = new Map<string, CaseEnd>()
  const checker = makeRowChecker(findings, start, (caseId) => ends.get(caseId))
  const check = { checker, ends, knowsCases: isFirst, findings, tally, needsEarlier, addLeaf }
  const readFrom = async (next: number): Promise<readonly TrailRow[]> =>
    next > to ? [] : (await reader.rows(next, Math.min(pageSize, to - next + 1))).filter(({ seq }) => seq <= to)
  for (let rows = await readFrom(from); ;) {
    const last = rows.at(-1)
    if (last === undefined) break
    if (!isFirst) await learnEnds(reader, rows, from, ends)
    rows = await checkPage(reader, rows, check, () => readFrom(last.seq + 1))
    onPage?.(last.seq)
  }
  return { end: checker.end(), cases: ends }
}

export interface PageCheck {
  readonly checker: RowChecker
  readonly ends: Map<string, CaseEnd>
  /** Whether every row of the cases goes by. */
  readonly knowsCases: boolean
  readonly findings: Findings
  readonly tally: RowTally
  readonly addLeaf?: ((hash: Buffer) => void) | undefined
  /** Told of a row whose facts cannot be found without the rows before it. */
  readonly needsEarlier?: (() => void) | undefined
}

/**
 * Checks rows with what belongs to them: words of a person, facts, completed tasks.
 *
 * @param next - Asks for the rows that come next, which are read while these are checked. @returns them.
 */
export async function checkPage(
  reader: TrailReader,
  rows: readonly TrailRow[],
  { checker, ends, knowsCases, findings, tally, addLeaf, needsEarlier }: PageCheck,
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
    if (body !== undefined && !knowsCases && !namesItsFacts(body)) needsEarlier?.()
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
  tally: RowTally,
): void {
  if (stored === undefined) {
    if (!row.commitment.equals(ZEROS)) tally.erasedPayloads += 1
    return
  }
  tally.payloads += 1
  if (isCommitmentTo(row.commitment, stored.salt, stored.payload)) return
  addWrongPayload(row, commitmentTo(stored.salt, stored.payload), findings)
}

/** Where the chains of these rows' cases stood before that row. */
async function learnEnds(
  reader: TrailReader,
  rows: readonly TrailRow[],
  before: number,
  ends: Map<string, CaseEnd>,
): Promise<void> {
  const unknown = new Set<string>()
  for (const { caseId } of rows) if (caseId !== null && !ends.has(caseId)) unknown.add(caseId)
  if (unknown.size === 0) return
  for (const { caseId, seq, hash } of await reader.endsOfCases([...unknown], before)) {
    ends.set(caseId, { ...NEW_CASE, seq, hash })
  }
}
