import { clauseOf } from '../../law/citation.ts'
import { unitOf, type DeadlineRule } from '../../law/deadline-rule.ts'
import { NotFoundError } from '../../errors.ts'
import type { PageRequest } from '../../store/page.ts'
import type { WaitingMail, WorkFilter } from '../../store/reader.ts'
import type { IncidentRow, JobRow, OutboxRow, TimerRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { MASKED, mustBeAllowed, type Action, type Actor } from '../../access/index.ts'
import { onlyVisible, recordReading } from '../access.ts'
import { NOT_YET } from '../keep-dates.ts'
import type { Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'

type Listed<Name extends string, Row> = Readonly<Record<Name, readonly Row[]>> & { readonly next?: string }

/** Service tasks that wait, run or have failed. */
export async function listJobs(
  runtime: Runtime,
  actor: Actor,
  filter: WorkFilter<JobRow> & PageRequest,
): Promise<Listed<'jobs', Pick<JobRow, 'id' | 'caseId' | 'element' | 'action' | 'status' | 'attempts' | 'runAt'>>> {
  mustBeAllowed(actor, 'read-operations')
  const { rows, next } = await runtime.store.read.jobs({ ...filter, ...onlyVisible(runtime, actor, 'read-operations') })
  const jobs = rows.map(({ id, caseId, element, action, status, attempts, runAt }) => {
    return { id, caseId, element, action, status, attempts, runAt }
  })
  return { jobs, ...(next !== undefined && { next }) }
}

export interface TimerView {
  readonly id: string
  readonly caseId: string
  readonly element: string
  readonly status: TimerRow['status']
  /** Absent while the clock that it hangs on has not started. */
  readonly dueAt?: Instant
  readonly firedCount: number
}

/** Timers, the earliest due first. */
export async function listTimers(
  runtime: Runtime,
  actor: Actor,
  filter: WorkFilter<TimerRow> & PageRequest,
): Promise<Listed<'timers', TimerView>> {
  mustBeAllowed(actor, 'read-operations')
  const { rows, next } = await runtime.store.read.timers({
    ...filter,
    ...onlyVisible(runtime, actor, 'read-operations'),
  })
  const timers = rows.map(({ id, caseId, element, status, dueAt, firedCount }) => {
    return { id, caseId, element, status, firedCount, ...(dueAt !== NOT_YET && { dueAt }) }
  })
  return { timers, ...(next !== undefined && { next }) }
}

/** What stopped and waits for a person, the oldest first. */
export async function listIncidents(
  runtime: Runtime,
  actor: Actor,
  filter: WorkFilter<IncidentRow> & PageRequest,
): Promise<Listed<'incidents', object>> {
  mustBeAllowed(actor, 'read-operations')
  const { rows, next } = await runtime.store.read.incidents({
    ...filter,
    ...onlyVisible(runtime, actor, 'read-operations'),
  })
  const incidents = rows.map(({ id, caseId, element, code, message, status, raisedAt }) => {
    return { id, caseId, status, code, message, raisedAt, ...(element !== null && { element }) }
  })
  return { incidents, ...(next !== undefined && { next }) }
}

/**
 * Messages and where each stands, and how many e-mails of the whole council wait. Neither address nor text: those belong
 * to the case.
 */
export async function listOutbox(
  runtime: Runtime,
  actor: Actor,
  filter: WorkFilter<OutboxRow> & PageRequest,
): Promise<Listed<'messages', object> & { readonly waiting: WaitingMail }> {
  mustBeAllowed(actor, 'read-operations')
  const [waiting, { rows, next }] = await Promise.all([
    runtime.store.read.waitingMail(),
    runtime.store.read.outbox({ ...filter, ...onlyVisible(runtime, actor, 'read-operations') }),
  ])
  const messages = rows.map(
    ({ id, caseId, channel, status, attempts, createdAt, sentAt, possibleDuplicate, details }) => {
      return {
        id,
        channel: isCallMessage({ details }) ? 'telephone' : channel,
        status,
        attempts,
        createdAt,
        possibleDuplicate,
        contents: details['contents'] ?? [],
        ...(caseId !== null && { caseId }),
        ...(sentAt !== null && { sentAt }),
      }
    },
  )
  return { messages, waiting, ...(next !== undefined && { next }) }
}

/** A message whole, as whoever prints or checks it needs it. Reading it is recorded, as every reading of a case is. */
export async function readMessage(runtime: Runtime, actor: Actor, messageId: string): Promise<MessageView> {
  const row = await readMessageRow(runtime, actor, messageId, 'see-case-file')
  const { id, caseId, channel, status, subject, body, details } = row
  const { to, adjustments } = details as { to?: { kind?: string; person?: string }; adjustments?: readonly string[] }
  return {
    id,
    caseId,
    channel: isCallMessage(row) ? 'telephone' : channel,
    status,
    subject,
    body,
    ...(to?.person !== undefined && { person: to.person }),
    ...(adjustments !== undefined && { adjustments }),
  }
}

/**
 * A message of a case that the asker may see, with a line in the audit trail that it was read.
 *
 * @throws NotFoundError when there is no such message, or none for this asker.
 */
export async function readMessageRow(
  runtime: Runtime,
  actor: Actor,
  messageId: string,
  action: Action,
): Promise<OutboxRow & { readonly caseId: string }> {
  mustBeAllowed(actor, action)
  const row = await runtime.store.read.outboxMessage(messageId)
  const caseId = row?.caseId ?? ''
  const asked = { caseId, action, named: ['message', messageId] } as const
  const { masking } = await recordReading(runtime, actor, asked, {
    type: 'message-viewed',
    body: { message: messageId },
  })
  if (row === undefined) throw new NotFoundError('message', messageId)
  return masking.identity ? { ...row, caseId } : { ...row, caseId, subject: MASKED, body: MASKED }
}

/** A letter or e-mail. Who gets it is named by id: `people` of the case has the address. */
export interface MessageView {
  readonly id: string
  readonly caseId: string
  readonly channel: OutboxRow['channel'] | 'telephone'
  readonly status: OutboxRow['status']
  readonly subject: string
  readonly body: string
  readonly person?: string
  /** What the recipient needs (`large-print` …). */
  readonly adjustments?: readonly string[]
}

/** Open tasks that have a day, the earliest due first: what the council must do by when. */
export async function openDeadlines(
  runtime: Runtime,
  actor: Actor,
  filter: { readonly dueBy?: LocalDate } & PageRequest,
): Promise<Listed<'deadlines', object>> {
  mustBeAllowed(actor, 'read-cases')
  const { rows, next } = await runtime.store.read.tasks({ ...filter, ...onlyVisible(runtime, actor) })
  const deadlines = rows.flatMap(({ id, caseId, name, role, dueOn, deadlineRule }) =>
    dueOn === null ? [] : [{ caseId, taskId: id, name, role, dueOn, rule: deadlineRule }],
  )
  return { deadlines, ...(next !== undefined && { next }) }
}

/** A rule of law for a list. */
export function deadlineRuleView(rule: DeadlineRule) {
  const period = rule.periods[rule.periods.length - 1] ?? rule.periods[0]
  return {
    id: rule.id,
    title: rule.title,
    instrument: rule.instrument,
    clause: clauseOf(rule.citation),
    certainty: rule.citation.certainty,
    kind: rule.kind,
    length: period.length,
    unit: unitOf(rule.counting),
    startedBy: rule.startedBy,
    metBy: rule.metBy,
    reading: rule.interpretation,
  }
}
