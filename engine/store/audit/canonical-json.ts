import { InvalidValueError } from '../../errors.ts'

/**
 * JSON in its one canonical form: RFC 8785 restricted to what has no second spelling anywhere. Texts must be in Unicode
 * normal form C without lone surrogates, numbers whole and safe; keys are sorted by UTF-16 code unit. A property that
 * is `undefined` is left out.
 *
 * @throws InvalidValueError for anything else: a fraction, a date object, a function, a cycle. Nothing is mended.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', 0)
}

const MAX_DEPTH = 32

function write(value: unknown, at: string, depth: number): string {
  if (depth > MAX_DEPTH) throw refused(at, `nested more than ${MAX_DEPTH} deep`)
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'string':
      return writeText(value, at)
    case 'number':
      if (!Number.isSafeInteger(value)) throw refused(at, String(value))
      return String(value)
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return writeList(value, at, depth)
      return writeObject(value, at, depth)
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      throw refused(at, typeof value)
  }
}

function writeText(text: string, at: string): string {
  if (/\p{Surrogate}/u.test(text)) throw refused(at, 'a text with half a character')
  if (text.normalize('NFC') !== text) throw refused(at, 'a text that is not in normal form C')
  return JSON.stringify(text)
}

function writeList(list: readonly unknown[], at: string, depth: number): string {
  return `[${list.map((item, index) => write(item, `${at}/${index}`, depth + 1)).join(',')}]`
}

function writeObject(value: object, at: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refused(at, 'an object that is not plain')
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries
    .map(([key, item]) => `${writeText(key, at)}:${write(item, `${at}/${key}`, depth + 1)}`)
    .join(',')}}`
}

function refused(at: string, what: string): InvalidValueError {
  return new InvalidValueError(`value for the audit log at ${at === '' ? '/' : at}`, what)
}
