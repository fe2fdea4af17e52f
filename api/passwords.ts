import { hash, verify } from '@node-rs/argon2'
import { weaknessOf } from './weak-passwords.ts'

/** OWASP's least for argon2id, the kind that the library makes unless told otherwise: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Characters; longer ones than the most would only keep the machine busy. */
export const SHORTEST_PASSWORD = 12
const LONGEST = 256

/** What is kept of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), OPTIONS)
}

/** A hash that no password has, so that an unknown user takes as long as a known one. */
let nobody: Promise<string> | undefined

/** Takes as long whether or not there is a hash. */
export async function isPassword(kept: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID())
  const against = kept ?? (await nobody)
  const same = await verify(against, password.normalize('NFC').slice(0, LONGEST))
  return same && kept != null
}

/** Why a password cannot be taken; undefined when it can. `about`: what anybody knows of the user. */
export function passwordFault(password: string, about: readonly string[] = []): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `Password must be at least ${SHORTEST_PASSWORD} characters`
  if (password.length > LONGEST) return `Password must be ${LONGEST} characters or fewer`
  return weaknessOf(password, about)
}
