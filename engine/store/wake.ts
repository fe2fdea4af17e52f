import type { Instant } from '../values/instant.ts'
import type { Sql } from './sql.ts'

/** Work that falls due: a timer to fire, a job to run, a message to send. */
export type WorkKind = 'timer' | 'job' | 'mail'

/** A command made work due at `at`, or called it off (`at` null). */
export interface Wake {
  readonly kind: WorkKind
  readonly id: string
  readonly at: Instant | null
}

/** The names of the three kinds of work in graphile-worker. */
export const TASK_NAMES: Readonly<Record<WorkKind, string>> = {
  timer: 'redress-timer',
  job: 'redress-job',
  mail: 'redress-mail',
}

/** More than any worker will spend: what has become of the work is said by our own rows. */
const MAX_ATTEMPTS = 30_000

/**
 * Tells graphile-worker, inside the command's own transaction. The key makes a timer that is armed again replace itself;
 * the queue is the case, so that its work stays in line; mail, which waits for a mail server, has a line of its own.
 */
export async function tellWorkers(sql: Sql, wakes: readonly Wake[]): Promise<void> {
  if (wakes.length === 0) return
  const last = new Map(wakes.map((wake) => [keyOf(wake), wake]))
  const add = [...last].flatMap(([key, { kind, id, at }]) =>
    at === null ? [] : [{ identifier: TASK_NAMES[kind], id, run_at: at, key }],
  )
  const remove = [...last].flatMap(([key, { at }]) => (at === null ? [key] : []))
  await Promise.all([
    ...(add.length === 0 ? [] : [sql.run(ADD, [JSON.stringify(add)])]),
    ...(remove.length === 0 ? [] : [sql.run(REMOVE, [JSON.stringify(remove)])]),
  ])
}

export function keyOf({ kind, id }: Pick<Wake, 'kind' | 'id'>): string {
  return `${kind}:${id}`
}

const ADD = `select graphile_worker.add_job(identifier, json_build_object('id', id), case identifier
    when '${TASK_NAMES.timer}' then (select case_id from timers where timers.id = due.id)
    when '${TASK_NAMES.job}' then (select case_id from jobs where jobs.id = due.id)
    else (select 'mail/' || case_id from outbox where outbox.id = due.id)
  end, run_at, ${MAX_ATTEMPTS}, key)
  from json_to_recordset(?::json) as due (identifier text, id text, run_at timestamptz, key text)`
const REMOVE = `select graphile_worker.remove_job(key) from json_array_elements_text(?::json) as called_off (key)`
