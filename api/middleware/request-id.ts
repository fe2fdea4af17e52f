import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'

/** Gives each request an id (the caller's own, if it sent one) and logs it when answered: route, status, duration. */
export function requestId(log: Log, nowMs: () => number): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id')
    const id = given !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID()
    response.set('X-Request-Id', id)
    const startedMs = nowMs()
    response.on('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path
      log.info('request', {
        requestId: id,
        method: request.method,
        route: route === undefined ? 'none' : `${request.baseUrl}${route}`,
        status: response.statusCode,
        ms: Math.round(nowMs() - startedMs),
      })
    })
    next()
  }
}
