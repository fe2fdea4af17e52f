import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { filesOf } from '../../api/service.ts'
import {
  checkCouncil,
  dayOf,
  deployProcedure,
  fireTimer,
  instant,
  makeProcedureCache,
  makeScheduler,
  mailOf,
  raiseJobIncident,
  raiseMailIncident,
  raiseTimerIncident,
  runJob,
  SYSTEM,
  type Actor,
  type CaseChanged,
  type LocalDate,
  type ProcedureFile,
  type Role,
  type Runtime,
  type Scheduler,
  type ServiceTaskHandler,
  type Store,
} from '../../engine/index.ts'
import type { StoreConfig } from '../../engine/store/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { fixedClock, type FixedClock } from './test-databases-clock.ts'
import type { TestDatabase } from './test-databases.ts'

/** The runtime without HTTP: on a clock that stands still, its scheduler moved by hand, every mail accepted at once. */
export interface TestRuntime {
  readonly runtime: Runtime
  readonly store: Store
  readonly clock: FixedClock
  readonly scheduler: Scheduler
  /** What the runtime told those who look on, in order. */
  readonly events: readonly CaseChanged[]
  /** In Europe/London. */
  today(): LocalDate
  /** Does what is due now, and what falls due by doing it. @throws what the scheduler could not cope with. */
  settle(): Promise<number>
  /** Moves the clock, then does what is due. */
  moveTo(at: string): Promise<number>
}

export interface TestRuntimeOptions {
  readonly now?: string
  readonly store?: Partial<StoreConfig>
  /** In place of those of the same name. */
  readonly handlers?: readonly ServiceTaskHandler[]
  /** The clock of an earlier runtime on the same database. */
  readonly clock?: FixedClock
  /** What to deploy; the children's procedure when left out. */
  readonly files?: readonly ProcedureFile[]
}

const COUNCIL = checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8')))
const CHILDREN_ACT = filesOf('processes/children-act')

export async function startRuntime(database: TestDatabase, options: TestRuntimeOptions = {}): Promise<TestRuntime> {
  const { now = '2026-02-02T09:00:00.000Z', clock = fixedClock(now), files = CHILDREN_ACT } = options
  const store = await database.open({ clock, ...options.store })
  const events: CaseChanged[] = []
  const faults: unknown[] = []
  const runtime: Runtime = {
    store,
    clock,
    council: COUNCIL,
    handlers: new Map([...HANDLERS, ...(options.handlers ?? [])].map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, () => performance.now()),
    secretFor: (purpose) => createHmac('sha256', 'the key of tests').update(purpose).digest(),
    publish: (event) => events.push(event),
  }
  await deployProcedure(runtime, SYSTEM, files)
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
  const settle = async () => {
    const done = await scheduler.tick(clock.now())
    const [fault] = faults.splice(0)
    if (fault !== undefined) throw fault instanceof Error ? fault : new Error('Thrown by the scheduler')
    return done
  }
  return {
    runtime,
    store,
    clock,
    scheduler,
    events,
    today: () => dayOf(clock.now()),
    settle,
    moveTo(at) {
      clock.set(instant(at))
      return settle()
    },
  }
}

/** Somebody with that role. */
export function a(role: Role, id: string = role): Actor {
  return { id, role }
}

export const MANAGER: Actor = a('complaints-manager')
