import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { RETENTION_RULES, type RetentionRule } from '../../law/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { DueForReview, HoldRow } from '../../store/retention.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mayLookAt, onlyVisible } from '../access.ts'
import { whyKept } from './dispose.ts'
import type { Runtime } from '../runtime.ts'

/** Of one page. */
const PAGE = 25

/** A case whose time is over, with what keeps it all the same. */
export interface ReviewLine extends DueForReview {
  readonly holds: readonly HoldRow[]
  /** The proposal that waits for a second person. */
  readonly proposed?: string
}

export interface ReviewList {
  readonly cases: readonly ReviewLine[]
  readonly total: number
  /** Those that would be due by the end of the next year, of which these are part. */
  readonly dueWithinYear: number
}

/** How long which record is kept, and on what that rests. */
export function retentionRules(actor: Actor): readonly RetentionRule[] {
  mustBeAllowed(actor, 'read-retention')
  return RETENTION_RULES
}

/** Cases whose time is over today, the longest over first. Nothing of their content is shown. */
export async function reviewList(
  runtime: Runtime,
  actor: Actor,
  { page = 1 }: { readonly page?: number } = {},
): Promise<ReviewList> {
  mustBeAllowed(actor, 'read-retention')
  const { read } = runtime.store
  const today = dayOf(runtime.clock.now())
  const seen = onlyVisible(runtime, actor, 'read-cases')
  const nextYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}` as LocalDate
  const [rows, total, dueWithinYear] = await Promise.all([
    read.dueForReview({ before: today, ...seen, limit: PAGE, offset: PAGE * (page - 1) }),
    read.countDueForReview({ before: today, ...seen }),
    read.countDueForReview({ before: nextYear, ...seen }),
  ])
  const { rows: waiting } = await read.approvals({ status: 'proposed', limit: 500 })
  const proposals = new Map(waiting.flatMap(({ id, action, about }) => (action === 'erase' ? [[about, id]] : [])))
  const cases = await Promise.all(
    rows.map(async (row): Promise<ReviewLine> => {
      const holds = (await read.holdsOf(row.caseId)).filter(({ endedAt }) => endedAt === null)
      const proposed = proposals.get(row.caseId)
      return { ...row, holds, ...(proposed !== undefined && { proposed }) }
    }),
  )
  return { cases, total, dueWithinYear }
}

/** Holds that have not ended, the oldest first. */
export async function openHolds(runtime: Runtime, actor: Actor, page = 1): Promise<readonly HoldRow[]> {
  mustBeAllowed(actor, 'read-retention')
  const seen = onlyVisible(runtime, actor, 'read-cases')
  return runtime.store.read.openHolds({ ...seen, limit: PAGE, offset: PAGE * (page - 1) })
}

/** That a case was disposed of: when, by whom, under which rule, and how many rows of each kind went. */
export interface DisposalCertificate {
  readonly caseId: string
  readonly at: Instant
  readonly proposedBy: string
  readonly approvedBy: string
  readonly rule: string
  readonly keptUntil: LocalDate
  readonly receivedOn: LocalDate
  readonly procedure: string
  readonly takenOut: Readonly<Record<string, number>>
  /** Of its row in the audit trail. */
  readonly seq: number
  readonly hash: string
}

/** @throws NotFoundError when the case was not disposed of, or there is none for this asker. */
export async function disposalCertificate(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<DisposalCertificate> {
  mustBeAllowed(actor, 'read-retention')
  await mayLookAt(runtime, actor, { caseId, action: 'read-cases' })
  if ((await runtime.store.read.retentionOf(caseId))?.disposedAt == null) throw new NotFoundError('certificate', caseId)
  let after: string | undefined
  for (;;) {
    const page = await runtime.store.read.history({ caseId, limit: 500, ...(after !== undefined && { after }) })
    const row = page.rows.find(({ type }) => type === 'case-disposed')
    if (row !== undefined) {
      const { data } = JSON.parse(row.body) as {
        data: Omit<DisposalCertificate, 'caseId' | 'at' | 'proposedBy' | 'seq' | 'hash'>
      }
      const { seq, at, actor: proposedBy, hash } = row
      return { ...data, caseId, at, proposedBy, seq, hash: hash.toString('hex') }
    }
    if (page.next === undefined) throw new NotFoundError('certificate', caseId)
    after = page.next
  }
}

/** How long a case is kept, and what keeps it longer. */
export interface RetentionOfCase {
  readonly rule?: string
  readonly keepUntil?: LocalDate
  readonly disposedAt?: Instant
  /** It may be disposed of today. */
  readonly due: boolean
  /** Those that have ended too, the oldest first. */
  readonly holds: readonly HoldRow[]
}

/** @throws NotFoundError when there is no such case, or none for this asker. */
export async function retentionOfCase(runtime: Runtime, actor: Actor, caseId: string): Promise<RetentionOfCase> {
  mustBeAllowed(actor, 'read-retention')
  await mayLookAt(runtime, actor, { caseId, action: 'read-cases' })
  const { read } = runtime.store
  const [row, kept, holds] = await Promise.all([read.case(caseId), read.retentionOf(caseId), read.holdsOf(caseId)])
  return {
    ...(kept !== undefined && { rule: kept.rule, keepUntil: kept.keepUntil }),
    ...(kept?.disposedAt != null && { disposedAt: kept.disposedAt }),
    due: whyKept(row, kept, holds, dayOf(runtime.clock.now())) === undefined,
    holds,
  }
}

/** The cases disposed of, the newest first. */
export async function disposedCases(
  runtime: Runtime,
  actor: Actor,
  page = 1,
): Promise<readonly { readonly caseId: string; readonly at: Instant; readonly rule: string }[]> {
  mustBeAllowed(actor, 'read-retention')
  const rows = await runtime.store.read.disposed({ limit: PAGE, offset: PAGE * (page - 1) })
  return rows.flatMap(({ caseId, disposedAt, rule }) => (disposedAt === null ? [] : [{ caseId, at: disposedAt, rule }]))
}
