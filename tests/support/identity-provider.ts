import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

type Claims = Record<string, unknown>

/** A provider of identities in this process; whoever comes to it is `who`, and signs in without being asked. */
export interface TestProvider {
  readonly issuer: string
  who: { readonly sub: string; readonly claims: Readonly<Claims> }
  /** Changes what stands in the next identity tokens, which are signed all the same. */
  spoil: ((claims: Claims) => Claims) | undefined
  /** Follows the way through the provider as a browser does. @returns where it sends the browser back to. */
  visit(address: string): Promise<string>
  stop(): Promise<void>
}

/** @param redirectUri - Where the service under test wants people back. */
export async function startTestProvider(redirectUri: string): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = 'test'
  const signed = (claims: Claims) => {
    const data = [{ alg: 'RS256', kid }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${data}.${sign('RSA-SHA256', Buffer.from(data), privateKey).toString('base64url')}`
  }
  const test: TestProvider = {
    issuer,
    who: { sub: 'nobody', claims: {} },
    spoil: undefined,
    visit: (address) => follow(address, issuer),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'redress',
        client_secret: 'a secret of tests that is long enough',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] },
    claims: { profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    ttl: { AuthorizationCode: 60, AccessToken: 600, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...test.who.claims }),
    }),
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) {
      await next()
      return
    }
    const { params } = await provider.interactionDetails(context.req, context.res)
    const grant = new provider.Grant({ accountId: test.who.sub, clientId: String(params['client_id']) })
    grant.addOIDCScope('openid profile email')
    const result = { login: { accountId: test.who.sub }, consent: { grantId: await grant.save() } }
    context.respond = false
    await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false })
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (request.url === '/token' && test.spoil !== undefined) respoken(response, test.spoil, signed)
    void handle(request, response)
  })
  return test
}

/** Replaces the identity token of an answer by another, as signed as the first. */
function respoken(
  response: ServerResponse,
  spoil: (claims: Claims) => Claims,
  signed: (claims: Claims) => string,
): void {
  const end = response.end.bind(response) as (text: string) => ServerResponse
  response.end = ((text: string | Buffer) => {
    const answer = JSON.parse(String(text)) as { id_token?: string }
    if (answer.id_token !== undefined) {
      const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString()) as Claims
      answer.id_token = signed(spoil(claims))
    }
    const changed = JSON.stringify(answer)
    response.setHeader('content-length', Buffer.byteLength(changed))
    return end(changed)
  }) as typeof response.end
}

async function follow(address: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = address
  while (at.startsWith(issuer)) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/)
      cookies.set(name, value)
    }
    const to = response.headers.get('location')
    if (to === null) throw new Error(`The provider stopped at ${at}: ${response.status} ${await response.text()}`)
    at = new URL(to, at).href
  }
  return at
}
