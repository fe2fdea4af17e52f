import type { PageParts } from '../../api/index.ts'
import { letterIn, type DraftLetter, type LetterNote } from '../../engine/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'

export const LETTER = `${DRAFT}/letters/:letter`

/** A letter of a draft that an address names. */
export interface LetterAsked {
  readonly asked: DraftAsked
  readonly letter: DraftLetter
  readonly title: string
  /** Of the letter's page. */
  readonly at: string
}

/** @throws NotFoundError when the draft has no such letter. */
export async function withLetter(parts: PageParts, ask: StaffAsk): Promise<LetterAsked> {
  const asked = await withDraft(parts, ask)
  const id = ask.params['letter'] ?? ''
  const letter = letterIn(parts.runtime, asked.draft.files, id)
  return { asked, letter, title: letter.letter?.title ?? id, at: `${asked.frame.base}/letters/${id}` }
}

/** Whom a letter goes to. */
export const TO: Readonly<Record<string, string>> = {
  complainant: 'The complainant, or who speaks for them',
  'representative-only': 'Only who speaks for the complainant',
  partner: 'Another body that has a part',
  provider: 'The provider of the service',
  'advocacy-provider': 'The advocacy service',
  team: 'A team of the council',
  role: 'Officers with a role',
}

export function noteView({ level, text, remedy, part, line }: LetterNote, at: string) {
  const where = part === undefined || line === undefined ? '' : `Line ${line} of the words for ${PARTS[part]}: `
  return {
    isError: level === 'error',
    text: `${where}${text}`,
    remedy,
    href: part === undefined ? undefined : `${at}/words/${part}`,
  }
}

export const PARTS = { adult: 'adults', child: 'children' } as const
