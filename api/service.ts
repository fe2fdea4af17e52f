import { createServer, type Server } from 'node:http'
import {
  auditOrigin,
  dayOf,
  fillAccess,
  fireTimer,
  fromMillis,
  indexOldCases,
  makeProcedureCache,
  mailOf,
  makeScheduler,
  raiseJobIncident,
  raiseMailIncident,
  raiseTimerIncident,
  rulesKeepingSilent,
  runJob,
  SCENARIOS_CONDITION,
  secretText,
  type Clock,
  type Deployed,
  type Runtime,
  type Scheduler,
} from '../engine/index.ts'
import { HANDLERS } from '../handlers/index.ts'
import { makeMailer, type MailTransport } from '../handlers/mail/index.ts'
import { gapsIn } from '../handlers/print/index.ts'
import { readAuditKey } from './audit-key.ts'
import { createApp } from './app.ts'
import { makeAnswerRounds } from './answer-rounds.ts'
import { makeCheckpointRounds } from './checkpoint-rounds.ts'
import { makeFindingsRounds } from './findings-rounds.ts'
import { makeConformanceRounds } from './conformance-rounds.ts'
import { makeClamd } from './clamd.ts'
import { storedVirtualClock, systemClock } from './clock.ts'
import { makeClockWatch } from './clock-watch.ts'
import { ConfigError, type Config } from './config.ts'
import { readCouncilFile } from './council-file.ts'
import { readCouncilPaper } from './council-paper.ts'
import { deployFolders } from './deploy-folders.ts'
import { makeDiskWatch } from './disk-watch.ts'
import type { Log } from './log.ts'
import { makeMetrics } from './metrics.ts'
import { makeAdmission } from './middleware/admission.ts'
import { openDatabase } from './open-database.ts'
import type { MakePages } from './pages.ts'
import { makePartnerLinks, readLinkKey } from './partner-links.ts'
import { endDraftRuns } from './scenarios/index.ts'
import { secretsFrom } from './secrets.ts'
import { makeOnlookers } from './routes/events.ts'
import { makeScanRounds } from './scan-rounds.ts'

export { filesOf } from './procedure-files.ts'

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

export interface ServiceOptions {
  /** Pages for people; without it there is only the API. */
  readonly makePages?: MakePages
  /** An answer that differs from the OpenAPI document is an error; otherwise it only stands in the log. */
  readonly strictAnswers?: boolean
  /** Where e-mail goes when neither a mail server nor Notify is set; without it it waits. */
  readonly mailTransport?: MailTransport | undefined
}

/** How long a request that is under way may still take when the service stops, in ms. */
const STOP_LIMIT_MS = 5_000
/** How long a line is kept open that nobody uses, in ms: longer than proxies do, which would else send on one that has just been closed. */
const KEEP_ALIVE_MS = 65_000

/* Over 300 lines: all that a service is made of, from top to bottom. */

/**
 * Builds everything, top to bottom: clock → database → procedures → scheduler → app → listen. When that fails half-way,
 * what was opened is closed again.
 *
 * @throws ConfigError when the council's data or the procedures cannot be read, or the port is taken.
 */
export async function startService(config: Config, log: Log, options: ServiceOptions = {}): Promise<Service> {
  const opened: Closing[] = []
  try {
    return await build(config, log, options, opened)
  } catch (error) {
    await closeAll(opened)
    throw error
  }
}

/** Each rule on diagrams is tried on a diagram that breaks it; while one keeps silent, nothing is published. */
async function tryRules(log: Log): Promise<void> {
  try {
    const silent = await rulesKeepingSilent()
    if (silent.length === 0) log.info('rules-tried')
    else log.error('rules-silent', { rules: silent.join(' ') })
  } catch (error) {
    log.error('rules-silent', { error: error instanceof Error ? error.name : 'unknown' })
  }
}

/** What has to be closed, in the order of opening. */
type Closing = () => Promise<void> | void

async function closeAll(opened: readonly Closing[]): Promise<void> {
  for (const close of opened.toReversed()) await close()
}

async function build(config: Config, log: Log, options: ServiceOptions, opened: Closing[]): Promise<Service> {
  const virtual =
    config.clock === 'virtual'
      ? storedVirtualClock(`${config.databaseFile}.clock.json`, fromMillis(Date.now()))
      : undefined
  const clock: Clock = virtual ?? systemClock
  const council = readCouncilFile(config.councilFile)
  const store = await openDatabase(config, clock)
  opened.push(() => store.close())
  await store.migrate()
  await fillAccess({ store, council })

  const disk = makeDiskWatch({
    file: config.databaseUrl === undefined ? config.databaseFile : undefined,
    minFreeMb: config.minFreeMb,
    onChange(isFull, freeBytes) {
      if (isFull) log.error('disk-full', { freeBytes })
      else log.info('disk-has-room', { freeBytes })
    },
    onError: (error) => {
      log.warn('disk-not-looked-at', { error: error instanceof Error ? error.name : 'unknown' })
    },
  })
  opened.push(() => disk.close())
  const linkKey = readLinkKey(config)
  const nowMs = () => performance.now()
  const onlookers = makeOnlookers()
  const metrics = makeMetrics(
    () => runtime,
    nowMs,
    () => clockWatch.skewSeconds(),
    () => admission.underWay(),
  )
  const admission = makeAdmission({ most: config.maxRequests, onRefused: metrics.countRefused })
  const runtime: Runtime = {
    store,
    clock,
    council,
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, nowMs),
    readWordFile: gapsIn,
    secretFor: secretsFrom(linkKey),
    publishConditions: [SCENARIOS_CONDITION],
    ...(config.clamdUrl !== undefined && { scanner: makeClamd(config.clamdUrl) }),
    publish(event) {
      if (event.command === 'document-added') scanning.soon()
      metrics.countCommand(event.command)
      onlookers.publish(event)
    },
  }
  const scanning = makeScanRounds(runtime, (error) => {
    log.error('scan-failed', { error: error instanceof Error ? error.name : 'unknown' })
  })
  opened.push(() => scanning.close())
  const clockWatch = makeClockWatch({
    runtime,
    live: virtual === undefined,
    nowMs,
    onJump: (bySeconds) => {
      metrics.countClockJump()
      log.warn('clock-jumped', { bySeconds })
    },
    onSkew: (seconds, isTooLarge) => {
      if (isTooLarge) log.warn('clock-skewed', { seconds })
      else log.info('clock-agrees', { seconds })
    },
    onError: (error) => {
      log.error('clock-not-compared', { error: error instanceof Error ? error.name : 'unknown' })
    },
  })
  opened.push(() => clockWatch.close())
  const answers = makeAnswerRounds(runtime, (error) => {
    log.error('answers-not-erased', { error: error instanceof Error ? error.name : 'unknown' })
  })
  opened.push(() => answers.close())
  opened.push(endDraftRuns)
  const checkpoints = makeCheckpointRounds({
    runtime,
    key: readAuditKey(config, auditOrigin(runtime)),
    folder: config.auditFolder,
    live: virtual === undefined,
    nowMs,
    onFailed: (why) => {
      metrics.countCheckpointFailure()
      log.error('checkpoint-failed', { error: why })
    },
  })
  opened.push(() => checkpoints.close())
  const conformance = makeConformanceRounds({
    runtime,
    live: virtual === undefined,
    onRun: ({ run, cases, deviating, failed }) => {
      log.info('cases-replayed', { run, cases, deviating, failed: failed.length })
    },
    onError: (error) => {
      log.error('replay-failed', { error: error instanceof Error ? error.name : 'unknown' })
    },
  })
  opened.push(() => conformance.close())
  const findings = makeFindingsRounds({
    runtime,
    live: virtual === undefined,
    onSwept: ({ judged, changed, failed }) => {
      log.info('findings-swept', { judged, changed, failed: failed.length })
    },
    onError: (error) => {
      log.error('sweep-failed', { error: error instanceof Error ? error.name : 'unknown' })
    },
  })
  opened.push(() => findings.close())
  const deployed = await deployFolders(runtime, config.proceduresDir)
  for (const { procedure, version, hash, created } of deployed) {
    log.info('procedure-deployed', { procedure, version, hash, created })
  }
  const paper = readCouncilPaper(config.proceduresDir)

  const partnerLinks = makePartnerLinks(linkKey)
  const sendsMail = (config.smtpUrl ?? config.notify) !== undefined
  const mailTransport = sendsMail ? undefined : options.mailTransport
  const mailer = makeMailer({
    transport: mailTransport,
    smtpUrl: config.smtpUrl,
    notify: config.notify,
    from: config.mailFrom,
    store: { mail: mailOf(runtime) },
    clock,
    addressOf: (claim) => `${config.publicUrl}/partner/${partnerLinks.sign(claim)}`,
    secretText: (secret) =>
      `${secret.kind === 'invitation' ? `${config.publicUrl}/invitation/` : ''}${secretText(runtime, secret)}`,
    onFailed: (outboxId, reason) => raiseMailIncident(runtime, outboxId, reason),
    onEvent: (event) => {
      if (event.event === 'mail-not-configured') log.warn('mail-not-configured')
      else log.info('mail-attempted', { message: event.message, status: event.status })
    },
  })
  opened.push(() => mailer.close())
  const live = virtual === undefined
  const schedulerFailed = (error: unknown) => {
    log.error('scheduler-failed', { error: error instanceof Error ? error.name : 'unknown' })
  }
  const scheduler = makeScheduler({
    store,
    clock,
    live,
    pollMs: config.pollSeconds * 1000,
    hasRoom: () => !disk.isFull(),
  })
  opened.push(() => scheduler.stop())
  await scheduler.start({
    fireTimer: (timerId) => fireTimer(runtime, timerId),
    runJob: (jobId, lease) => runJob(runtime, jobId, lease),
    jobFailed: (jobId, { fencing }, error) => raiseJobIncident(runtime, jobId, fencing, error),
    timerFailed: (timerId, error) => raiseTimerIncident(runtime, timerId, error),
    ...((sendsMail || mailTransport !== undefined) && { sendMail: (outboxId: string) => mailer.send(outboxId) }),
    onError: schedulerFailed,
  })
  const { drain, close: stopDraining } = makeDrain(scheduler, clock)
  opened.push(stopDraining)
  // On virtual time nothing comes by itself, but what a command makes due at once is still done at once.
  if (!live) opened.push(store.onWork(() => void setImmediate(() => void drain().catch(schedulerFailed))))

  const pages = await options.makePages?.({
    runtime,
    config,
    log,
    onlookers,
    partnerLinks,
    paper,
    nowMs,
    admission,
    disk,
  })
  if (pages !== undefined) opened.push(() => pages.close())
  let ready = true
  metrics.showDisk(disk)
  const app = createApp({
    disk,
    runtime,
    onlookers,
    log,
    metrics,
    admission,
    nowMs,
    isReady: () => ready,
    partnerLinks,
    paper,
    trustProxy: config.signIn.trustProxy,
    printing: config,
    strictAnswers: options.strictAnswers ?? false,
    ...(pages !== undefined && { pages: pages.handler }),
    ...(virtual !== undefined && {
      virtual: {
        clock: virtual,
        async drain() {
          const done = await drain()
          await conformance.look()
          await findings.now()
          return done
        },
      },
    }),
  })
  const server = createServer(app)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await listen(server, config)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  log.info('started', { url, database: store.dialect })
  if (virtual === undefined) {
    const trying = tryRules(log)
    opened.push(() => trying)
  }
  const indexing = indexAll(runtime, () => ready, schedulerFailed)
  opened.push(() => indexing)
  // Read ahead, so that the first complaint does not wait for it; whoever is quicker waits as before.
  const onDay = dayOf(runtime.clock.now())
  const warming = Promise.allSettled(deployed.map(({ procedure }) => runtime.procedures.active(procedure, onDay)))
  opened.push(async () => {
    await warming
  })

  return {
    runtime,
    server,
    url,
    deployed,
    drain,
    async stop() {
      ready = false
      log.info('stopping')
      onlookers.close()
      await stopServing(server)
      await closeAll(opened)
      log.info('stopped')
    },
  }
}

/** Makes the cases of an older database found by searches, a few at a time, beside everything else. */
async function indexAll(runtime: Runtime, goesOn: () => boolean, onError: (error: unknown) => void): Promise<void> {
  try {
    while (goesOn() && (await indexOldCases(runtime)) > 0) continue
  } catch (error) {
    onError(error)
  }
}

/** @throws ConfigError when the address cannot be had. */
async function listen(server: Server, { port, host }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigError([
              `PORT: something else is listening at ${host}:${port}; stop it, or set PORT to another number.`,
            ])
          : new ConfigError([`HOST, PORT: cannot listen at ${host}:${port} (${error.code ?? error.message}).`]),
      )
    })
    server.listen(port, host, resolve)
  })
}

/** Takes no more requests, and lets those under way finish. */
async function stopServing(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections()
    }, STOP_LIMIT_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** Does what is due and what falls due by doing it; a call while one is under way waits its turn. */
function makeDrain(scheduler: Scheduler, clock: Clock): { drain: () => Promise<number>; close: () => Promise<void> } {
  let last: Promise<number> = Promise.resolve(0)
  let closed = false
  const round = () => (closed ? 0 : scheduler.tick(clock.now()))
  return {
    drain() {
      last = last.then(round, round)
      return last
    },
    async close() {
      closed = true
      await last.catch(() => undefined)
    },
  }
}
