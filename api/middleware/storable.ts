import type { RequestHandler } from 'express'
import { InvalidValueError } from '../../engine/index.ts'

/** The sign that no database keeps in a text, and half of a pair that is no sign at all. */
const UNSTORABLE = /\0|[\ud800-\udfff]/u

/** @throws InvalidValueError when a text somewhere in the value has a sign that cannot be kept. */
export function mustBeStorable(...values: readonly unknown[]): void {
  const pending = [...values]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value === 'string' && UNSTORABLE.test(value)) throw new InvalidValueError('text', 'with unknown signs')
    if (typeof value === 'object' && value !== null)
      pending.push(...Object.keys(value), ...(Object.values(value) as unknown[]))
  }
}

/** Refuses an address or a JSON body with such a text in it. */
export const refuseUnstorable: RequestHandler = (request, _response, next) => {
  mustBeStorable(decoded(request.path), request.query, request.body)
  next()
}

/** What cannot be decoded is refused by whoever reads the address. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
