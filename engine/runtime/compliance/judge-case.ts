import { isRole } from '../../access/actor.ts'
import { SATISFIES } from '../../access/matrix.ts'
import { complaintsTeam, standingsOf } from '../../access/standings.ts'
import type { Council } from '../../case/council.ts'
import type { Fact, FactType } from '../../case/fact.ts'
import { caseRecord, type CaseRead, type CaseRecord } from '../../law/case-record.ts'
import type { ClockContext } from '../../law/clocks.ts'
import { isOpen } from '../../law/clock.ts'
import { DUTIES } from '../../law/duties.ts'
import { judgeDuty, type DutyFinding } from '../../law/judge-duty.ts'
import { factOf } from '../../store/facts.ts'
import type { JudgedTask, ReadingRow } from '../../store/findings.ts'
import type { CaseRow, FactRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** Who deals with every case by their role: that they look needs no other right. */
export const EVERY_CASE: readonly string[] = ['complaints-manager', 'auditor', 'intake', 'system']

/** What the store holds of one case, as far as its duties are judged by it. */
export interface StoredCase {
  readonly row: CaseRow
  readonly facts: readonly FactRow[]
  readonly readings: readonly ReadingRow[]
  readonly tasks: readonly JudgedTask[]
  /** What commands recorded, by number; asked for where facts are missing. */
  readonly recordedTypes?: ReadonlyMap<number, FactType>
}

export interface JudgeContext {
  readonly today: LocalDate
  readonly clocks: ClockContext
  readonly council: Pick<Council, 'signatories' | 'partners' | 'roleTeams'>
}

export interface JudgedCase {
  readonly record: CaseRecord
  /** One for each duty, in the order of `DUTIES`. */
  readonly findings: readonly DutyFinding[]
  /** No day that passes can change them: only something that happens. */
  readonly settled: boolean
  readonly team: string | null
}

/** Judges every duty of a case on what the store holds of it. */
export function judgeCase(stored: StoredCase, context: JudgeContext): JudgedCase {
  const record = recordOf(stored, context)
  const findings = DUTIES.map((duty) => judgeDuty(duty, record))
  return { record, findings, settled: isSettled(stored, record, findings), team: teamOf(stored, context) }
}

/** Whether numbers of facts are missing, so that the trail must be asked what they were. */
export function lacksFacts({ row, facts }: Pick<StoredCase, 'row' | 'facts'>): boolean {
  return facts.length < row.factCount
}

function recordOf(stored: StoredCase, { today, clocks, council }: JudgeContext): CaseRecord {
  const { row } = stored
  // What was erased is gone from the record, but what it was is known.
  const types = new Map(stored.recordedTypes)
  const facts: Fact[] = []
  for (const each of stored.facts) {
    if (each.erasedAt === null) facts.push(factOf(each))
    else types.set(each.n, each.type as FactType)
  }
  const { signatories, partners } = council
  const record = caseRecord({
    caseId: row.id,
    facts,
    today,
    factCount: row.factCount,
    recordedTypes: types,
    context: clocks,
    council: { ...(signatories && { signatories }), ...(partners && { partners }) },
  })
  return { ...record, reads: readsOf(stored, record, council.roleTeams) }
}

function readsOf(
  { readings, tasks }: StoredCase,
  { state }: CaseRecord,
  roleTeams: Council['roleTeams'],
): readonly CaseRead[] {
  if (readings.length === 0) return []
  const unsaid = readings.filter(({ role, body }) => !EVERY_CASE.includes(role) && rightIn(body) === undefined)
  const lines = unsaid.length === 0 ? [] : standingsOf(state, tasks, roleTeams)
  return readings.map(({ actor, role, at, body }) => {
    const names = [actor, `role:${role}`, `team:${roleTeams[role] ?? ''}`]
    const leads = isRole(role) ? SATISFIES.get(role) : undefined
    const leading = lines.find(
      ({ who, relation }) => names.includes(who) && (relation === 'former' || leads?.has(relation) === true),
    )
    const right = rightIn(body) ?? leading?.relation
    return { by: actor, role, on: dayOf(at), ...(right !== undefined && { right }) }
  })
}

function rightIn(body: string | null): string | undefined {
  if (body === null) return undefined
  const { data } = JSON.parse(body) as { readonly data?: { readonly right?: unknown; readonly byLink?: unknown } }
  if (data?.byLink === true) return 'link'
  return typeof data?.right === 'string' ? data.right : undefined
}

/** Facts of the day itself, and what is still to come, may be seen otherwise tomorrow. */
function isSettled({ facts }: StoredCase, { clocks, today }: CaseRecord, findings: readonly DutyFinding[]): boolean {
  return (
    facts.every(({ onDay }) => onDay < today) &&
    clocks.every((clock) => !isOpen(clock) || clock.status === 'breached' || clock.status === 'lapsed') &&
    findings.every(({ judgements }) => judgements.every(({ result }) => result !== 'not-yet-due'))
  )
}

/** The last team that had a task of it, besides the one that works every complaint. */
function teamOf({ tasks }: StoredCase, { council }: JudgeContext): string | null {
  const first = complaintsTeam(council.roleTeams)
  let last: JudgedTask | undefined
  for (const task of tasks) {
    if (task.candidateTeam === null || task.candidateTeam === first) continue
    if (last === undefined || task.createdAt > last.createdAt) last = task
  }
  return last?.candidateTeam ?? (tasks.some(({ candidateTeam }) => candidateTeam === first) ? first : null)
}
