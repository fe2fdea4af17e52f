import type { ErrorRequestHandler, Express, RequestHandler, Response } from 'express'
import { ConflictError, EngineError, RefusedError } from '../../engine/index.ts'
import { COME_AGAIN_SECONDS, routeOf, STATUS, type Log } from '../../api/index.ts'

/** What is said to the reader: what happened, and what they can do about it. */
interface Told {
  readonly status: number
  readonly title: string
  readonly text: string
}

const NOT_THERE: Told = {
  status: 404,
  title: 'Page not found',
  text: 'If you typed the address, check it is correct. If you followed a link, the case may have moved, or it is not one that you can see.',
}

const OURS: Told = {
  status: 500,
  title: 'Sorry, there is a problem with the service',
  text: 'Nothing that you sent was half done. Try again in a few minutes.',
}

const NOT_NOW: Told = {
  status: 503,
  title: 'Sorry, nothing can be saved just now',
  text: 'Nothing that you sent was saved. Go back to keep what you have typed, and send it again in a few minutes. Lists and cases can be read meanwhile.',
}

/** When to try again, where nothing more is known. Seconds. */
const A_MINUTE = '60'

export const notFound: RequestHandler = (_request, response) => {
  response.status(404).render('frame/error.njk', NOT_THERE)
}

/** Says that too much is asked just now. The same for everybody, and made once: there is no time for more. */
export function busyPage(app: Express): (response: Response) => void {
  let made: string | undefined
  return (response) => {
    if (made !== undefined) {
      response.type('html').send(made)
      return
    }
    app.render('frame/busy.njk', {}, (error: unknown, html?: string) => {
      made = html
      if (error == null) response.type('html').send(html)
      else response.end()
    })
  }
}

/** An error as a page. The inside of one that nobody foresaw goes to nobody. */
export function errorPages(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const told = toldOf(error)
    if (told.status >= 500) {
      log.error('request-failed', {
        requestId: response.get('x-request-id'),
        method: request.method,
        route: routeOf(request),
        error: error instanceof Error ? error.name : 'unknown',
      })
    }
    if (told.status === 503) response.set('Retry-After', COME_AGAIN_SECONDS)
    if (told.status === 429) response.set('Retry-After', response.get('Retry-After') ?? A_MINUTE)
    response.status(told.status).render('frame/error.njk', told)
  }
}

function toldOf(error: unknown): Told {
  if (error instanceof ConflictError) {
    return {
      status: 409,
      title: 'Somebody else was quicker',
      text: `${error.message}. Go back, look again, and decide anew.`,
    }
  }
  if (error instanceof RefusedError) return { status: 409, title: 'This cannot be done', text: error.message }
  if (error instanceof EngineError) {
    const status = STATUS[error.code]
    if (status === 404) return NOT_THERE
    if (status === 403) return { status, title: 'You cannot do this', text: `${error.message}.` }
    if (status < 500) return { status, title: 'This could not be read', text: error.message }
    if (status === 503) return NOT_NOW
    return OURS
  }
  return toldOfHttp(error) ?? OURS
}

/** Errors of express and of what reads bodies carry a status. */
function toldOfHttp(error: unknown): Told | undefined {
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  switch (status) {
    case 403:
      return {
        status,
        title: 'This page was open too long',
        text: 'Go back, load the page again and send it once more. Drafts that you saved are still there.',
      }
    case 404:
      return NOT_THERE
    case 413:
      return { status, title: 'That is too large', text: 'Send a smaller file, or less text.' }
    case 429:
      return {
        status,
        title: 'Please wait a little',
        text: 'This has been sent very often in a short time. Go back to keep what you have typed, wait some minutes, and send it again.',
      }
    default:
      return status >= 400 && status < 500
        ? { status, title: 'This could not be read', text: 'Go back and try again.' }
        : undefined
  }
}
