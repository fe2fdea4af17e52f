import {
  ConflictError,
  createUser,
  listRoleGrants,
  listUsers,
  readUser,
  setUserStatus,
  changeUser,
  STAFF_ROLES,
  type LocalDate,
  type NewUser,
  type Role,
  type UserDetails,
  type UserView,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { field, fieldList, redirect, view, type Fields, type Page, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, dayOfFields, formErrors, mustBeFresh, roleInWords, type FormError } from './faults.ts'

const NAMES: Readonly<Record<string, string>> = {
  id: 'The user name',
  name: 'The name',
  email: 'The e-mail address',
  teams: 'The list of teams',
  lineManager: 'The line manager',
  delegate: 'Who stands in',
  delegateFrom: 'The first day of standing in',
  delegateUntil: 'The last day of standing in',
  absentFrom: 'The first day away',
  absentUntil: 'The last day away',
  weeklyHours: 'The number of hours',
  reason: 'The reason',
  roles: 'The list of roles',
}

/** `/admin/users`: the list, one user, a new one. */
export function userPages({
  runtime,
}: PageParts): Readonly<
  Record<'list' | 'showNew' | 'takeNew' | 'show' | 'change' | 'confirmStatus' | 'setStatus', Page<StaffAsk>>
> {
  const teams = Object.entries(runtime.council.teams).map(([code, { name }]) => ({ value: code, text: name }))
  const teamNames = Object.fromEntries(teams.map(({ value, text }) => [value, text]))

  const managers = async (ask: StaffAsk, except: string) => {
    const { users } = await listUsers(runtime, ask.actor, { status: 'active' })
    return users.filter(({ id, caseId }) => id !== except && caseId === undefined)
  }
  const newPage = (body: Fields, errors: readonly FormError[] = []): Reply =>
    view(
      'admin/new-user',
      {
        body,
        chosen: { teams: fieldList(body, 'teams'), roles: fieldList(body, 'roles') },
        teams,
        roles: roleItems(),
        errors,
        errorAt: byField(errors),
      },
      errors.length > 0 ? 422 : 200,
    )
  const onePage = async (ask: StaffAsk, user: UserView, body: Fields, errors: readonly FormError[] = []) =>
    view(
      'admin/user',
      {
        person: user,
        roles: user.roles.map(roleInWords),
        body,
        chosenTeams: errors.length > 0 ? fieldList(body, 'teams') : user.teams,
        teams,
        managers: await managers(ask, user.id),
        errors,
        errorAt: byField(errors),
      },
      errors.length > 0 ? 422 : 200,
    )

  return {
    async list(ask) {
      const [{ users }, { grants }] = await Promise.all([
        listUsers(runtime, ask.actor),
        listRoleGrants(runtime, ask.actor),
      ])
      const names = new Map(users.map(({ id, name }) => [id, name]))
      return view('admin/users', {
        users: users.map((user) => ({
          ...user,
          roles: user.roles.map(roleInWords),
          teams: user.teams.map((team) => teamNames[team] ?? team),
        })),
        grants: grants.map((grant) => ({
          ...grant,
          name: names.get(grant.userId) ?? grant.userId,
          roles: grant.roles.map(roleInWords),
          byMe: grant.askedBy === ask.actor.id,
          asker: names.get(grant.askedBy) ?? grant.askedBy,
        })),
      })
    },

    showNew(ask) {
      mustBeFresh(runtime, ask)
      return newPage({})
    },
    async takeNew(ask) {
      const { body } = ask
      const email = field(body, 'email')
      const roles = fieldList(body, 'roles') as readonly Role[]
      const asked: NewUser = {
        id: field(body, 'id'),
        name: field(body, 'name'),
        teams: fieldList(body, 'teams'),
        ...(email !== '' && { email }),
        ...(roles.length > 0 && { roles, reason: field(body, 'reason') }),
      }
      try {
        const user = await createUser(runtime, ask.actor, asked)
        const waits = roles.length > 0 ? 'The roles wait for a second person.' : 'Ask for roles next.'
        return redirect(`/admin/users/${user.id}`, {
          kind: 'success',
          title: `${user.name} has been added.`,
          text: waits,
        })
      } catch (error) {
        if (error instanceof ConflictError) {
          return newPage(body, [{ text: error.message, href: '#id', field: 'id' }])
        }
        return newPage(body, formErrors(error, NAMES, 'reason'))
      }
    },

    async show(ask) {
      const user = await readUser(runtime, ask.actor, ask.params['userId'] ?? '')
      return onePage(ask, user, fieldsOf(user))
    },
    async change(ask) {
      const { body } = ask
      const id = ask.params['userId'] ?? ''
      const orNone = (name: string) => (field(body, name) === '' ? null : field(body, name))
      const hours = field(body, 'weeklyHours')
      const change: UserDetails = {
        name: field(body, 'name'),
        email: orNone('email'),
        teams: fieldList(body, 'teams'),
        lineManager: orNone('lineManager'),
        ...standInFields(body),
        absentFrom: dayOfFields(body, 'absentFrom') as LocalDate | null,
        absentUntil: dayOfFields(body, 'absentUntil') as LocalDate | null,
        weeklyHours: hours === '' ? null : Number(hours),
      }
      try {
        const user = await changeUser(runtime, ask.actor, id, change, Number(field(body, 'version')))
        return redirect(`/admin/users/${id}`, { kind: 'success', title: `${user.name} has been changed.` })
      } catch (error) {
        return onePage(ask, await readUser(runtime, ask.actor, id), body, formErrors(error, NAMES, 'name'))
      }
    },

    async confirmStatus(ask) {
      const user = await readUser(runtime, ask.actor, ask.params['userId'] ?? '')
      return view('admin/status', { person: user, roles: user.roles.map(roleInWords), own: user.id === ask.actor.id })
    },
    async setStatus(ask) {
      const to = field(ask.body, 'to') === 'active' ? 'active' : 'disabled'
      const user = await setUserStatus(runtime, ask.actor, ask.params['userId'] ?? '', to)
      const title = to === 'active' ? `${user.name} can sign in again.` : `${user.name} can sign in no more.`
      return redirect(`/admin/users/${user.id}`, { kind: 'success', title })
    },
  }
}

export function roleItems(): readonly { readonly value: string; readonly text: string }[] {
  return STAFF_ROLES.map((role) => ({ value: role, text: roleInWords(role) }))
}

/** Without somebody who stands in, the days say nothing. */
function standInFields(body: Fields): Pick<UserDetails, 'delegate' | 'delegateFrom' | 'delegateUntil'> {
  const delegate = field(body, 'delegate')
  if (delegate === '') return { delegate: null, delegateFrom: null, delegateUntil: null }
  return {
    delegate,
    delegateFrom: dayOfFields(body, 'delegateFrom') as LocalDate | null,
    delegateUntil: dayOfFields(body, 'delegateUntil') as LocalDate | null,
  }
}

/** A user as the fields of the form hold it. */
function fieldsOf({ name, email = '', lineManager = '', delegate = '', weeklyHours, ...days }: UserView): Fields {
  return {
    delegate,
    ...partsOf('delegateFrom', days.delegateFrom),
    ...partsOf('delegateUntil', days.delegateUntil),
    name,
    email,
    lineManager,
    weeklyHours: weeklyHours?.toString() ?? '',
    ...partsOf('absentFrom', days.absentFrom),
    ...partsOf('absentUntil', days.absentUntil),
  }
}

function partsOf(name: string, day: LocalDate | undefined): Fields {
  if (day === undefined) return {}
  const [year, month, date] = day.split('-').map(Number)
  return { [`${name}-day`]: String(date), [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}
