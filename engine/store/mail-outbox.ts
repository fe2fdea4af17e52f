import { randomUUID } from 'node:crypto'
import { ConflictError, StoreUnavailableError } from '../errors.ts'
import type { Clock, MailOutbox, MailOutcome, MailStatus, MailToSend } from '../ports.ts'
import type { Instant } from '../values/instant.ts'
import { dueMoment } from './due-work.ts'
import type { OutboxRow } from './rows.ts'
import type { Sql } from './sql.ts'
import { OUTBOX } from './tables.ts'
import type { Unit } from './unit.ts'
import { plus } from './work-leases.ts'

interface OutboxConfig {
  readonly clock: Clock
  readonly command: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>
  readonly look: Sql
}

/**
 * In which command an outcome is stored, when not in one of its own: so that the fact "the letter has gone" is recorded in
 * the same transaction. `store` must be called once, inside it. When it throws, the outcome is stored alone.
 */
export type RecordWithin = (
  message: OutboxRow,
  status: MailStatus,
  store: (unit: Unit) => Promise<void>,
) => Promise<void>

/** What a claim does besides, in its transaction, where it finds that a person must look at the message. */
export type HeldWithin = (unit: Unit, message: OutboxRow) => Promise<void>

/** Longer than a mail server may take to answer. */
const LEASE_MS = 15 * 60_000
/** Attempts of which nobody knows whether they arrived, before a person must look. */
const MAX_UNCERTAIN = 2
const UNCERTAIN_PAUSE_MS = 5 * 60_000

/** The outbox: who has which message in hand, and what became of it, each state in the audit log. */
export function makeMailOutbox(
  { clock, command, look }: OutboxConfig,
  given?: RecordWithin,
  heldWithin?: HeldWithin,
): MailOutbox {
  const owner = randomUUID()
  const within: RecordWithin = given ?? ((_message, _status, store) => command(store))

  return {
    async claim(id) {
      const due = await dueMoment(look, 'mail', id)
      if (due === undefined || due.due > clock.now()) return undefined
      return command(async (unit) => {
        const row = await unit.outboxMessage(id)
        if (row === undefined || !isDue(row, unit.now)) return undefined
        if (row.status !== 'sending') return take(unit, row, owner)
        // Whoever had it died with it in hand, and may have sent it.
        const after = afterOutcome(row, { kind: 'uncertain', reply: 'The worker that was sending it died.' }, unit.now)
        write(unit, row, after)
        if (after.status !== 'uncertain') {
          await heldWithin?.(unit, row)
          return 'held'
        }
        return take(unit, { ...row, ...after }, owner)
      })
    },
    async record(mail, outcome) {
      const row = await inHand(look, mail)
      const { status } = afterOutcome(row, outcome, clock.now())
      const store = async (unit: Unit): Promise<void> => {
        const now = await unit.outboxMessage(mail.id)
        if (now?.fencing !== mail.fencing || now.status !== 'sending') throw takenOver(mail.id)
        write(unit, now, afterOutcome(now, outcome, unit.now))
      }
      try {
        await within(row, status, store)
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error
        // What the caller adds is not possible; that the letter has gone must be known all the same, or it goes again.
        await command(store)
      }
      return status
    },
  }
}

function isDue({ status, channel, nextAt, leaseUntil }: OutboxRow, now: Instant): boolean {
  if (channel === 'letter') return false
  if (status === 'sending') return leaseUntil !== null && leaseUntil <= now
  return (status === 'queued' || status === 'uncertain') && nextAt <= now
}

function take(unit: Unit, row: OutboxRow, owner: string): MailToSend {
  const { id, caseId, toAddress, subject, body, messageId, createdAt, uncertainAttempts } = row
  const fencing = row.fencing + 1
  const possibleDuplicate = row.possibleDuplicate || uncertainAttempts > 0
  unit.updateMessage(id, {
    status: 'sending',
    attempts: row.attempts + 1,
    fencing,
    possibleDuplicate,
    leaseOwner: owner,
    leaseUntil: plus(unit.now, LEASE_MS),
  })
  const message = { id, caseId, to: toAddress, subject, body, messageId, possibleDuplicate, createdAt, fencing }
  const partnerLink = linkOf(row)
  const secret = row.details['secret'] as MailToSend['secret']
  return { ...message, ...(partnerLink !== undefined && { partnerLink }), ...(secret !== undefined && { secret }) }
}

function linkOf({ details }: OutboxRow): MailToSend['partnerLink'] {
  const { body, link, until } = (details['partnerLink'] ?? {}) as Readonly<Record<string, unknown>>
  return typeof body === 'string' && typeof link === 'string' && typeof until === 'string'
    ? { body, link, until }
    : undefined
}

interface After {
  readonly status: MailStatus
  readonly nextAt: Instant
  readonly sentAt: Instant | null
  readonly uncertainAttempts: number
  readonly lastReply: string
  /** What the audit log calls it. */
  readonly type: string
}

/** The rule: tried again while certainly unsent, once more when uncertain, then never without a person. */
function afterOutcome(row: OutboxRow, { kind, reply }: MailOutcome, now: Instant): After {
  const { uncertainAttempts, nextAt, attempts } = row
  const same = { nextAt, sentAt: null, uncertainAttempts, lastReply: reply.slice(0, 500) }
  switch (kind) {
    case 'accepted':
      return { ...same, status: 'sent', sentAt: now, type: 'mail-sent' }
    case 'refused':
      return { ...same, status: 'failed', type: 'mail-failed' }
    case 'put-off': {
      const status = uncertainAttempts > 0 ? 'uncertain' : 'queued'
      return { ...same, status, nextAt: plus(now, pauseMs(attempts)), type: 'mail-put-off' }
    }
    case 'uncertain': {
      const doubts = { ...same, uncertainAttempts: uncertainAttempts + 1 }
      if (doubts.uncertainAttempts >= MAX_UNCERTAIN) return { ...doubts, status: 'held', type: 'mail-held' }
      return { ...doubts, status: 'uncertain', nextAt: plus(now, UNCERTAIN_PAUSE_MS), type: 'mail-uncertain' }
    }
  }
}

/** A minute after the first attempt, doubling to half an hour: 52 attempts in a day. */
function pauseMs(attempts: number): number {
  return Math.min(60_000 * 2 ** Math.max(0, attempts - 1), 30 * 60_000)
}

function write(unit: Unit, row: OutboxRow, after: After): void {
  const { type, ...change } = after
  unit.updateMessage(row.id, { ...change, leaseOwner: null, leaseUntil: null })
  const code = /^\d{3}/.exec(after.lastReply)?.[0]
  unit.audit({
    ...(row.caseId === null ? {} : { caseId: row.caseId }),
    actor: 'mailer',
    role: 'system',
    type,
    outcome: after.status,
    body: { message: row.id, messageId: row.messageId, attempt: row.attempts, ...(code === undefined ? {} : { code }) },
    payload: after.lastReply,
  })
}

async function inHand(look: Sql, { id, fencing }: MailToSend): Promise<OutboxRow> {
  const [row] = await look.run(
    `select ${OUTBOX.list} from outbox where id = ? and fencing = ? and status = 'sending'`,
    [id, fencing],
  )
  if (row === undefined) throw takenOver(id)
  return OUTBOX.decode(row)
}

function takenOver(id: string): ConflictError {
  return new ConflictError(`The message ${id} has been taken over by somebody else`)
}
