import { readCouncilFile } from '../../api/council-file.ts'
import { actOf } from '../../api/scenarios/act.ts'
import { calendar } from '../../api/scenarios/calendar.ts'
import type { ScenarioFolder, ScenarioWorld } from '../../api/scenarios/index.ts'
import {
  dayOf,
  fireTimer,
  mailOf,
  makeProcedureCache,
  makeScheduler,
  momentInLondon,
  openStore,
  raiseJobIncident,
  raiseMailIncident,
  raiseTimerIncident,
  recordPrinted,
  runJob,
  withDays,
  type CaseStep,
  type Instant,
  type LoadedProcedure,
  type Runtime,
} from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'

/*
 * A world in which scenarios are played, on a file that stays. This file and `upgrade-make.ts` also run within the code of
 * an earlier release, to make its database: they use nothing but what scenarios are played with.
 */

export const MANAGER = { id: 'complaints-manager', role: 'complaints-manager' } as const

/** A case that a release left half-way, and how it went when that release played it to its end. */
export interface HalfWay {
  readonly caseId: string
  readonly scenario: string
  readonly folder: Pick<ScenarioFolder, 'path' | 'procedure' | 'usual'> & {
    readonly usualBeside: readonly (readonly [string, ScenarioFolder['usual']])[]
  }
  /** Where the clock stood. */
  readonly at: Instant
  readonly rest: readonly CaseStep[]
  readonly end: CaseEnd
  /** By instance: process, and the tokens as they were saved. */
  readonly tokens: Readonly<Record<string, unknown>>
}

/** What a case has come to: without its reference, and without ids that hang on it. */
export interface CaseEnd {
  readonly status: string
  readonly facts: readonly string[]
  readonly tasks: readonly string[]
}

/** @param seen - Procedures that are read already, by another world on the same contents. */
export async function openWorld(file: string, seen?: ReadonlyMap<string, LoadedProcedure>): Promise<ScenarioWorld> {
  let now = '2026-01-01T00:00:00.000Z' as Instant
  const clock = { now: () => now }
  const store = await openStore({ file, clock, durable: false })
  await store.migrate()
  const procedures = new Map<string, LoadedProcedure>(seen)
  const faults: unknown[] = []
  const runtime: Runtime = {
    store,
    clock,
    council: readCouncilFile('processes/councils/example-council.json'),
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, () => 0),
    publish: () => undefined,
  }
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
      printed = 0
      if (caseId === undefined) continue
      const { rows } = await store.read.outbox({ caseId, channel: 'letter', status: 'queued', limit: 500 })
      const letters = rows.filter(({ details }) => details['telephone'] !== true)
      for (const { id } of letters) await recordPrinted(runtime, MANAGER, id)
      printed = letters.length
    }
  }
  return {
    runtime,
    procedures,
    diagrams: new Map(),
    refused: new Map(),
    now: () => now,
    begin(at) {
      now = at
    },
    settle,
    async moveTo(caseId, at) {
      for (let due = await nextMoment(runtime, caseId, now); due !== undefined && due <= at;) {
        now = due
        await settle(caseId)
        due = await nextMoment(runtime, caseId, now)
      }
      if (at > now) now = at
      await settle(caseId)
    },
    async close() {
      await scheduler.stop()
      await store.close()
    },
  }
}

async function nextMoment({ store }: Runtime, caseId: string, now: Instant): Promise<Instant | undefined> {
  const [timers, jobs] = await Promise.all([
    store.read.timers({ caseId, status: 'armed', limit: 50 }),
    store.read.jobs({ caseId, status: 'ready', limit: 50 }),
  ])
  const moments = [...timers.rows.map(({ retryAt, dueAt }) => retryAt ?? dueAt), ...jobs.rows.map(({ runAt }) => runAt)]
  return moments.filter((moment) => moment > now).sort()[0]
}

/** Every version that the database holds, read once. */
export async function readProcedures({ runtime, procedures }: ScenarioWorld): Promise<void> {
  for (const { id, version } of await runtime.store.read.procedures()) {
    ;(procedures as Map<string, LoadedProcedure>).set(id, await runtime.procedures.load(id, version))
  }
}

/** Plays steps in a case that is there; what they expect is not looked at. @throws what a step is refused with. */
export async function playOn(
  world: ScenarioWorld,
  folder: ScenarioFolder,
  caseId: string,
  steps: readonly CaseStep[],
): Promise<void> {
  await world.settle(caseId)
  for (const step of steps) {
    const read = <T>(value: T): T => withDays(value, dayOf(world.now()), calendar(world))
    if (step.at !== undefined) await world.moveTo(caseId, momentInLondon(read(step.at)))
    const act = actOf(world, folder, caseId, read(step))
    const isRefused = step.expect?.refused !== undefined
    await act?.().catch((error: unknown) => {
      if (!isRefused) throw error
    })
    await world.settle(caseId)
  }
}

export async function endOf({ runtime }: ScenarioWorld, caseId: string): Promise<CaseEnd> {
  const { read } = runtime.store
  const [row, facts, tasks] = await Promise.all([
    read.case(caseId),
    read.facts(caseId),
    read.tasks({ caseId, limit: 500 }),
  ])
  const plain = (value: unknown) => JSON.stringify(value).replaceAll(caseId, 'the case')
  return {
    status: row?.status ?? 'gone',
    facts: facts.map(({ type, on, data }) => plain([type, on, data])),
    tasks: tasks.rows.map(({ element, status, dueOn }) => plain([element, status, dueOn])).toSorted(),
  }
}
