import { acceptInvitation, readInvitation, type InvitationView } from '../../engine/index.ts'
import { hashPassword, passwordFault, type PageParts } from '../../api/index.ts'
import { field, view, type Ask, type Page, type Reply } from '../frame/index.ts'
import { beginSession } from './begin.ts'
import { fault, passwordIn } from './password.ts'
import { isTotp, totpSetUp } from './totp.ts'

/** `/invitation/…`: somebody from outside chooses a password and an app. Looking at it uses nothing up. */
export function invitationPages(parts: PageParts): { readonly show: Page<Ask>; readonly take: Page<Ask> } {
  const { runtime } = parts

  const page = (invitation: InvitationView, errors: readonly { readonly field: string }[], status = 200): Reply => {
    const { id, caseId, person, role, expiresAt } = invitation
    return view(
      'sign-in/invitation',
      {
        caseId,
        role: role.replaceAll('-', ' '),
        expiresAt,
        userName: `${caseId}:${person}`,
        app: totpSetUp(runtime, { totpSecret: id }, caseId),
        errors,
        errorAt: Object.fromEntries(errors.map((error) => [error.field, error])),
      },
      status,
    )
  }

  return {
    async show({ params, request }) {
      // The address is a key: it goes to nobody, not even to the next page.
      request.res?.set('Referrer-Policy', 'no-referrer')
      return page(await readInvitation(runtime, params['token'] ?? ''), [])
    },
    async take(ask) {
      const token = ask.params['token'] ?? ''
      const invitation = await readInvitation(runtime, token)
      const password = passwordIn(ask, 'password')
      const weak =
        password === '' ? 'Enter a password' : passwordFault(password, [invitation.caseId, invitation.person])
      const code = field(ask.body, 'code')
      const right = (await isTotp(runtime, { totpSecret: invitation.id }, code)) !== undefined
      const errors = [
        ...(weak === undefined ? [] : [fault('password', weak)]),
        ...(right
          ? []
          : [
              fault(
                'code',
                code === ''
                  ? 'Enter the 6 figures from your app'
                  : 'That code is not right. Wait for the next one in your app',
              ),
            ]),
      ]
      if (errors.length > 0) return page(invitation, errors, 422)
      const user = await acceptInvitation(runtime, token, await hashPassword(password))
      return beginSession(parts, ask, user, 'invitation')
    },
  }
}
