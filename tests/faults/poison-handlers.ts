import {
  approve,
  fireTimer,
  makeScheduler,
  NotPermittedError,
  proposeSkip,
  raiseJobIncident,
  raiseTimerIncident,
  retryIncident,
  RefusedError,
  runJob,
  type Scheduler,
} from '../../engine/index.ts'
import type { IncidentRow } from '../../engine/store/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../support/runtime.ts'
import { complete, newCase, openTasks } from '../support/runtime-walk.ts'
import { thrownBy } from '../support/test-databases-thrown.ts'
import type { Experiment, Outcome } from './experiment.ts'
import { ELEMENT, poisonedHandler, POISONS, type PoisonedHandler } from './poison-handlers-kinds.ts'
import { openedDatabase } from './two-nodes-seed.ts'

/** Longer than any pause between attempts. */
const ROUND_MS = 6 * 60_000
const LEASE_MS = 61_000
const MOST_ATTEMPTS = 5
/** One that ends the worker that has it, at each attempt. */
const KILLER = 'kills its worker'

const SIZES = { short: { each: 1, healthy: 4 }, long: { each: 50, healthy: 200 } } as const
const SECOND = a('complaints-manager', 'second-manager')

/** Handlers that break in every way, beside cases in which all is well. */
export const POISON_HANDLERS: Experiment = {
  name: 'poison-handlers',
  promises: ['P15'],
  hypothesis:
    'each is one incident after five attempts, with its step and message; it can be tried again, or left out by two people; no other case notices, and the service stays up',
  fault: `a handler that ${[...Object.keys(POISONS), KILLER].join(', ')}`,
  databases: ['sqlite', 'postgres'],
  async run({ size, database: kind }) {
    const database = await openedDatabase(kind)
    const unmock = mockExit()
    const unheard: unknown[] = []
    const hear = (error: unknown) => unheard.push(error)
    process.on('unhandledRejection', hear)
    try {
      const poisoned = poisonedHandler()
      const test = await startRuntime(database, { handlers: [poisoned] })
      return await withPoison(test, poisoned, SIZES[size], unheard)
    } finally {
      process.off('unhandledRejection', hear)
      unmock()
      await database.remove()
    }
  },
}

/** As if it ended the process at once: nothing after it runs. */
function mockExit(): () => void {
  const real = process.exit.bind(process)
  process.exit = () => {
    throw new Error('process.exit was called')
  }
  return () => {
    process.exit = real
  }
}

async function withPoison(
  test: TestRuntime,
  poisoned: PoisonedHandler,
  { each, healthy }: (typeof SIZES)['short' | 'long'],
  unheard: readonly unknown[],
): Promise<Outcome> {
  const faults: string[] = []
  const sick: string[] = []
  const kinds = [...Object.keys(POISONS), KILLER]
  const well: string[] = []
  for (let n = 0; n < healthy; n += 1) well.push(await newCase(test))
  for (const kind of kinds) {
    for (let n = 0; n < each; n += 1) {
      const caseId = await newCase(test)
      poisoned.poisonOf.set(caseId, kind)
      sick.push(caseId)
    }
  }
  const killers = sick.filter((caseId) => poisoned.poisonOf.get(caseId) === KILLER)

  for (const caseId of killers) await killWorkers(test, caseId)
  for (const caseId of sick) if (!killers.includes(caseId)) await complete(test, caseId, 'task_record_complaint')
  for (const caseId of well) await complete(test, caseId, 'task_record_complaint')
  // The well have gone on at once, whatever the others do.
  const held = await countHeld(test, well)
  if (held > 0) faults.push(`${held} of ${well.length} well cases have not gone on`)
  for (let round = 0; round < MOST_ATTEMPTS; round += 1) {
    test.clock.advance(ROUND_MS)
    await test.settle()
  }

  const incidents = await incidentsOf(test, sick, faults)
  for (const caseId of sick) {
    const runs = poisoned.runs.get(caseId) ?? 0
    const most = killers.includes(caseId) ? 0 : MOST_ATTEMPTS
    if (runs !== most) faults.push(`${poisoned.poisonOf.get(caseId) ?? ''}: the handler ran ${runs} times`)
  }
  const skipped = await skipSome(test, poisoned, incidents, faults)
  poisoned.poisonOf.clear()
  for (const [caseId, { id }] of incidents) if (!skipped.has(caseId)) await retryIncident(test.runtime, MANAGER, id)
  await test.settle()

  const still = (await test.store.read.incidents({ status: 'open', limit: 10 })).rows
  if (still.length > 0) faults.push(`${still.length} incidents are open once the handler is mended and tried again`)
  const stuck = await countHeld(test, [...sick, ...well])
  if (stuck > 0) faults.push(`${stuck} cases have not gone on in the end`)
  const letters = await lettersEach(test)
  const wrong = [...sick, ...well].filter((caseId) => (letters.get(caseId) ?? 0) !== (skipped.has(caseId) ? 0 : 1))
  if (wrong.length > 0) faults.push(`${wrong.length} cases have not one acknowledgement each: ${wrong.join(' ')}`)
  if ('poisoned' in {}) faults.push('every object has a new property')
  if (unheard.length > 0) faults.push(`${unheard.length} failed promises that nobody heard of: ${String(unheard[0])}`)
  return {
    held: faults.length === 0,
    counts: {
      kinds: kinds.length,
      poisoned: sick.length,
      healthy: well.length,
      incidents: incidents.size,
      skippedByTwo: skipped.size,
      retried: incidents.size - skipped.size,
    },
    faults,
  }
}

/** Each worker that takes the job is never heard of again, until one finds that enough have been lost. */
async function killWorkers(test: TestRuntime, caseId: string): Promise<void> {
  const quiet: TestRuntime = { ...test, settle: () => Promise.resolve(0) }
  await complete(quiet, caseId, 'task_record_complaint')
  for (let worker = 0; worker < MOST_ATTEMPTS; worker += 1) {
    await new Promise<void>((taken, failed) => {
      startWorker(test, () => {
        taken()
        return new Promise(() => undefined)
      })
        .then((scheduler) => scheduler.tick(test.clock.now()))
        .catch(failed)
    })
    test.clock.advance(LEASE_MS)
  }
  await test.settle()
}

async function startWorker(
  { runtime, store, clock }: TestRuntime,
  instead: (jobId: string) => Promise<void>,
): Promise<Scheduler> {
  const scheduler = makeScheduler({ store, clock, live: false })
  await scheduler.start({
    fireTimer: (id) => fireTimer(runtime, id),
    runJob: async (id, lease) => {
      const job = await store.read.job(id)
      return job?.element === ELEMENT ? instead(id) : runJob(runtime, id, lease)
    },
    jobFailed: (id, { fencing }, error) => raiseJobIncident(runtime, id, fencing, error),
    timerFailed: (id, error) => raiseTimerIncident(runtime, id, error),
  })
  return scheduler
}

/** Exactly one for each, which says where and why. */
async function incidentsOf(
  { store }: TestRuntime,
  sick: readonly string[],
  faults: string[],
): Promise<ReadonlyMap<string, IncidentRow>> {
  const found = new Map<string, IncidentRow>()
  for (const caseId of sick) {
    const { rows } = await store.read.incidents({ caseId, status: 'open', limit: 5 })
    const [incident] = rows
    const says = /^send-acknowledgement: \S.{5,600}$/s
    if (rows.length !== 1 || incident?.element !== ELEMENT || !says.test(incident.message)) {
      faults.push(`${caseId} has ${rows.length} incidents: ${JSON.stringify(incident ?? null)}`)
    }
    if (incident !== undefined) found.set(caseId, incident)
    const [job] = (await store.read.jobs({ caseId, status: 'failed', limit: 5 })).rows
    if ((job?.attempts ?? 0) < MOST_ATTEMPTS) faults.push(`${caseId} was tried ${job?.attempts ?? 0} times`)
    if ((await store.read.case(caseId))?.status !== 'incident') faults.push(`${caseId} does not stand as stopped`)
  }
  return found
}

/** The first of each kind goes on without it: one proposes it, and only another can say yes. */
async function skipSome(
  test: TestRuntime,
  { poisonOf }: PoisonedHandler,
  incidents: ReadonlyMap<string, IncidentRow>,
  faults: string[],
): Promise<ReadonlySet<string>> {
  const skipped = new Set<string>()
  const done = new Set<string>()
  for (const [caseId, { id }] of incidents) {
    const kind = poisonOf.get(caseId) ?? ''
    // Every second kind, so that in the short form some are tried again.
    if (done.has(kind)) continue
    done.add(kind)
    if (done.size % 2 === 0) continue
    const reason = 'Acknowledged by telephone.'
    const proposed = await proposeSkip(test.runtime, MANAGER, { incidentId: id, reason })
    const alone = await thrownBy(approve(test.runtime, MANAGER, proposed.approval))
    if (!(alone instanceof NotPermittedError || alone instanceof RefusedError)) {
      faults.push(`one person alone could leave it out: ${String(alone)}`)
    }
    await approve(test.runtime, SECOND, proposed.approval)
    skipped.add(caseId)
  }
  await test.settle()
  return skipped
}

/** Those that do not stand at the step behind the acknowledgement. */
async function countHeld(test: TestRuntime, cases: readonly string[]): Promise<number> {
  let held = 0
  for (const caseId of cases) {
    const tasks = await openTasks(test, caseId)
    const isOpen = (await test.store.read.case(caseId))?.status === 'open'
    if (!isOpen || !tasks.some(({ element }) => element === 'task_decide_eligibility')) held += 1
  }
  return held
}

/** Acknowledgements to the complainant that were written, by case. */
async function lettersEach({ store }: TestRuntime): Promise<ReadonlyMap<string, number>> {
  const rows = await store.look.run(
    `select case_id, count(*) as n from outbox where id like '%.acknowledgement.%' group by case_id`,
  )
  return new Map(rows.map((row) => [String(row['case_id']), Number(row['n'])]))
}
