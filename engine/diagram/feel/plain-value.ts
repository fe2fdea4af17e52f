import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin'

/**
 * What an expression gave, as plain data that no one can change: days, times and durations as ISO 8601 text, a moment in
 * Europe/London without its zone.
 *
 * @returns undefined where it gave something that is not data: a range, a function, a number beyond counting.
 */
export function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) {
    const items = value.map(plainValue)
    return items.includes(undefined) ? undefined : Object.freeze(items)
  }
  if (typeof value !== 'object') return undefined
  if (Object.getPrototypeOf(value) !== Object.prototype) return temporalText(value)
  const entries = Object.entries(value).map(([key, inner]) => [key, plainValue(inner)] as const)
  return entries.some(([, inner]) => inner === undefined) ? undefined : Object.freeze(Object.fromEntries(entries))
}

function temporalText(value: object): string | undefined {
  if (value instanceof FeelDate || value instanceof FeelDuration) return value.toString()
  if (!(value instanceof FeelDateTime || value instanceof FeelTime)) return undefined
  const text = value.toString().replace('@Europe/London', '')
  return text.includes('@') ? undefined : text
}
