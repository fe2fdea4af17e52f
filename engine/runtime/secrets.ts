import { timingSafeEqual } from 'node:crypto'
import { RefusedError } from '../errors.ts'
import type { SecretToFill } from '../ports.ts'
import type { Runtime } from './runtime.ts'

/*
 * Codes and links that open something are worked out from the council's key and an id, and kept nowhere: not in the
 * outbox, where staff read letters, and not as a hash, which for eight digits is guessed in seconds.
 */

/** What a message says in place of its secret until it is sent or printed. */
export const SECRET = '{secret}'

/** Digits; on paper more of them, since that code lives for weeks. */
const DIGITS = { email: 8, letter: 10 } as const

/** @throws RefusedError where the service has no key. */
export function secretOf({ secretFor }: Pick<Runtime, 'secretFor'>, purpose: string): Buffer {
  if (secretFor === undefined) throw new RefusedError('no-key', 'This service has no key to make codes and links with')
  return secretFor(purpose)
}

/** The digits of a one-time code, without spaces. */
export function codeOf(runtime: Pick<Runtime, 'secretFor'>, id: string, channel: 'email' | 'letter'): string {
  const number = BigInt(`0x${secretOf(runtime, `one-time-code.${id}`).toString('hex')}`)
  const digits = DIGITS[channel]
  return (number % 10n ** BigInt(digits)).toString().padStart(digits, '0')
}

/** What stands in an invitation's address: its id, and the proof that we sent it. */
export function invitationToken(runtime: Pick<Runtime, 'secretFor'>, id: string): string {
  return `${id}.${secretOf(runtime, `invitation.${id}`).toString('base64url')}`
}

/** The id in a token that we made; undefined for any other text. */
export function invitationIn(runtime: Pick<Runtime, 'secretFor'>, token: string): string | undefined {
  const [id = ''] = token.split('.', 1)
  return isSame(token, invitationToken(runtime, id)) ? id : undefined
}

/** What stands in a message in place of its mark: of a code the digits, of an invitation its token. */
export function secretText(runtime: Pick<Runtime, 'secretFor'>, { kind, id }: SecretToFill): string {
  switch (kind) {
    case 'code-by-email':
      return inGroups(codeOf(runtime, id, 'email'))
    case 'code-by-letter':
      return inGroups(codeOf(runtime, id, 'letter'))
    case 'invitation':
      return invitationToken(runtime, id)
  }
}

/** The secret that a message's details ask for. */
export function secretIn(details: Readonly<Record<string, unknown>>): SecretToFill | undefined {
  return details['secret'] as SecretToFill | undefined
}

/** Takes as long wherever two texts differ. */
export function isSame(one: string, other: string): boolean {
  const expected = Buffer.from(other)
  const given = Buffer.alloc(expected.length)
  given.write(one)
  return timingSafeEqual(given, expected) && one.length === other.length
}

/** `1234 5678`; on paper `12345 67890`. */
function inGroups(digits: string): string {
  const half = digits.length / 2
  return `${digits.slice(0, half)} ${digits.slice(half)}`
}
