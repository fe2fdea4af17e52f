import { InvalidValueError } from '../errors.ts'

/** One page of a list; `next` asks for the one after it, and is absent on the last. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next?: string
}

export interface PageRequest {
  /** The `next` of the page before. */
  readonly after?: string
  /** Rows, at most 500; 50 when left out. */
  readonly limit?: number
}

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 500

export function limitOf({ limit = DEFAULT_LIMIT }: PageRequest): number {
  return Math.min(Math.max(1, Math.trunc(limit)), MAX_LIMIT)
}

/** The place of a row in a list's order, as a text that means nothing to its bearer. */
export function cursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** @throws InvalidValueError when the text is not a cursor of a list with that many sort columns. */
export function placeOf(text: string, columns: number): readonly (string | number)[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (isPlace(place) && place.length === columns) return place
  } catch {
    // Not JSON: refused below like any other text that we did not make.
  }
  throw new InvalidValueError('cursor', text)
}

function isPlace(place: unknown): place is readonly (string | number)[] {
  return Array.isArray(place) && place.every((value) => typeof value === 'string' || typeof value === 'number')
}
