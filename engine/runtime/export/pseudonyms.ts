import { createHmac } from 'node:crypto'

/** What an id may be of; two things with the same id have different pseudonyms. */
export type Named = 'case' | 'person' | 'task' | 'letter' | 'document' | 'point' | 'event'

/** What stands in an export in place of ids. */
export interface Pseudonyms {
  readonly of: (kind: Named, id: string) => string
  /** A UUID of it, which tells no more than its pseudonym. */
  readonly uuid: (kind: Named, id: string) => string
}

/** Bytes of a pseudonym: two of a million things get the same with a chance of less than one in a billion. */
const BYTES = 9

/**
 * Pseudonyms by HMAC-SHA256: the same thing has the same one throughout an export, and nobody without the key can try ids
 * against them. Different keys give pseudonyms that cannot be brought together.
 */
export function makePseudonyms(key: Buffer): Pseudonyms {
  const digest = (kind: Named, id: string) => createHmac('sha256', key).update(`${kind}\n${id}`).digest()
  return {
    of: (kind, id) => `${kind}-${digest(kind, id).subarray(0, BYTES).toString('hex')}`,
    uuid: (kind, id) => uuidOf(digest(kind, id)),
  }
}

/** Ids as they are, for an export that a second person approved. */
export function realIds(key: Buffer): Pseudonyms {
  return { of: (_kind, id) => id, uuid: makePseudonyms(key).uuid }
}

/** Version 8 of RFC 9562: all but six bits are ours. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
