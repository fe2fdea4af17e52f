import { checkNewFact } from '../../case/fact-schema.ts'
import { ConflictError, RefusedError } from '../../errors.ts'
import type { MailOutbox } from '../../ports.ts'
import type { OutboxRow } from '../../store/rows.ts'
import { mustBeAllowed, SYSTEM, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { movePosted } from '../put-in-the-post.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'

/**
 * The outbox as the mailer sees it, with what follows from a message having gone recorded in the same transaction: that
 * the complainant was told, on the day it went.
 */
export function mailOf(runtime: Runtime): MailOutbox {
  return runtime.store.mailWithin(async (message, status, store) => {
    const { caseId, details } = message
    if (status !== 'sent' || caseId === null || details['factOnSent'] === undefined) {
      await runtime.store.command(store)
      return
    }
    await changeCase(
      runtime,
      SYSTEM,
      caseId,
      { action: 'record-facts' },
      () => ({ type: 'message-sent', body: { message: message.id } }),
      async (work) => {
        await store(work.unit)
        work.record([factOf(message, work.today)])
        return {}
      },
    )
  })
}

/** A person has printed a letter and put it in the post. */
export async function recordPrinted(
  runtime: Runtime,
  actor: Actor,
  outboxId: string,
  options: CommandOptions = {},
): Promise<Changed<{ readonly message: string }>> {
  mustBeAllowed(actor, 'print-letters')
  const seen = await runtime.store.read.outboxMessage(outboxId)
  let posted: ReturnType<typeof movePosted> = { moved: [], kept: [] }
  return changeCase(
    runtime,
    actor,
    seen?.caseId ?? '',
    { ...options, action: 'print-letters', named: ['letter', outboxId], request: outboxId },
    () => ({ type: 'letter-printed', body: { message: outboxId, ...posted } }),
    async (work) => {
      const letter = await work.unit.outboxMessage(outboxId)
      if (letter?.channel !== 'letter' || isCallMessage(letter))
        throw new RefusedError('not-a-letter', 'Only letters are printed')
      if (letter.status !== 'queued') throw new ConflictError(`This letter is ${letter.status} already`)
      work.unit.updateMessage(outboxId, { status: 'printed', sentAt: work.now })
      if (letter.details['factOnSent'] !== undefined) work.record([factOf(letter, work.today)])
      posted = movePosted(work, letter)
      return { message: outboxId }
    },
  )
}

function factOf(message: OutboxRow, on: string) {
  return checkNewFact({ ...(message.details['factOnSent'] as object), on })
}
