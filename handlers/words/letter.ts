import type { Council, Register } from '../../engine/index.ts'
import { oneLine } from './plain.ts'

/** Words that leave the council: plain text. */
export interface Words {
  /** The reference and nothing else, so that a glance at an inbox gives nothing away. */
  readonly subject: string
  readonly body: string
}

/** A paragraph that may stand on paper only: what was found, why, and about whom. */
export interface Sealed {
  readonly sealed: string
}
export type Paragraph = string | Sealed

/** What a letter says, in the words for adults and in simpler ones for children under 16. */
export type Text = Readonly<Record<Register, readonly Paragraph[]>>

export interface Frame {
  readonly reference: string
  readonly council: Council
  readonly register: Register
  /** An adult's name. Children are not named in what we send. */
  readonly name?: string
  /** Sealed paragraphs are left out, with a word on where they are. */
  readonly onPaper: boolean
  /** Set when the reader speaks for somebody else. */
  readonly copy: boolean
}

export function sealed(text: string): Sealed {
  return { sealed: text }
}

/** Puts greeting, paragraphs and the council's own details together. */
export function letter(frame: Frame, text: Text): Words {
  const { register, reference, onPaper } = frame
  const said = text[register]
  const shown = said.flatMap((paragraph) => {
    if (typeof paragraph === 'string') return [paragraph]
    return onPaper ? [paragraph.sealed] : []
  })
  const hidden = !onPaper && said.some((paragraph) => typeof paragraph !== 'string')
  return {
    subject: `Reference ${reference}`,
    body: [
      greeting(frame),
      ...(frame.copy ? [COPY] : []),
      ...shown,
      ...(hidden ? [IN_THE_POST[register]] : []),
      closing(frame),
    ].join('\n\n'),
  }
}

const COPY = 'This is a copy of our letter to the person you speak for.'

const IN_THE_POST: Readonly<Record<Register, string>> = {
  adult:
    'To keep your details safe, this e-mail does not say everything. The full letter comes on paper. Tell us if it does not reach you.',
  child:
    'This e-mail does not say it all. That keeps you safe. The rest comes in a letter. Tell us if it does not come.',
}

function greeting({ register, name }: Frame): string {
  if (register === 'child') return 'Hello,'
  return name === undefined ? 'Hello,' : `Dear ${oneLine(name)},`
}

function closing({ register, reference, council: { name, complaintsTeam } }: Frame): string {
  const help =
    register === 'child'
      ? `You can call us on ${complaintsTeam.phone}. You can e-mail us at ${complaintsTeam.email}. Tell us this number: ${reference}.`
      : `If you have a question, call us on ${complaintsTeam.phone} or e-mail ${complaintsTeam.email}. Please tell us your reference: ${reference}.`
  return `${help}\n\n${complaintsTeam.name}\n${name}`
}

/** `1. … 2. …` as one paragraph, a line each. */
export function numbered(items: readonly string[]): string {
  return items.map((item, at) => `${at + 1}. ${item}`).join('\n')
}

/** Sentences as one paragraph, those that do not apply left out. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}
