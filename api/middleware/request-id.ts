import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'
import { routeOf } from './route-of.ts'

/** Gives each request an id (the caller's own, if it sent one) and logs it when answered: route, status, duration. */
export function requestId(log: Log, nowMs: () => number): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id')
    const id = given !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID()
    response.set('X-Request-Id', id)
    const startedMs = nowMs()
    response.on('finish', () => {
      log.info('request', {
        requestId: id,
        method: request.method,
        route: routeOf(request),
        status: response.statusCode,
        ms: Math.round(nowMs() - startedMs),
      })
    })
    next()
  }
}
