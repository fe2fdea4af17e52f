import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import { RefusedError } from '../../errors.ts'
import type { JsonObject } from '../../store/rows.ts'
import { fromMillis, toMillis, type Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'

/*
 * A complaint that somebody is still writing. Everything in it is encrypted with a key that only its code gives, and
 * the code is nowhere in the database: whoever has lost it has lost the draft, and so has whoever takes the database.
 */

/** Days after the last change for which a draft is kept. */
export const DRAFT_DAYS = 28
/** Files that a draft can have, and the most bytes that they can have together. */
export const MAX_DRAFT_FILES = 10
export const MAX_DRAFT_BYTES = 30 * 1024 * 1024

export interface PublicDraft {
  readonly data: JsonObject
  readonly expiresAt: Instant
}

export interface DraftFile {
  readonly n: number
  readonly fileName: string
  readonly content: Buffer
}

/** No letter that can be taken for a digit or another letter, and no vowels that make words. */
const LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** A new code, as people write it down: `K7QM-2RTX-9VBD-4HJN`. 77 bits. */
export function newDraftCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '')
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-')
}

/** Stores the draft anew; it is kept for another 28 days. */
export async function savePublicDraft(runtime: Runtime, code: string, data: JsonObject): Promise<PublicDraft> {
  const { id, key } = keysOf(code)
  const expiresAt = fromMillis(toMillis(runtime.clock.now()) + DRAFT_DAYS * DAY_MS)
  await runtime.store.command((unit) => {
    unit.savePublicDraft({ id, content: sealed(key, Buffer.from(JSON.stringify(data), 'utf8')), expiresAt })
    return Promise.resolve()
  })
  return { data, expiresAt }
}

/** Undefined for a code of no draft, and for that of one whose time has passed: nobody learns which. */
export async function readPublicDraft(runtime: Runtime, code: string): Promise<PublicDraft | undefined> {
  const { id, key } = keysOf(code)
  const row = await runtime.store.read.publicDraft(id)
  if (row === undefined || row.expiresAt <= runtime.clock.now()) return undefined
  return { data: JSON.parse(opened(key, row.content).toString('utf8')) as JsonObject, expiresAt: row.expiresAt }
}

export async function erasePublicDraft(runtime: Runtime, code: string): Promise<void> {
  const { id } = keysOf(code)
  await runtime.store.command((unit) => {
    unit.erasePublicDraft(id)
    return Promise.resolve()
  })
}

/** @throws RefusedError when the draft has as many files as it may, or they are too large together. */
export async function addDraftFile(
  runtime: Runtime,
  code: string,
  { fileName, content }: Omit<DraftFile, 'n'>,
): Promise<void> {
  const { id, key } = keysOf(code)
  const there = await runtime.store.read.publicDraftFiles(id)
  const bytes = there.reduce((sum, { content: { length } }) => sum + length, content.length)
  if (there.length >= MAX_DRAFT_FILES) {
    throw new RefusedError('too-many-documents', `You can add ${MAX_DRAFT_FILES} files`)
  }
  if (bytes > MAX_DRAFT_BYTES) {
    throw new RefusedError('too-many-documents', `Your files can be ${MAX_DRAFT_BYTES / 1024 / 1024} MB together`)
  }
  const name = Buffer.from(fileName, 'utf8')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(name.length)
  await runtime.store.command((unit) => {
    const n = (there.at(-1)?.n ?? 0) + 1
    unit.addPublicDraftFile({ draftId: id, n, content: sealed(key, Buffer.concat([length, name, content])) })
    return Promise.resolve()
  })
}

/** In the order in which they were added. */
export async function draftFiles(runtime: Runtime, code: string): Promise<readonly DraftFile[]> {
  const { id, key } = keysOf(code)
  return (await runtime.store.read.publicDraftFiles(id)).map(({ n, content }) => {
    const all = opened(key, content)
    const end = 2 + all.readUInt16BE(0)
    return { n, fileName: all.subarray(2, end).toString('utf8'), content: all.subarray(end) }
  })
}

export async function removeDraftFile(runtime: Runtime, code: string, n: number): Promise<void> {
  const { id } = keysOf(code)
  await runtime.store.command((unit) => {
    unit.erasePublicDraftFile(id, n)
    return Promise.resolve()
  })
}

/** What the same draft always gives, and nobody can tell the code from. */
export function draftKey(code: string): string {
  return derived(code, 'submission').toString('hex')
}

/** The code as a session may hold it: whoever takes the database, with its sessions, still cannot read the draft. */
export function sealDraftCode(runtime: Runtime, code: string): string {
  const key = sessionKey(runtime)
  return key === undefined ? code : sealed(key, Buffer.from(code, 'utf8')).toString('base64url')
}

/** Undefined when it was sealed with another key. */
export function openDraftCode(runtime: Runtime, text: string): string | undefined {
  const key = sessionKey(runtime)
  if (key === undefined) return text
  try {
    return opened(key, Buffer.from(text, 'base64url')).toString('utf8')
  } catch {
    return undefined
  }
}

function sessionKey({ secretFor }: Runtime): Buffer | undefined {
  const secret = secretFor?.('public-drafts')
  return secret === undefined
    ? undefined
    : Buffer.from(hkdfSync('sha256', secret, 'redress public draft', 'session', 32))
}

const DAY_MS = 86_400_000

/** However it was typed: small letters, spaces, without hyphens. */
function derived(code: string, purpose: string): Buffer {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 64)
  return Buffer.from(hkdfSync('sha256', letters, 'redress public draft', purpose, 32))
}

function keysOf(code: string): { readonly id: string; readonly key: Buffer } {
  return { id: derived(code, 'id').toString('hex'), key: derived(code, 'key') }
}

/** Nonce, tag, text: AES-256-GCM. */
function sealed(key: Buffer, text: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function opened(key: Buffer, whole: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, 12))
  decipher.setAuthTag(whole.subarray(12, 28))
  return Buffer.concat([decipher.update(whole.subarray(28)), decipher.final()])
}
