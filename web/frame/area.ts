import { Router, type Request, type RequestHandler, type Response } from 'express'
import { mustBeStorable, sendPieces } from '../../api/index.ts'
import { mayDo, NotPermittedError, StepUpNeededError } from '../../engine/index.ts'
import {
  redirect,
  type Ask,
  type Door,
  type Fields,
  type Page,
  type PageSession,
  type Reply,
  type StaffAsk,
} from './page.ts'
import { mustBeChecked } from './security.ts'
import { signedIn } from './who-asks.ts'

export type Method = 'get' | 'post'

/** One address, its door, and what stands in the list that `tests/web/routes.test.ts` holds every address to. */
export interface RegisteredRoute {
  readonly method: Method
  readonly path: string
  readonly door: Door
}

/** Addresses of one kind of work. Each is registered with its door: there is no other way to add one. */
export interface Area {
  readonly router: Router
  readonly routes: readonly RegisteredRoute[]
  /** A page for users whose role has the permission. `before`: middleware such as one that takes uploads. */
  staff(
    method: Method,
    path: string,
    permission: Extract<Door, { for: 'staff' }>['permission'],
    page: Page<StaffAsk>,
    before?: RequestHandler,
  ): void
  /** A page for everybody. */
  open(method: Method, path: string, page: Page<Ask>, before?: RequestHandler): void
  /** A page for a complainant who gave the reference and the code; the page itself asks the session for the case. */
  complainant(method: Method, path: string, page: Page<Ask>, before?: RequestHandler): void
}

export function makeArea(): Area {
  const router = Router()
  const routes: RegisteredRoute[] = []
  const add = (method: Method, path: string, door: Door, handle: RequestHandler, before?: RequestHandler) => {
    routes.push({ method, path, door })
    router[method](path, ...(before === undefined ? [] : [before]), handle)
  }
  const isAlsoGot = (path: string) => routes.some((route) => route.method === 'get' && route.path === path)
  return {
    router,
    routes,
    staff(method, path, permission, page, before) {
      const handle: RequestHandler = async (request, response) => {
        const user = signedIn(request)
        if (user === undefined) {
          askToSignIn(request, response)
          return
        }
        mustBeChecked(request)
        if (!mayDo(user.actor, permission)) throw new NotPermittedError('Your role does not have this page')
        const reply = await orToConfirm(request, () => page({ ...askOf(request), actor: user.actor, user }))
        await answer(request, response, reply, method === 'post' && isAlsoGot(path))
      }
      add(method, path, { for: 'staff', permission }, handle, before)
    },
    open(method, path, page, before) {
      const handle: RequestHandler = async (request, response) => {
        mustBeChecked(request)
        await answer(request, response, await page(askOf(request)), method === 'post' && isAlsoGot(path))
      }
      add(method, path, { for: 'anyone' }, handle, before)
    },
    complainant(method, path, page, before) {
      const handle: RequestHandler = async (request, response) => {
        if (sessionOf(request).complainant === undefined) {
          response.redirect(303, '/track')
          return
        }
        mustBeChecked(request)
        await answer(request, response, await page(askOf(request)), method === 'post' && isAlsoGot(path))
      }
      add(method, path, { for: 'complainant' }, handle, before)
    },
  }
}

/** @throws InvalidValueError when something was sent that no database keeps. */
function askOf(request: Request): Ask {
  mustBeStorable(request.params, request.query, request.body)
  return {
    params: request.params as Readonly<Record<string, string>>,
    query: request.query as Fields,
    body: (request.body ?? {}) as Fields,
    session: sessionOf(request),
    request,
  }
}

export function sessionOf(request: Request): PageSession {
  return request.session as unknown as PageSession
}

/** After signing in the browser goes on where it wanted to be; the address holds no more than a path of ours. */
function askToSignIn(request: Request, response: Response): void {
  if (request.method === 'GET') sessionOf(request).afterSignIn = request.originalUrl
  saveAndSend(request, response, '/sign-in')
}

/** The session is stored before the browser comes back for the next page. */
function saveAndSend(request: Request, response: Response, to: string): void {
  request.session.save(() => {
    response.redirect(303, to)
  })
}

/** What needs a fresh proof of who asks sends the browser to give it, and back to the page from which it came. */
async function orToConfirm(request: Request, page: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await page()
  } catch (error) {
    if (!(error instanceof StepUpNeededError)) throw error
    sessionOf(request).afterConfirming = request.method === 'GET' ? request.originalUrl : cameFrom(request)
    return redirect('/confirm-it-is-you')
  }
}

/** The page on which a form stood; the start where the browser does not say. */
function cameFrom(request: Request): string {
  const referer = request.get('referer') ?? ''
  if (!URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return `${pathname}${search}`
}

/** @param isSentHere - The page answers a form that was sent to the form's own address. */
async function answer(request: Request, response: Response, reply: Reply, isSentHere: boolean): Promise<void> {
  switch (reply.kind) {
    case 'redirect':
      if (reply.notice !== undefined) sessionOf(request).notice = reply.notice
      saveAndSend(request, response, reply.to)
      return
    case 'file':
      response.type(reply.type)
      if (reply.name !== undefined) {
        // Somebody's file: saved by the browser, and harmless even if it were shown.
        response.attachment(reply.name).set('Content-Security-Policy', "default-src 'none'; sandbox")
      }
      response
        .status(reply.status ?? 200)
        .type(reply.type)
        .send(reply.content)
      return
    case 'pieces':
      // Somebody may look at it in place of saving it.
      response.set('Content-Security-Policy', "default-src 'none'; sandbox")
      await sendPieces(response, reply.file)
      return
    case 'stream': {
      response.set({ 'Content-Type': reply.type, 'Cache-Control': 'no-store', Connection: 'keep-alive' })
      response.flushHeaders()
      const stop = reply.open(
        (text) => response.write(text),
        () => response.end(),
      )
      response.on('close', stop)
      return
    }
    case 'view':
      response.locals['isSentHere'] = isSentHere
      response.status(reply.status ?? 200).render(`${reply.template}.njk`, reply.data)
  }
}
