/** A code as words: `complaint-received` → `complaint received`. */
export function codeInWords(code: string): string {
  return code.replaceAll(/[-_]/g, ' ').trim()
}

/** A name of an attribute or a key as words: `maxLength` → `max length`. */
export function keyInWords(key: string): string {
  return codeInWords(key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
}

export function quoted(text: string): string {
  return `“${text}”`
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  const [last = '', ...before] = items.toReversed()
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`
}

/** `1 change`, `2 changes`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** In one line of at most so many characters. */
export function brief(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(\d+)Y/, 'year'],
  [/(\d+)W/, 'week'],
  [/(\d+)D/, 'day'],
]
const TIMES: readonly (readonly [RegExp, string])[] = [
  [/(\d+)H/, 'hour'],
  [/(\d+)M/, 'minute'],
  [/(\d+)S/, 'second'],
]

/** ISO 8601 durations as words (`P10D` → `10 days`); anything else as it is written. */
export function durationInWords(text: string): string {
  const [, , days = '', time = ''] = /^(R\d*\/)?P([^T]*)(?:T(.*))?$/.exec(text) ?? []
  const months = /(\d+)M/.exec(days)?.[1]
  const parts = [
    ...UNITS.flatMap(([unit, word]) => amount(unit.exec(days)?.[1], word)),
    ...amount(months, 'month'),
    ...TIMES.flatMap(([unit, word]) => amount(unit.exec(time)?.[1], word)),
  ]
  if (parts.length === 0 || text.startsWith('R')) return text
  return listed(parts)
}

function amount(count: string | undefined, word: string): readonly string[] {
  return count === undefined ? [] : [counted(Number(count), word)]
}
