/*
 * What people typed is put into letters as it is: never a template, never a header. Characters that no reader sees,
 * and that could move other text about, are left out.
 */

/** Control characters, and the marks that turn the direction of what follows. */
const UNSEEN = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/gu

/** One line, for a name, a reference, a heading. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
}

/** Somebody's own words before a sentence of ours: a full stop between them where they have left it out. */
export function sentence(text: string): string {
  const words = lines(text)
  return words === '' || /[.!?…:;]["'”’)]?$/u.test(words) ? words : `${words}.`
}

/** Several lines, for people's own words. Line ends become `\n`. */
export function lines(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSEEN, '')
    .trim()
}
