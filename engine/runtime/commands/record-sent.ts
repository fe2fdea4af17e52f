import { checkNewFact } from '../../case/fact-schema.ts'
import { ConflictError, RefusedError } from '../../errors.ts'
import type { MailOutbox, MailStatus } from '../../ports.ts'
import type { OutboxRow } from '../../store/rows.ts'
import { mustBeAllowed, SYSTEM, type Actor } from '../../access/index.ts'
import type { Unit } from '../../store/unit.ts'
import { changeCase, tell, type Changed } from '../change-case.ts'
import { movePosted } from '../put-in-the-post.ts'
import type { CaseChanged, CommandOptions, Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'
import { hasWaitedLong, raiseDelayedIn, raiseMailIncidentIn, settleDelayed, settleDelayedIn } from './raise-incident.ts'

/** What a person is told of a message that is given up; what the mail server said is in the outbox. */
export const MAIL_GIVEN_UP: Readonly<Partial<Record<MailStatus, string>>> = {
  failed: 'The mail server refused it, or its address cannot be used.',
  held: 'Nobody can know whether two copies arrived. Ask the recipient before it is sent again.',
}

/**
 * The outbox as the mailer sees it, with what follows in the same transaction: from a message having gone, that the
 * complainant was told, on the day it went; from one that is given up, or waits too long, that a person must look.
 */
export function mailOf(runtime: Runtime): MailOutbox {
  const giveUp = async (unit: Unit, message: OutboxRow, status: MailStatus): Promise<void> => {
    const why = MAIL_GIVEN_UP[status]
    if (why !== undefined) raised.set(message.id, await raiseMailIncidentIn(unit, message, why))
  }
  const afterLong = async (unit: Unit, { id, caseId }: OutboxRow, status: MailStatus): Promise<void> => {
    if (caseId === null) return
    const waits = status === 'queued' || status === 'uncertain'
    raised.set(id, await (waits ? raiseDelayedIn(unit, caseId) : settleDelayedIn(unit, { id, caseId })))
  }
  // Those who look on hear of it once it is on disk.
  const raised = new Map<string, CaseChanged | undefined>()
  const tellOf = (id: string): void => {
    tell(runtime, raised.get(id))
    raised.delete(id)
  }
  const outbox = runtime.store.mailWithin(
    async (message, status, store) => {
      const { caseId, details } = message
      if (status !== 'sent' || caseId === null || details['factOnSent'] === undefined) {
        await runtime.store.command(async (unit) => {
          const long = hasWaitedLong(message, unit.now)
          // The case before the message, as all commands hold them.
          if (long && caseId !== null) await unit.lockCase(caseId)
          await store(unit)
          if (long) await afterLong(unit, message, status)
          await giveUp(unit, message, status)
        })
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
          if (hasWaitedLong(message, work.now)) await settleDelayed(work.unit, { id: message.id, caseId })
          work.record([factOf(message, work.today)])
          return {}
        },
      )
    },
    async (unit, message) => {
      if (hasWaitedLong(message, unit.now)) await afterLong(unit, message, 'held')
      await giveUp(unit, message, 'held')
    },
  )
  return {
    async claim(id) {
      raised.delete(id)
      const claimed = await outbox.claim(id)
      tellOf(id)
      return claimed
    },
    async record(mail, outcome) {
      raised.delete(mail.id)
      const status = await outbox.record(mail, outcome)
      tellOf(mail.id)
      return status
    },
  }
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
