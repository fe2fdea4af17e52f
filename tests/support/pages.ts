import { makePages } from '../../web/index.ts'
import type { PageParts } from '../../api/index.ts'
import type { Actor, Role, Runtime } from '../../engine/index.ts'
import type { WhoAsks } from '../../web/frame/index.ts'
import { startTestService, type TestService, type TestServiceOptions } from './service.ts'

/** A whole Redress with its pages. Who asks is told by a header, so that pages can be tried without signing in. */
export interface TestPages extends TestService {
  /** What its pages are made of. */
  readonly parts: PageParts
  /** A browser without scripts: it keeps its cookies, follows redirects, and sends each form's own token. */
  browse(actor?: Actor): Browser
}

export interface Browser {
  get(path: string): Promise<Shown>
  /** As the browser would send it now. */
  cookie(name: string): string | undefined
  /** The token of the session's forms, as the last page with a form had it. */
  token(): string
  /** Sends a form with the token of the session. Fields that came several times are lists. */
  post(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Shown>
  /** The same of a form with files. */
  upload(path: string, fields: Readonly<Record<string, string>>, files: readonly FileToSend[]): Promise<Shown>
}

export interface FileToSend {
  /** Name of the form's field. */
  readonly field: string
  /** Of the file. */
  readonly name: string
  readonly content: Buffer
}

export interface Shown {
  readonly status: number
  /** Where the last redirect led; the path and the query. */
  readonly at: string
  readonly headers: Headers
  readonly html: string
}

const WHO = 'x-test-actor'

/** `id/role`, and after two more strokes the case to which they are bound, and `fresh` for who has just proved who they are. */
const byHeader =
  ({ clock }: Runtime): WhoAsks =>
  (request) => {
    const [id, role, boundTo, fresh] = (request.get(WHO) ?? '').split('/')
    if (!id || !role) return Promise.resolve(undefined)
    const steppedUp = fresh === 'fresh' && { steppedUpAt: clock.now() }
    return Promise.resolve({ actor: { id, role: role as Role, ...(boundTo && { boundTo }), ...steppedUp }, name: id })
  }

export function headerOf({ id, role, boundTo = '', steppedUpAt }: Actor): string {
  return steppedUpAt === undefined && boundTo === ''
    ? `${id}/${role}`
    : `${id}/${role}/${boundTo}${steppedUpAt === undefined ? '' : '/fresh'}`
}

export async function startTestPages(options: TestServiceOptions): Promise<TestPages> {
  let parts: PageParts | undefined
  const test = await startTestService({
    ...options,
    makePages(given) {
      parts = given
      return makePages(given, byHeader(given.runtime))
    },
  })
  if (parts === undefined) throw new RangeError('The service made no pages')
  return { ...test, parts, browse: (actor) => makeBrowser(test.service.url, actor) }
}

function makeBrowser(url: string, actor: Actor | undefined): Browser {
  const cookies = new Map<string, string>()
  let token = ''

  const send = async (path: string, init: RequestInit = {}): Promise<Shown> => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(actor !== undefined && { [WHO]: headerOf(actor) }),
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.headers as Readonly<Record<string, string>> | undefined),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const to = response.headers.get('location')
    if (to !== null && response.status >= 300 && response.status < 400) {
      // Another site's address is not followed: where the browser would go stands in `at`.
      return to.startsWith('/') ? send(to) : { status: response.status, at: to, headers: response.headers, html: '' }
    }
    const html = await response.text()
    token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: response.status, at: path, headers: response.headers, html }
  }
  return {
    get: (path) => send(path),
    cookie: (name) => cookies.get(name),
    token: () => token,
    upload(path, fields, files) {
      const form = new FormData()
      form.set('_csrf', token)
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      for (const { field, name, content } of files) form.append(field, new Blob([new Uint8Array(content)]), name)
      return send(path, { method: 'POST', body: form })
    },
    async post(path, fields) {
      const form = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
      form.set('_csrf', token)
      return send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      })
    },
  }
}
