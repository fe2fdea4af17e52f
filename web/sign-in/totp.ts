import { generateURI, verify } from 'otplib'
import { toMillis, totpSecretOf, useTotp, type Runtime, type UserRow } from '../../engine/index.ts'

/** Seconds for which a code stands in an app; one before and one after are taken too, for clocks that differ. */
const STEP = 30

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What the app is told: as text, and as an address that opens it. */
export function totpSetUp(
  runtime: Runtime,
  account: Pick<UserRow, 'totpSecret'>,
  label: string,
): { readonly secret: string; readonly uri: string } {
  const secret = base32(totpSecretOf(runtime, account))
  return {
    secret: secret.replace(/.{4}(?=.)/g, '$& '),
    uri: generateURI({ issuer: runtime.council.name, label, secret }),
  }
}

/** Whether the code is the app's of now, whoever has it or not. */
export async function isTotp(
  runtime: Runtime,
  account: Pick<UserRow, 'totpSecret'>,
  code: string,
): Promise<{ readonly step: number } | undefined> {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(toMillis(runtime.clock.now()) / 1000)
  const secret = base32(totpSecretOf(runtime, account))
  const result = await verify({ secret, token, epoch, epochTolerance: STEP })
  return result.valid ? { step: Math.floor(epoch / STEP) + result.delta } : undefined
}

/** The same for a user who has it; a code is worth nothing once it was used. */
export async function takeTotp(runtime: Runtime, user: UserRow, code: string): Promise<boolean> {
  const found = await isTotp(runtime, user, code)
  return found !== undefined && useTotp(runtime, user, found.step)
}

/** RFC 4648, without padding. */
function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)] ?? '').join('')
}
