import { createHmac, hash } from 'node:crypto'

/** Bytes that SHA-256 takes in at a time. */
const BLOCK = 64
const INNER = 0x36
const OUTER = 0x5c

/** The key with its inner padding, then the text; for the next text again. */
let inner = Buffer.alloc(8_192)
/** The key with its outer padding, then the hash of the other. */
const outer = Buffer.alloc(BLOCK + 32)

/**
 * HMAC-SHA-256 (RFC 2104) of a text, for who checks a hundred thousand of them: `createHmac` makes an object for each, which
 * takes longer than the two hashes. Whoever makes one to keep uses `createHmac`, so that each has been made by both.
 */
export function hmacOf(key: Buffer, text: string, encoding: 'hex' | 'binary'): string {
  if (key.length > BLOCK) return createHmac('sha256', key).update(text, 'utf8').digest(encoding)
  const most = BLOCK + 3 * text.length
  if (most > inner.length) inner = Buffer.alloc(2 * most)
  for (let n = 0; n < BLOCK; n += 1) {
    const byte = key[n] ?? 0
    inner[n] = byte ^ INNER
    outer[n] = byte ^ OUTER
  }
  const length = inner.write(text, BLOCK, 'utf8')
  outer.write(hash('sha256', inner.subarray(0, BLOCK + length), 'binary'), BLOCK, 'latin1')
  return hash('sha256', outer, encoding)
}
