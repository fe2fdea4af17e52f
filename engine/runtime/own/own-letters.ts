import type { Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { OutboxRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { recordReading } from '../access.ts'
import type { Written } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'
import { letterTitle } from './letter-title.ts'
import { ownCase, type OwnCase } from './own-case.ts'

/** A letter that went to whoever looks at it. */
export interface OwnLetter {
  readonly id: string
  readonly on: LocalDate
  /** What it is called: `We need more time`. */
  readonly title: string
  readonly subject: string
  readonly channel: 'email' | 'letter'
}

/**
 * The case of whoever complains with what was sent to them in it, the newest first: one page, and one line in the audit
 * trail. Codes are not among it.
 *
 * @throws NotFoundError when it is not theirs.
 */
export async function ownPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly own: OwnCase; readonly letters: readonly OwnLetter[] }> {
  const own = await ownCase(runtime, actor, caseId)
  const { rows } = await runtime.store.read.outbox({ caseId, limit: 200 })
  const theirs = rows.filter((row) => isTheirs(row, actor)).toReversed()
  return { own, letters: await Promise.all(theirs.map((row) => letterOf(runtime, row))) }
}

async function letterOf(runtime: Runtime, row: OutboxRow): Promise<OwnLetter> {
  const { id, sentAt, createdAt, subject, channel } = row
  const { written } = row.details as { readonly written?: Written }
  const procedure = written && (await runtime.procedures.load(written.procedure, written.version))
  return {
    id,
    on: dayOf(sentAt ?? createdAt),
    title: letterTitle(written, procedure),
    subject,
    channel: channel === 'email' ? 'email' : 'letter',
  }
}

/** One of them, with its words as they were sent. Reading it is recorded. */
export async function ownLetter(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  id: string,
): Promise<OwnLetter & { readonly body: string }> {
  const row = await runtime.store.read.outboxMessage(id)
  if (actor.boundTo !== caseId || row?.caseId !== caseId || !isTheirs(row, actor)) {
    throw new NotFoundError('letter', id)
  }
  await recordReading(
    runtime,
    actor,
    { caseId, action: 'see-own-case' },
    { type: 'message-viewed', body: { message: id } },
  )
  return { ...(await letterOf(runtime, row)), body: row.body }
}

function isTheirs(row: OutboxRow, { id }: Actor): boolean {
  const { to, contents } = row.details as {
    readonly to?: { readonly person?: string }
    readonly contents?: readonly string[]
  }
  const gone = row.status === 'sent' || row.status === 'printed'
  return gone && to?.person === id && contents?.includes('one-time-code') !== true && !isCallMessage(row)
}
