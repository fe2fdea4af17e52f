import { initialsOf } from '../../case/initials.ts'
import type { Person } from '../../case/person.ts'
import { nationalNumber } from '../../case/search.ts'
import type { MarkedPlace } from '../../store/access-requests.ts'
import { dayInWords } from '../../values/day-in-words.ts'

/*
 * Where somebody else stands in a text: pure. It proposes; a person decides. Names of people of whom nothing is on record
 * are not known, so a text is read by a person all the same.
 */

/** As much of somebody as can stand in a text. */
export type Known = Pick<Person, 'name'> &
  Partial<Pick<Person, 'email' | 'phone' | 'address' | 'dateOfBirth'>> & {
    /** They act in the case as part of their work: their name is shown, their addresses and numbers are not. */
    readonly professional: boolean
  }

/** `name` of somebody else; `contact`: how they are reached, or their birthday; `stranger`: an address of nobody on record. */
export type Why = 'name' | 'professional' | 'contact' | 'stranger'

export interface Place {
  readonly from: number
  readonly to: number
  readonly why: Why
  /** It is to be taken out unless somebody says otherwise; else it is only pointed out. */
  readonly proposed: boolean
}

interface Term {
  /** Looked for in the folded text, or as it stands. */
  readonly pattern: RegExp
  readonly folded: boolean
  readonly why: Why
  readonly proposed: boolean
}

/** Finds others in texts. @param ours - The council's own addresses and numbers, which are nobody's secret. */
export function makeScan(
  subject: Known,
  others: readonly Known[],
  ours: readonly string[] = [],
): (text: string) => readonly Place[] {
  const own = ownOf(subject)
  const terms = others.flatMap((other) => termsOf(other, own))
  const known = { phones: new Set(others.flatMap(({ phone }) => (phone === undefined ? [] : [nationalNumber(phone)]))) }
  const left = new Set([...own.reached, ...ours.map(reachable)])
  return (text) => {
    const { plain, at } = fold(text)
    const places = [...terms.flatMap((term) => placesOf(term, text, plain, at)), ...reached(text, left, known.phones)]
    return merged(places)
  }
}

/** Places that touch or overlap are one; what is proposed of any of them is proposed of all. */
function merged(places: readonly Place[]): readonly Place[] {
  const list: Place[] = []
  for (const place of places.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = list.at(-1)
    if (last === undefined || place.from > last.to) {
      list.push(place)
      continue
    }
    const why = !last.proposed && place.proposed ? place.why : last.why
    list[list.length - 1] = {
      from: last.from,
      to: Math.max(last.to, place.to),
      why,
      proposed: last.proposed || place.proposed,
    }
  }
  return list
}

const TITLES = /^(mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|prof|professor|rev)\.?$/

interface Own {
  readonly words: ReadonlySet<string>
  /** Addresses and numbers, folded. */
  readonly reached: ReadonlySet<string>
  readonly lines: ReadonlySet<string>
}

function ownOf({ name, email, phone, address = [] }: Known): Own {
  const postcodes = address.join('\n').match(POSTCODE) ?? []
  return {
    words: new Set(wordsOf(name)),
    reached: new Set([email, phone, ...postcodes].flatMap((each) => (each === undefined ? [] : [reachable(each)]))),
    lines: new Set(address.map((line) => fold(line).plain.trim())),
  }
}

/** `Ms Mary O’Brien-Smith`: mary, o'brien-smith, o'brien, smith. */
function wordsOf(name: string): readonly string[] {
  const words = fold(name)
    .plain.split(/\s+/)
    .filter((word) => /\p{L}{2}/u.test(word) && !TITLES.test(word))
  return [...new Set(words.flatMap((word) => [word, ...word.split('-').filter((part) => /\p{L}{2}/u.test(part))]))]
}

function termsOf({ name, address = [], dateOfBirth, professional }: Known, own: Own): readonly Term[] {
  const named = { why: professional ? ('professional' as const) : ('name' as const), folded: true }
  const whole = fold(name)
    .plain.split(/\s+/)
    .filter((word) => word !== '' && !TITLES.test(word))
  const proposed = !professional
  const initials = initialsOf(name).split('.').filter(Boolean)
  const lines = address.flatMap((line) => {
    const plain = fold(line).plain.trim()
    const street = plain.replace(/^[0-9]+[a-z]?[\s,]+/, '')
    return [plain, street].filter((each) => lettersIn(each) > 4 && !own.lines.has(each))
  })
  const born =
    dateOfBirth === undefined
      ? []
      : [
          dateOfBirth,
          dayInWords(dateOfBirth)
            .toLowerCase()
            .replace(/^\p{L}+ /u, ''),
          dateOfBirth.split('-').reverse().join('/'),
        ]
  return [
    ...(whole.length > 1 ? [{ ...named, proposed, pattern: asWords(whole.join(' ')) }] : []),
    ...wordsOf(name).map((word) => ({ ...named, proposed: proposed && !own.words.has(word), pattern: asWords(word) })),
    ...(initials.length > 1
      ? [{ ...named, folded: false, proposed, pattern: bounded(initials.map((each) => `${each}\\.?`).join('\\s?')) }]
      : []),
    ...[...lines, ...born].map((text) => ({
      why: 'contact' as const,
      folded: true,
      proposed: true,
      pattern: asWords(text),
    })),
  ]
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

/** Signs that stand for themselves, spaces for any, apostrophes for perhaps none. */
function asWords(text: string): RegExp {
  const literal = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/'/g, "'?")
    .replace(/[\s,]+/g, '[\\s,]+')
  return bounded(literal)
}

function bounded(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'gu')
}

function placesOf(
  { pattern, folded, why, proposed }: Term,
  text: string,
  plain: string,
  at: readonly number[],
): readonly Place[] {
  return [...(folded ? plain : text).matchAll(pattern)].map(({ index, 0: found }) => {
    const end = index + found.length
    return folded
      ? { from: at[index] ?? 0, to: at[end] ?? text.length, why, proposed }
      : { from: index, to: end, why, proposed }
  })
}

/** Begins where a word begins, so that a long word is gone through once. */
const EMAIL = /(?<![^\s@<>(),;:"'])[^\s@<>(),;:"']+@[^\s@<>(),;:"']+\.[^\s@<>(),;:"'.]+/gu
const PHONE = /(?<![\p{L}\p{N}-])\+?\(?\d[\d ()./\u00a0-]{5,}\d/gu
const POSTCODE = /(?<![A-Za-z0-9])[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s?[0-9][A-Za-z]{2}(?![A-Za-z0-9])/g
/** Digits that a number in the United Kingdom has besides the 0. */
const SHORTEST = 9

/** E-mail addresses, telephone numbers and postcodes that are not the person's own, nor the council's. */
function reached(text: string, left: ReadonlySet<string>, phones: ReadonlySet<string>): readonly Place[] {
  const isOfOthers = (found: string) => !left.has(reachable(found))
  const places = [EMAIL, POSTCODE].flatMap((pattern) => [...text.matchAll(pattern)])
  const numbers = [...text.matchAll(PHONE)].filter(([found]) => {
    const national = nationalNumber(found)
    return phones.has(national) || (/^\+|^\(?0/.test(found) && national.length >= SHORTEST && !found.includes('/'))
  })
  return [...places, ...numbers]
    .filter(([found]) => isOfOthers(found))
    .map(({ index, 0: found }) => ({ from: index, to: index + found.length, why: 'stranger' as const, proposed: true }))
}

/** The same for however it is written. */
function reachable(text: string): string {
  if (text.includes('@')) return text.toLowerCase().trim()
  return /\p{L}/u.test(text) ? text.toUpperCase().replace(/\s/g, '') : nationalNumber(text)
}

/** Small letters without accents, one kind of apostrophe, hyphen and space; `at`: where each sign stood. */
function fold(text: string): { readonly plain: string; readonly at: readonly number[] } {
  let plain = ''
  const at: number[] = []
  let index = 0
  for (const sign of text) {
    const small = sign
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[’‘ʼ`´]/, "'")
      .replace(/[‐‑–]/, '-')
      .replace(/\s/, ' ')
    at.push(...Array.from({ length: small.length }, () => index))
    plain += small
    index += sign.length
  }
  at.push(text.length)
  return { plain, at }
}

/** A text in pieces: what is shown, and what was taken out. */
export type Piece = { readonly text: string } | { readonly taken: true }

/** @param places - Of one part; they may touch or overlap. */
export function withoutPlaces(text: string, places: readonly Pick<MarkedPlace, 'from' | 'to'>[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to } of places.toSorted((a, b) => a.from - b.from)) {
    if (to <= at) continue
    if (from > at) pieces.push({ text: text.slice(at, from) })
    if (from >= at || pieces.length === 0) pieces.push({ taken: true })
    at = Math.max(at, to)
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}
