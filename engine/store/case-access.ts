import { dayOf, type Instant } from '../values/instant.ts'
import { marks, type SqlRow, type Statement } from './sql.ts'
import { defineTable } from './table.ts'
import type { JsonObject, OutboxRow, TaskRow } from './rows.ts'
import type { Page, PageRequest } from './page.ts'

/** What somebody is to a case. */
export interface CaseAccessRow {
  readonly caseId: string
  /** Id of a user or of a person of the case; `team:<code>`, `role:<code>`, `partner:<code>`. */
  readonly who: string
  readonly relation: string
  /** Which role, where it is one; empty for the others. */
  readonly part: string
  /** Given for a time; the others follow from the facts and the tasks. */
  readonly untilAt: Instant | null
}

/** What one person proposes and another must approve. */
export interface ApprovalRow {
  readonly id: string
  readonly action: string
  readonly caseId: string | null
  /** Id of the incident, the case … */
  readonly about: string
  readonly request: JsonObject
  /** The proposer's words. */
  readonly reason: string
  readonly status: 'proposed' | 'approved' | 'refused'
  readonly proposedBy: string
  readonly proposedRole: string
  readonly proposedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
}

/** Who asks, by every name under which `case_access` may know them. */
export interface Asker {
  readonly id: string
  readonly keys: readonly string[]
}

/**
 * Which cases somebody may see in lists, searches and counts: made by `visibleTo`, turned into SQL here. Every query that
 * shows more than one case takes one.
 */
export interface Visibility extends Asker {
  /** By their role any case, but for those that a rule takes away. */
  readonly everything: boolean
  /** Relations that lead them to a case. */
  readonly relations: readonly string[]
  /** Relations that let them see a restricted one. */
  readonly named: readonly string[]
  /** Relations that take a case away. */
  readonly barred: readonly string[]
  /** The only case that they may see. */
  readonly boundTo?: string
  /** From outside: no case that had ended before. */
  readonly endedSince?: Instant
  /** That a case is restricted takes it not away: who looks after access, and sees nothing of the cases. */
  readonly restrictedToo?: boolean
  readonly now: Instant
}

/** What an asker is to a case, and as much of the case as decides what they may do with it. */
export interface CaseStanding {
  /** Undefined when there is no such case; looking takes as long. */
  readonly theCase: { readonly restricted: boolean; readonly closedAt: Instant | null } | undefined
  readonly lines: readonly CaseAccessRow[]
}

export interface AccessReads {
  standing(caseId: string, asker: Asker): Promise<CaseStanding>
  approval(id: string): Promise<ApprovalRow | undefined>
  /** The oldest first. */
  approvals(
    filter?: { readonly status?: ApprovalRow['status']; readonly proposedBy?: string } & PageRequest,
  ): Promise<Page<ApprovalRow>>
  /** Everybody who is something to the case now; what was given for a time and has run out is left out. */
  caseAccess(caseId: string): Promise<readonly CaseAccessRow[]>
}

export interface AccessWrites {
  standing(caseId: string, asker: Asker): Promise<CaseStanding>
  /** All of a case but what was given for a time. */
  lastingAccess(caseId: string): Promise<readonly CaseAccessRow[]>
  saveAccess(row: CaseAccessRow): void
  endAccess(row: CaseAccessRow): void
  /** All tasks of a case, closed ones too. */
  tasksOf(caseId: string): Promise<readonly TaskRow[]>
  /** Notices to staff about the case that have not gone yet. */
  staffNoticesWaiting(caseId: string): Promise<readonly OutboxRow[]>
  approval(id: string): Promise<ApprovalRow | undefined>
  /** What was proposed and waits, by the same person about the same thing. */
  approvalWaiting(action: string, about: string, proposedBy: string): Promise<ApprovalRow | undefined>
  saveApproval(row: ApprovalRow): void
}

export const CASE_ACCESS = defineTable<CaseAccessRow>('case_access', ['caseId', 'who', 'relation', 'part'], {
  caseId: 'text',
  who: 'text',
  relation: 'text',
  part: 'text',
  untilAt: 'text',
})

export const APPROVALS = defineTable<ApprovalRow>('approvals', ['id'], {
  id: 'text',
  action: 'text',
  caseId: 'text',
  about: 'text',
  request: 'json',
  reason: 'text',
  status: 'text',
  proposedBy: 'text',
  proposedRole: 'text',
  proposedAt: 'text',
  decidedBy: 'text',
  decidedAt: 'text',
})

const RESTRICTED = 'restricted'

/** Those for whom somebody stands in today. */
const STOOD_IN_FOR =
  "select id from users where delegate = ? and delegate_from <= ? and coalesce(delegate_until, '9999-12-31') >= ?"

function stoodInFor(id: string, now: Instant): readonly string[] {
  const today = dayOf(now)
  return [id, today, today]
}

/** The case, what the asker is to it, and what ties them to the person whom it is about: one statement. */
export function standingStatement(caseId: string, { id, keys }: Asker, now: Instant): Statement {
  const about = (relation: string, who: string) =>
    `select case_id, who, '${relation}' as relation, '' as part, until_at from case_access where case_id = ? and relation = 'subject' and who ${who}`
  return {
    text: [
      `select ${CASE_ACCESS.list} from case_access where case_id = ? and who in (${marks(keys.length + 1)}) and (until_at is null or until_at > ?)`,
      `select id as case_id, '' as who, case when restricted = 1 then '${RESTRICTED}' else '' end as relation, '' as part, closed_at as until_at from cases where id = ?`,
      about('subjects-report', '= (select line_manager from users where id = ?)'),
      about('subjects-manager', 'in (select id from users where line_manager = ?)'),
      about('delegate', `in (${STOOD_IN_FOR})`),
    ].join(' union all '),
    bindings: [caseId, id, ...keys, now, caseId, caseId, id, caseId, id, caseId, ...stoodInFor(id, now)],
  }
}

export function standingIn(rows: readonly SqlRow[]): CaseStanding {
  const lines = rows.map(CASE_ACCESS.decode)
  const found = lines.find(({ who }) => who === '')
  return {
    theCase: found && { restricted: found.relation === RESTRICTED, closedAt: found.untilAt },
    lines: lines.filter(({ who }) => who !== ''),
  }
}

/** The cases that rules take away from somebody, whatever else leads them there. */
function takenCases({ id, named, barred, endedSince, restrictedToo, now }: Visibility): Statement {
  const taken: Statement[] = [
    {
      text: `select case_id from case_access where who = ? and relation in (${marks(barred.length)})`,
      bindings: [id, ...barred],
    },
    {
      text: `select case_id from case_access where relation = 'subject' and who = (select line_manager from users where id = ?)`,
      bindings: [id],
    },
    {
      text: `select case_id from case_access where relation = 'subject' and who in (${STOOD_IN_FOR})`,
      bindings: stoodInFor(id, now),
    },
  ]
  if (restrictedToo !== true) {
    taken.push({
      text: `select id from cases where restricted = 1 and id not in (select case_id from case_access where who = ? and relation in (${marks(named.length)}) and (until_at is null or until_at > ?))`,
      bindings: [id, ...named, now],
    })
  }
  if (endedSince !== undefined) {
    taken.push({ text: 'select id from cases where closed_at < ?', bindings: [endedSince] })
  }
  return { text: taken.map(({ text }) => text).join(' union '), bindings: taken.flatMap(({ bindings }) => bindings) }
}

/**
 * Of somebody who sees every case but those that a rule takes away: the condition that a column with the id of a case
 * meets for one of these. There are few, so that counting all and taking these off is quicker than asking of each.
 * Undefined for everybody else.
 */
export function takenFrom(column: string, visibility: Visibility): Statement | undefined {
  if (!visibility.everything || visibility.boundTo !== undefined) return undefined
  const { text, bindings } = takenCases(visibility)
  return { text: `${column} in (${text})`, bindings }
}

/**
 * The condition that a column with the id of a case must meet for the case to be seen.
 *
 * @param few - Few rows are looked at: what leads to a case is then asked of each, and not worked out for all cases at once.
 */
export function visibleCases(column: string, visibility: Visibility, few = false): Statement {
  const { id, keys, everything, relations, boundTo, now } = visibility
  const taken = takenCases(visibility)
  // Sets that the database works out once, and not for each row.
  const parts: Statement[] = [{ text: `${column} not in (${taken.text})`, bindings: taken.bindings }]
  if (!everything) {
    const leads = `who in (${marks(keys.length + 1)}) and relation in (${marks(relations.length)}) and (until_at is null or until_at > ?)`
    parts.push({
      text: few
        ? `exists (select 1 from case_access where case_access.case_id = ${column} and ${leads})`
        : `${column} in (select case_id from case_access where ${leads})`,
      bindings: [id, ...keys, ...relations, now],
    })
  }
  if (boundTo !== undefined) parts.push({ text: `${column} = ?`, bindings: [boundTo] })
  return { text: parts.map(({ text }) => text).join(' and '), bindings: parts.flatMap(({ bindings }) => bindings) }
}
