import type { Instant } from '../values/instant.ts'
import type { Sql, SqlRow } from './sql.ts'
import type { WorkKind } from './wake.ts'

/** A piece of work whose moment has come. */
export interface DueWork {
  readonly kind: WorkKind
  readonly id: string
  readonly caseId: string | null
  readonly due: Instant
}

/** The earliest due work of these kinds, in the order in which it should be done. */
export async function dueWork(
  sql: Sql,
  kinds: readonly WorkKind[],
  now: Instant,
  limit: number,
): Promise<readonly DueWork[]> {
  const found: DueWork[] = []
  for (const kind of kinds) {
    const rows = await sql.run(`${DUE[kind]} order by due, place, id limit ?`, [...bindings(kind, now), limit])
    found.push(...rows.map((row) => dueRow(kind, row)))
  }
  // Of each kind the earliest `limit` were read, so the earliest `limit` of all are among them.
  return found.sort(byDue).slice(0, limit)
}

/**
 * When that piece of work is next due, whether or not the moment has come; undefined when it is over, or waits behind
 * another of its case.
 */
export async function dueMoment(sql: Sql, kind: WorkKind, id: string): Promise<DueWork | undefined> {
  const inLine = kind === 'timer' ? ` and not exists (select 1 from timers e where ${EARLIER})` : ''
  const rows = await sql.run(`${DUE[kind]} and w.id = ?${inLine}`, [...bindings(kind, END_OF_TIME), id])
  return rows[0] && dueRow(kind, rows[0])
}

/** The message of that case that must go next; undefined when none waits. */
export async function headOfLine(sql: Sql, caseId: string): Promise<DueWork | undefined> {
  const rows = await sql.run(`${DUE.mail} and w.case_id = ? order by due, place limit 1`, [
    ...bindings('mail', END_OF_TIME),
    caseId,
  ])
  return rows[0] && dueRow('mail', rows[0])
}

/** When the timer that another of the same case waits for is to fire; undefined when it waits for none. */
export async function waitsUntil(sql: Sql, timerId: string): Promise<Instant | undefined> {
  const [row] = await sql.run(
    `select max(coalesce(e.retry_at, e.due_at)) as until from timers w join timers e on ${EARLIER} where w.id = ? and w.status = 'armed'`,
    [timerId],
  )
  const until = row?.['until']
  return typeof until === 'string' ? (until as Instant) : undefined
}

const END_OF_TIME = '9999-12-31T23:59:59.999Z'

/** Of the same case: whatever it is that keeps it back, what comes after it is not done before. */
const EARLIER = `e.case_id = w.case_id and e.status = 'armed'
  and (e.due_at < w.due_at or (e.due_at = w.due_at and e.id < w.id))`

/**
 * A timer whose firing threw waits for its next try, and later ones of its case with it; a job or message in hand is due
 * again when its lease runs out.
 */
const DUE: Readonly<Record<WorkKind, string>> = {
  timer: `select w.id, w.case_id, coalesce(w.retry_at, w.due_at) as due, w.due_at as place
    from timers w where w.status = 'armed' and coalesce(w.retry_at, w.due_at) <= ?
      and not exists (select 1 from timers e where e.retry_at is not null and ${EARLIER})`,
  job: `select w.id, w.case_id, case w.status when 'ready' then w.run_at else w.lease_until end as due, w.created_at as place
    from jobs w where ((w.status = 'ready' and w.run_at <= ?) or (w.status = 'leased' and w.lease_until <= ?))`,
  mail: `select w.id, w.case_id, case w.status when 'sending' then w.lease_until else w.next_at end as due, w.n as place
    from outbox w where w.channel <> 'letter'
      and ((w.status in ('queued', 'uncertain') and w.next_at <= ?) or (w.status = 'sending' and w.lease_until <= ?))
      and not exists (select 1 from outbox e where e.case_id = w.case_id and e.n < w.n and e.channel <> 'letter'
        and e.status in ('queued', 'uncertain', 'sending'))`,
}

function bindings(kind: WorkKind, until: string): readonly string[] {
  return kind === 'timer' ? [until] : [until, until]
}

function dueRow(kind: WorkKind, row: SqlRow): DueWork {
  const { id, case_id: caseId, due } = row
  return { kind, id: String(id), caseId: typeof caseId === 'string' ? caseId : null, due: String(due) as Instant }
}

const RANK: Readonly<Record<WorkKind, number>> = { timer: 0, job: 1, mail: 2 }

function byDue(a: DueWork, b: DueWork): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1
  return RANK[a.kind] - RANK[b.kind]
}
