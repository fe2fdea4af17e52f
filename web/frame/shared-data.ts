import type { RequestHandler } from 'express'
import { approvalsWaiting, mayDo, type Runtime } from '../../engine/index.ts'
import { sessionOf } from './area.ts'
import { NAVIGATION } from './navigation.ts'
import { csrf } from './security.ts'
import { secondsLeft } from './session.ts'
import { signedIn } from './who-asks.ts'

/** What every template can show: who signed in, where they can go, the form's token, the notice of the last page. */
export function sharedData(runtime: Runtime): RequestHandler {
  return async (request, response, next) => {
    const session = sessionOf(request)
    const user = signedIn(request)
    // Where one goes on is not asked after what one sends.
    const waiting = user === undefined || request.method !== 'GET' ? 0 : await approvalsWaiting(runtime, user.actor)
    response.locals['user'] = user
    response.locals['hasOwnPassword'] = session.signedInBy === 'password'
    response.locals['path'] = request.path
    response.locals['sessionSeconds'] = secondsLeft(request)
    response.locals['navigation'] =
      user === undefined
        ? []
        : NAVIGATION.filter(({ permission, unless }) => {
            return mayDo(user.actor, permission) && !(unless !== undefined && mayDo(user.actor, unless))
          }).map((item) => ({
            ...item,
            ...(item.href === '/approvals' && waiting > 0 && { text: `${item.text} (${waiting})` }),
            active: request.path === item.href || request.path.startsWith(`${item.under}/`),
          }))
    // A token is made when a template asks for it, so that looking at a page opens no session.
    response.locals['csrfToken'] = () => csrf.generateToken(request)
    if (request.method === 'GET' && session.notice !== undefined) {
      response.locals['notice'] = session.notice
      delete session.notice
    }
    next()
  }
}
