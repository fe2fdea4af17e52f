import type { ErrorRequestHandler, Request } from 'express'
import { mayDo, MoreNeededError, NotFoundError, wayIn, type Runtime } from '../../engine/index.ts'
import { signedIn } from './who-asks.ts'

/** `/cases/SC-2026-00001` and what stands below it. */
const OF_A_CASE = /^\/cases\/([A-Za-z0-9-]+)(?:\/|$)/

/**
 * What is asked of somebody besides leads to the page on which they give it, and from there to where they wanted to be:
 * a reason on record; for those who may open a restricted case in an emergency, that. Everybody else hears what
 * they hear of a case that is not there. (A fresh proof of who asks is asked for by `makeArea`.)
 */
export function waysIn(runtime: Runtime): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const user = signedIn(request)
    const caseId = OF_A_CASE.exec(request.path)?.[1]
    if (response.headersSent || user === undefined || caseId === undefined) {
      next(error)
      return
    }
    if (error instanceof MoreNeededError && error.needs.includes('reason') && mayDo(user.actor, 'give-reason')) {
      response.status(403).render('access/reason.njk', { reference: caseId, to: wantedOf(request, caseId) })
      return
    }
    if (error instanceof NotFoundError && mayDo(user.actor, 'break-glass')) {
      const way = await wayIn(runtime, user.actor, caseId)
      if (way !== undefined) {
        // Of the same number as of a case that is not there: nothing but this page says that it is.
        response.status(404).render('access/restricted.njk', { reference: caseId, alone: way.alone })
        return
      }
    }
    next(error)
  }
}

/** Where they wanted to be; after a form, the case. */
function wantedOf(request: Request, caseId: string): string {
  return request.method === 'GET' ? request.originalUrl : `/cases/${caseId}`
}
