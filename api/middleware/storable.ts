import type { RequestHandler } from 'express'
import { InvalidVariablesError } from '../../engine/index.ts'

/** The sign that no database keeps in a text, and half of a pair that is no sign at all. */
const UNSTORABLE = /\0|[\ud800-\udfff]/u

/** @throws InvalidVariablesError naming where a text has a sign that cannot be kept. */
export function mustBeStorable(...values: readonly unknown[]): void {
  const pending = values.map((value) => ({ value, at: '' }))
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, at } = next
    if (typeof value === 'string' && UNSTORABLE.test(value)) throw unstorable(at)
    if (typeof value !== 'object' || value === null) continue
    for (const [key, each] of Object.entries(value)) {
      if (UNSTORABLE.test(key)) throw unstorable(at)
      pending.push({ value: each as unknown, at: `${at}/${key}` })
    }
  }
}

function unstorable(at: string): InvalidVariablesError {
  return new InvalidVariablesError('The text', [
    {
      at,
      message: 'has a sign that cannot be kept (the sign NUL, or half of another): write it anew and send it again',
    },
  ])
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
