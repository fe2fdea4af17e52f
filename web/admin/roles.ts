import { decideRoles, readUser, requestRoles, takeRoles, type Role } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { field, fieldList, redirect, view, type Fields, type Page, type StaffAsk } from '../frame/index.ts'
import { byField, formErrors, mustBeFresh, roleInWords, type FormError } from './faults.ts'
import { roleItems } from './users.ts'

/** Roles of one user, and those that wait for a second person. */
export function rolePages({
  runtime,
}: PageParts): Readonly<Record<'show' | 'request' | 'take' | 'decide', Page<StaffAsk>>> {
  const page = async (ask: StaffAsk, body: Fields, errors: readonly FormError[] = []) => {
    mustBeFresh(runtime, ask)
    const person = await readUser(runtime, ask.actor, ask.params['userId'] ?? '')
    return view(
      'admin/roles',
      {
        person,
        held: person.roles.map((role) => ({ role, text: roleInWords(role) })),
        items: roleItems().filter(({ value }) => !person.roles.includes(value)),
        chosen: fieldList(body, 'roles'),
        body,
        errors,
        errorAt: byField(errors),
      },
      errors.length > 0 ? 422 : 200,
    )
  }

  return {
    show: (ask) => page(ask, {}),
    async request(ask) {
      const userId = ask.params['userId'] ?? ''
      const roles = fieldList(ask.body, 'roles') as readonly Role[]
      try {
        await requestRoles(runtime, ask.actor, userId, roles, field(ask.body, 'reason'))
      } catch (error) {
        return page(ask, ask.body, formErrors(error, {}, roles.length === 0 ? 'roles' : 'reason'))
      }
      return redirect('/admin/users', { kind: 'success', title: 'The roles wait for a second person.' })
    },
    async take(ask) {
      const user = await takeRoles(runtime, ask.actor, ask.params['userId'] ?? '', fieldList(ask.body, 'roles'))
      return redirect(`/admin/users/${user.id}`, { kind: 'success', title: `${user.name} has other roles now.` })
    },
    async decide(ask) {
      const outcome = field(ask.body, 'outcome') === 'granted' ? 'granted' : 'refused'
      const user = await decideRoles(runtime, ask.actor, ask.params['grantId'] ?? '', outcome)
      const title = outcome === 'granted' ? `${user.name} has the roles now.` : `${user.name} does not get the roles.`
      return redirect('/admin/users', { kind: 'success', title })
    },
  }
}
