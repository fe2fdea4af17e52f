import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What Notify was asked to send. */
export interface NotifyRequest {
  readonly template_id: string
  readonly email_address: string
  readonly personalisation: { readonly subject: string; readonly body: string }
  readonly reference: string
}

/** How it answers the next request: an HTTP status, or not at all. */
export type NotifyMood = number | 'hang-up' | 'silent' | 'nonsense' | 'redirect' | 'take-and-hang-up'

/** A stand-in for GOV.UK Notify's HTTP API: takes only requests with a token signed by its key. */
export interface NotifyStub {
  readonly url: string
  readonly port: number
  /** What it has taken. */
  readonly taken: readonly NotifyRequest[]
  /** Paths asked for, in order. */
  readonly asked: readonly string[]
  /** For the next request to send; then it is well again. */
  mood(next: NotifyMood): void
  stop(): Promise<void>
}

export const SERVICE_ID = '26785a09-ab16-4eb0-8407-a37497a57506'
export const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0'
export const NOTIFY_KEY = `a_test_key-${SERVICE_ID}-${SECRET}`

export async function startNotify(port = 0): Promise<NotifyStub> {
  const taken: NotifyRequest[] = []
  const asked: string[] = []
  let next: NotifyMood = 201
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const at = (server.address() as AddressInfo).port

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    const json = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const fault = (status: number, error: string, message: string) => {
      json(status, { status_code: status, errors: [{ error, message }] })
    }
    if (!isSigned(request.headers.authorization)) {
      fault(403, 'AuthError', 'Invalid token: signature, api token not found')
      return
    }
    const url = new URL(request.url ?? '/', 'http://stub')
    if (request.method === 'GET' && url.pathname === '/v2/notifications') {
      const reference = url.searchParams.get('reference')
      json(200, {
        notifications: taken.filter((one) => one.reference === reference).map((_, id) => ({ id })),
        links: {},
      })
      return
    }
    if (request.method !== 'POST' || url.pathname !== '/v2/notifications/email') {
      fault(404, 'NotFound', 'Not found')
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asking = JSON.parse(Buffer.concat(chunks).toString('utf8')) as NotifyRequest
    const mood = next
    next = 201
    switch (mood) {
      case 'hang-up':
        request.socket.destroy()
        return
      case 'take-and-hang-up':
        taken.push(asking)
        request.socket.destroy()
        return
      case 'silent':
        return
      case 'nonsense':
        response.writeHead(502).end('<html>Bad gateway</html>')
        return
      case 'redirect':
        response.writeHead(302, { location: `http://127.0.0.1:${at}/elsewhere` }).end()
        return
      case 201:
        taken.push(asking)
        json(201, { id: `notification-${taken.length}`, reference: asking.reference })
        return
      default:
        fault(mood, mood === 429 ? 'RateLimitError' : 'ValidationError', 'email_address Not a valid email address')
    }
  }

  return {
    url: `http://127.0.0.1:${at}`,
    port: at,
    taken,
    asked,
    mood(mood) {
      next = mood
    },
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}

/** HS256 by the key's secret, issued by the service, not older than 30 seconds: what Notify asks for. */
function isSigned(authorization = ''): boolean {
  const [, head = '', claims = '', signature = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? []
  const expected = createHmac('sha256', SECRET).update(`${head}.${claims}`).digest('base64url')
  if (signature !== expected) return false
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
  const { iss, iat } = read(claims)
  return read(head)['alg'] === 'HS256' && iss === SERVICE_ID && Math.abs(Number(iat) - Date.now() / 1000) < 30
}
