import type { RequestHandler } from 'express'

/**
 * HEAD is asked for wherever GET is; the OpenAPI validator knows only methods that its document names. Node has settled
 * by now that the answer has no body.
 */
export const headAsGet: RequestHandler = (request, _response, next) => {
  if (request.method === 'HEAD') request.method = 'GET'
  next()
}
