import { hashPassword } from '../../api/passwords.ts'
import { COMMAND_LINE, createUser, setPasswordHash, type Role, type Runtime } from '../../engine/index.ts'
import type { Browser, Shown } from './pages.ts'

/** One that the rules for passwords let through. */
export const PASSWORD = 'kettle-walnut-harbour'

let hash: Promise<string> | undefined

/** Somebody who can sign in with `PASSWORD`. */
export async function addUser(
  runtime: Runtime,
  id: string,
  roles: readonly Role[],
  more: { readonly email?: string; readonly teams?: readonly string[]; readonly lineManager?: string } = {},
): Promise<void> {
  hash ??= hashPassword(PASSWORD)
  await createUser(runtime, COMMAND_LINE, { id, name: `Synthetic ${id}`, roles, ...more })
  await setPasswordHash(runtime, COMMAND_LINE, id, await hash)
}

/** Signs in on the page, as people do; where that leads. */
export async function signIn(browser: Browser, name: string, password = PASSWORD): Promise<Shown> {
  await browser.get('/sign-in')
  return browser.post('/sign-in', { name, password })
}
