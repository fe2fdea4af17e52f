import { csrfSync } from 'csrf-sync'
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import { NotPermittedError } from '../../engine/index.ts'
import { field, type Fields } from './page.ts'

/** Hash of the one script that stands in govuk-frontend's own template: it marks the page as having scripts. */
const TEMPLATE_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"

/** Headers of every page: nothing from elsewhere, nothing in line, in no frame. `secure`: the service is reached by https. */
export function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", TEMPLATE_SCRIPT],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
        ...(secure && { 'upgrade-insecure-requests': [] }),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: false } : false,
  })
}

/** Nothing changes for a request that another site made a browser send (`Sec-Fetch-Site`). */
export const sameSite: RequestHandler = (request, _response, next) => {
  const site = request.get('sec-fetch-site')
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new NotPermittedError('This came from another site; open the page here and try again')
  }
  next()
}

const csrf = csrfSync({
  getTokenFromRequest: (request) => field((request.body ?? {}) as Fields, '_csrf') || request.get('x-csrf-token'),
})

/** Requests that carried their session's token. */
const CHECKED = new WeakSet<Request>()

/** Refuses a form that does not carry its session's token. Uploads are checked once their fields are read. */
export const csrfProtection: RequestHandler = (request, response, next) => {
  if (request.is('multipart/form-data') !== false && request.body === undefined) next()
  else void csrfOfUpload(request, response, next)
}

/** The same for a form with files, after the middleware that reads it. */
export const csrfOfUpload: RequestHandler = (request, response, next) => {
  csrf.csrfSynchronisedProtection(request, response, (error?: unknown) => {
    if (error === undefined) CHECKED.add(request)
    next(error)
  })
}

/** A page that takes no files is sent none: whatever its form was sent as, its token was looked at. */
export function mustBeChecked(request: Request): void {
  if (request.method === 'POST' && !CHECKED.has(request)) {
    throw new NotPermittedError('This came without the token of its form; open the page here and try again')
  }
}

export { csrf }
