import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { confirmPages } from './confirm.ts'
import { invitationPages } from './invitation.ts'
import { ownPasswordPages } from './own-password.ts'
import { passwordPages } from './password.ts'
import { providerPages } from './provider.ts'
import { secondStepPages } from './second-step.ts'
import { signOut, stillHere } from './sign-out.ts'

/** `/sign-in`, `/sign-out`, `/confirm-it-is-you`, `/invitation`: who somebody is, and how they leave. */
export function signInArea(parts: PageParts): Area {
  const area = makeArea()
  const password = passwordPages(parts)
  area.open('get', '/sign-in', password.show)
  area.open('post', '/sign-in', password.take)
  const secondStep = secondStepPages(parts)
  area.open('get', '/sign-in/code', secondStep.show)
  area.open('post', '/sign-in/code', secondStep.take)
  const provider = providerPages(parts)
  area.open('get', '/sign-in/provider', provider.start)
  area.open('get', '/sign-in/provider/back', provider.back)
  const confirm = confirmPages(parts)
  area.open('get', '/confirm-it-is-you', confirm.show)
  area.open('post', '/confirm-it-is-you', confirm.take)
  const invitation = invitationPages(parts)
  area.open('get', '/invitation/:token', invitation.show)
  area.open('post', '/invitation/:token', invitation.take)
  const ownPassword = ownPasswordPages(parts)
  area.open('get', '/password', ownPassword.show)
  area.open('post', '/password', ownPassword.take)
  area.open('post', '/sign-out', signOut(parts))
  area.open('get', '/sign-out/provider', provider.leave)
  area.open('get', '/signed-out', stillHere.left)
  area.open('post', '/stay-signed-in', stillHere.stay)
  return area
}
