import { checkNewFact } from '../../case/fact-schema.ts'
import { ConflictError, InvalidValueError, NotFoundError, RefusedError } from '../../errors.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { openReturned, RETURN_REASONS, returnedIn, type ReturnReason } from '../returned-letter.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'

/**
 * A letter came back, or an e-mail did: that stands on record, and finding another way becomes somebody's task.
 *
 * @throws RefusedError when it has not gone, or cannot come back.
 * @throws ConflictError when it is on record already.
 */
export async function recordReturned(
  runtime: Runtime,
  actor: Actor,
  { message: id, reason }: { readonly message: string; readonly reason: ReturnReason },
  options: CommandOptions = {},
): Promise<Changed<{ readonly message: string; readonly task: string }>> {
  mustBeAllowed(actor, 'print-letters')
  if (!Object.hasOwn(RETURN_REASONS, reason)) throw new InvalidValueError('reason', reason)
  const seen = await runtime.store.read.outboxMessage(id)
  if (seen?.caseId == null) throw new NotFoundError('message', id)
  return changeCase(
    runtime,
    actor,
    seen.caseId,
    { ...options, action: 'print-letters', named: ['message', id], request: ['record-returned', id, reason] },
    () => ({ type: 'letter-returned', outcome: reason, body: { message: id } }),
    async (work) => {
      const message = await work.unit.outboxMessage(id)
      if (message === undefined || message.channel === 'staff-notification' || isCallMessage(message)) {
        throw new RefusedError('cannot-come-back', 'Only letters and e-mails come back')
      }
      const has = returnedIn(message)
      if (has !== undefined) throw new ConflictError(`It is on record that this came back, on ${has.on}`)
      if (!GONE.has(message.status))
        throw new RefusedError('not-gone', 'This has not gone, so it cannot have come back')
      work.unit.updateMessage(id, { details: { ...message.details, returned: { on: work.today, reason } } })
      work.record([checkNewFact({ type: 'letter-returned', on: work.today, data: { message: id, reason } })])
      openReturned(work, id)
      return { message: id, task: `${id}.returned` }
    },
  )
}

/** An uncertain one may have arrived, and may come back. */
const GONE: ReadonlySet<string> = new Set(['printed', 'sent', 'uncertain', 'held'])
