import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { Logger, run as runWorkers, type Runner, type WorkerEvents } from 'graphile-worker'
import { dueMoment, dueWork, headOfLine, waitsUntil } from './due-work.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Scheduler, SchedulerConfig, WorkHandlers } from './scheduler.ts'
import { kindsOf, makeStarted, makeTick } from './ticker.ts'
import { keyOf, TASK_NAMES, tellWorkers, type WorkKind } from './wake.ts'
import { plus } from './work-leases.ts'
import { makeRunWork, type RunWork } from './work-runner.ts'

const POLL_MS = 1_000
const LEASE_MS = 60_000
/** Signs of life, and looks for dead workers, in one lease. */
const BEATS = 4
/** Overdue by so much without anybody's doing it: the queue has lost it. */
const LOST_MS = 30_000
/** What could not go on is put back into the queue for so much later. */
const AGAIN_MS = 1_000

/**
 * graphile-worker hands the work out: every command that makes work due adds a job to its queue in the same transaction,
 * and any number of processes listen. What is due is said by our own rows all the same, so that a job handed out too
 * early, twice or after it was called off does no harm.
 */
export function makePostgresqlScheduler(config: SchedulerConfig): Scheduler {
  const { store, clock, live, owner = randomUUID(), concurrency = 4, leaseMs = LEASE_MS } = config
  const started = makeStarted()
  let runners: readonly Runner[] = []
  let beating: NodeJS.Timeout | undefined

  return {
    async start(handlers) {
      const run = makeRunWork(config, owner, handlers)
      started.set(run, handlers)
      if (!live) return
      const workers = new Set<string>()
      const beat = oneAtATime(() =>
        keepHouse(config, kindsOf(handlers), owner, workers, leaseMs).catch((error: unknown) =>
          handlers.onError?.(error),
        ),
      )
      for (const kinds of linesOf(kindsOf(handlers))) {
        runners = [...runners, await startRunner(kinds, run, handlers, workers)]
      }
      await beat()
      beating = setInterval(() => void beat(), leaseMs / BEATS)
    },
    ...makeTick(config, started.get),
    async stop() {
      clearInterval(beating)
      await Promise.all(runners.map((runner) => runner.stop()))
      runners = []
      await store.transact((sql) => sql.run('delete from workers where owner = ?', [owner])).catch(() => undefined)
    },
  }

  function startRunner(
    kinds: readonly WorkKind[],
    run: RunWork,
    handlers: WorkHandlers,
    workers: Set<string>,
  ): Promise<Runner> {
    if (store.url === undefined) throw new RangeError('graphile-worker needs the URL of the database')
    return runWorkers({
      connectionString: store.url,
      concurrency,
      maxPoolSize: concurrency + 2,
      pollInterval: config.pollMs ?? POLL_MS,
      noHandleSignals: true,
      useNodeTime: true,
      logger: SILENT,
      parsedCronItems: [],
      events: poolNames(workers),
      taskList: Object.fromEntries(
        kinds.map((kind) => [
          TASK_NAMES[kind],
          async (payload: unknown) => {
            await handOut(config, kind, idIn(payload), run, handlers)
          },
        ]),
      ),
    })
  }

  function poolNames(workers: Set<string>): WorkerEvents {
    const events: WorkerEvents = new EventEmitter()
    // What is in hand is locked in the name of the pool, whichever of its workers has it.
    events.on('pool:create', ({ workerPool }) => workers.add(workerPool.id))
    events.on('pool:release', ({ workerPool }) => workers.delete(workerPool.id))
    return events
  }

  async function handOut(
    { store: { look, transact } }: SchedulerConfig,
    kind: WorkKind,
    id: string,
    run: RunWork,
    handlers: WorkHandlers,
  ): Promise<void> {
    const now = () => clock.now()
    const before = await dueMoment(look, kind, id)
    if (before !== undefined && before.due <= now())
      await run(before, now).catch((error: unknown) => handlers.onError?.(error))

    // Whatever came of it, what is left to do is in the queue again; a message lets the next of its case go,
    // and a timer that stands behind another of its case is looked at again.
    const after = await dueMoment(look, kind, id)
    const next =
      after ?? (kind === 'mail' && before?.caseId != null ? await headOfLine(look, before.caseId) : undefined)
    const waits = next === undefined && before === undefined && kind === 'timer'
    const due = waits ? await waitsUntil(look, id) : next?.due
    if (due === undefined) return
    const told = next?.id ?? id
    const soonest = told === id ? plus(now(), AGAIN_MS) : now()
    await transact((sql) => tellWorkers(sql, [{ kind, id: told, at: due > soonest ? due : soonest }]))
  }
}

/**
 * Says that our workers live, takes away what dead ones hold, and puts back into the queue what it has lost (after a
 * restore from a backup, say). Each by itself and briefly: processes that do it at the same time must not wait for one
 * another.
 */
async function keepHouse(
  { store, clock }: SchedulerConfig,
  kinds: readonly WorkKind[],
  owner: string,
  workers: ReadonlySet<string>,
  leaseMs: number,
): Promise<void> {
  const since = plus(clock.now(), -leaseMs)
  await store.transact((sql) => sql.run(LIVES, [owner, clock.now(), JSON.stringify([...workers].sort())]))
  await store.transact(async (sql) => {
    const gone = await sql.run(GONE, [since])
    const dead = [...gone, ...(await sql.run(UNKNOWN, [since]))]
    if (dead.length === 0) return
    await sql.run('select graphile_worker.force_unlock_workers(array(select json_array_elements_text(?::json)))', [
      JSON.stringify(dead.map(({ id }) => String(id))),
    ])
  })
  const overdue = await dueWork(store.look, kinds, plus(clock.now(), -LOST_MS), 500)
  const queued = new Set(
    (await store.look.run(QUEUED, [JSON.stringify(overdue.map(keyOf)), clock.now()])).map(({ key }) => key),
  )
  const lost = overdue.filter((work) => !queued.has(keyOf(work)))
  await store.transact((sql) =>
    tellWorkers(
      sql,
      lost.map(({ kind, id, due }) => ({ kind, id, at: due })),
    ),
  )
}

const LIVES = `insert into workers (id, owner, seen_at) select id, ?, ? from json_array_elements_text(?::json) as ours (id)
  on conflict (id) do update set seen_at = excluded.seen_at`
const GONE = `delete from workers where id in (select id from workers where seen_at < ? for update skip locked) returning id`
/** One that died before its first sign of life took work all the same. */
const UNKNOWN = `select distinct locked_by as id from graphile_worker.jobs where locked_by is not null and locked_at < ?
  and not exists (select 1 from workers where workers.id = jobs.locked_by)`
const QUEUED = `select key from graphile_worker.jobs
  where key in (select json_array_elements_text(?::json)) and attempts < max_attempts and run_at <= ?`

/** Mail has workers of its own, so that a mail server that does not answer holds up no timer. */
function linesOf(kinds: readonly WorkKind[]): readonly (readonly WorkKind[])[] {
  return [kinds.filter((kind) => kind !== 'mail'), kinds.filter((kind) => kind === 'mail')].filter(
    (line) => line.length > 0,
  )
}

function idIn(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'id' in payload && typeof payload.id === 'string') {
    return payload.id
  }
  throw new TypeError('A job of the queue names no work')
}

/** Its own log would carry payloads; what matters is in our rows. */
const SILENT = new Logger(() => () => undefined)
