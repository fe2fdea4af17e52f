import { checkNewFact } from '../case/fact-schema.ts'
import { InvalidVariablesError, NotFoundError, RefusedError } from '../errors.ts'
import type { Recipient } from '../handler.ts'
import type { OutboxRow, TaskRow } from '../store/rows.ts'
import { dayOf } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseWork } from './case-work.ts'
import { makeForm, type FormSchema } from './form.ts'
import { addressOf, outboxId, peopleOf } from './messages.ts'
import type { BesideOutcome } from './beside-task.ts'

/*
 * A letter came back, or an e-mail did: whoever should have been told was not. Somebody has to find another way; as with a
 * call, that is a task without a token, for the procedure has gone on.
 */

const FORM = 'letter-returned'

/** Why it came back. */
export const RETURN_REASONS = {
  'gone-away': 'Gone away: no longer at this address',
  'address-wrong': 'The address is wrong or incomplete',
  refused: 'Refused',
  'not-called-for': 'Not called for',
  bounced: 'The e-mail could not be delivered',
  other: 'Another reason',
} as const

export type ReturnReason = keyof typeof RETURN_REASONS

/** The form of every such task; built in, so that it is there for every procedure. */
export const RETURNED_FORM: FormSchema = {
  $id: FORM,
  title: 'Reach them in another way',
  type: 'object',
  properties: {
    way: {
      type: 'string',
      enum: ['send-again', 'told-otherwise', 'nobody-reached'],
      'x-labels': {
        'send-again': 'Send it again, to the address that the case has now',
        'told-otherwise': 'They have been told in another way',
        'nobody-reached': 'Nobody can be reached',
      },
      title: 'What happens now?',
      description: 'To send it elsewhere, put the new address among the people of the case first.',
    },
    toldOn: { type: 'string', format: 'date', title: 'When were they told?' },
    mode: {
      type: 'string',
      enum: ['phone', 'in-person'],
      'x-labels': { phone: 'By telephone', 'in-person': 'In person' },
      title: 'How were they told?',
    },
    note: { type: 'string', maxLength: 2_000, title: 'What was tried (optional)' },
  },
  required: ['way'],
  allOf: [
    {
      if: { properties: { way: { const: 'told-otherwise' } }, required: ['way'] },
      then: { required: ['toldOn', 'mode'] },
    },
  ],
  additionalProperties: false,
  'x-redress': {
    display: {
      way: { component: 'radios' },
      toldOn: { component: 'date-input', conditionalOn: { field: 'way', equals: 'told-otherwise' } },
      mode: { component: 'radios', conditionalOn: { field: 'way', equals: 'told-otherwise' } },
      note: { component: 'textarea' },
    },
  },
} as FormSchema

export function isReturned({ element, form }: Pick<TaskRow, 'element' | 'form'>): boolean {
  return element === FORM && form === FORM
}

/** What the task asks, for whoever looks at it. */
export const RETURNED_GUIDANCE =
  'A letter or an e-mail of this case came back, so whoever should have read it has not; it stands among the letters of the case. Find out where they can be reached now, put that among the people of the case, and send it again; or tell them in another way.'

/** How a message stands that came back. */
export interface Returned {
  readonly on: LocalDate
  readonly reason: ReturnReason
}

/** Undefined when it did not. */
export function returnedIn({ details }: Pick<OutboxRow, 'details'>): Returned | undefined {
  return details['returned'] as Returned | undefined
}

/** Opens the task that somebody finds another way. */
export function openReturned({ runtime, unit, row }: CaseWork, message: string): void {
  const id = `${message}.returned`
  unit.openTask({
    id,
    caseId: row.id,
    instanceId: row.id,
    waitId: id,
    element: FORM,
    name: 'A letter came back: reach them in another way',
    role: 'caseworker',
    candidateTeam: runtime.council.roleTeams['caseworker'] ?? null,
    form: FORM,
  })
}

interface Answers {
  readonly way: 'send-again' | 'told-otherwise' | 'nobody-reached'
  readonly toldOn?: LocalDate
  readonly mode?: 'phone' | 'in-person'
  readonly note?: string
}

/**
 * @throws InvalidVariablesError with every fault of the answers.
 * @throws RefusedError when it is to be sent again and there is no address.
 */
export async function completeReturned(work: CaseWork, task: TaskRow, given: unknown): Promise<BesideOutcome> {
  makeForm(RETURNED_FORM).read(given, work.today)
  const { way, toldOn, mode, note } = given as Answers
  const message = await work.unit.outboxMessage(messageOf(task))
  if (message === undefined) throw new NotFoundError('message', messageOf(task))
  const facts: string[] = []
  if (way === 'send-again') await sendAgain(work, message)
  if (toldOn !== undefined && mode !== undefined && way === 'told-otherwise') {
    if (toldOn > work.today || toldOn < dayOf(message.createdAt)) {
      const fault = { at: '/toldOn', message: `must be from ${dayOf(message.createdAt)} to today` }
      throw new InvalidVariablesError('The form', [fault])
    }
    if (message.details['factOnSent'] !== undefined) {
      work.record([checkNewFact({ type: 'complainant-told', on: toldOn, data: { mode } })])
      facts.push('complainant-told')
    }
  }
  work.unit.closeTask(task.id, { status: 'done', by: work.actor.id }, task.version)
  return {
    type: `letter-returned-${way}`,
    facts,
    ...(note !== undefined && note.trim() !== '' && { note }),
  }
}

/** The same words once more: by e-mail where there is an address now, else on paper. */
async function sendAgain(work: CaseWork, message: OutboxRow): Promise<void> {
  const people = await peopleOf(work)
  // It was in the post once: what it records keeps its day.
  const { returned: _returned, records: _records, ...details } = message.details
  const to = details['to'] as Recipient
  const email = addressOf(work, to, people)
  const paper = to.kind === 'person' ? people.get(to.person)?.address : undefined
  const channel = message.channel === 'letter' ? 'letter' : email === undefined ? 'letter' : 'email'
  if (channel === 'letter' && (paper ?? []).length === 0) {
    throw new RefusedError(
      'no-way-to-reach',
      'The case has no other address for them: record it among its people, then send it again',
    )
  }
  const key = `${message.key}:again`
  await work.unit.queueMessage({
    id: outboxId(key),
    caseId: work.row.id,
    key,
    channel,
    toAddress: channel === 'letter' ? null : (email ?? null),
    subject: message.subject,
    body: message.body,
    details: { ...details, again: message.id },
  })
}

function messageOf({ id }: Pick<TaskRow, 'id'>): string {
  return id.replace(/\.returned$/, '')
}
