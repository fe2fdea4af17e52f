import type { Store } from '../../engine/store/index.ts'

/** What came of firing what was due in cases that had all begun alike. */
export interface Judged {
  readonly counts: Readonly<Record<string, number>>
  readonly faults: readonly string[]
}

/**
 * Reads the record: every due timer fired, none of them twice, in due order within its case; the trail without a gap; and
 * all cases, which began alike, have come to be alike.
 */
export async function judgeDone(store: Store, due: number): Promise<Judged> {
  const faults: string[] = []
  const rows = await store.look.run(
    `select case_id, at, body from audit where type = 'timer-fired' and at >= '2026-02-17' order by seq`,
  )
  const times = new Map<string, number>()
  const lastDue = new Map<string, string>()
  let outOfOrder = 0
  let early = 0
  for (const row of rows) {
    const { timer, dueAt } = (JSON.parse(String(row['body'])) as { data: { timer: string; dueAt: string } }).data
    const caseId = String(row['case_id'])
    times.set(timer, (times.get(timer) ?? 0) + 1)
    if (dueAt < (lastDue.get(caseId) ?? '')) outOfOrder += 1
    if (dueAt > String(row['at'])) early += 1
    lastDue.set(caseId, dueAt)
  }
  const twice = [...times.values()].filter((n) => n > 1).length
  const jobs = await one(store, `select count(*) as n from jobs where status = 'done' and created_at >= '2026-02-17'`)
  const jobRows = await one(store, `select count(*) as n from audit where type = 'job-done' and at >= '2026-02-17'`)
  const failed = await one(store, `select count(*) as n from incidents`)
  const gaps = await one(
    store,
    `select count(*) as n from audit later left join audit earlier on earlier.seq = later.seq - 1
       where later.seq > 1 and (earlier.seq is null or earlier.hash <> later.prev)`,
  )
  const kinds = kindsOf(await endsOf(store))
  const say = (count: number, what: string): void => {
    if (count > 0) faults.push(`${count} ${what}`)
  }
  say(due - times.size, 'timers did not fire')
  say(twice, 'timers fired twice')
  say(outOfOrder, 'timers fired before an earlier one of their case')
  say(early, 'timers fired too early')
  say(Math.abs(jobRows - jobs), 'jobs were done more or less than once')
  say(failed, 'incidents')
  say(gaps, 'gaps in the audit trail')
  if (kinds.length > 1) faults.push(`${kinds.length} kinds of outcome, not one: ${differenceOf(kinds)}`)
  return { counts: { fired: rows.length, twice, outOfOrder, jobs, incidents: failed, outcomes: kinds.length }, faults }
}

async function one(store: Store, statement: string): Promise<number> {
  const [row] = await store.look.run(statement)
  return Number(row?.['n'] ?? 0)
}

function kindsOf(ends: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...ends.values()].map((lines) => lines.split('\n').toSorted().join('\n')))]
}

/** Lines that stand in the one and not in the other. */
function differenceOf([one = '', other = '']: readonly string[]): string {
  const [first, second] = [one.split('\n'), other.split('\n')]
  const only = (these: readonly string[], those: readonly string[]) => these.filter((line) => !those.includes(line))
  return [...only(first, second).slice(0, 2), 'or', ...only(second, first).slice(0, 2)].join(' / ')
}

/** Of each case what it has become: facts, open tasks, messages, timers. */
async function endsOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const ends = new Map<string, string>()
  for (const statement of [
    `select case_id, type as part from facts order by case_id, n`,
    `select case_id, element || ' ' || status as part from tasks order by case_id, element, status`,
    `select case_id, element || ' ' || status || ' ' || fired_count || ' ' || due_at as part from timers order by case_id, element, due_at`,
    `select case_id, element || ' ' || status as part from jobs where created_at >= '2026-02-17' order by case_id, element`,
    `select case_id, channel || ' ' || subject as part from outbox where created_at >= '2026-02-17' order by case_id, n`,
  ]) {
    for (const { case_id: caseId, part } of await store.look.run(statement)) {
      const id = String(caseId)
      ends.set(id, `${ends.get(id) ?? ''}\n${String(part).replaceAll(id, 'the case')}`)
    }
  }
  return ends
}
