import { NotFoundError } from '../../errors.ts'
import type { NewIncident, Unit } from '../../store/unit.ts'
import { SYSTEM } from '../../access/index.ts'
import { tell } from '../change-case.ts'
import type { Runtime } from '../runtime.ts'

export const TIMER_FAILED = 'timer-failed'
/** The outbox message's id stands in place of a wait. */
export const MESSAGE_NOT_SENT = 'message-not-sent'

/**
 * Puts a failing job before a person: what failed, where, and that it can be tried again or left out.
 *
 * @param fencing - Of the lease under which it failed last.
 */
export async function raiseJobIncident(runtime: Runtime, jobId: string, fencing: number, error: string): Promise<void> {
  const job = await runtime.store.read.job(jobId)
  if (job === undefined) throw new NotFoundError('job', jobId)
  const { caseId, instanceId, waitId, element, action } = job
  const what = { caseId, jobId, instanceId, waitId, element, code: 'job-failed', message: `${action}: ${error}` }
  await raise(runtime, what, jobId, (unit) => {
    unit.finishJob(jobId, fencing, { status: 'failed', error })
  })
}

/** Puts a timer whose firing fails before a person. */
export async function raiseTimerIncident(runtime: Runtime, timerId: string, error: string): Promise<void> {
  const timer = await runtime.store.read.timer(timerId)
  if (timer === undefined) throw new NotFoundError('timer', timerId)
  const { caseId, instanceId, waitId, element } = timer
  await raise(runtime, { caseId, instanceId, waitId, element, code: TIMER_FAILED, message: error }, timerId)
}

/** Puts a message that cannot be sent, or of which nobody knows whether it arrived, before a person. */
export async function raiseMailIncident(runtime: Runtime, outboxId: string, error: string): Promise<void> {
  const message = await runtime.store.read.outboxMessage(outboxId)
  if (message === undefined) throw new NotFoundError('message', outboxId)
  const { caseId } = message
  if (caseId === null) return
  await raise(runtime, { caseId, waitId: outboxId, code: MESSAGE_NOT_SENT, message: `${outboxId}: ${error}` }, outboxId)
}

/**
 * Does not read where the case stands, so that a case whose saved state is damaged can have incidents too. What has an
 * open incident already gets no second one.
 */
async function raise(
  runtime: Runtime,
  incident: Omit<NewIncident, 'id'>,
  about: string,
  also: (unit: Unit) => void = () => undefined,
): Promise<void> {
  const { caseId, jobId, waitId, element, code } = incident
  const version = await runtime.store.command(async (unit) => {
    const row = await unit.lockCase(caseId)
    if (row === undefined) throw new NotFoundError('case', caseId)
    also(unit)
    const open = await unit.openIncidents(caseId)
    if (
      open.some(
        (each) => each.code === code && each.waitId === waitId && each.instanceId === (incident.instanceId ?? null),
      )
    ) {
      return undefined
    }
    const id = `${about}.${unit.now}`.replace(/[^A-Za-z0-9._-]/g, '.')
    unit.raiseIncident({ ...incident, id })
    unit.updateCase({ ...row, status: row.status === 'closed' ? 'closed' : 'incident' }, row.version)
    unit.audit({
      caseId,
      actor: SYSTEM.id,
      role: SYSTEM.role,
      type: 'incident-raised',
      ...(element != null && { element }),
      body: { code, incident: id, ...(jobId != null && { job: jobId }) },
    })
    return row.version + 1
  })
  if (version !== undefined)
    tell(runtime, { caseId, version, command: 'incident-raised', tasksOpened: [], tasksClosed: [] })
}
