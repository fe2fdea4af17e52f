import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type ComplaintCase } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import type { Fact } from '../../case/fact.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import type { Clock as LawClock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import type { CaseListFilter } from '../../store/case-list.ts'
import type { CaseFilter } from '../../store/reader.ts'
import type { Page, PageRequest } from '../../store/page.ts'
import type { AuditRow, CaseRow, PersonRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { maskedFact, maskedPerson, mustBeAllowed, withoutAdvice, type Actor, type Masking } from '../../access/index.ts'
import { mayLookAt, onlyVisible, readingOf, recordReading, type Reading, type Sight } from '../access.ts'
import { lawContext, type CaseRowState } from '../case-work.ts'
import { treeOf } from '../change-case.ts'
import { openWaits } from '../tree.ts'
import type { Runtime } from '../runtime.ts'

/** A case in a list: codes and days, nothing that names a person. */
export interface CaseSummary {
  readonly caseId: string
  readonly procedure: string
  readonly procedureVersion: number
  readonly version: number
  readonly status: CaseRow['status']
  readonly receivedOn: LocalDate
  readonly stage?: string
  readonly outcome?: string
  /** The day on which the complainant last heard from the council. */
  readonly lastToldOn?: LocalDate
}

export async function listCases(
  runtime: Runtime,
  actor: Actor,
  { also, ...filter }: CaseFilter & PageRequest & { readonly also?: Omit<CaseListFilter, 'visibleTo'> },
): Promise<{ readonly cases: readonly CaseSummary[]; readonly next?: string }> {
  mustBeAllowed(actor, 'read-cases')
  const { rows, next } = await runtime.store.read.cases({
    ...filter,
    ...(also !== undefined && { narrowed: { to: also, today: dayOf(runtime.clock.now()) } }),
    ...onlyVisible(runtime, actor),
  })
  return { cases: rows.map(summary), ...(next !== undefined && { next }) }
}

/** A case as its facts leave it, with its clocks. Reading it is itself recorded in the audit trail. */
export async function caseView(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<
  CaseSummary & {
    readonly complaint: Omit<ComplaintCase, 'facts'>
    readonly clocks: readonly LawClock[]
  }
> {
  const { row, facts } = await readCase(runtime, actor, caseId, readingOf('case'))
  const { facts: _facts, ...complaint } = facts.reduce(evolve, emptyCase(asCaseId(caseId)))
  return { ...summary(row), complaint, clocks: await clocksOf(runtime, row, facts) }
}

export async function caseClocks(runtime: Runtime, actor: Actor, caseId: string): Promise<readonly LawClock[]> {
  const { row, facts } = await readCase(runtime, actor, caseId, readingOf('time-limits'))
  return clocksOf(runtime, row, facts)
}

export async function readFacts(runtime: Runtime, actor: Actor, caseId: string): Promise<readonly Fact[]> {
  return (await readCase(runtime, actor, caseId, readingOf('facts'))).facts
}

export async function readPeople(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<readonly PersonRow['data'][]> {
  const people = await runtime.store.read.people(caseId)
  const { masking } = await readCase(runtime, actor, caseId, readingOf('people'))
  return people.map(({ data }) => (masking.identity ? data : maskedPerson(data)))
}

/** A line of the audit trail. */
export interface HistoryLine {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly role: string
  readonly type: string
  readonly element?: string
  readonly outcome?: string
  readonly data: unknown
  /** SHA-256 of the line and all before it, hex. */
  readonly hash: string
}

/** Lines of the audit trail of a case. Reading them is itself a line of it. */
export async function readHistory(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<{ readonly history: readonly HistoryLine[]; readonly next?: string }> {
  mustBeAllowed(actor, 'read-history')
  const { rows, next }: Page<AuditRow> = await runtime.store.read.history({ caseId, ...page })
  await recordReading(runtime, actor, { caseId, action: 'read-history' }, { type: 'history-viewed' })
  return { history: rows.map(historyLine), ...(next !== undefined && { next }) }
}

/** Where the tokens of a case stand on its diagrams, and the words of each step. */
export async function position(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{
  readonly procedure: string
  readonly procedureVersion: number
  readonly waiting: readonly object[]
}> {
  await mayLookAt(runtime, actor, { caseId, action: 'read-cases' })
  const row = await mustExist(runtime, caseId)
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const tree = treeOf(row, await runtime.store.read.instances(caseId))
  const waiting = openWaits(tree).map(({ instance, wait }) => {
    const node = procedure.processes.get(instance.process)?.model.nodes.get(wait.element)
    return { process: instance.process, element: wait.element, name: node?.name ?? '', kind: wait.kind }
  })
  return { procedure: row.procedure, procedureVersion: row.procedureVersion, waiting }
}

interface ReadContent {
  readonly row: CaseRow
  /** As the asker may read them. */
  readonly facts: readonly Fact[]
  /** As they are: to judge by, never to show. */
  readonly recorded: readonly Fact[]
  readonly masking: Masking
  readonly sight: Sight
}

/**
 * Reads a case's content, and leaves a line in the audit trail that it was read. Where names and words are masked to the
 * asker, the facts come without them; legal advice only to those who may read it.
 */
export async function readCase(runtime: Runtime, actor: Actor, caseId: string, reading: Reading): Promise<ReadContent> {
  mustBeAllowed(actor, 'see-case-file')
  const [row, facts] = await Promise.all([runtime.store.read.case(caseId), runtime.store.read.facts(caseId)])
  const { masking, ...sight } = await recordReading(runtime, actor, { caseId, action: 'see-case-file' }, reading)
  if (row === undefined) throw new NotFoundError('case', caseId)
  if (row.status === 'closed') await mustBeThere(runtime, caseId)
  const shown = masking.privileged ? facts : withoutAdvice(facts, actor.id)
  return { row, facts: masking.identity ? shown : shown.map(maskedFact), recorded: facts, masking, sight }
}

/** @throws RefusedError when all that was held of the case was disposed of. */
async function mustBeThere({ store }: Runtime, caseId: string): Promise<void> {
  const at = (await store.read.retentionOf(caseId))?.disposedAt
  if (at == null) return
  const when = dayInWords(dayOf(at))
  throw new RefusedError('disposed', `All that was held of ${caseId} was disposed of on ${when}: see Audit, Retention`)
}

async function mustExist(runtime: Runtime, caseId: string): Promise<CaseRow> {
  const row = await runtime.store.read.case(caseId)
  if (row === undefined) throw new NotFoundError('case', caseId)
  return row
}

async function clocksOf(runtime: Runtime, row: CaseRow, facts: readonly Fact[]): Promise<readonly LawClock[]> {
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  return clocks(facts, dayOf(runtime.clock.now()), lawContext(runtime, procedure))
}

export function summary(row: CaseRow): CaseSummary {
  const { stage, outcome } = row.state as unknown as CaseRowState
  return {
    caseId: row.id,
    procedure: row.procedure,
    procedureVersion: row.procedureVersion,
    version: row.version,
    status: row.status,
    receivedOn: row.receivedOn,
    ...(stage !== undefined && { stage }),
    ...(outcome !== undefined && { outcome }),
    ...(row.lastToldOn !== null && { lastToldOn: row.lastToldOn }),
  }
}

function historyLine({ seq, at, actor, role, type, element, outcome, body, hash }: AuditRow): HistoryLine {
  return {
    seq,
    at,
    actor,
    role,
    type,
    ...(element !== null && { element }),
    ...(outcome !== null && { outcome }),
    data: (JSON.parse(body) as { data?: unknown }).data,
    hash: hash.toString('hex'),
  }
}
