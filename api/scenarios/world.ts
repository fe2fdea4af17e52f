import {
  closeDiagramReader,
  deployProcedure,
  DiagramRefusedError,
  fireTimer,
  fromMillis,
  mailOf,
  makeProcedureCache,
  makeScheduler,
  openStore,
  processIdsIn,
  raiseJobIncident,
  raiseMailIncident,
  raiseTimerIncident,
  recordPrinted,
  runJob,
  SYSTEM,
  type Actor,
  type Council,
  type Instant,
  type LoadedProcedure,
  type ProcedureCache,
  type ProcedureFile,
  type Runtime,
} from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { gapsIn } from '../../handlers/print/index.ts'

/** The real runtime on a database that is thrown away, with time in our hands. Scenarios are played in it one by one. */
export interface ScenarioWorld {
  readonly runtime: Runtime
  /** By id; those that have been deployed so far. */
  readonly procedures: ReadonlyMap<string, LoadedProcedure>
  /** By procedure: the diagram of its own folder that each process stands in, by process id. */
  readonly diagrams: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Why the others could not, in words, by id of the folder. */
  readonly refused: ReadonlyMap<string, readonly string[]>
  now(): Instant
  /** Sets the clock, back as well: only between scenarios, when nothing waits. */
  begin(at: Instant): void
  /** Does what is due now, and what falls due by doing it; mail is accepted and letters are printed at once. */
  settle(caseId: string | undefined): Promise<void>
  /** Time passes until then: what falls due on the way happens at its own moment. */
  moveTo(caseId: string, at: Instant): Promise<void>
  close(): Promise<void>
}

/** A procedure to deploy: the name of its folder, and its files. */
export interface ScenarioProcedure {
  readonly id: string
  readonly files: readonly ProcedureFile[]
}

export const MANAGER: Actor = { id: 'complaints-manager', role: 'complaints-manager' }

/** Whoever waits longer than this for nothing but timers waits for ever: a loop in the diagram. */
const MOST_ROUNDS = 2_000

/** @param atOnce - Ids of the procedures that are deployed now, all when left out; the others when a case comes to them. */
export async function startWorld(
  council: Council,
  folders: readonly ScenarioProcedure[],
  atOnce: readonly string[] = folders.map(({ id }) => id),
): Promise<ScenarioWorld> {
  let now: Instant = fromMillis(Date.UTC(2026, 0, 1))
  const clock = { now: () => now }
  const store = await openStore({ clock, file: ':memory:' })
  await store.migrate()
  const faults: unknown[] = []
  const procedures = new Map<string, LoadedProcedure>()
  const refused = new Map<string, readonly string[]>()
  const waiting = new Map(folders.map(({ id, files }) => [id, files]))
  const deploy = async (id: string): Promise<void> => {
    const files = waiting.get(id)
    if (files === undefined) return
    waiting.delete(id)
    try {
      const { procedure, version } = await deployProcedure(runtime, SYSTEM, files)
      procedures.set(procedure, await runtime.procedures.load(procedure, version))
    } catch (error) {
      refused.set(id, whyNot(error))
    }
  }
  const runtime: Runtime = {
    store,
    clock,
    council,
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: whenAskedFor(
      makeProcedureCache(store, () => 0),
      deploy,
    ),
    readWordFile: gapsIn,
    publish: () => undefined,
  }
  for (const id of atOnce) await deploy(id)
  await closeDiagramReader()

  const scheduler = makeScheduler({ store, clock, live: false })
  await scheduler.start({
    fireTimer: (timerId) => fireTimer(runtime, timerId),
    runJob: (jobId, lease) => runJob(runtime, jobId, lease),
    jobFailed: (jobId, { fencing }, error) => raiseJobIncident(runtime, jobId, fencing, error),
    timerFailed: (timerId, error) => raiseTimerIncident(runtime, timerId, error),
    async sendMail(outboxId) {
      const mail = await store.mail.claim(outboxId)
      if (mail === undefined || mail === 'held') return
      const status = await mailOf(runtime).record(mail, { kind: 'accepted', reply: '250 OK' })
      if (status === 'failed') await raiseMailIncident(runtime, outboxId, 'refused')
    },
    onError: (error) => faults.push(error),
  })

  const settle = async (caseId: string | undefined): Promise<void> => {
    for (let printed = 1; printed > 0;) {
      await scheduler.tick(now)
      const [fault] = faults.splice(0)
      if (fault !== undefined) throw fault instanceof Error ? fault : new Error('Thrown by the scheduler')
      printed = caseId === undefined ? 0 : await printLetters(runtime, caseId)
    }
  }

  return {
    runtime,
    procedures,
    diagrams: new Map(folders.map(({ id, files }) => [id, processesIn(files)])),
    refused,
    now: () => now,
    begin(at) {
      now = at
    },
    settle,
    async moveTo(caseId, at) {
      for (let rounds = 0; ; rounds += 1) {
        const due = await nextMoment(runtime, caseId, now)
        if (due === undefined || due > at) break
        if (rounds === MOST_ROUNDS) throw new RangeError(`More than ${MOST_ROUNDS} things fell due until ${at}`)
        now = due
        await settle(caseId)
      }
      if (at > now) now = at
      await settle(caseId)
    },
    async close() {
      await closeDiagramReader()
      await scheduler.stop()
      await store.close()
    },
  }
}

/** Reading and checking a procedure takes a second or more: one that no case comes to is not read. */
function whenAskedFor(cache: ProcedureCache, deploy: (id: string) => Promise<void>): ProcedureCache {
  return {
    ...cache,
    async active(id, on) {
      await deploy(id)
      return cache.active(id, on)
    },
    async look(id, on) {
      await deploy(id)
      await cache.look(id, on)
    },
  }
}

/** A process of a procedure that is used stands in another folder, whichever version of its diagram was stored first. */
function processesIn(files: readonly ProcedureFile[]): ReadonlyMap<string, string> {
  const own = files.filter(({ path }) => path.endsWith('.bpmn') && !path.startsWith('uses/'))
  return new Map(own.flatMap(({ path, text }) => processIdsIn(text).map((id) => [id, path] as const)))
}

/** Of those that are due first; what is due now and could not be done may stand before the one that is next. */
const NEXT = 50

/** The next moment after `now` at which a timer, or another try at a job, of the case is due. */
async function nextMoment({ store }: Runtime, caseId: string, now: Instant): Promise<Instant | undefined> {
  const [timers, jobs] = await Promise.all([
    store.read.timers({ caseId, status: 'armed', limit: NEXT }),
    store.read.jobs({ caseId, status: 'ready', limit: NEXT }),
  ])
  const moments = [...timers.rows.map(({ retryAt, dueAt }) => retryAt ?? dueAt), ...jobs.rows.map(({ runAt }) => runAt)]
  return moments.filter((moment) => moment > now).sort()[0]
}

/** @returns how many. */
async function printLetters(runtime: Runtime, caseId: string): Promise<number> {
  const { rows } = await runtime.store.read.outbox({ caseId, channel: 'letter', status: 'queued', limit: 500 })
  const letters = rows.filter(({ details }) => details['telephone'] !== true)
  for (const { id } of letters) await recordPrinted(runtime, MANAGER, id)
  return letters.length
}

function whyNot(error: unknown): readonly string[] {
  if (error instanceof DiagramRefusedError) {
    const errors = error.findings.filter(({ level }) => level === 'error')
    return errors.map(({ file, element, message, remedy }) => `${file}, ${element}: ${message} → ${remedy}`)
  }
  return [error instanceof Error ? error.message : String(error)]
}
