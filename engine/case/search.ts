import type { Fact } from './fact.ts'
import type { Person } from './person.ts'

/*
 * By what a case is found, and what somebody looks for: the same folding on both sides, so that `O’Brien`, `obrien` and
 * `O BRIEN` meet. Pure.
 */

export type TermKind = 'name' | 'postcode' | 'telephone' | 'email'

/** Something by which a case is found. */
export interface SearchTerm {
  readonly kind: TermKind
  readonly term: string
}

/** Whoever comes with the complaint, or whom it is about; officers stand in too many cases to be found by. */
const FOUND_BY: ReadonlySet<string> = new Set([
  'complainant',
  'child',
  'representative',
  'advocate',
  'interested-person',
  'subject-of-complaint',
  'other',
])

/** Properties of facts in which people's own words stand. */
const WORDS = ['text', 'desiredOutcome', 'comments', 'note', 'summary', 'words'] as const

const POSTCODE = /\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b/g

/** All terms of a case's people, each once. */
export function termsOf(
  people: readonly Pick<Person, 'role' | 'name' | 'email' | 'phone' | 'address'>[],
): readonly SearchTerm[] {
  const terms = people.filter(({ role }) => FOUND_BY.has(role)).flatMap(termsOfPerson)
  return [...new Map(terms.map((each) => [`${each.kind} ${each.term}`, each])).values()]
}

function termsOfPerson({
  name,
  email,
  phone,
  address = [],
}: Pick<Person, 'name' | 'email' | 'phone' | 'address'>): readonly SearchTerm[] {
  const postcodes = [...address.join('\n').toUpperCase().matchAll(POSTCODE)]
  const national = phone === undefined ? '' : nationalNumber(phone)
  return [
    ...nameTerms(name).map((term) => ({ kind: 'name', term }) as const),
    ...postcodes.map(([, outward = '', inward = '']) => ({ kind: 'postcode', term: `${outward} ${inward}` }) as const),
    ...(national === '' ? [] : [{ kind: 'telephone', term: national } as const]),
    ...(email === undefined ? [] : [{ kind: 'email', term: email.toLowerCase() } as const]),
  ]
}

/** `Mary O’Brien-Smith`: mary, obrien, brien, smith, obriensmith. */
function nameTerms(name: string): readonly string[] {
  const words = name.split(/\s+/)
  return words
    .flatMap((word) => {
      const parts = word.split(/[-‐‑–]/).map(folded)
      const afterApostrophe = word
        .split(APOSTROPHES)
        .slice(1)
        .flatMap((part) => part.split(/[-‐‑–]/).slice(0, 1))
        .map(folded)
      return [...parts, ...(parts.length > 1 ? [folded(word)] : []), ...afterApostrophe]
    })
    .filter((term) => term !== '')
}

const APOSTROPHES = /['’‘ʼ`´]/

/** What people said, line by line; empty for whom no words are recorded or left. Legal advice is found by nobody. */
export function wordsOf(facts: readonly Fact[]): string {
  const advice = new Set(facts.flatMap((fact) => (isAdvice(fact) ? [fact.id] : [])))
  return facts
    .filter((fact) => !advice.has(saidOf(fact, facts)))
    .flatMap(({ data }) => {
      const values = data as Readonly<Record<string, unknown>>
      return WORDS.flatMap((name) => (typeof values[name] === 'string' ? [values[name]] : []))
    })
    .join('\n')
}

/** Id of what it is about: what is said of advice is advice. */
function saidOf(fact: Fact, facts: readonly Fact[]): string {
  if (fact.type === 'note-corrected') return fact.data.note
  if (fact.type !== 'rectification-decided') return fact.id
  const { request } = fact.data
  return (
    facts.flatMap((each) =>
      each.type === 'rectification-requested' && each.data.request === request ? [each.data.of] : [],
    )[0] ?? fact.id
  )
}

/** Legal advice is privileged. */
export function isAdvice(fact: Fact): boolean {
  return fact.type === 'note-recorded' && fact.data.kind === 'legal-advice'
}

/** Whether a fact carries words that a search looks through. */
export function hasWords({ data }: Pick<Fact, 'data'>): boolean {
  return WORDS.some((name) => Object.hasOwn(data, name))
}

/** What somebody looks for. Every part that the text can be is tried; a part that it cannot be is absent. */
export interface SearchQuery {
  /** Of one case, as it is written: `SC-2026-00001`. */
  readonly reference?: string
  /** The whole of one, or how it begins: `EX1 1AA`, `EX1 `, `EX1 1`. */
  readonly postcode?: string
  /** How the number begins, without the 0 or the country's code. */
  readonly telephone?: string
  readonly email?: string
  /** How words of a name begin; all of them. */
  readonly names: readonly string[]
  /** Letters and digits only; all of them, the last one as a beginning. */
  readonly words: readonly string[]
}

/** Longest text that is looked for. */
export const MAX_SEARCH = 200
/** Words of it that count. */
const MAX_WORDS = 8

export function readSearch(text: string): SearchQuery {
  const given = text.slice(0, MAX_SEARCH).normalize('NFC').trim()
  const reference = referenceIn(given)
  if (reference !== undefined) return { reference, names: [], words: [] }
  const postcode = postcodeIn(given.toUpperCase())
  const telephone = telephoneIn(given)
  const email = /^[^\s@]+@[^\s@]*$/.test(given) ? given.toLowerCase() : undefined
  const words = (email !== undefined || telephone !== undefined ? [] : given.split(/[^\p{L}\p{M}\p{N}'’‘ʼ`´]+/u))
    .map(folded)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
  // A number beside a name, as people of demonstrations have it, is no reason not to look.
  const couldBeName = words.some((word) => /^\p{L}+$/u.test(word))
  return {
    ...(postcode !== undefined && { postcode }),
    ...(telephone !== undefined && { telephone }),
    ...(email !== undefined && { email }),
    names: couldBeName ? words : [],
    words,
  }
}

/** `sc 2026/1` is `SC-2026-00001`. */
function referenceIn(text: string): string | undefined {
  const [, prefix = '', year = '', number = ''] = /^([a-z]{2,4})[\s/-]*(\d{4})[\s/-]+(\d{1,6})$/i.exec(text) ?? []
  return prefix === '' ? undefined : `${prefix.toUpperCase()}-${year}-${number.padStart(5, '0')}`
}

function postcodeIn(text: string): string | undefined {
  const [, outward, sector, unit] = /^([A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s*([0-9])([A-Z]{0,2}))?$/.exec(text) ?? []
  if (outward === undefined) return undefined
  return sector === undefined ? `${outward} ` : `${outward} ${sector}${unit ?? ''}`
}

function telephoneIn(text: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/.test(text)) return undefined
  const national = nationalNumber(text)
  return national.length >= 5 ? national : undefined
}

/** `+44 (0)1632 960100`, `0044 1632 960100` and `01632 960100` are `1632960100`. */
export function nationalNumber(text: string): string {
  return text
    .replace(/\D/g, '')
    .replace(/^(00)?44(?=\d{9,})/, '')
    .replace(/^0+/, '')
}

/** Small letters without accents, and nothing but letters and digits. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øđłßæœþ]/g, (letter) => OTHER_LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const OTHER_LETTERS: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }

/** Letters on either side of the place that was found. */
const AROUND = 70

/** The words around the first place where something that was looked for stands; undefined where none does. */
export function snippetOf(content: string, words: readonly string[]): string | undefined {
  for (const match of content.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)) {
    const word = folded(match[0])
    if (!words.some((looked) => word.startsWith(looked.slice(0, Math.max(3, looked.length - 3))))) continue
    const from = Math.max(0, match.index - AROUND)
    const to = Math.min(content.length, match.index + match[0].length + AROUND)
    const cut = content.slice(from, to).replace(/\s+/g, ' ').trim()
    return `${from > 0 ? '… ' : ''}${cut}${to < content.length ? ' …' : ''}`
  }
  return undefined
}
