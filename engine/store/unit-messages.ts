import { createHash } from 'node:crypto'
import type { InboxRow, OutboxRow } from './rows.ts'
import { inserts, update } from './sql.ts'
import { INBOX, OUTBOX } from './tables.ts'
import type { NewOutbox, Unit } from './unit.ts'
import { mustHaveChanged, type UnitContext } from './unit-context.ts'

type MessagePart = Pick<
  Unit,
  | 'queueMessage'
  | 'dropIfToNobody'
  | 'outboxMessage'
  | 'unsentMessages'
  | 'updateMessage'
  | 'inboxAdd'
  | 'inboxWaiting'
  | 'inboxTake'
>

/** A command's view of messages that go out and come in. */
export function messagePart(context: UnitContext): MessagePart {
  const { now, sql, read, writes, wake } = context
  const queued = new Map<string, OutboxRow>()
  const lastNumbers = new Map<string, number>()

  const nextNumber = (caseId: string | null, stored: number): number => {
    if (caseId === null) return 0
    const last = lastNumbers.get(caseId) ?? stored
    lastNumbers.set(caseId, last + 1)
    return last + 1
  }

  return {
    async queueMessage(message) {
      const known = queued.get(message.key)
      if (known !== undefined) return known
      const { earlier, last } = await standing(context, message)
      if (earlier !== undefined) return earlier
      const row = whole(message, nextNumber(message.caseId ?? null, last), context)
      queued.set(row.key, row)
      writes.insert(OUTBOX, row)
      if (row.channel !== 'letter') wake({ kind: 'mail', id: row.id, at: row.nextAt })
      return row
    },
    dropIfToNobody(id) {
      writes.statement(OUTBOX, () => ({
        text: 'delete from outbox where id = ? and to_address is null and case_id is null',
        bindings: [id],
      }))
    },
    async outboxMessage(id) {
      const [row] = await read(OUTBOX, `where id = ?${context.forUpdate}`, [id])
      return row
    },
    unsentMessages: (caseId) =>
      read(
        OUTBOX,
        `where case_id = ? and channel <> 'letter' and status in ('queued', 'uncertain', 'sending') order by n`,
        [caseId],
      ),
    updateMessage(id, change) {
      writes.statement(
        OUTBOX,
        () => update(OUTBOX, change, 'id = ?', [id], { returning: 'id' }),
        mustHaveChanged(context, OUTBOX, id, 'message'),
      )
      if (change.nextAt !== undefined) wake({ kind: 'mail', id, at: change.nextAt })
    },

    async inboxAdd(message) {
      const row: InboxRow = {
        correlation: null,
        expiresAt: null,
        takenAt: null,
        ...message,
        status: 'waiting',
        receivedAt: message.receivedAt ?? now,
      }
      await writes.flush(sql)
      const [statement] = inserts(INBOX, [row], 'ignore')
      const added = statement && (await sql.run(`${statement.text} returning id`, statement.bindings))
      if (added !== undefined && added.length > 0) return { row, duplicate: false }
      const [earlier] = await read(INBOX, 'where dedupe_key = ?', [row.dedupeKey])
      return { row: earlier ?? row, duplicate: true }
    },
    inboxWaiting: (caseId) =>
      read(
        INBOX,
        `where case_id = ? and status = 'waiting' and (expires_at is null or expires_at > ?) order by received_at, id`,
        [caseId, now],
      ),
    inboxTake(id) {
      writes.statement(
        INBOX,
        () =>
          update(INBOX, { status: 'taken', takenAt: now }, `id = ? and status = 'waiting'`, [id], { returning: 'id' }),
        mustHaveChanged(context, INBOX, id, 'message'),
      )
    },
  }
}

/** The message that was queued under that key before, and the number of the last message of the case: in one look. */
async function standing(
  { sql }: UnitContext,
  { key, caseId = null }: Pick<NewOutbox, 'key' | 'caseId'>,
): Promise<{ readonly earlier: OutboxRow | undefined; readonly last: number }> {
  const [row] = await sql.run(
    `select (select max(n) from outbox where case_id = ?) as last_n, outbox.* from (select 1 as one) as here left join outbox on key = ?`,
    [caseId, key],
  )
  const earlier = row?.['id'] == null ? undefined : OUTBOX.decode(row)
  return { earlier, last: Number(row?.['last_n'] ?? 0) }
}

function whole(message: NewOutbox, n: number, { now, messageIdDomain }: UnitContext): OutboxRow {
  return {
    caseId: null,
    toAddress: null,
    lastReply: null,
    sentAt: null,
    leaseOwner: null,
    leaseUntil: null,
    ...message,
    n,
    messageId: message.messageId ?? `<${fingerprint(message.key)}@${messageIdDomain}>`,
    status: message.status ?? 'queued',
    attempts: message.attempts ?? 0,
    uncertainAttempts: message.uncertainAttempts ?? 0,
    nextAt: message.nextAt ?? now,
    createdAt: message.createdAt ?? now,
    possibleDuplicate: message.possibleDuplicate ?? false,
    details: message.details ?? {},
    fencing: message.fencing ?? 0,
  }
}

/** Says nothing of the case or the person, and is the same for the same key. */
function fingerprint(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40)
}
