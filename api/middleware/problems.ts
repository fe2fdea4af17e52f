import type { ErrorRequestHandler } from 'express'
import { ConflictError, EngineError, InvalidVariablesError, RefusedError, type ErrorCode } from '../../engine/index.ts'

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
}

/** RFC 9457. `type` names the section of the errors page. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly [extension: string]: unknown
}

/** What the client is told of an error. One that nobody foresaw shows nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof EngineError) {
    return {
      type: `/errors#${error.code}`,
      title: error.message,
      status: STATUS[error.code],
      ...(error instanceof InvalidVariablesError && { faults: error.faults }),
      ...(error instanceof RefusedError && { reason: error.reason }),
      ...(error instanceof ConflictError && error.winner !== undefined && { winner: error.winner }),
      ...('findings' in error && { findings: error.findings }),
    }
  }
  if (isHttpError(error)) {
    return {
      type: `/errors#${error.status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST'}`,
      title: error.message,
      status: error.status,
      ...(error.errors !== undefined && {
        faults: error.errors.map(({ path, message }) => ({ at: path ?? '', message: message ?? '' })),
      }),
    }
  }
  return { type: '/errors#UNFORESEEN', title: 'Something went wrong', status: 500 }
}

/** Answers an error as `application/problem+json`, and tells `onError` of those that are our own fault. */
export function problems(onError: (error: unknown, path: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const problem = problemOf(error)
    if (problem.status >= 500) onError(error, request.route === undefined ? 'unrouted' : String(request.method))
    response.status(problem.status).type('application/problem+json').json(problem)
  }
}

interface HttpError {
  readonly status: number
  readonly message: string
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
