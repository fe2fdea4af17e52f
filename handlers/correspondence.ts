import {
  channelFor,
  holdersOf,
  isReachable,
  mayActFor,
  NEEDS_A_PERSON,
  RefusedError,
  registerOf,
  type ComplaintCase,
  type NewFact,
  type OutgoingMessage,
  type Person,
  type Task,
} from '../engine/index.ts'
import { letter, type Text } from './words/letter.ts'
import { adjustmentsNeeded } from './words/staff.ts'

type Writing = Pick<Task<unknown>, 'caseState' | 'council' | 'entry' | 'person' | 'today'>

/** A letter to the complainant, on its way to everyone who should have it. */
export interface Correspondence {
  readonly messages: readonly OutgoingMessage[]
  /** How the complainant gets it. */
  readonly mode: Mode
}

type Mode = 'email' | 'letter' | 'phone'

/**
 * Writes to the complainant, and the same to whoever speaks for them: a representative who may act, an advocate.
 *
 * Everyone gets it in the way they asked for, and where an e-mail cannot carry everything a printed letter goes too.
 *
 * @throws RefusedError when there is nobody to write to, or no way to reach them.
 */
export function toComplainant(task: Writing, action: string, contents: readonly string[], text: Text): Correspondence {
  const complainants = complainantsOf(task)
  const [first] = complainants
  if (first === undefined) {
    throw new RefusedError('nobody-to-write-to', `Case ${task.caseState.id} has no complainant whose details we hold`)
  }
  const speakers = known(task, speakersOf(task.caseState)).filter(({ id }) =>
    complainants.every((other) => other.id !== id),
  )
  return {
    messages: [
      ...complainants.flatMap((person) => messagesTo(task, action, contents, text, person, { copy: false })),
      ...speakers
        .filter(isReachable)
        .flatMap((person) => messagesTo(task, action, contents, text, person, { copy: true })),
    ],
    mode: modeOf(channelFor(first)),
  }
}

/**
 * Writes to those who speak for the complainant, whether or not they may act yet: a letter about that very question.
 *
 * @throws RefusedError when there is no representative, or no way to reach one.
 */
export function toRepresentatives(
  task: Writing,
  action: string,
  contents: readonly string[],
  text: Text,
): Correspondence {
  const people = known(task, holdersOf(task.caseState, 'representative'))
  const [first] = people
  if (first === undefined) {
    throw new RefusedError(
      'nobody-to-write-to',
      `Case ${task.caseState.id} has no representative whose details we hold`,
    )
  }
  return {
    messages: people.flatMap((person) =>
      messagesTo(task, action, contents, text, person, { copy: false, silent: true }),
    ),
    mode: modeOf(channelFor(first)),
  }
}

/**
 * Writes to somebody who takes part in considering the complaint.
 *
 * @throws RefusedError when we do not hold their details, or cannot reach them.
 */
export function toParticipant(
  task: Writing,
  action: string,
  contents: readonly string[],
  text: Text,
  id: string,
): Correspondence {
  const person = task.person(id)
  if (person === undefined) throw new RefusedError('nobody-to-write-to', `We hold no details of person ${id}`)
  const messages = messagesTo(
    task,
    action,
    contents,
    text,
    { ...person, register: 'adult' },
    { copy: false, silent: true },
  )
  return { messages, mode: modeOf(channelFor(person)) }
}

/** The holder of the complainant's role, or else the child whose complaint it is. */
function complainantsOf(task: Writing): readonly Person[] {
  const complainants = known(task, holdersOf(task.caseState, 'complainant'))
  return complainants.length > 0 ? complainants : known(task, holdersOf(task.caseState, 'child'))
}

function speakersOf(state: ComplaintCase): readonly string[] {
  const representatives = holdersOf(state, 'representative').filter((id) => mayActFor(state, id))
  return [...new Set([...representatives, ...holdersOf(state, 'advocate')])]
}

function known({ person }: Writing, ids: readonly string[]): readonly Person[] {
  return ids.flatMap((id) => person(id) ?? [])
}

interface Manner {
  readonly copy: boolean
  /** Not the complainant: nothing to record about having been told. */
  readonly silent?: boolean
}

function messagesTo(
  task: Writing,
  action: string,
  contents: readonly string[],
  text: Text,
  person: Person,
  { copy, silent = false }: Manner,
): readonly OutgoingMessage[] {
  if (!isReachable(person)) {
    const needs = person.adjustments.includes('telephone-only')
      ? 'is to be told by telephone only, and we hold no number: record it'
      : 'has no e-mail address, postal address or telephone'
    throw new RefusedError('no-way-to-reach', `Person ${person.id} ${needs}`)
  }
  const register = copy ? 'adult' : registerOf(person, task.today)
  const preferred = channelFor(person)
  const hasSealed = text[register].some((paragraph) => typeof paragraph !== 'string')
  const channels = [preferred, ...besides(person, preferred, hasSealed)]
  return [
    ...channels.map((channel): OutgoingMessage => {
      const named = register === 'adult' && person.role !== 'child' ? { name: person.name } : {}
      const { id: reference } = task.caseState
      const words = letter(
        { reference, council: task.council, register, onPaper: channel !== 'email', copy, ...named },
        text,
      )
      return {
        key: [reference, action, task.entry, person.id, channel].join(':'),
        channel,
        to: { kind: 'person', person: person.id },
        ...words,
        contents,
        ...(person.adjustments.length === 0 ? {} : { adjustments: person.adjustments }),
        ...(copy || silent || channel !== preferred ? {} : { factOnSent: told(task, modeOf(channel)) }),
      }
    }),
    ...adjustmentMessages(task, action, person, channels.includes('letter')),
  ]
}

type Way = ReturnType<typeof channelFor>

/** In writing as well: what an e-mail may not carry, and what was said on the telephone, unless that is the only way. */
function besides({ address, adjustments }: Person, preferred: Way, hasSealed: boolean): readonly Way[] {
  if (preferred === 'email') return hasSealed ? ['letter'] : []
  if (preferred === 'letter' || adjustments.includes('telephone-only')) return []
  return address === undefined ? [] : ['letter']
}

/** As the facts call it. */
function modeOf(channel: Way): Mode {
  return channel === 'telephone' ? 'phone' : channel
}

function told({ today }: Writing, mode: Mode): NewFact {
  return { type: 'complainant-told', on: today, data: { mode } }
}

/** A letter that somebody must read out, sign or translate is nothing without a person who knows. */
function adjustmentMessages(
  task: Writing,
  action: string,
  person: Person,
  onPaper: boolean,
): readonly OutgoingMessage[] {
  const all = [
    ...person.adjustments.filter((adjustment) => NEEDS_A_PERSON.has(adjustment)),
    ...(person.contactPreference === 'telephone' && person.phone === undefined ? ['telephone-preferred'] : []),
    ...(onPaper && person.address === undefined ? ['no-postal-address'] : []),
  ]
  if (all.length === 0) return []
  return [
    staffNotification(
      task,
      [action, 'adjustments', person.id].join(':'),
      { kind: 'team', team: 'complaints-team' },
      adjustmentsNeeded({ reference: task.caseState.id, needs: all.map((need) => need.replaceAll('-', ' ')) }),
    ),
  ]
}

/** A message to a colleague: the reference, and what there is to do. */
export function staffNotification(
  { caseState, entry, council }: Pick<Writing, 'caseState' | 'entry' | 'council'>,
  what: string,
  to: OutgoingMessage['to'],
  body: string,
): OutgoingMessage {
  return {
    key: [caseState.id, what, entry].join(':'),
    channel: 'staff-notification',
    to,
    subject: `Reference ${caseState.id}`,
    body: `${body}\n\n${council.complaintsTeam.name}\n${council.name}`,
    contents: [],
  }
}
