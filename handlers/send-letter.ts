import {
  defineHandler,
  placeholdersIn,
  RefusedError,
  registerOf,
  type LetterTemplate,
  type NewFact,
  type OutgoingMessage,
  type Register,
} from '../engine/index.ts'
import { providerFor, toProvider } from './advocacy-provider.ts'
import { staffNotification, toComplainant, toRepresentatives, type Correspondence } from './correspondence.ts'
import { ALSO, factOf, LETTER_FACTS } from './letter-facts.ts'
import { bodyOf, given, partnerOf, type LetterInput, type LetterTask } from './letter-input.ts'
import { maybe, needed } from './reading.ts'
import { PLACEHOLDER_DESCRIPTIONS, placeholderNamed } from './words/placeholders.ts'
import type { Text } from './words/letter.ts'
import { linkOf } from './words/placeholders/partners.ts'
import { textOfTemplate } from './words/template.ts'

const CODE = '^[a-z][a-z0-9-]*$'

/**
 * Sends a letter of the procedure (`letters/<letter>.txt`), with its gaps filled from the case, and puts on record what
 * the letter says it records.
 */
export const sendLetter = defineHandler<LetterInput>({
  name: 'send-letter',
  parameters: {
    letter: { type: 'string', pattern: CODE },
    rule: { type: 'string', pattern: '^[a-z][a-z0-9.-]*$' },
    body: { type: 'string', minLength: 1 },
    kind: { type: 'string', pattern: CODE },
    team: { type: 'string', pattern: CODE },
    role: { type: 'string', pattern: CODE },
    signatory: { type: 'string', pattern: CODE },
    also: { type: 'string', enum: ALSO },
  },
  required: ['letter'],
  letters: {
    placeholders: PLACEHOLDER_DESCRIPTIONS,
    records: Object.fromEntries(Object.entries(LETTER_FACTS).map(([type, { to }]) => [type, to])),
  },

  run(task) {
    const letter = task.letter(task.input.letter)
    if (letter === undefined) {
      throw new RefusedError('unknown-letter', `The procedure has no letter ${task.input.letter}`)
    }
    const { messages, mode } = write(task, letter, letterText(task, letter))
    return {
      kind: 'completed',
      facts: [...factOf(task, letter, mode), ...alsoOf(task, letter, mode)],
      messages: withValues(task, letter, messages),
    }
  },
})

/** What one letter says besides what it is on record for: an acknowledgement with the offer to discuss, say. */
function alsoOf(task: LetterTask, letter: LetterTemplate, mode: Correspondence['mode']): readonly NewFact[] {
  const { also } = task.input
  return also === undefined ? [] : factOf(task, { ...letter, records: also }, mode)
}

/**
 * The words of a letter for a case.
 *
 * @throws RefusedError when read, where a gap has no value: it says what to record first.
 */
export function letterText(task: LetterTask, letter: LetterTemplate): Text {
  return textOfTemplate(letter, {
    find: (name, register) => placeholderNamed(name)?.value(task, register),
    missing: (name) => needed<never>(undefined, placeholderNamed(name)?.record ?? name),
  })
}

/** What stands in the gaps of the letter's own Word file goes with each message that is printed. */
function withValues(
  task: LetterTask,
  { id, wordFile }: LetterTemplate,
  messages: readonly OutgoingMessage[],
): readonly OutgoingMessage[] {
  if (wordFile === undefined) return messages
  const valuesFor = (register: Register) =>
    Object.fromEntries(
      [...wordFile.gaps, ...wordFile.sections].flatMap((name) => {
        const placeholder = placeholderNamed(name)
        const value = placeholder?.value(task, register)
        if (wordFile.gaps.includes(name)) return [[name, needed(value, placeholder?.record ?? name)] as const]
        return value === undefined ? [] : [[name, value] as const]
      }),
    )
  return messages.map((message) => {
    if (message.channel !== 'letter') return message
    const reader = message.to.kind === 'person' ? task.person(message.to.person) : undefined
    return { ...message, print: { letter: id, values: valuesFor(reader ? registerOf(reader, task.today) : 'adult') } }
  })
}

function write(task: LetterTask, letter: LetterTemplate, text: Text): Correspondence {
  const { id, to, contents } = letter
  switch (to) {
    case 'complainant':
      return toComplainant(task, id, contents, text)
    case 'representative-only':
      return toRepresentatives(task, id, contents, text)
    case 'partner':
    case 'provider': {
      const named = needed(bodyOf(task), 'the body, as the parameter or variable body')
      const partner = partnerOf(task, named)
      if (partner === undefined) {
        throw new RefusedError(
          'nobody-to-write-to',
          `The council’s file has no partner '${named}': add it with an e-mail address`,
        )
      }
      return outward(task, letter, text, { kind: 'partner', body: partner.code })
    }
    case 'advocacy-provider':
      return outward(task, letter, text, toProvider(providerFor(task)))
    case 'team':
      return inward(task, letter, text, { kind: 'team', team: teamOf(task) })
    case 'role':
      return inward(task, letter, text, { kind: 'role', role: needed(given(task, 'role'), 'the role, as a parameter') })
  }
}

/** Out of the council, and to no person: the reference, and nothing about people. */
function outward(task: LetterTask, letter: LetterTemplate, text: Text, to: OutgoingMessage['to']): Correspondence {
  const { messages, mode } = inward(task, letter, text, to)
  const link = placeholdersIn(letter).includes('partnerLink') ? linkOf(task) : undefined
  return {
    mode,
    messages: messages.map((message) => ({
      ...message,
      channel: 'email',
      contents: letter.contents,
      ...maybe('partnerLink', link),
    })),
  }
}

function inward(task: LetterTask, letter: LetterTemplate, text: Text, to: OutgoingMessage['to']): Correspondence {
  const words = text.adult.filter((paragraph) => typeof paragraph === 'string').join('\n\n')
  const whom = Object.values(to).join(':')
  return { messages: [staffNotification(task, `${letter.id}:${whom}`, to, words)], mode: 'email' }
}

function teamOf(task: LetterTask): string {
  const team = needed(given(task, 'team'), 'the team, as a parameter of the step or a variable')
  if (Object.hasOwn(task.council.teams, team)) return team
  throw new RefusedError('nobody-to-write-to', `The council’s file has no team '${team}'`)
}
