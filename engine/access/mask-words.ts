import { initialsOf } from '../case/initials.ts'

/** Ways to reach somebody, wherever they stand in a text. */
const REACHED = /[^\s@<>]+@[^\s@<>]+|\+?\d[\d ()-]{6,}\d/gu

/**
 * Words that somebody wrote, with the names of the people of their case as initials, and without e-mail addresses and
 * telephone numbers. A name that is not on record as one of the case is not known, and stays.
 */
export function maskedWords(text: string, names: readonly string[]): string {
  const whole = [...new Set(names)].filter((name) => name.trim() !== '').sort((a, b) => b.length - a.length)
  const parts = whole.flatMap((name) => name.split(/[\s-]+/u)).filter((word) => /^\p{L}{2,}/u.test(word))
  return [...whole, ...new Set(parts)].reduce(
    (left, name) => left.replace(asWord(name), initialsOf(name) || '…'),
    text.replace(REACHED, '…'),
  )
}

function asWord(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/gu, '\\s+')
  return new RegExp(`(?<!\\p{L})${literal}(?!\\p{L})`, 'giu')
}
