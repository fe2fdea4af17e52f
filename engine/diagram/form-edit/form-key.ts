import { capital } from '../../values/capital.ts'

/** Names that pages or the engine take for something of their own. */
const TAKEN: ReadonlySet<string> = new Set([
  ...['late', 'signatory', 'body', 'leadBody', 'points', 'outstandingPoints', 'attendees', 'bodies', 'adjustments'],
  ...['outcome', 'item', 'constructor', 'prototype', 'today', 'date', 'time', 'true', 'false', 'null', 'not', 'in'],
])

const LONGEST = 40

/** Words that say nothing in a key. */
const SMALL: ReadonlySet<string> = new Set(
  'a an the of to is are was were it this that do does did you your'.split(' '),
)

/**
 * A key for a question: readable, made of its first label, and for ever. One that is taken gets a number.
 *
 * @param among - the keys that there are
 */
export function keyFor(label: string, among: readonly string[]): string {
  const words = plainWords(label)
  const telling = words.filter((word) => !SMALL.has(word))
  const [first = 'question', ...more] = telling.length > 0 ? telling : words
  let key = /^\d/.test(first) ? `question${capital(first)}` : first
  for (const word of more) if (key.length + word.length <= LONGEST) key += capital(word)
  key = key.slice(0, LONGEST)
  return free(TAKEN.has(key) ? `${key}Answer` : key, among, '')
}

/** A code for an answer, in the same way: `staff-absent`. */
export function codeFor(label: string, among: readonly string[]): string {
  const words = plainWords(label)
  let code = words[0]?.slice(0, LONGEST) ?? 'answer'
  for (const word of words.slice(1)) if (code.length + word.length < LONGEST) code += `-${word}`
  return free(code, among, '-')
}

/** A name for a file, in the same way: `ask-for-papers`. */
export function fileNameFor(title: string, among: readonly string[]): string {
  const name = codeFor(title, [])
  return free(/^\d/.test(name) ? `form-${name}` : name, among, '-')
}

function plainWords(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase()
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== '')
}

function free(base: string, among: readonly string[], hyphen: string): string {
  if (!among.includes(base)) return base
  let number = 2
  while (among.includes(`${base}${hyphen}${number}`)) number += 1
  return `${base}${hyphen}${number}`
}
