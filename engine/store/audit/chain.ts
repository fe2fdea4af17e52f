import { createHash, createHmac } from 'node:crypto'

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

export function leafOf(body: string, commitment: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(text(body)).update(commitment).digest()
}

export function hashOf({ seq, caseId, caseSeq, prev, casePrev, leaf }: Link): Buffer {
  return createHash('sha256')
    .update(Buffer.of(1))
    .update('v1')
    .update(u64(seq))
    .update(text(caseId ?? ''))
    .update(u64(caseSeq ?? 0))
    .update(prev)
    .update(casePrev)
    .update(leaf)
    .digest()
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
