import { Router, type Request } from 'express'
import {
  changeUser,
  createUser,
  decideRoles,
  inviteOutsider,
  listInvitations,
  listRoleGrants,
  listUsers,
  readUser,
  requestRoles,
  revokeInvitation,
  setUserStatus,
  takeRoles,
  type InvitedRole,
  type NewUser,
  type Role,
  type Runtime,
  type UserDetails,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { commandOptions } from '../middleware/command-options.ts'

/** `/users`, `/role-grants`, `/invitations`: who can sign in, and as what. */
export function userRoutes(runtime: Runtime): Router {
  const routes = Router()
  const seen = (request: Request) => commandOptions(request).expectedVersion

  routes.get('/users', async (request, response) => {
    response.json(await listUsers(runtime, actorOf(request), request.query))
  })
  routes.post('/users', async (request, response) => {
    response.status(201).json(await createUser(runtime, actorOf(request), request.body as NewUser))
  })
  routes.get('/users/:userId', async (request, response) => {
    response.json(await readUser(runtime, actorOf(request), request.params.userId))
  })
  routes.patch('/users/:userId', async (request, response) => {
    const change = request.body as UserDetails
    response.json(await changeUser(runtime, actorOf(request), request.params.userId, change, seen(request)))
  })
  for (const [path, status] of [
    ['disabling', 'disabled'],
    ['enabling', 'active'],
  ] as const) {
    routes.post(`/users/:userId/${path}`, async (request, response) => {
      const { userId } = request.params
      response.json(await setUserStatus(runtime, actorOf(request), userId, status, seen(request)))
    })
  }
  routes.post('/users/:userId/role-grants', async (request, response) => {
    const { roles, reason } = request.body as { roles: readonly Role[]; reason: string }
    response.status(201).json(await requestRoles(runtime, actorOf(request), request.params.userId, roles, reason))
  })
  routes.post('/users/:userId/roles-taken', async (request, response) => {
    const { roles } = request.body as { roles: readonly string[] }
    response.json(await takeRoles(runtime, actorOf(request), request.params.userId, roles, seen(request)))
  })
  routes.get('/role-grants', async (request, response) => {
    response.json(await listRoleGrants(runtime, actorOf(request)))
  })
  for (const [path, outcome] of [
    ['approval', 'granted'],
    ['refusal', 'refused'],
  ] as const) {
    routes.post(`/role-grants/:grantId/${path}`, async (request, response) => {
      const { grantId } = request.params
      response.json(await decideRoles(runtime, actorOf(request), grantId, outcome))
    })
  }

  routes.get('/invitations', async (request, response) => {
    response.json(await listInvitations(runtime, actorOf(request), request.query))
  })
  routes.post('/cases/:caseId/invitations', async (request, response) => {
    const asked = request.body as { person: string; role: InvitedRole }
    response.status(201).json(await inviteOutsider(runtime, actorOf(request), request.params.caseId, asked))
  })
  routes.post('/invitations/:invitationId/revocation', async (request, response) => {
    response.json(await revokeInvitation(runtime, actorOf(request), request.params.invitationId))
  })
  return routes
}
