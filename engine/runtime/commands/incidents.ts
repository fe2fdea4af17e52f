import { ConflictError, NotFoundError, RefusedError } from '../../errors.ts'
import type { IncidentRow, OutboxRow } from '../../store/rows.ts'
import { mustBeAllowed, type Actor, type Need } from '../../access/index.ts'
import type { SecondPerson } from './approvals.ts'
import type { AskedOf } from '../access.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { rowId } from '../row-id.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { MESSAGE_REFUSED, takeMessage } from '../take-message.ts'
import { MESSAGE_DELAYED, MESSAGE_NOT_SENT, TIMER_FAILED } from './raise-incident.ts'

type Handled = Promise<Changed<{ readonly incidentId: string }>>

/**
 * Tries again what stopped: the handler of a job, the element at which a token is stuck, a timer, a message.
 *
 * @throws ConflictError when somebody has dealt with it; it names who and when.
 */
export async function retryIncident(
  runtime: Runtime,
  actor: Actor,
  incidentId: string,
  options: CommandOptions = {},
): Handled {
  mustBeAllowed(actor, 'retry-incidents')
  return handle(
    runtime,
    actor,
    incidentId,
    'incident-retried',
    { ...options, action: 'retry-incidents', request: [] },
    async (work, incident) => {
      await retry(work, incident)
      work.unit.resolveIncident(incidentId, { status: 'retried', by: actor.id })
    },
  )
}

export interface SkipIncident {
  readonly incidentId: string
  /** Why, in the person's words. */
  readonly reason: string
  /** For a stuck token: the step at which to go on. A job that is skipped goes on behind its service task. */
  readonly to?: string
}

/**
 * Goes on without what stopped, with a reason and a second person's yes (`propose`, `approve`).
 *
 * @throws MoreNeededError without the second person.
 * @throws ConflictError as `retryIncident`.
 */
export async function skipIncident(
  runtime: Runtime,
  actor: Actor,
  { incidentId, reason, to }: SkipIncident,
  options: CommandOptions = {},
  second?: SecondPerson,
): Handled {
  mustBeAllowed(actor, 'skip-incidents')
  if (reason.trim() === '') throw new RefusedError('no-reason', 'Say why it is left out')
  const given: readonly Need[] = second === undefined ? ['reason'] : ['reason', 'second-person']
  const request = { ...options, action: 'skip-incidents', given, request: [reason, to], payload: reason } as const
  return handle(runtime, actor, incidentId, 'incident-skipped', request, async (work, incident) => {
    await second?.(work.unit)
    await skip(work, incident, to)
    work.unit.resolveIncident(incidentId, { status: 'skipped', by: actor.id, reason })
  })
}

async function retry(work: CaseWork, incident: IncidentRow): Promise<void> {
  const { unit, row, now } = work
  const { jobId, waitId } = incident
  if (jobId !== null) unit.retryJob(jobId)
  else if (incident.code === MESSAGE_NOT_SENT) {
    unit.updateMessage(placeOf(waitId), { status: 'queued', nextAt: now, uncertainAttempts: 0 })
  } else if (incident.code === MESSAGE_DELAYED) {
    // Those before it go first.
    for (const { id, status } of await waitingUpTo(work, placeOf(waitId))) {
      if (status !== 'sending') unit.updateMessage(id, { nextAt: now })
    }
  } else if (incident.code === MESSAGE_REFUSED) {
    const message = (await unit.inboxWaiting(row.id)).find(({ id }) => id === waitId)
    if (message === undefined) throw new RefusedError('message-gone', 'The message has been taken, or has expired')
    if (!takeMessage(work, message.name, message.data['answers'])) {
      throw new RefusedError('nobody-waits', `Nothing in this case waits for '${message.name}' now`)
    }
    unit.inboxTake(message.id)
  } else if (incident.code === TIMER_FAILED) {
    const timer = await unit.timer(rowId(placeOf(incident.instanceId), placeOf(waitId)))
    if (timer?.status !== 'failed' && timer?.status !== 'armed') {
      throw new RefusedError('timer-gone', 'The timer is no longer waited for')
    }
    unit.armTimer(timer)
  } else work.stimulate(placeOf(incident.instanceId), { type: 'retry', wait: placeOf(waitId) })
}

async function skip(work: CaseWork, incident: IncidentRow, to: string | undefined): Promise<void> {
  const { unit } = work
  const { jobId, instanceId, waitId } = incident
  if (jobId !== null) {
    unit.cancelJob(jobId)
    work.stimulate(placeOf(instanceId), { type: 'job-done', wait: placeOf(waitId) })
  } else if (incident.code === MESSAGE_NOT_SENT) unit.updateMessage(placeOf(waitId), { status: 'failed' })
  else if (incident.code === MESSAGE_DELAYED) {
    const message = (await waitingUpTo(work, placeOf(waitId))).at(-1)
    if (message?.status === 'sending') throw new RefusedError('message-gone', 'The message is being sent now')
    unit.updateMessage(placeOf(waitId), { status: 'failed' })
  } else if (incident.code === MESSAGE_REFUSED) unit.inboxTake(placeOf(waitId))
  else if (incident.code === TIMER_FAILED) unit.cancelTimer(rowId(placeOf(instanceId), placeOf(waitId)))
  else if (to !== undefined) work.stimulate(placeOf(instanceId), { type: 'move', wait: placeOf(waitId), to })
  else throw new RefusedError('nowhere-to-go', 'Name the step at which the case goes on')
}

/** The e-mails of the case that are to be sent, up to that one. @throws RefusedError when it waits no more. */
async function waitingUpTo({ unit, row }: CaseWork, messageId: string): Promise<readonly OutboxRow[]> {
  const waiting = await unit.unsentMessages(row.id)
  const place = waiting.findIndex(({ id }) => id === messageId)
  if (place === -1) throw new RefusedError('message-gone', 'The message has been sent, or given up')
  return waiting.slice(0, place + 1)
}

async function handle(
  runtime: Runtime,
  actor: Actor,
  incidentId: string,
  type: string,
  {
    payload,
    request,
    ...options
  }: CommandOptions &
    Pick<AskedOf, 'action' | 'given'> & { readonly request: readonly unknown[]; readonly payload?: string },
  mend: (work: CaseWork, incident: IncidentRow) => void | Promise<void>,
): Handled {
  const seen = await runtime.store.read.incident(incidentId)
  return changeCase(
    runtime,
    actor,
    seen?.caseId ?? '',
    { ...options, named: ['incident', incidentId], request: [type, incidentId, ...request] },
    () => ({
      type,
      ...(seen?.element != null && { element: seen.element }),
      ...(payload !== undefined && { payload }),
      body: { incident: incidentId, code: seen?.code ?? '' },
    }),
    async (work) => {
      const incident = await work.unit.incident(incidentId)
      if (incident === undefined) throw new NotFoundError('incident', incidentId)
      if (incident.status !== 'open') throw dealtWith(incident)
      await mend(work, incident)
      return { incidentId }
    },
  )
}

function dealtWith({ id, status, resolvedBy: by, resolvedAt: at }: IncidentRow): ConflictError {
  if (by === null || at === null) return new ConflictError(`The incident ${id} has been dealt with`)
  return new ConflictError(`${by} has dealt with this incident at ${at}: it is ${status}`, { by, at })
}

function placeOf(part: string | null): string {
  if (part === null) throw new RefusedError('not-in-a-process', 'The incident belongs to no step of the procedure')
  return part
}
