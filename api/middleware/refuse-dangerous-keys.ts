import type { RequestHandler } from 'express'
import { InvalidValueError } from '../../engine/index.ts'

const DANGEROUS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Refuses a JSON body that names a property through which objects inherit. */
export const refuseDangerousKeys: RequestHandler = (request, _response, next) => {
  const pending: unknown[] = [request.body]
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue
    for (const key of Object.keys(value)) {
      if (DANGEROUS.has(key)) throw new InvalidValueError('name of a property', key)
    }
    pending.push(...(Object.values(value) as unknown[]).filter((each) => each !== undefined))
  }
  next()
}
