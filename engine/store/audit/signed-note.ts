import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto'
import { InvalidValueError } from '../../errors.ts'

/*
 * Signed notes as C2SP writes them (https://c2sp.org/signed-note): a text, an empty line, and a line for each signature,
 * `— <name> <base64 of 4 bytes of the key's id and 64 of Ed25519>`. Keys are texts too:
 *
 *   public   <name>+<id in hex>+<base64 of 01 ‖ key>
 *   private  PRIVATE+KEY+<name>+<id in hex>+<base64 of 01 ‖ seed>
 *
 * The id is the first 4 bytes of SHA-256(name ‖ 0A ‖ 01 ‖ key).
 */

export interface NoteKey {
  readonly name: string
  /** Eight hex digits. */
  readonly id: string
  /** As it is handed out. */
  readonly text: string
  /** 32 bytes. */
  readonly bytes: Buffer
}

export interface SigningKey extends NoteKey {
  readonly sign: (text: string) => Buffer
}

export interface SignedNote {
  /** With the line break at its end: what is signed. */
  readonly text: string
  readonly signatures: readonly { readonly name: string; readonly id: string; readonly bytes: Buffer }[]
}

const ED25519 = 1
const PRIVATE = 'PRIVATE+KEY+'
/** What stands before the 32 bytes in DER. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const NAME = /^[^\s+]{1,200}$/u
const DASH = '\u2014 '

/** A new key, as the text in which it is kept. @throws InvalidValueError when the name has a space or a plus in it. */
export function newSigningKey(name: string): string {
  if (!NAME.test(name)) throw new InvalidValueError('name of a key', name)
  const { privateKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return privateText(name, seed)
}

/** The key whose seed is given: for tests and vectors. */
export function privateText(name: string, seed: Buffer): string {
  return `${PRIVATE}${name}+${idOf(name, publicBytes(seed))}+${tagged(seed)}`
}

/** @throws InvalidValueError, which does not show it, when the text is not such a key. */
export function readSigningKey(text: string): SigningKey {
  const trimmed = text.trim()
  const parts = trimmed.startsWith(PRIVATE) ? partsOf(trimmed.slice(PRIVATE.length)) : undefined
  if (parts === undefined) throw new InvalidValueError('private key of the audit trail', 'the text given')
  const { name, id, bytes: seed } = parts
  const bytes = publicBytes(seed)
  if (idOf(name, bytes) !== id) throw new InvalidValueError('private key of the audit trail', 'the text given')
  const key = privateKeyOf(seed)
  return { ...noteKey(name, bytes), sign: (what) => sign(null, Buffer.from(what, 'utf8'), key) }
}

/** @throws InvalidValueError when the text is not a public key, or its id is not its own. */
export function readNoteKey(text: string): NoteKey {
  const parts = partsOf(text.trim())
  const key = parts && noteKey(parts.name, parts.bytes)
  if (key === undefined || key.id !== parts?.id) {
    throw new InvalidValueError('public key of the audit trail', text.slice(0, 200))
  }
  return key
}

/** The note with the signatures of all these keys. */
export function signNote(text: string, keys: readonly SigningKey[]): string {
  const lines = keys.map((key) => {
    const bytes = Buffer.concat([Buffer.from(key.id, 'hex'), key.sign(text)])
    return `${DASH}${key.name} ${bytes.toString('base64')}\n`
  })
  return `${text}\n${lines.join('')}`
}

/** Takes a note apart; says nothing of its signatures. Undefined when it is none. */
export function readNote(note: string): SignedNote | undefined {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0 || !note.endsWith('\n')) return undefined
  const lines = note.slice(cut + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const [, name = '', base64 = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? []
    const bytes = Buffer.from(base64, 'base64')
    return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) }
  })
  if (signatures.some(({ name, bytes }) => name === '' || bytes.length !== 64)) return undefined
  return { text: note.slice(0, cut + 1), signatures }
}

/** Whether the note carries a good signature of that key. */
export function isSignedBy({ text, signatures }: SignedNote, key: NoteKey): boolean {
  const signature = signatures.find(({ name, id }) => name === key.name && id === key.id)
  if (signature === undefined) return false
  return verify(null, Buffer.from(text, 'utf8'), publicKeyOf(key), signature.bytes)
}

/** Reading a key takes nearly as long as a signature, and one key signs for years. */
const read = new WeakMap<NoteKey, KeyObject>()

function publicKeyOf(key: NoteKey): KeyObject {
  const known = read.get(key)
  if (known !== undefined) return known
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key.bytes]), format: 'der', type: 'spki' })
  read.set(key, publicKey)
  return publicKey
}

function noteKey(name: string, bytes: Buffer): NoteKey {
  const id = idOf(name, bytes)
  return { name, id, bytes, text: `${name}+${id}+${tagged(bytes)}` }
}

function partsOf(text: string): { readonly name: string; readonly id: string; readonly bytes: Buffer } | undefined {
  const [, name = '', id = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text) ?? []
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== 33 || bytes[0] !== ED25519) return undefined
  return { name, id, bytes: bytes.subarray(1) }
}

function tagged(bytes: Buffer): string {
  return Buffer.concat([Buffer.of(ED25519), bytes]).toString('base64')
}

function idOf(name: string, bytes: Buffer): string {
  const said = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(ED25519), bytes])
  return hash('sha256', said, 'buffer').subarray(0, 4).toString('hex')
}

function privateKeyOf(seed: Buffer) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
}

function publicBytes(seed: Buffer): Buffer {
  return createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32)
}
