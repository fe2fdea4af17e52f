import { createHash } from 'node:crypto'
import { checkPerson, type Person } from '../case/person.ts'
import type { OutgoingMessage, Recipient } from '../handler.ts'
import type { CaseRow, PersonRow } from '../store/rows.ts'
import type { NewOutbox, Unit } from '../store/unit.ts'
import type { CaseWork } from './case-work.ts'
import { openCall } from './telephone-call.ts'
import type { Runtime } from './runtime.ts'

/** The people of a case by id. Those that were erased, or that a newer release wrote, are left out. */
export async function peopleOf(work: {
  readonly unit: Pick<Unit, 'people'>
  readonly row: Pick<CaseRow, 'id'>
}): Promise<ReadonlyMap<string, Person>> {
  const rows = await work.unit.people(work.row.id)
  return new Map(rows.flatMap((row) => personOf(row)).map((person) => [person.id, person]))
}

/** The same, read outside a command. */
export async function peopleIn(runtime: Runtime, caseId: string): Promise<ReadonlyMap<string, Person>> {
  const rows = await runtime.store.read.people(caseId)
  return new Map(rows.flatMap((row) => personOf(row)).map((person) => [person.id, person]))
}

function personOf({ data }: PersonRow): readonly Person[] {
  try {
    return [checkPerson(data)]
  } catch {
    return []
  }
}

/**
 * Puts a message into the outbox, in the command's own transaction. One recipient each; the same key is sent once.
 * Whoever has no e-mail address gets a letter to print, so that nobody is left out.
 *
 * @param template - Of what it was made: a letter of the procedure, or an action with words of its own.
 * @param records - Types of the facts that are on record because it was written.
 */
export async function queue(
  work: CaseWork,
  message: OutgoingMessage,
  people: ReadonlyMap<string, Person>,
  template?: string,
  records: readonly string[] = [],
): Promise<void> {
  if (message.channel === 'telephone') return queueCall(work, message, template)
  const address = message.channel === 'letter' ? undefined : addressOf(work, message.to, people)
  const channel = address === undefined && message.channel === 'email' ? 'letter' : message.channel
  await work.unit.queueMessage({
    id: outboxId(message.key),
    caseId: work.row.id,
    key: message.key,
    channel,
    toAddress: address ?? null,
    subject: message.subject,
    body: message.body,
    details: { ...detailsOf(work, message, template), ...(records.length > 0 && { records }) },
  } satisfies NewOutbox)
}

/** The words wait with the letters, and the call stands among the tasks. */
async function queueCall(work: CaseWork, message: OutgoingMessage, template: string | undefined): Promise<void> {
  const { id, key } = { id: outboxId(message.key), key: message.key }
  if ((await work.unit.outboxMessage(id)) !== undefined) return
  await work.unit.queueMessage({
    id,
    caseId: work.row.id,
    key,
    channel: 'letter',
    toAddress: null,
    subject: message.subject,
    body: message.body,
    details: { ...detailsOf(work, message, template), telephone: true },
  } satisfies NewOutbox)
  openCall(work, id)
}

/** Of what a message was made, and what its text was: the same text gives the same hash, whoever holds it. */
export interface Written {
  /** A letter of the procedure, or the action whose words are built in. */
  readonly template?: string
  readonly procedure: string
  readonly version: number
  /** Of the text in UTF-8, hex. */
  readonly sha256: string
}

function detailsOf(
  { procedure }: CaseWork,
  message: OutgoingMessage,
  template: string | undefined,
): Readonly<Record<string, unknown>> {
  const written: Written = {
    procedure: procedure.id,
    version: procedure.version,
    sha256: createHash('sha256').update(message.body, 'utf8').digest('hex'),
    ...(template !== undefined && { template }),
  }
  return {
    written,
    to: { ...message.to },
    contents: message.contents,
    ...(message.adjustments !== undefined && { adjustments: message.adjustments }),
    ...(message.partnerLink !== undefined && { partnerLink: { ...message.partnerLink } }),
    ...(message.print !== undefined && {
      print: { letter: message.print.letter, values: { ...message.print.values } },
    }),
    ...(message.factOnSent !== undefined && { factOnSent: message.factOnSent }),
  }
}

/** A key holds the case, the action, the entry and the recipient; as an id it must also fit a URL. */
export function outboxId(key: string): string {
  return key.replace(/[^A-Za-z0-9._-]/g, '.')
}

/** The one e-mail address of a recipient; undefined where there is none. */
export function addressOf(work: CaseWork, to: Recipient, people: ReadonlyMap<string, Person>): string | undefined {
  const { council } = work.runtime
  switch (to.kind) {
    case 'person':
      return people.get(to.person)?.email
    case 'role': {
      const { people: named, conflicted } = work.caseState()
      const isSubject = (id: string) =>
        named.some(({ person, role }) => person === id && role === 'subject-of-complaint')
      const holder = named.findLast(
        // Nobody whom the complaint is about, or who has a tie to it, is told of it: their team is.
        ({ person, role, until }) =>
          role === to.role && until === undefined && !conflicted.includes(person) && !isSubject(person),
      )
      const own = holder === undefined ? undefined : people.get(holder.person)?.email
      const team = council.roleTeams[to.role] ?? 'complaints-team'
      return own ?? council.teams[team]?.email
    }
    case 'team':
      return council.teams[to.team]?.email
    case 'advocacy-provider':
      if (to.provider === undefined) return council.advocacyProvider.email
      return council.advocacyProviders?.[to.provider]?.email
    case 'partner':
      return council.partners?.[to.body]?.email
  }
}
