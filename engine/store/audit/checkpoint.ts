import { instant, type Instant } from '../../values/instant.ts'
import { isSignedBy, readNote, signNote, type NoteKey, type SigningKey } from './signed-note.ts'

/** What was signed of the trail at one moment: nobody can change what it covers without its being seen. */
export interface Checkpoint {
  /** Whose trail it is, and the name of the key. */
  readonly origin: string
  /** Rows that it covers: 1 to `size`. */
  readonly size: number
  /** Merkle tree head over them; 32 bytes. */
  readonly root: Buffer
  readonly at: Instant
  /** Size of the checkpoint before it; 0 when it is the first. */
  readonly after: number
}

/*
 * A checkpoint as C2SP writes it (https://c2sp.org/tlog-checkpoint), with two lines of our own: when it was signed, and which
 * checkpoint came before, so that none can be taken out from between.
 *
 *   redress/example-council
 *   4000
 *   iTu0…=
 *   at 2026-11-23T09:00:00.000Z
 *   after 3000
 */

export function signCheckpoint({ origin, size, root, at, after }: Checkpoint, key: SigningKey): string {
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\nat ${at}\nafter ${after}\n`, [key])
}

/** What a note says, whoever signed it. Undefined when it is no checkpoint. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const text = readNote(note)?.text
  const found = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nat (\S+)\nafter (0|[1-9]\d{0,15})\n$/u.exec(
    text ?? '',
  )
  if (found === null) return undefined
  const [, origin = '', size, base64 = '', at = '', after] = found
  try {
    const root = Buffer.from(base64, 'base64')
    return { origin, size: Number(size), root, at: instant(at), after: Number(after) }
  } catch {
    return undefined
  }
}

/** The one of these keys that signed the note. */
export function signerOf(note: string, keys: readonly NoteKey[]): NoteKey | undefined {
  const read = readNote(note)
  return read && keys.find((key) => isSignedBy(read, key))
}

const CHANGE = 'redress: change of the audit trail’s key'

/** Says that one key follows another, signed by both. */
export function signKeyChange(from: SigningKey, to: SigningKey, at: Instant): string {
  return signNote(`${CHANGE}\nfrom ${from.text}\nto ${to.text}\nat ${at}\n`, [from, to])
}

/** Whether the note says that these keys follow one another, and both signed it. */
export function isKeyChange(note: string, from: NoteKey, to: NoteKey): boolean {
  const read = readNote(note)
  if (read?.text.startsWith(`${CHANGE}\nfrom ${from.text}\nto ${to.text}\n`) !== true) return false
  return isSignedBy(read, from) && isSignedBy(read, to)
}
