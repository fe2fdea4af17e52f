import { InvalidValueError, NotFoundError, RefusedError } from '../../errors.ts'
import type { InboxRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import { fromMillis, toMillis } from '../../values/instant.ts'
import { mustBeAllowed, type Actor } from '../actor.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { FormAnswers } from '../form.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { openWaits } from '../tree.ts'

/** Something that happened outside and that the procedure waits for, or will. */
export interface CorrelateMessage {
  readonly caseId: string
  readonly name: string
  /** The answers of the form that the catching event names. */
  readonly answers: unknown
  /** Days for which it is kept when nobody waits for it yet; 0 refuses it instead. */
  readonly keepForDays?: number
}

const DAY_MS = 86_400_000

/**
 * Hands a message to the event that waits for it; when none does it is kept, and taken when one comes to wait.
 *
 * @throws InvalidVariablesError with every fault of the form.
 * @throws RefusedError when nobody waits for it and it is not to be kept.
 */
export async function correlateMessage(
  runtime: Runtime,
  actor: Actor,
  request: CorrelateMessage,
  options: CommandOptions = {},
): Promise<Changed<{ readonly name: string; readonly taken: boolean }>> {
  mustBeAllowed(actor, 'record-facts')
  return changeCase(
    runtime,
    actor,
    request.caseId,
    { ...options, request },
    ({ taken }) => ({
      type: taken ? 'message-taken' : 'message-kept',
      body: { message: request.name },
    }),
    async (work) => {
      const taken = takeMessage(work, request.name, request.answers)
      if (!taken) await keep(work, request, options)
      else await takeWaiting(work)
      return { name: request.name, taken }
    },
  )
}

/** Reads the message by the form of the event that waits for it, records its facts and lets the token go on. */
export function takeMessage(work: CaseWork, name: string, answers: unknown): boolean {
  const catcher = openWaits(work.tree()).find(({ wait }) => wait.kind === 'message' && wait.message === name)
  if (catcher === undefined) return restart(work, name, answers)
  const { instance, wait } = catcher
  const { facts, variables } = read(work, instance.process, wait.element, answers)
  work.record(facts)
  work.stimulate(instance.id, { type: 'message', message: name, wait: wait.id, variables })
  return true
}

/** A procedure that has ended can be begun again by a message for which its diagram has a start event. */
function restart(work: CaseWork, name: string, answers: unknown): boolean {
  const running = [...work.tree().instances.values()].some(({ ended }) => !ended)
  const { main, processes } = work.procedure
  const model = processes.get(main)?.model
  const start = [...(model?.nodes.values() ?? [])].find(
    (node) =>
      node.type === 'startEvent' && node.scope === main && node.event.kind === 'message' && node.event.message === name,
  )
  if (running || start === undefined) return false
  const { facts, variables } = read(work, main, start.id, answers)
  work.record(facts)
  const { channel, oral, byChild } = work.caseState().received ?? { channel: 'form', oral: false, byChild: false }
  work.start({ channel, oral, byChild, ...variables }, name)
  return true
}

function read(work: CaseWork, process: string, element: string, answers: unknown): FormAnswers {
  const formId = work.procedure.processes.get(process)?.model.nodes.get(element)?.redress.form
  const form = formId === undefined ? undefined : work.procedure.forms.get(formId)
  if (formId !== undefined && form === undefined) throw new NotFoundError('form', formId)
  return form?.read(answers, work.today) ?? { facts: [], variables: {} }
}

/** Whatever was kept and is waited for now is taken, the oldest first. */
export async function takeWaiting(work: CaseWork): Promise<void> {
  const messages = openWaits(work.tree()).some(({ wait }) => wait.kind === 'message')
  if (!messages) return
  for (const row of await work.unit.inboxWaiting(work.row.id)) {
    if (takeMessage(work, row.name, row.data['answers'])) work.unit.inboxTake(row.id)
  }
}

async function keep(work: CaseWork, request: CorrelateMessage, { idempotencyKey }: CommandOptions): Promise<void> {
  const { keepForDays = 0, name } = request
  if (!Number.isInteger(keepForDays) || keepForDays < 0 || keepForDays > 366) {
    throw new InvalidValueError('number of days from 0 to 366', String(keepForDays))
  }
  if (keepForDays === 0) {
    const waiting = openWaits(work.tree()).flatMap(({ wait }) => (wait.kind === 'message' ? [wait.message] : []))
    throw new RefusedError(
      'nobody-waits',
      `Nothing in this case waits for '${name}' now. It waits for: ${[...new Set(waiting)].join(', ') || 'no message'}`,
    )
  }
  const key = idempotencyKey ?? `${name}@${work.now}`
  const expiresAt: Instant = fromMillis(toMillis(work.now) + keepForDays * DAY_MS)
  await work.unit.inboxAdd({
    id: `${work.row.id}.${key}`.replace(/[^A-Za-z0-9._-]/g, '.'),
    caseId: work.row.id,
    name,
    data: { answers: request.answers },
    dedupeKey: `${work.row.id} ${key}`,
    expiresAt,
  } satisfies Partial<InboxRow>)
}
