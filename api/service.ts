import { createServer, type Server } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkCouncil,
  deployProcedure,
  fireTimer,
  fromMillis,
  makeProcedureCache,
  makeScheduler,
  openStore,
  raiseJobIncident,
  raiseMailIncident,
  raiseTimerIncident,
  recordSent,
  runJob,
  SYSTEM,
  type Clock,
  type Deployed,
  type ProcedureFile,
  type Runtime,
  type Scheduler,
} from '../engine/index.ts'
import { HANDLERS } from '../handlers/index.ts'
import { makeMailer } from '../handlers/mail/index.ts'
import { createApp } from './app.ts'
import { storedVirtualClock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { makeMetrics } from './metrics.ts'
import { makeOnlookers } from './routes/events.ts'

/** A running Redress. */
export interface Service {
  readonly runtime: Runtime
  readonly server: Server
  /** Where it listens. */
  readonly url: string
  readonly deployed: readonly Deployed[]
  /** Does everything that is due now; returns how much that was. */
  readonly drain: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** Builds everything, top to bottom: clock → database → procedures → scheduler → app → listen. */
export async function startService(config: Config, log: Log): Promise<Service> {
  const virtual =
    config.clock === 'virtual'
      ? storedVirtualClock(`${config.databaseFile}.clock.json`, fromMillis(Date.now()))
      : undefined
  const clock: Clock = virtual ?? systemClock
  const council = checkCouncil(JSON.parse(readFileSync(config.councilFile, 'utf8')))
  const store = await openStore({
    clock,
    ...(config.databaseUrl === undefined ? { file: config.databaseFile } : { url: config.databaseUrl }),
    messageIdDomain: config.mailFrom.split('@').at(-1) ?? 'redress.invalid',
  })
  await store.migrate()

  const nowMs = () => performance.now()
  const onlookers = makeOnlookers()
  const metrics = makeMetrics(() => runtime, nowMs)
  const runtime: Runtime = {
    store,
    clock,
    council,
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, nowMs),
    publish(event) {
      metrics.countCommand(event.command)
      onlookers.publish(event)
    },
  }
  const deployed = await deployAll(runtime, config.proceduresDir)
  for (const { procedure, version, hash, created } of deployed) {
    log.info('procedure-deployed', { procedure, version, hash, created })
  }

  const mailer = makeMailer({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    store,
    clock,
    onFailed: (outboxId, reason) => raiseMailIncident(runtime, outboxId, reason),
    onEvent: (event) => {
      if (event.event === 'mail-not-configured') log.warn('mail-not-configured')
      else log.info('mail-attempted', { message: event.message, status: event.status })
    },
  })
  const live = virtual === undefined
  const scheduler = makeScheduler({ store, clock, live, pollMs: config.pollSeconds * 1000 })
  await scheduler.start({
    fireTimer: (timerId) => fireTimer(runtime, timerId),
    runJob: (jobId, lease) => runJob(runtime, jobId, lease),
    jobFailed: (jobId, { fencing }, error) => raiseJobIncident(runtime, jobId, fencing, error),
    timerFailed: (timerId, error) => raiseTimerIncident(runtime, timerId, error),
    async sendMail(outboxId) {
      await mailer.send(outboxId)
      await recordSent(runtime, outboxId)
    },
    onError: (error) => {
      log.error('scheduler-failed', { error: error instanceof Error ? error.name : 'unknown' })
    },
  })
  const drain = makeDrain(scheduler, clock)
  // On virtual time nothing comes by itself, but what a command makes due at once is still done at once.
  const stopListening = live ? () => undefined : store.onWork(() => void setImmediate(() => void drain()))

  let ready = true
  const app = createApp({
    runtime,
    onlookers,
    log,
    metrics,
    nowMs,
    isReady: () => ready,
    validateAnswers: true,
    ...(virtual !== undefined && { virtual: { clock: virtual, moved: drain } }),
  })
  const server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const url = `http://${config.host}:${port}`
  log.info('started', { url, database: store.dialect })

  return {
    runtime,
    server,
    url,
    deployed,
    drain,
    async stop() {
      ready = false
      log.info('stopping')
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
      stopListening()
      await scheduler.stop()
      await mailer.close()
      await store.close()
      log.info('stopped')
    },
  }
}

/** Does what is due and what falls due by doing it; a call while one is under way waits its turn. */
function makeDrain(scheduler: Scheduler, clock: Clock): () => Promise<number> {
  let last: Promise<number> = Promise.resolve(0)
  const round = () => scheduler.tick(clock.now())
  return () => {
    last = last.then(round, round)
    return last
  }
}

/** Deploys every procedure folder (one with a `procedure.json`). */
async function deployAll(runtime: Runtime, directory: string): Promise<readonly Deployed[]> {
  const deployed: Deployed[] = []
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const files = filesOf(join(directory, entry.name))
    if (files.some(({ path }) => path === 'procedure.json'))
      deployed.push(await deployProcedure(runtime, SYSTEM, files))
  }
  return deployed
}

/** The files of a procedure's folder: diagrams, forms and the description. */
export function filesOf(folder: string): readonly ProcedureFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(bpmn|json)$/.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name)
      return { path: full.slice(folder.length + 1), text: readFileSync(full, 'utf8') }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
