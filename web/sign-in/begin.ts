import { mayDo, recordSignIn, type Actor, type SignInWay, type UserRow } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { redirect, renewSession, signedInAs, type Ask, type Redirect } from '../frame/index.ts'

/** Begins a session of that user, under a new id, and sends them where they wanted to be. */
export async function beginSession(
  { runtime }: PageParts,
  ask: Ask,
  user: UserRow,
  way: Exclude<SignInWay, 'confirmed'>,
): Promise<Redirect> {
  const { request } = ask
  const to = ask.session.afterSignIn
  await renewSession(request)
  const session = request.session as unknown as Ask['session']
  session.user = { id: user.id, version: user.version }
  session.signedInBy = way === 'provider' ? 'provider' : 'password'
  session.steppedUpAt = runtime.clock.now()
  await recordSignIn(runtime, user, way, addressOf(ask))
  return redirect(ownPath(to) ?? homeOf(signedInAs(user)?.actor))
}

/** Where somebody's work is. */
export function homeOf(actor: Actor | undefined): string {
  if (actor === undefined) return '/'
  if (actor.boundTo !== undefined) return `/cases/${actor.boundTo}`
  if (mayDo(actor, 'work-tasks')) return '/tasks/mine'
  if (mayDo(actor, 'manage-users')) return '/admin/users'
  if (mayDo(actor, 'read-compliance')) return '/audit'
  if (mayDo(actor, 'read-cases')) return '/cases'
  return mayDo(actor, 'read-procedures') ? '/procedures' : '/'
}

/** A path of this service, and nothing that leads elsewhere or round in a circle. */
export function ownPath(path: string | undefined): string | undefined {
  if (path === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) return undefined
  return /^\/(sign-in|sign-out|signed-out|confirm-it-is-you)\b/.test(path) ? undefined : path
}

/** Whose tries are counted together. */
export function addressOf({ request }: Ask): string {
  return request.ip ?? ''
}
