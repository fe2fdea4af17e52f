import { ConflictError, NotFoundError, RefusedError } from '../../errors.ts'
import type { IncidentRow } from '../../store/rows.ts'
import { mustBeAllowed, SYSTEM, type Actor } from '../actor.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

type Handled = Promise<Changed<{ readonly incidentId: string }>>

/** Tries again what stopped: the handler of a job, or the element at which a token is stuck. */
export async function retryIncident(
  runtime: Runtime,
  actor: Actor,
  incidentId: string,
  options: CommandOptions = {},
): Handled {
  mustBeAllowed(actor, 'retry-incidents')
  return handle(runtime, actor, incidentId, 'incident-retried', options, undefined, (work, incident) => {
    if (incident.jobId !== null) work.unit.retryJob(incident.jobId)
    else work.stimulate(instanceOf(incident), { type: 'retry', wait: waitOf(incident) })
    work.unit.resolveIncident(incidentId, { status: 'retried', by: actor.id })
  })
}

export interface SkipIncident {
  readonly incidentId: string
  readonly reason: string
  /** For a stuck token: the step at which to go on. A job that is skipped goes on behind its service task. */
  readonly to?: string
}

/** Goes on without what stopped, with a reason. */
export async function skipIncident(
  runtime: Runtime,
  actor: Actor,
  { incidentId, reason, to }: SkipIncident,
  options: CommandOptions = {},
): Handled {
  mustBeAllowed(actor, 'skip-incidents')
  if (reason.trim() === '') throw new RefusedError('no-reason', 'Say why it is left out')
  return handle(runtime, actor, incidentId, 'incident-skipped', options, reason, (work, incident) => {
    const instance = instanceOf(incident)
    const wait = waitOf(incident)
    if (incident.jobId !== null) {
      work.unit.cancelJob(incident.jobId)
      work.stimulate(instance, { type: 'job-done', wait })
    } else if (to !== undefined) work.stimulate(instance, { type: 'move', wait, to })
    else throw new RefusedError('nowhere-to-go', 'Name the step at which the case goes on')
    work.unit.resolveIncident(incidentId, { status: 'skipped', by: actor.id, reason })
  })
}

/**
 * Puts a failing job before a person: what failed, where, and that it can be tried again or left out.
 *
 * @param fencing - Of the lease under which it failed last.
 */
export async function raiseJobIncident(runtime: Runtime, jobId: string, fencing: number, error: string): Promise<void> {
  const job = await runtime.store.read.job(jobId)
  if (job === undefined) throw new NotFoundError('job', jobId)
  const { caseId, instanceId, waitId, element, action } = job
  await raise(runtime, caseId, { jobId, instanceId, waitId, element }, 'job-failed', `${action}: ${error}`, (work) => {
    work.unit.finishJob(jobId, fencing, { status: 'failed', error })
  })
}

/** Puts a timer whose firing fails before a person. */
export async function raiseTimerIncident(runtime: Runtime, timerId: string, error: string): Promise<void> {
  const timer = await runtime.store.read.timer(timerId)
  if (timer === undefined) throw new NotFoundError('timer', timerId)
  const { caseId, instanceId, waitId, element } = timer
  await raise(runtime, caseId, { instanceId, waitId, element }, 'timer-failed', error)
}

/** Puts a message that cannot be sent, or of which nobody knows whether it arrived, before a person. */
export async function raiseMailIncident(runtime: Runtime, outboxId: string, error: string): Promise<void> {
  const message = await runtime.store.read.outboxMessage(outboxId)
  if (message === undefined) throw new NotFoundError('message', outboxId)
  if (message.caseId === null) return
  await raise(runtime, message.caseId, {}, 'message-not-sent', `${outboxId}: ${error}`)
}

async function raise(
  runtime: Runtime,
  caseId: string,
  place: { readonly jobId?: string; readonly instanceId?: string; readonly waitId?: string; readonly element?: string },
  code: string,
  message: string,
  also: (work: CaseWork) => void = () => undefined,
): Promise<void> {
  await changeCase(
    runtime,
    SYSTEM,
    caseId,
    {},
    () => ({
      type: 'incident-raised',
      ...(place.element !== undefined && { element: place.element }),
      body: { code, ...(place.jobId !== undefined && { job: place.jobId }) },
    }),
    (work) => {
      also(work)
      work.unit.raiseIncident({ id: incidentId(caseId, place, code, work.now), caseId, ...place, code, message })
      return {}
    },
  )
}

function incidentId(caseId: string, { jobId, waitId }: { jobId?: string; waitId?: string }, code: string, now: string) {
  return [jobId ?? `${caseId}.${waitId ?? code}`, now].join('.').replace(/[^A-Za-z0-9._-]/g, '.')
}

async function handle(
  runtime: Runtime,
  actor: Actor,
  incidentId: string,
  type: string,
  options: CommandOptions,
  payload: string | undefined,
  mend: (work: CaseWork, incident: IncidentRow) => void,
): Handled {
  const seen = await runtime.store.read.incident(incidentId)
  if (seen === undefined) throw new NotFoundError('incident', incidentId)
  return changeCase(
    runtime,
    actor,
    seen.caseId,
    { ...options, request: [type, incidentId] },
    () => ({
      type,
      ...(seen.element !== null && { element: seen.element }),
      ...(payload !== undefined && { payload }),
      body: { incident: incidentId, code: seen.code },
    }),
    async (work) => {
      const incident = await work.unit.incident(incidentId)
      if (incident?.status !== 'open') {
        throw new ConflictError(`The incident ${incidentId} has been dealt with`)
      }
      mend(work, incident)
      return { incidentId }
    },
  )
}

function instanceOf({ id, instanceId }: IncidentRow): string {
  if (instanceId === null) throw new RefusedError('not-in-a-process', `${id} belongs to no step of the procedure`)
  return instanceId
}

function waitOf({ id, waitId }: IncidentRow): string {
  if (waitId === null) throw new RefusedError('not-in-a-process', `${id} belongs to no step of the procedure`)
  return waitId
}
