import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import type { Adjustment } from '../../case/person.ts'
import type { LetterTemplate } from '../../diagram/letter-template.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { OutgoingMessage, Task } from '../../handler.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { readingOf, recordReading } from '../access.ts'
import { clockView } from '../commands/run-job.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { SECRET, secretIn, secretText } from '../secrets.ts'
import { isCallMessage } from '../telephone-call.ts'
import { caseClocks, readFacts } from './cases.ts'

/** A letter of the print queue, with all that its paper needs. */
export interface QueuedLetter {
  readonly reference: string
  /** The day on which it was written. */
  readonly on: LocalDate
  /** Name and postal address of the reader, a line each; as much as is known. */
  readonly address: readonly string[]
  readonly body: string
  readonly adjustments: readonly Adjustment[]
  /** The letter's own Word file, in base64, and what stands in its gaps. */
  readonly own?: { readonly wordFile: string; readonly values: Readonly<Record<string, string | readonly string[]>> }
}

/**
 * A letter that is to be printed, or was. Reading it is recorded in the audit trail.
 *
 * @throws RefusedError when the message is no letter.
 */
export async function queuedLetter(runtime: Runtime, actor: Actor, messageId: string): Promise<QueuedLetter> {
  mustBeAllowed(actor, 'print-letters')
  const row = await runtime.store.read.outboxMessage(messageId)
  const caseId = row?.caseId ?? ''
  const isLetter = row?.channel === 'letter' && !isCallMessage(row)
  await recordReading(
    runtime,
    actor,
    { caseId, action: 'print-letters', named: ['letter', messageId] },
    isLetter ? { type: 'message-viewed', body: { message: messageId } } : readingOf('letters'),
  )
  if (row === undefined) throw new NotFoundError('letter', messageId)
  const { createdAt, body, details } = row
  if (!isLetter) throw new RefusedError('not-a-letter', 'Only letters are printed')
  const { to, adjustments = [], print } = details as unknown as Pick<OutgoingMessage, 'to' | 'adjustments' | 'print'>
  const reader = to.kind === 'person' ? (await peopleIn(runtime, caseId)).get(to.person) : undefined
  const wordFile = print && (await wordFileOf(runtime, caseId, print.letter))
  return {
    reference: caseId,
    on: dayOf(createdAt),
    address: [...(reader === undefined ? [] : [reader.name]), ...(reader?.address ?? [])],
    body: withSecret(runtime, body, details),
    adjustments,
    ...(print !== undefined && wordFile !== undefined && { own: { wordFile, values: print.values } }),
  }
}

/** A code stands on the paper and nowhere else. */
function withSecret(runtime: Runtime, body: string, details: Readonly<Record<string, unknown>>): string {
  const secret = secretIn(details)
  return secret === undefined ? body : body.replaceAll(SECRET, () => secretText(runtime, secret))
}

/** Of the version on which the case runs now; one of an earlier version has gone with it. */
async function wordFileOf(runtime: Runtime, caseId: string, letter: string): Promise<string | undefined> {
  const row = await runtime.store.read.case(caseId)
  if (row === undefined) return undefined
  return (await runtime.procedures.load(row.procedure, row.procedureVersion)).wordFiles.get(letter)
}

/** A letter of a procedure, in the version in force. @throws NotFoundError when there is none. */
export async function letterOf(
  runtime: Runtime,
  procedureId: string,
  letterId: string,
): Promise<{ readonly letter: LetterTemplate; readonly wordFile?: string }> {
  const { letters, wordFiles } = await runtime.procedures.active(procedureId, dayOf(runtime.clock.now()))
  const letter = letters.get(letterId)
  if (letter === undefined) throw new NotFoundError('letter', `${procedureId} ${letterId}`)
  const wordFile = wordFiles.get(letterId)
  return { letter, ...(wordFile !== undefined && { wordFile }) }
}

/**
 * A task on a case, to try something on that is neither stored nor sent. Reading the case is recorded in the audit trail.
 *
 * @param input - the parameters that the step would have
 */
export async function taskToTry(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  input: Readonly<Record<string, string>>,
): Promise<Task<unknown>> {
  const facts = await readFacts(runtime, actor, caseId)
  const people = await peopleIn(runtime, caseId)
  const clocks = await caseClocks(runtime, actor, caseId)
  return {
    caseState: facts.reduce(evolve, emptyCase(asCaseId(caseId))),
    input,
    variables: {},
    today: dayOf(runtime.clock.now()),
    clocks: clocks.map(clockView),
    council: runtime.council,
    person: (id) => people.get(id),
    letter: () => undefined,
    decide: () => {
      throw new RefusedError('nothing-to-decide', 'Nothing is decided when a letter is looked at')
    },
    entry: 'preview',
  }
}
