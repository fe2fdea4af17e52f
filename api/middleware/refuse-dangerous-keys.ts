import type { RequestHandler } from 'express'
import { InvalidValueError } from '../../engine/index.ts'

const DANGEROUS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
/** Values in one body: far beyond what anybody asks, and few enough to find every fault in them at once. */
const MOST_VALUES = 20_000

/** Refuses a JSON body that names a property through which objects inherit, or that has more values than anybody sends. */
export const refuseDangerousKeys: RequestHandler = (request, _response, next) => {
  const pending: unknown[] = [request.body]
  let values = 0
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [key, each] of Object.entries(value)) {
      if (DANGEROUS.has(key)) throw new InvalidValueError('name of a property', key)
      values += 1
      if (values > MOST_VALUES) throw Object.assign(new Error('The body has too many values'), { status: 413 })
      pending.push(each as unknown)
    }
  }
  next()
}
