import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deployFolders } from '../../api/deploy-folders.ts'
import {
  checkCouncil,
  fireTimer,
  makeProcedureCache,
  makeScheduler,
  openStore,
  runJob,
  type Clock,
  type Runtime,
  type Scheduler,
} from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { gapsIn } from '../../handlers/print/index.ts'

/** A runtime with all procedures in place, on a database of its own; work is done by `tick`. */
export interface BenchRuntime {
  readonly runtime: Runtime
  readonly scheduler: Scheduler
  readonly close: () => Promise<void>
  readonly file: string
}

/** @param url - A PostgreSQL database; a new SQLite file when left out. */
export async function openBenchRuntime(clock: Clock, url?: string): Promise<BenchRuntime> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'))
  const file = join(folder, 'bench.sqlite')
  const store = await openStore({ clock, ...(url === undefined ? { file } : { url }) })
  await store.migrate()
  const runtime: Runtime = {
    store,
    clock,
    council: checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8'))),
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, () => performance.now()),
    readWordFile: gapsIn,
    publish: () => undefined,
  }
  // All of them, as the service does: a service that starts again on this database has them in place.
  await deployFolders(runtime, 'processes')
  // As many cases at a time as a live service.
  const scheduler = makeScheduler({ store, clock, live: false, concurrency: 4 })
  await scheduler.start({
    fireTimer: (timerId) => fireTimer(runtime, timerId),
    runJob: (jobId, lease) => runJob(runtime, jobId, lease),
  })
  return {
    runtime,
    scheduler,
    file,
    async close() {
      await scheduler.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
