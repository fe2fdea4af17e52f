import type { RequestHandler } from 'express'
import type { DiskWatch } from '../disk-watch.ts'

/** Requests that change nothing of any case: whoever wants to read must be able to sign in. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
const ALLOWED = /^\/sign-(in|out)(\/|$)/

/** Turns away whatever would be written while the disk is nearly full, before anything of it is read. */
export function refuseWhileFull({ mustHaveRoom }: Pick<DiskWatch, 'mustHaveRoom'>): RequestHandler {
  return (request, _response, next) => {
    if (!READING.has(request.method) && !ALLOWED.test(request.path)) mustHaveRoom()
    next()
  }
}
