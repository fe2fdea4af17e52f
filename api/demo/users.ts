import {
  COMMAND_LINE,
  createUser,
  setPasswordHash,
  STAFF_ROLES,
  SYNTHETIC,
  type Role,
  type Runtime,
} from '../../engine/index.ts'
import { newPassword } from '../new-password.ts'
import { hashPassword } from '../passwords.ts'

/** The setting that holds the password of a demonstration's users; in no other database is it ever written. */
export const DEMO_PASSWORD = 'demo-password'

/** Whom the demonstration's cases name, by role; anybody else goes by their role. */
const IN_THE_CASES: Readonly<Partial<Record<Role, string>>> = {
  'investigating-officer': 'io1',
  'independent-person': 'ip1',
  'adjudicating-officer': 'ao1',
  'panel-chair': 'ch1',
  'panel-member': 'pm2',
}

/**
 * One user for each role, all with one password, so that a demonstration can be looked at as each of them.
 *
 * @returns the password; undefined where the data is not marked as synthetic, and nobody is let in.
 */
export async function addDemoUsers(runtime: Runtime): Promise<string | undefined> {
  const { store } = runtime
  const { read } = store
  if ((await read.setting(SYNTHETIC)) === undefined) return undefined
  const before = await read.setting(DEMO_PASSWORD)
  if (before !== undefined) return before
  const password = newPassword()
  const hash = await hashPassword(password)
  for (const role of STAFF_ROLES) {
    const id = IN_THE_CASES[role] ?? `synthetic-${role}`
    if ((await read.user(id)) === undefined) {
      const name = `Synthetic ${role.replaceAll('-', ' ')}`
      await createUser(runtime, COMMAND_LINE, { id, name, roles: [role], email: `${id}@council.example.org` })
    }
    await setPasswordHash(runtime, COMMAND_LINE, id, hash)
  }
  await store.command((unit) => {
    unit.saveSetting({ name: DEMO_PASSWORD, value: password })
    return Promise.resolve()
  })
  return password
}
