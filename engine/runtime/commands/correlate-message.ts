import { InvalidValueError, NotFoundError, RefusedError } from '../../errors.ts'
import type { InboxRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import { fromMillis, toMillis } from '../../values/instant.ts'
import { mayDo, mustBeAllowed, type Action, type Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { procedureInForce } from '../go-on.ts'
import { checkMessage, nobodyWaits, takeMessage, takeUp } from '../take-message.ts'

/** Something that happened outside and that the procedure waits for, or will. */
export interface CorrelateMessage {
  readonly caseId: string
  readonly name: string
  /** The answers of the form that the catching event names. */
  readonly answers: unknown
  /** Days for which it is kept when nobody waits for it yet; 0 refuses it instead. */
  readonly keepForDays?: number
  /** The procedure that is to take the case up with this message, its own having ended. */
  readonly procedure?: string
}

const DAY_MS = 86_400_000

/**
 * Hands a message to the event that waits for it; when none does it is kept, and taken when one comes to wait.
 *
 * @throws InvalidVariablesError with every fault of the form.
 * @throws RefusedError when nobody waits for it and it is not to be kept, or when nobody ever will.
 * @throws NotFoundError when the procedure that is to take the case up is not in force.
 */
export async function correlateMessage(
  runtime: Runtime,
  actor: Actor,
  request: CorrelateMessage,
  options: CommandOptions = {},
): Promise<Changed<{ readonly name: string; readonly taken: boolean }>> {
  mustBeAllowed(actor, ownAction(actor))
  return changeCase(
    runtime,
    actor,
    request.caseId,
    { ...options, action: ownAction(actor), request: ['correlate-message', request] },
    ({ taken }) => ({
      type: taken ? 'message-taken' : 'message-kept',
      body: { message: request.name },
    }),
    async (work) => {
      if (request.procedure !== undefined && request.procedure !== work.procedure.id) {
        const procedure = procedureInForce(runtime, request.procedure, work.today)
        if (procedure === undefined) throw new NotFoundError('procedure in force', request.procedure)
        takeUp(work, procedure, request.name, request.answers)
        return { name: request.name, taken: true }
      }
      const taken = takeMessage(work, request.name, request.answers)
      if (!taken) await keep(work, request, options)
      return { name: request.name, taken }
    },
  )
}

/** Whoever complains speaks of their own case; officers record what happened. */
function ownAction(actor: Actor): Action {
  return mayDo(actor, 'act-on-own-case') ? 'act-on-own-case' : 'record-facts'
}

async function keep(work: CaseWork, request: CorrelateMessage, { idempotencyKey }: CommandOptions): Promise<void> {
  const { keepForDays = 0, name } = request
  if (!Number.isInteger(keepForDays) || keepForDays < 0 || keepForDays > 366) {
    throw new InvalidValueError('number of days from 0 to 366', String(keepForDays))
  }
  if (keepForDays === 0) {
    const { code, message } = nobodyWaits(name, work.tree())
    throw new RefusedError(code, message)
  }
  checkMessage(work, name, request.answers)
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
