import { Router } from 'express'
import { actorOf } from './authenticate.ts'
import { rateLimit } from './rate-limit.ts'

/** Requests a minute of one key for what costs most: searching, taking complaints down, sending files. */
export const PER_KEY = 300

/** Says no before anything of the body is read. Each address is counted for itself. */
export function keyLimits(nowMs: () => number): Router {
  const routes = Router()
  for (const path of [
    '/search',
    '/intake',
    '/cases/:caseId/documents',
    '/cases/:caseId/documents/:documentId/redacted-copies',
  ]) {
    routes.post(path, rateLimit({ perMinute: PER_KEY, keyOf: (request) => actorOf(request).id, nowMs }))
  }
  return routes
}
