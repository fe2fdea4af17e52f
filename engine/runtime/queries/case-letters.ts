import { createHash } from 'node:crypto'
import type { Adjustment } from '../../case/person.ts'
import { NotFoundError } from '../../errors.ts'
import type { OutgoingMessage } from '../../handler.ts'
import type { OutboxRow } from '../../store/rows.ts'
import { toMillis, type Instant } from '../../values/instant.ts'
import { mustBeAllowed, type Actor, type Masking } from '../../access/index.ts'
import { onlyVisible, readingOf, recordReading, type Reading } from '../access.ts'
import { MESSAGE_DELAYED, MESSAGE_NOT_SENT } from '../commands/raise-incident.ts'
import { peopleIn, type Written } from '../messages.ts'
import { returnedIn, type Returned } from '../returned-letter.ts'
import type { Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'
import { readForPage, type CasePage } from './case-page.ts'

/** A letter, an e-mail or a call in a list: no text, no address. */
export interface LetterLine {
  readonly id: string
  readonly caseId: string
  readonly channel: OutboxRow['channel'] | 'telephone'
  readonly status: OutboxRow['status']
  /** It came back. */
  readonly returned?: Returned
  /** Codes of what the law wants in it. */
  readonly contents: readonly string[]
  readonly to: OutgoingMessage['to']
  readonly adjustments: readonly Adjustment[]
  readonly createdAt: Instant
  readonly sentAt?: Instant
  /** Of what it was made; missing in what was written before that was kept. */
  readonly written?: Written
  /** A second copy may have arrived. */
  readonly possibleDuplicate: boolean
  /** The message that this one repeats. */
  readonly again?: string
  /** What waits for a person because it could not be sent. */
  readonly incident?: string
}

/** One with its text. */
export interface Letter extends LetterLine {
  readonly subject: string
  readonly body: string
  /** The name of whoever gets it, where it is a person of the case. */
  readonly reader?: string
  /** SHA-256 of the text as it stands in the outbox now, hex. */
  readonly sha256: string
}

/** Everything that was written in a case, the newest first. Reading it is recorded. */
export async function caseLetters(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly letters: readonly LetterLine[] }> {
  mustBeAllowed(actor, 'see-case-file')
  const [rows, incidents] = await Promise.all([lettersOf(runtime, caseId), notSent(runtime, caseId)])
  await recordReading(runtime, actor, { caseId, action: 'see-case-file' }, readingOf('letters'))
  return { letters: rows.map((row) => line(row, incidents)).toReversed() }
}

/** A case with its letters: one page, and one line in the audit trail. */
export async function lettersPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly page: CasePage; readonly letters: readonly LetterLine[] }> {
  const { page } = await readForPage(runtime, actor, caseId, readingOf('letters'))
  const [rows, incidents] = await Promise.all([lettersOf(runtime, caseId), notSent(runtime, caseId)])
  return { page, letters: rows.map((row) => line(row, incidents)).toReversed() }
}

/**
 * One of them, with its text as it was sent. Reading it is recorded.
 *
 * @throws NotFoundError when the case has no such message.
 */
export async function caseLetter(runtime: Runtime, actor: Actor, caseId: string, messageId: string): Promise<Letter> {
  mustBeAllowed(actor, 'see-case-file')
  const [row, incidents, people] = await Promise.all([
    runtime.store.read.outboxMessage(messageId),
    notSent(runtime, caseId),
    peopleIn(runtime, caseId),
  ])
  const { masking } = await recordReading(
    runtime,
    actor,
    { caseId, action: 'see-case-file', named: ['message', messageId] },
    readingOfLetter(row, caseId),
  )
  if (row?.caseId !== caseId) throw new NotFoundError('message', messageId)
  return letterFrom(row, incidents, people, masking)
}

/**
 * A case with one of its letters: one page, and one line in the audit trail.
 *
 * @throws NotFoundError when the case has no such message.
 */
export async function letterPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  messageId: string,
): Promise<{ readonly page: CasePage; readonly letter: Letter }> {
  mustBeAllowed(actor, 'see-case-file')
  const row = await runtime.store.read.outboxMessage(messageId)
  const { page, masking } = await readForPage(runtime, actor, caseId, readingOfLetter(row, caseId))
  const [incidents, people] = await Promise.all([notSent(runtime, caseId), peopleIn(runtime, caseId)])
  if (row?.caseId !== caseId) throw new NotFoundError('message', messageId)
  return { page, letter: letterFrom(row, incidents, people, masking) }
}

/** Whoever asks for what is no message of the case sees none, and what they asked with stands nowhere. */
function readingOfLetter(row: OutboxRow | undefined, caseId: string): Reading {
  return row?.caseId === caseId ? { type: 'message-viewed', body: { message: row.id } } : readingOf('letters')
}

function letterFrom(
  row: OutboxRow,
  incidents: ReadonlyMap<string, string>,
  people: Awaited<ReturnType<typeof peopleIn>>,
  masking: Masking,
): Letter {
  const known = line(row, incidents)
  const reader = known.to.kind === 'person' && masking.identity ? people.get(known.to.person)?.name : undefined
  return {
    ...known,
    subject: row.subject,
    body: masking.identity ? row.body : HIDDEN,
    sha256: createHash('sha256').update(row.body, 'utf8').digest('hex'),
    ...(reader !== undefined && { reader }),
  }
}

const HIDDEN = 'The words of this letter are not shown to you, because they name a child.'

/** Everything that was written in a case with its words, the oldest first; the asker has been let through, and that stands in the trail. */
export async function lettersInFull(runtime: Runtime, caseId: string, masking: Masking): Promise<readonly Letter[]> {
  const [rows, incidents, people] = await Promise.all([
    lettersOf(runtime, caseId),
    notSent(runtime, caseId),
    peopleIn(runtime, caseId),
  ])
  return rows.map((row) => letterFrom(row, incidents, people, masking))
}

/** Letters that wait to be printed, of the cases that the actor may see, the oldest first. */
export interface PrintQueue {
  readonly letters: readonly LetterLine[]
  readonly more: boolean
  /** E-mails, of all cases, that the mail server has not taken although they were tried for a while. */
  readonly emails?: { readonly count: number; readonly since: Instant }
}

/** What waits to be printed, and what to be sent. */
export async function printQueue(runtime: Runtime, actor: Actor): Promise<PrintQueue> {
  mustBeAllowed(actor, 'print-letters')
  const letters: LetterLine[] = []
  let after: string | undefined
  do {
    const page = await runtime.store.read.outbox({
      channel: 'letter',
      status: 'queued',
      limit: 200,
      ...onlyVisible(runtime, actor, 'print-letters'),
      ...(after !== undefined && { after }),
    })
    const own = page.rows.filter((row) => row.caseId !== null && !isCallMessage(row))
    letters.push(...own.map((row) => line(row, new Map())))
    after = page.next
  } while (after !== undefined && letters.length < MOST_LETTERS)
  const { count, since } = await runtime.store.read.waitingMail()
  const isLong = since !== undefined && toMillis(runtime.clock.now()) - toMillis(since) > USUAL_MS
  return {
    letters: letters.slice(0, MOST_LETTERS),
    more: after !== undefined || letters.length > MOST_LETTERS,
    ...(isLong && { emails: { count, since } }),
  }
}

/** An e-mail goes within seconds; one that waits for so long has been tried four times. */
const USUAL_MS = 10 * 60_000

const MOST_LETTERS = 200

async function lettersOf({ store }: Runtime, caseId: string): Promise<readonly OutboxRow[]> {
  const found: OutboxRow[] = []
  let after: string | undefined
  do {
    const page = await store.read.outbox({ caseId, limit: 500, ...(after !== undefined && { after }) })
    found.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return found
}

/** Open incidents of messages that could not be sent, or not yet, by the message. */
async function notSent({ store }: Runtime, caseId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await store.read.incidents({ caseId, status: 'open', limit: 500 })
  return new Map(
    rows.flatMap(({ id, code, waitId }) =>
      (code === MESSAGE_NOT_SENT || code === MESSAGE_DELAYED) && waitId !== null ? [[waitId, id]] : [],
    ),
  )
}

function line(row: OutboxRow, incidents: ReadonlyMap<string, string>): LetterLine {
  const details = row.details as Partial<Pick<OutgoingMessage, 'to' | 'contents' | 'adjustments'>> & {
    readonly written?: Written
    readonly again?: string
  }
  const { to = { kind: 'role', role: 'complainant' }, contents = [], adjustments = [], written, again } = details
  const [returned, incident] = [returnedIn(row), incidents.get(row.id)]
  return {
    id: row.id,
    caseId: row.caseId ?? '',
    channel: isCallMessage(row) ? 'telephone' : row.channel,
    status: row.status,
    contents,
    to,
    adjustments,
    createdAt: row.createdAt,
    possibleDuplicate: row.possibleDuplicate,
    ...(row.sentAt !== null && { sentAt: row.sentAt }),
    ...(returned !== undefined && { returned }),
    ...(written !== undefined && { written }),
    ...(again !== undefined && { again }),
    ...(incident !== undefined && { incident }),
  }
}
