import { createHmac, hash } from 'node:crypto'
import { hmacOf } from './hmac.ts'

/*
 * The audit chains. Every row hangs on the row before it (`prev`) and on the row before it of the same case
 * (`case_prev`), so that nothing can be taken out anywhere, and one case can be shown and verified alone.
 *
 *   commitment = HMAC-SHA-256(salt, payload), or 32 zero bytes when the entry has no payload
 *   leaf       = SHA-256(00 ‖ text(body) ‖ commitment)
 *   hash       = SHA-256(01 ‖ "v1" ‖ u64(seq) ‖ text(case_id) ‖ u64(case_seq) ‖ prev ‖ case_prev ‖ leaf)
 *
 * where text(t) is the length of t in UTF-8 as u32, then its bytes; numbers are big-endian; an entry of no case has the
 * empty case_id and case_seq 0. The first row's `prev`, and a case's first `case_prev`, are 32 zero bytes.
 */

export const ZEROS: Buffer = Buffer.alloc(32)

export interface Link {
  readonly seq: number
  readonly caseId: string | null
  readonly caseSeq: number | null
  readonly prev: Buffer
  readonly casePrev: Buffer
  readonly leaf: Buffer
}

/** Binds the chain to a payload that may be erased later without breaking it. */
export function commitmentTo(salt: Buffer, payload: string): Buffer {
  return createHmac('sha256', salt).update(payload, 'utf8').digest()
}

/** Whether that is the commitment. */
export function isCommitmentTo(commitment: Buffer, salt: Buffer, payload: string): boolean {
  return (
    hmacOf(salt, payload, 'binary') === commitment.toString('latin1') || commitmentTo(salt, payload).equals(commitment)
  )
}

export function leafOf(body: string, commitment: Buffer): Buffer {
  return hash('sha256', leafBytes(body, commitment), 'buffer')
}

/** Whether that is the leaf; half the time of working it out is making a buffer of it. */
export function isLeafOf(leaf: Buffer, body: string, commitment: Buffer): boolean {
  return hash('sha256', leafBytes(body, commitment), 'binary') === leaf.toString('latin1')
}

/** Holds until the next row what of one is hashed; to make a buffer for each takes as long as to hash it. */
let bytes = Buffer.alloc(8_192)

/** @returns bytes that are those until somebody asks for others. */
function leafBytes(body: string, commitment: Buffer): Buffer {
  const most = 1 + 4 + 3 * body.length + commitment.length
  if (most > bytes.length) bytes = Buffer.alloc(2 * most)
  bytes[0] = 0
  const length = bytes.write(body, 5, 'utf8')
  bytes.writeUInt32BE(length, 1)
  bytes.set(commitment, 5 + length)
  return bytes.subarray(0, 5 + length + commitment.length)
}

export function hashOf(link: Link): Buffer {
  return hash('sha256', linkBytes(link), 'buffer')
}

export function isHashOf(of: Buffer, link: Link): boolean {
  return hash('sha256', linkBytes(link), 'binary') === of.toString('latin1')
}

/** @returns bytes that are those until somebody asks for others. */
function linkBytes({ seq, caseId, caseSeq, prev, casePrev, leaf }: Link): Buffer {
  const id = caseId ?? ''
  const most = 1 + 2 + 8 + 4 + 3 * id.length + 8 + prev.length + casePrev.length + leaf.length
  if (most > bytes.length) bytes = Buffer.alloc(2 * most)
  bytes[0] = 1
  bytes.write('v1', 1, 'latin1')
  let at = writeU64(seq, 3) + 4
  const length = bytes.write(id, at, 'utf8')
  bytes.writeUInt32BE(length, at - 4)
  at = writeU64(caseSeq ?? 0, at + length)
  for (const part of [prev, casePrev, leaf]) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes.subarray(0, at)
}

/** @returns where what follows begins. */
function writeU64(value: number, at: number): number {
  // No number is ever below zero; what somebody else wrote may be, and then simply is not what was hashed.
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32) >>> 0, at)
  return bytes.writeUInt32BE(value >>> 0, at + 4)
}
