import {
  ConflictError,
  INVITED_ROLES,
  inviteOutsider,
  listInvitations,
  NotFoundError,
  revokeInvitation,
  type InvitedRole,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { field, redirect, view, type Fields, type Page, type StaffAsk } from '../frame/index.ts'
import { byField, formErrors, roleInWords, type FormError } from './faults.ts'

const STANDING = { open: 'Sent', accepted: 'Accepted', expired: 'Ran out', revoked: 'Taken back' } as const

/** `/admin/invitations`: people from outside, each asked to one case. */
export function invitationPages({
  runtime,
}: PageParts): Readonly<Record<'list' | 'invite' | 'confirm' | 'revoke', Page<StaffAsk>>> {
  const page = async (ask: StaffAsk, body: Fields, errors: readonly FormError[] = []) => {
    const { invitations } = await listInvitations(runtime, ask.actor)
    return view(
      'admin/invitations',
      {
        invitations: invitations.map((invitation) => ({
          ...invitation,
          role: roleInWords(invitation.role),
          stands: STANDING[invitation.standing],
        })),
        roles: INVITED_ROLES.map((role) => ({ value: role, text: roleInWords(role) })),
        body,
        errors,
        errorAt: byField(errors),
      },
      errors.length > 0 ? 422 : 200,
    )
  }

  return {
    list: (ask) => page(ask, ask.query),
    async invite(ask) {
      const { body } = ask
      const [caseId, person, role] = [field(body, 'case'), field(body, 'person'), field(body, 'role')]
      const missing = [
        ...(caseId === '' ? [missingAt('case', 'Enter the reference of the case')] : []),
        ...(person === '' ? [missingAt('person', 'Enter the id that the person has in the case')] : []),
        ...(role === '' ? [missingAt('role', 'Choose what they are to the case')] : []),
      ]
      if (missing.length > 0) return page(ask, body, missing)
      try {
        await inviteOutsider(runtime, ask.actor, caseId.toUpperCase(), { person, role: role as InvitedRole })
      } catch (error) {
        if (error instanceof ConflictError) return page(ask, body, [missingAt('person', error.message)])
        return page(
          ask,
          body,
          formErrors(error, {}, error instanceof NotFoundError && error.message.includes('case') ? 'case' : 'person'),
        )
      }
      return redirect('/admin/invitations', {
        kind: 'success',
        title: 'The invitation is on its way.',
        text: 'The link in it works once, for 72 hours.',
      })
    },
    async confirm(ask) {
      const { invitations } = await listInvitations(runtime, ask.actor)
      const invitation = invitations.find(({ id }) => id === ask.params['invitationId'])
      if (invitation === undefined) throw new NotFoundError('invitation', 'of that kind')
      return view('admin/revoke', {
        invitation: { ...invitation, role: roleInWords(invitation.role), stands: STANDING[invitation.standing] },
      })
    },
    async revoke(ask) {
      await revokeInvitation(runtime, ask.actor, ask.params['invitationId'] ?? '')
      return redirect('/admin/invitations', { kind: 'success', title: 'The invitation has been taken back.' })
    },
  }
}

function missingAt(name: string, text: string): FormError {
  return { text, href: `#${name}`, field: name }
}
