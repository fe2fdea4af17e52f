import {
  backupMoment,
  fireTimer,
  holdRestoredMail,
  makeScheduler,
  raiseJobIncident,
  raiseTimerIncident,
  replayCases,
  runJob,
  verifyTrailOf,
  type Actor,
  type Clock,
  type HeldMail,
  type Instant,
  type Runtime,
  type VerifyOptions,
  type VerifyReport,
} from '../engine/index.ts'
import type { Config } from './config.ts'
import { openRuntime } from './open-runtime.ts'

/** What was found of a database that was brought back, and what was done so that it can go on. */
export interface Restored extends HeldMail {
  /** When the backup was taken; where nothing in it says so, when it was last written to. */
  readonly takenAt: Instant
  readonly cases: number
  /** Those that are not closed, and of them those that stand where their record leads on their own diagrams. */
  readonly open: number
  readonly goOn: number
  readonly auditRows: number
  readonly trail: VerifyReport['verdict']
  /** Timers and jobs that had fallen due since, and are done. */
  readonly caughtUp: number
  /** Why it must not be relied on; empty where it proved itself. */
  readonly faults: readonly string[]
}

export interface RestoreOptions extends Pick<VerifyOptions, 'keys' | 'witnesses'> {
  readonly onProgress?: (what: string, done: number, of: number) => void
}

const AUDITOR: Actor = { id: 'command-line', role: 'auditor' }

/**
 * Has a database that was brought back prove itself, and makes it ready to go on: its audit trail is verified, every case
 * is played again from its record on the diagrams that it runs on, what has fallen due since is done, and then all mail is
 * held that may have gone since. Nothing is sent. Nobody else may serve that database meanwhile.
 */
export async function proveRestored(config: Config, clock: Clock, options: RestoreOptions = {}): Promise<Restored> {
  const { databaseUrl: url, databaseFile: file } = config
  const { onProgress, ...held } = options
  const verified = await verifyTrailOf(url === undefined ? { file } : { url }, {
    ...held,
    onProgress: (rows, of) => onProgress?.('rows of the audit trail', rows, of),
  })
  const runtime = await openRuntime(config, clock)
  try {
    const takenAt = (await backupMoment(runtime)) ?? clock.now()
    const { closed, ...others } = await runtime.store.read.caseCounts()
    const open = Object.values(others).reduce((sum, each) => sum + each, 0)
    const replayed = await replayCases(runtime, AUDITOR, { scope: 'all' }, ({ done, of }) =>
      onProgress?.('cases', done, of),
    )
    const stopped = await openOnesOf(runtime, [...replayed.deviations, ...replayed.failed])
    const caughtUp = await catchUp(runtime)
    const mail = await holdRestoredMail(runtime, takenAt)
    return {
      takenAt,
      cases: open + closed,
      open,
      goOn: open - stopped,
      auditRows: verified.rows,
      trail: verified.verdict,
      caughtUp: caughtUp.done,
      ...mail,
      faults: [
        ...verified.findings.map(({ sentence }) => sentence),
        ...replayed.deviations.map(({ caseId, deviation }) => `${caseId}: ${deviation.because}`),
        ...replayed.failed.map(({ caseId, why }) => `${caseId}: ${why}`),
        ...caughtUp.faults,
      ],
    }
  } finally {
    await runtime.store.close()
  }
}

async function openOnesOf({ store }: Runtime, named: readonly { readonly caseId: string }[]): Promise<number> {
  const rows = await Promise.all(named.map(({ caseId }) => store.read.case(caseId)))
  return rows.filter((row) => row?.status !== 'closed').length
}

/** Does what is due, but sends nothing: what it writes to people is held with the rest. */
async function catchUp(runtime: Runtime): Promise<{ readonly done: number; readonly faults: readonly string[] }> {
  const { store, clock } = runtime
  const faults: string[] = []
  const scheduler = makeScheduler({ store, clock, live: false })
  await scheduler.start({
    fireTimer: (timerId) => fireTimer(runtime, timerId),
    runJob: (jobId, lease) => runJob(runtime, jobId, lease),
    jobFailed: (jobId, { fencing }, error) => raiseJobIncident(runtime, jobId, fencing, error),
    timerFailed: (timerId, error) => raiseTimerIncident(runtime, timerId, error),
    onError: (error) => faults.push(error instanceof Error ? error.message : String(error)),
  })
  try {
    return { done: await scheduler.tick(clock.now()), faults }
  } finally {
    await scheduler.stop()
  }
}
