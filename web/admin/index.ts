import type { PageParts } from '../../api/index.ts'
import { makeArea, type Area } from '../frame/index.ts'
import { invitationPages } from './invitations.ts'
import { rolePages } from './roles.ts'
import { userPages } from './users.ts'

/** `/admin`: who can sign in and as what, and who from outside takes part in a case. */
export function adminArea(parts: PageParts): Area {
  const area = makeArea()
  const users = userPages(parts)
  area.staff('get', '/admin/users', 'manage-users', users.list)
  area.staff('get', '/admin/users/new', 'manage-users', users.showNew)
  area.staff('post', '/admin/users/new', 'manage-users', users.takeNew)
  area.staff('get', '/admin/users/:userId', 'manage-users', users.show)
  area.staff('post', '/admin/users/:userId', 'manage-users', users.change)
  area.staff('get', '/admin/users/:userId/status', 'manage-users', users.confirmStatus)
  area.staff('post', '/admin/users/:userId/status', 'manage-users', users.setStatus)
  const roles = rolePages(parts)
  area.staff('get', '/admin/users/:userId/roles', 'grant-roles', roles.show)
  area.staff('post', '/admin/users/:userId/roles', 'grant-roles', roles.request)
  area.staff('post', '/admin/users/:userId/roles-taken', 'manage-users', roles.take)
  area.staff('post', '/admin/role-grants/:grantId', 'grant-roles', roles.decide)
  const invitations = invitationPages(parts)
  area.staff('get', '/admin/invitations', 'appoint', invitations.list)
  area.staff('post', '/admin/invitations', 'appoint', invitations.invite)
  area.staff('get', '/admin/invitations/:invitationId', 'appoint', invitations.confirm)
  area.staff('post', '/admin/invitations/:invitationId', 'appoint', invitations.revoke)
  return area
}
