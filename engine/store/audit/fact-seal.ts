import { createHmac } from 'node:crypto'
import { hmacOf } from './hmac.ts'

/** All of a fact that a row of the audit trail speaks for. */
export interface SealedContent {
  readonly caseId: string
  readonly n: number
  readonly type: string
  readonly onDay: string
  /** As it is stored. */
  readonly data: string
  readonly recordedAt: string
  readonly recordedBy: string
  readonly role: string
}

/**
 * What a row of the audit trail holds of a fact: HMAC-SHA-256 under a salt of its own, hex. The salt is erased with what the
 * fact says, and then nobody can try words against it.
 */
export function sealOf(salt: Buffer, fact: SealedContent): string {
  return createHmac('sha256', salt).update(sealedText(fact)).digest('hex')
}

/** Whether that is the seal. */
export function isSealOf(seal: string, salt: Buffer, fact: SealedContent): boolean {
  return hmacOf(salt, sealedText(fact), 'hex') === seal || sealOf(salt, fact) === seal
}

function sealedText({ caseId, n, type, onDay, data, recordedAt, recordedBy, role }: SealedContent): string {
  return JSON.stringify([caseId, n, type, onDay, data, recordedAt, recordedBy, role])
}
