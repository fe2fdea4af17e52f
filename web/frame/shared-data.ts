import type { RequestHandler } from 'express'
import { sessionOf } from './area.ts'
import { NAVIGATION } from './navigation.ts'
import { csrf } from './security.ts'
import { secondsLeft } from './session.ts'
import { signedIn } from './who-asks.ts'
import { mayDo } from '../../engine/index.ts'

/** What every template can show: who signed in, where they can go, the form's token, the notice of the last page. */
export const sharedData: RequestHandler = (request, response, next) => {
  const session = sessionOf(request)
  const user = signedIn(request)
  response.locals['user'] = user
  response.locals['path'] = request.path
  response.locals['sessionSeconds'] = secondsLeft(request)
  response.locals['navigation'] =
    user === undefined
      ? []
      : NAVIGATION.filter(({ permission }) => mayDo(user.actor, permission)).map((item) => ({
          ...item,
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
