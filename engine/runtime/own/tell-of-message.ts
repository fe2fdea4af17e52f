import { channelFor, isReachable, type Person } from '../../case/person.ts'
import { RefusedError } from '../../errors.ts'
import type { OutgoingMessage } from '../../handler.ts'
import type { CaseWork } from '../case-work.ts'
import { peopleOf, queue } from '../messages.ts'

/**
 * Tells whoever complains that the team has written to them: an e-mail says that there is a message and not what it says;
 * a letter holds it. Nobody is said to have been told who was not.
 *
 * @throws RefusedError when there is no way to reach them, or they are told by telephone only.
 */
export async function tellComplainantOfMessage(work: CaseWork, text: string): Promise<readonly OutgoingMessage[]> {
  const { row, runtime } = work
  const { complaintsTeam, name, portal } = runtime.council
  const people = await peopleOf(work)
  const person = [...people.values()].find(({ role }) => role === 'complainant')
  const channel = channelTo(person)
  if (person === undefined) return []
  const where = portal === undefined ? 'Go to our page for following a complaint' : `Go to ${portal}`
  const words =
    channel === 'letter'
      ? [`We have a message for you about your complaint ${row.id}.`, text]
      : [
          `We have written to you about your complaint ${row.id}.`,
          `${where} to read it. You need your reference, and we send you a code when you get there.`,
        ]
  const message: OutgoingMessage = {
    key: `${row.id}:message:${work.recordedFacts().length}`,
    channel,
    to: { kind: 'person', person: person.id },
    subject: `Reference ${row.id}`,
    body: [
      'Hello,',
      ...words,
      `If you have questions, call us on ${complaintsTeam.phone}.`,
      `${complaintsTeam.name}\n${name}`,
    ].join('\n\n'),
    contents: ['message'],
    adjustments: person.adjustments,
  }
  await queue(work, message, people, 'message')
  return [message]
}

function channelTo(person: Person | undefined): 'email' | 'letter' {
  if (person === undefined || !isReachable(person)) {
    throw new RefusedError('nobody-to-write-to', 'We hold no address of whoever complains')
  }
  const channel = channelFor(person)
  if (channel !== 'telephone') return channel
  throw new RefusedError('told-by-telephone', 'They are told by telephone: call them, and record the call')
}

/** Tells the team that whoever complains has written; the words stay in the case. */
export async function tellTeamOfMessage(work: CaseWork): Promise<void> {
  const { row, runtime } = work
  const { complaintsTeam, name } = runtime.council
  await queue(
    work,
    {
      key: `${row.id}:complainant-wrote:${work.recordedFacts().length}`,
      channel: 'staff-notification',
      to: { kind: 'role', role: 'caseworker' },
      subject: `Reference ${row.id}`,
      body: `Whoever complains has sent a message. Open case ${row.id} to read it and to answer.\n\n${complaintsTeam.name}\n${name}`,
      contents: ['complainant-wrote'],
    },
    await peopleOf(work),
  )
}
