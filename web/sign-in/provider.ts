import * as openid from 'openid-client'
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
  type UserInfoResponse,
} from 'openid-client'
import { recordSignInRefused, recordSignIn, userFromProvider, type Role } from '../../engine/index.ts'
import type { PageParts, ProviderConfig } from '../../api/index.ts'
import { redirect, signedIn, view, type Ask, type Page, type Reply } from '../frame/index.ts'
import { addressOf, beginSession } from './begin.ts'
import { confirmed } from './confirm.ts'

/** What the browser brings back with it must fit what it was sent away with. */
interface OnItsWay {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Sent away to prove anew who they are. */
  readonly confirm: boolean
}

type Claims = Readonly<Record<string, unknown>>

/** `/sign-in/provider`: OpenID Connect with the council's provider; code flow with PKCE, state and nonce. */
export function providerPages(parts: PageParts): Readonly<Record<'start' | 'back' | 'leave', Page<Ask>>> {
  const { runtime, config, log } = parts
  const { provider } = config.signIn
  const redirectUri = `${config.publicUrl}/sign-in/provider/back`
  let found: Promise<Configuration> | undefined
  const client = (settings: ProviderConfig): Promise<Configuration> => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }

  const refused = async (why: string, detail: string): Promise<Reply> => {
    await recordSignInRefused(runtime, undefined, why)
    return view('sign-in/refused', { detail }, 403)
  }

  return {
    async start(ask) {
      if (provider === undefined) return redirect('/sign-in')
      const confirm = ask.query['confirm'] === 'yes' && signedIn(ask.request) !== undefined
      const way: OnItsWay = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        confirm,
      }
      let to: URL
      try {
        to = buildAuthorizationUrl(await client(provider), {
          redirect_uri: redirectUri,
          scope: 'openid profile email',
          code_challenge: await calculatePKCECodeChallenge(way.verifier),
          code_challenge_method: 'S256',
          state: way.state,
          nonce: way.nonce,
          ...(provider.acr.length > 0 && { acr_values: provider.acr.join(' ') }),
          ...(confirm && { max_age: '0', prompt: 'login' }),
        })
      } catch (error) {
        log.error('request-failed', {
          route: '/sign-in/provider',
          error: error instanceof Error ? error.name : 'unknown',
        })
        return view(
          'sign-in/refused',
          { detail: 'The council’s sign-in does not answer. Try again in a few minutes.' },
          503,
        )
      }
      ask.session['onItsWay'] = way
      return redirect(to.href)
    },

    /** Out at the provider as well, where it has such a place. Nothing of the identity is kept, so it asks once more. */
    async leave() {
      if (provider === undefined) return redirect('/signed-out')
      try {
        const known = await client(provider)
        if (known.serverMetadata().end_session_endpoint === undefined) return redirect('/signed-out')
        return redirect(buildEndSessionUrl(known, { post_logout_redirect_uri: `${config.publicUrl}/signed-out` }).href)
      } catch (error) {
        log.error('request-failed', { route: '/sign-out/provider', error: codeOf(error) })
        return redirect('/signed-out')
      }
    },

    async back(ask) {
      const way = ask.session['onItsWay'] as OnItsWay | undefined
      delete ask.session['onItsWay']
      if (provider === undefined || way === undefined) return redirect('/sign-in')
      const address = new URL(ask.request.originalUrl, config.publicUrl)
      let claims: Claims
      try {
        claims = await claimsOf(await client(provider), address, way, provider)
      } catch (error) {
        log.error('request-failed', { route: '/sign-in/provider/back', error: codeOf(error) })
        return refused(
          'provider-refused',
          'The answer of the council’s sign-in could not be accepted. Go back and sign in again.',
        )
      }
      const weak = notStrongEnough(claims, provider)
      if (weak)
        return refused('not-strong-enough', 'You must sign in with a second factor, such as a code from an app.')
      const { roles, teams } = given(claims, provider)
      if (roles.length === 0) {
        return refused(
          'no-group',
          'You are in no group that may use this service. Ask your manager, or whoever looks after its users.',
        )
      }
      const user = await userFromProvider(runtime, { ...personIn(claims, provider), roles, teams })
      if (user === undefined) return refused('disabled', 'Your account here has been disabled.')
      if (!way.confirm) return beginSession(parts, ask, user, 'provider')
      if (ask.session.user?.id !== user.id) return refused('another-user', 'You signed in as somebody else.')
      await recordSignIn(runtime, user, 'confirmed', addressOf(ask))
      ask.session.user = { id: user.id, version: user.version }
      return redirect(confirmed(ask, runtime.clock.now()))
    },
  }
}

/** Lets a provider on this machine speak plain http, for trials; the settings let no other. Marked in its types so that it stands out. */
const ALLOW_PLAIN: (client: Configuration) => void = Reflect.get(openid, 'allowInsecureRequests')

function discover({ issuer, clientId, clientSecret }: ProviderConfig): Promise<Configuration> {
  const plain = issuer.startsWith('http://')
  return discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret === undefined ? None() : ClientSecretBasic(clientSecret),
    plain ? { execute: [ALLOW_PLAIN] } : {},
  )
}

/** @throws when anything does not fit: state, nonce, issuer, audience, signature, age, the code itself. */
async function claimsOf(
  client: Configuration,
  address: URL,
  { state, nonce, verifier, confirm }: OnItsWay,
  { groupsClaim }: ProviderConfig,
): Promise<Claims> {
  const tokens = await authorizationCodeGrant(client, address, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
    ...(confirm && { maxAge: 0 }),
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('The provider sent no identity')
  if (groupsClaim in claims) return claims
  const more: UserInfoResponse = await fetchUserInfo(client, tokens.access_token, claims.sub)
  return { ...more, ...claims }
}

function notStrongEnough({ acr, amr }: Claims, wanted: ProviderConfig): boolean {
  const ways: readonly unknown[] = Array.isArray(amr) ? amr : []
  if (wanted.acr.length > 0 && !(typeof acr === 'string' && wanted.acr.includes(acr))) return true
  return wanted.amr.some((way) => !ways.includes(way))
}

/** What the user's groups give together; the first role is the one that stands in the audit trail. */
function given(claims: Claims, { groupsClaim, groups }: ProviderConfig) {
  const named = claims[groupsClaim]
  const held = new Set<unknown>(Array.isArray(named) ? named : [named])
  // In the order of the file, so that the same groups always give the same first role
  const mine = Object.entries(groups).flatMap(([group, gives]) => (held.has(group) ? [gives] : []))
  return {
    roles: [...new Set<Role>(mine.flatMap(({ roles }) => roles))],
    teams: [...new Set(mine.flatMap(({ teams }) => teams))],
  }
}

function personIn(claims: Claims, { issuer }: ProviderConfig) {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined)
  const email = text('email')
  const userName = text('preferred_username') ?? email ?? ''
  return { subject: `${issuer}#${text('sub') ?? ''}`, userName, name: text('name') ?? (userName || 'Unnamed'), email }
}

/** A word for the log; what the provider wrote may name a person. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
