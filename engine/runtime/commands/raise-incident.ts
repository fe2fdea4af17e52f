import { NotFoundError } from '../../errors.ts'
import { toMillis, type Instant } from '../../values/instant.ts'
import type { OutboxRow } from '../../store/rows.ts'
import type { NewIncident, Unit } from '../../store/unit.ts'
import { SYSTEM } from '../../access/index.ts'
import { tell } from '../change-case.ts'
import type { CaseChanged, Runtime } from '../runtime.ts'

export const TIMER_FAILED = 'timer-failed'
/** The outbox message's id stands in place of a wait. */
export const MESSAGE_NOT_SENT = 'message-not-sent'
/** The same; it is still tried. */
export const MESSAGE_DELAYED = 'message-delayed'

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
  const incident = mailIncident(message, error)
  if (incident !== undefined) await raise(runtime, incident, outboxId)
}

/**
 * The same within a command: what gives up on a message has it put before a person in one transaction, so that no crash
 * comes between. @returns what those who look on are told once it is on disk.
 */
export async function raiseMailIncidentIn(
  unit: Unit,
  message: Pick<OutboxRow, 'id' | 'caseId'>,
  error: string,
): Promise<CaseChanged | undefined> {
  const incident = mailIncident(message, error)
  return incident && eventOf(incident.caseId, await raiseIn(unit, incident, message.id))
}

/** A letter of the law may wait for the mail server for so long before a person must know. */
const DELAYED_AFTER_MS = 4 * 3_600_000

/** Whether a message has waited for so long that it matters. */
export function hasWaitedLong({ createdAt }: Pick<OutboxRow, 'createdAt'>, now: Instant): boolean {
  return toMillis(now) - toMillis(createdAt) > DELAYED_AFTER_MS
}

/**
 * After a vain attempt: puts the first e-mail of the case that says what the law asks for, and has waited too long, before
 * a person, be it the one that was tried or one that waits behind it.
 */
export async function raiseDelayedIn(unit: Unit, caseId: string): Promise<CaseChanged | undefined> {
  const delayed = (await unit.unsentMessages(caseId)).find(
    (message) => isOfTheLaw(message) && hasWaitedLong(message, unit.now),
  )
  if (delayed === undefined) return undefined
  const { id, createdAt } = delayed
  const message = `${id}: It has waited since ${createdAt}, and is still tried.`
  return eventOf(caseId, await raiseIn(unit, { caseId, waitId: id, code: MESSAGE_DELAYED, message }, id))
}

function isOfTheLaw({ channel, details }: OutboxRow): boolean {
  const { contents = [] } = details as { readonly contents?: readonly string[] }
  return channel === 'email' && contents.length > 0
}

/**
 * What became of a message is known: nobody need look any more because it waits.
 *
 * @returns how many incidents of the case are open still; undefined when none was about that.
 */
export async function settleDelayed(
  unit: Unit,
  { id, caseId }: { readonly id: string; readonly caseId: string },
): Promise<number | undefined> {
  const open = await unit.openIncidents(caseId)
  const over = open.filter(({ code, waitId }) => code === MESSAGE_DELAYED && waitId === id)
  for (const incident of over) unit.resolveIncident(incident.id, { status: 'resolved', by: SYSTEM.id })
  return over.length === 0 ? undefined : open.length - over.length
}

/** The same as a command of its own, with the standing of the case that follows. */
export async function settleDelayedIn(
  unit: Unit,
  message: { readonly id: string; readonly caseId: string },
): Promise<CaseChanged | undefined> {
  const row = await unit.lockCase(message.caseId)
  const left = await settleDelayed(unit, message)
  if (row === undefined || left === undefined) return undefined
  unit.updateCase({ ...row, status: row.status === 'incident' && left === 0 ? 'open' : row.status }, row.version)
  const body = { code: MESSAGE_DELAYED, message: message.id }
  unit.audit({ caseId: row.id, actor: SYSTEM.id, role: SYSTEM.role, type: 'incident-settled', body })
  return { caseId: row.id, version: row.version + 1, command: 'incident-settled', tasksOpened: [], tasksClosed: [] }
}

function mailIncident({ id, caseId }: Pick<OutboxRow, 'id' | 'caseId'>, error: string): About | undefined {
  return caseId === null ? undefined : { caseId, waitId: id, code: MESSAGE_NOT_SENT, message: `${id}: ${error}` }
}

type About = Omit<NewIncident, 'id'>

/**
 * Does not read where the case stands, so that a case whose saved state is damaged can have incidents too. What has an
 * open incident already gets no second one.
 */
async function raiseIn(
  unit: Unit,
  incident: About,
  about: string,
  also: (unit: Unit) => void = () => undefined,
): Promise<number | undefined> {
  const { caseId, jobId, waitId, element, code } = incident
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
}

async function raise(runtime: Runtime, incident: About, about: string, also?: (unit: Unit) => void): Promise<void> {
  const version = await runtime.store.command((unit) => raiseIn(unit, incident, about, also))
  tell(runtime, eventOf(incident.caseId, version))
}

function eventOf(caseId: string, version: number | undefined): CaseChanged | undefined {
  return version === undefined
    ? undefined
    : { caseId, version, command: 'incident-raised', tasksOpened: [], tasksClosed: [] }
}
