import { knownRoles, type Runtime } from '../../engine/index.ts'
import { DEMO_PASSWORD } from '../../api/index.ts'

/** Whom a demonstration lets in, and with which password; only ever asked where all data is synthetic. */
export async function demoUsers({ store }: Runtime): Promise<object | undefined> {
  const password = await store.read.setting(DEMO_PASSWORD)
  if (password === undefined) return undefined
  const users = await store.read.users({ status: 'active' })
  return {
    password,
    users: users
      .filter(({ createdBy }) => createdBy === 'command-line')
      .map((user) => ({
        id: user.id,
        name: user.name,
        roles: knownRoles(user).map((role) => role.replaceAll('-', ' ')),
      })),
  }
}
