import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { Logger, run as runWorkers, type Runner, type WorkerEvents } from 'graphile-worker'
import { dueMoment, dueWork, headOfLine } from './due-work.ts'
import type { Scheduler, SchedulerConfig, WorkHandlers } from './scheduler.ts'
import { kindsOf, makeStarted, makeTick } from './ticker.ts'
import { TASK_NAMES, tellWorkers, type WorkKind } from './wake.ts'
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
  let runner: Runner | undefined
  let beating: NodeJS.Timeout | undefined

  return {
    async start(handlers) {
      const run = makeRunWork(config, owner, handlers)
      started.set(run, handlers)
      if (!live) return
      if (store.url === undefined) throw new RangeError('graphile-worker needs the URL of the database')
      const workers = new Set<string>()
      const beat = () =>
        keepHouse(config, kindsOf(handlers), owner, workers, leaseMs).catch((error: unknown) =>
          handlers.onError?.(error),
        )
      runner = await runWorkers({
        connectionString: store.url,
        concurrency,
        maxPoolSize: concurrency + 2,
        pollInterval: config.pollMs ?? POLL_MS,
        noHandleSignals: true,
        useNodeTime: true,
        logger: SILENT,
        parsedCronItems: [],
        events: workerNames(workers),
        taskList: Object.fromEntries(
          kindsOf(handlers).map((kind) => [
            TASK_NAMES[kind],
            async (payload: unknown) => {
              await handOut(config, kind, idIn(payload), run, handlers)
            },
          ]),
        ),
      })
      await beat()
      beating = setInterval(() => void beat(), leaseMs / BEATS)
    },
    ...makeTick(config, started.get),
    async stop() {
      clearInterval(beating)
      await runner?.stop()
      runner = undefined
      await store.transact((sql) => sql.run('delete from workers where owner = ?', [owner])).catch(() => undefined)
    },
  }

  function workerNames(workers: Set<string>): WorkerEvents {
    const events: WorkerEvents = new EventEmitter()
    events.on('worker:create', ({ worker }) => workers.add(worker.workerId))
    events.on('worker:stop', ({ worker }) => workers.delete(worker.workerId))
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

    // Whatever came of it, what is left to do is in the queue again; a message lets the next of its case go.
    const after = await dueMoment(look, kind, id)
    const next =
      after ?? (kind === 'mail' && before?.caseId != null ? await headOfLine(look, before.caseId) : undefined)
    if (next === undefined) return
    const soonest = next.id === id ? plus(now(), AGAIN_MS) : now()
    const at = next.due > soonest ? next.due : soonest
    await transact((sql) => tellWorkers(sql, [{ kind: next.kind, id: next.id, at }]))
  }
}

/**
 * Says that our workers live, takes away what dead ones hold, and puts back into the queue what it has lost (after a
 * restore from a backup, say).
 */
async function keepHouse(
  { store, clock }: SchedulerConfig,
  kinds: readonly WorkKind[],
  owner: string,
  workers: ReadonlySet<string>,
  leaseMs: number,
): Promise<void> {
  const now = clock.now()
  await store.transact(async (sql) => {
    for (const id of workers) {
      await sql.run(
        'insert into workers (id, owner, seen_at) values (?, ?, ?) on conflict (id) do update set seen_at = excluded.seen_at',
        [id, owner, now],
      )
    }
    const dead = await sql.run('delete from workers where seen_at < ? returning id', [plus(now, -leaseMs)])
    if (dead.length > 0) {
      const ids = JSON.stringify(dead.map(({ id }) => String(id)))
      await sql.run('select graphile_worker.force_unlock_workers(array(select json_array_elements_text(?::json)))', [
        ids,
      ])
    }
    const lost = await dueWork(sql, kinds, plus(now, -LOST_MS), 500)
    await tellWorkers(
      sql,
      lost.map(({ kind, id, due }) => ({ kind, id, at: due })),
    )
  })
}

function idIn(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'id' in payload && typeof payload.id === 'string') {
    return payload.id
  }
  throw new TypeError('A job of the queue names no work')
}

/** Its own log would carry payloads; what matters is in our rows. */
const SILENT = new Logger(() => () => undefined)
