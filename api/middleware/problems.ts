import type { ErrorRequestHandler, Request, Response } from 'express'
import {
  ConflictError,
  EngineError,
  InvalidVariablesError,
  MoreNeededError,
  RefusedError,
  StoreUnavailableError,
  type ErrorCode,
} from '../../engine/index.ts'

/** The HTTP status of each engine error. The engine itself knows nothing of HTTP. */
export const STATUS: Readonly<Record<ErrorCode, number>> = {
  INVALID_VALUE: 400,
  NOT_PERMITTED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 409,
  INVALID_VARIABLES: 422,
  NO_LAW_FOR_DATE: 422,
  DIAGRAM_REFUSED: 422,
  STATE_DAMAGED: 500,
  STORE_NEWER: 500,
  STORE_UNAVAILABLE: 503,
  GONE: 410,
  MORE_NEEDED: 403,
  STEP_UP_NEEDED: 401,
}

/** RFC 9457. `type` names the section of the errors page. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly [extension: string]: unknown
}

/** Codes of what goes wrong before a request reaches the engine, or outside of it. */
export const HTTP_CODES = {
  400: 'INVALID_REQUEST',
  401: 'NOT_AUTHENTICATED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'UNFORESEEN',
  503: 'BUSY',
} as const

/** What is said of our own faults. Their inside goes to nobody. */
const OWN_FAULTS: Readonly<Record<string, string>> = {
  STATE_DAMAGED: 'What was stored is not what was saved',
  STORE_NEWER: 'The database was written by a newer release',
  STORE_UNAVAILABLE: 'The database cannot be used now; ask again later',
}

/** When to ask again of a database that cannot be used now. */
export const COME_AGAIN_SECONDS = '30'

/** What the client is told of an error. One that nobody foresaw shows nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof EngineError) {
    return {
      type: `/errors#${error.code}`,
      title: OWN_FAULTS[error.code] ?? error.message,
      status: STATUS[error.code],
      ...(error instanceof InvalidVariablesError && { faults: error.faults }),
      ...(error instanceof RefusedError && { reason: error.reason }),
      ...(error instanceof ConflictError && error.winner !== undefined && { winner: error.winner }),
      // In the engine's own words: that the disk is full, say.
      ...(error instanceof StoreUnavailableError && { detail: error.message }),
      ...(error instanceof MoreNeededError && { needs: error.needs }),
      ...('findings' in error && { findings: error.findings }),
    }
  }
  if (isHttpError(error)) return problemOfHttp(error)
  return { type: `/errors#${HTTP_CODES[500]}`, title: 'Something went wrong', status: 500 }
}

/** A problem that has no error behind it. */
export function plainProblem(status: keyof typeof HTTP_CODES, title: string): Problem {
  return { type: `/errors#${HTTP_CODES[status]}`, title, status }
}

function problemOfHttp({ status, message, errors = [], type }: HttpError): Problem {
  if (type === 'entity.parse.failed') return plainProblem(400, 'The body is not JSON')
  switch (status) {
    case 404:
      return plainProblem(404, 'There is nothing at this address')
    case 405:
      return plainProblem(405, 'This address does not take that method')
    case 413:
      return plainProblem(413, 'The body is too large')
    case 415:
      return plainProblem(415, 'Send JSON, as Content-Type: application/json')
    case 429:
      return plainProblem(429, message)
    default:
      return {
        type: `/errors#${HTTP_CODES[400]}`,
        title: message,
        status,
        ...(errors.length > 0 && {
          faults: errors.map((each) => ({ at: each.path ?? '', message: each.message ?? '' })),
        }),
      }
  }
}

/** Answers an error as `application/problem+json`, and tells `onError` of those that are our own fault. */
export function problems(onError: (error: unknown, request: Request, response: Response) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const problem = problemOf(error)
    if (problem.status >= 500) onError(error, request, response)
    if (isHttpError(error) && error.headers !== undefined) response.set(error.headers)
    if (problem.status === 503) response.set('Retry-After', COME_AGAIN_SECONDS)
    sendProblem(response, problem)
  }
}

/** Answers a problem. */
export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').json(problem)
}

interface HttpError {
  readonly status: number
  readonly message: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly errors?: readonly { readonly path?: string; readonly message?: string }[]
}

/** Errors of express's body parser and of the OpenAPI validator carry a 4xx status and a message fit to show. */
function isHttpError(error: unknown): error is HttpError {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  )
}
