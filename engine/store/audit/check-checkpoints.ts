import { isKeyChange, readCheckpoint, signerOf, type Checkpoint } from './checkpoint.ts'
import type { RowBody, TrailRow } from './check-rows.ts'
import { shown, type Findings } from './finding.ts'
import type { StoredCheckpoint, StoredKey } from './read-trail.ts'
import { readNote, readNoteKey, type NoteKey } from './signed-note.ts'

/** Types of the rows that say which key signs. */
export const KEY_INTRODUCED = 'audit-key-introduced'
export const KEY_CHANGED = 'audit-key-changed'

/** A checkpoint, and who says so. */
export interface Claim {
  readonly checkpoint: Checkpoint
  /** In words: `the database`, a file's name. */
  readonly heldBy: string
  /** From outside the database. */
  readonly isWitness: boolean
}

/** Reads what the trail and its keeper say of keys. @returns those that may sign. */
export function checkKeys(
  stored: readonly StoredKey[],
  rows: ReadonlyMap<number, { readonly row: TrailRow; readonly body: RowBody | undefined }>,
  trusted: readonly NoteKey[],
  findings: Findings,
): readonly NoteKey[] {
  const keys: NoteKey[] = []
  for (const { seq, key: text } of stored) {
    const key = keyIn(text)
    const said = rows.get(seq)
    const data = said?.body?.data ?? {}
    const before = keys.at(-1)
    const isSaid =
      key !== undefined &&
      data['key'] === key.text &&
      ((said?.row.type === KEY_INTRODUCED && before === undefined) ||
        (said?.row.type === KEY_CHANGED &&
          before !== undefined &&
          typeof data['note'] === 'string' &&
          isKeyChange(data['note'], before, key)))
    if (isSaid) keys.push(key)
    else {
      findings.add({
        kind: 'key-unproven',
        seq,
        about: text.slice(0, 100),
        sentence: `Row ${seq} of the trail does not bring in the key ${text.slice(0, 100)}, or the key before it did not sign that.`,
      })
    }
  }
  if (trusted.length === 0) return keys
  // From outside it is known which key is right: only it, and those that follow from it, count.
  const from = keys.findIndex((key) => trusted.some(({ text }) => text === key.text))
  return [...trusted, ...(from < 0 ? [] : keys.slice(from + 1))]
}

function keyIn(text: string): NoteKey | undefined {
  try {
    return readNoteKey(text)
  } catch {
    return undefined
  }
}

/** Reads the checkpoints that the database keeps: each whole, signed, and following the one before. */
export function readStored(
  stored: readonly StoredCheckpoint[],
  keys: readonly NoteKey[],
  findings: Findings,
): readonly Claim[] {
  const claims: Claim[] = []
  let before = 0
  for (const { size, root, note, keyId, at } of stored) {
    const checkpoint = readCheckpoint(note)
    const about = `checkpoint ${size}`
    if (
      checkpoint?.size !== size ||
      !checkpoint.root.equals(root) ||
      checkpoint.at !== at ||
      !isSignedAs(note, keyId, keys)
    ) {
      findings.add({
        kind: 'checkpoint-altered',
        seq: size,
        about,
        expected: shown(checkpoint?.root),
        actual: shown(root),
        sentence: `The checkpoint of the first ${size} rows is not the one that was signed.`,
      })
    } else if (signerOf(note, keys) === undefined) {
      findings.add({
        kind: 'checkpoint-key-unknown',
        seq: size,
        about,
        actual: keyId,
        sentence: `The checkpoint of the first ${size} rows was not signed with a key that the trail, or whoever verifies, knows.`,
      })
    } else {
      if (checkpoint.after !== before) {
        findings.add({
          kind: 'checkpoint-missing',
          seq: Math.min(before, checkpoint.after) + 1,
          until: Math.max(before, checkpoint.after),
          about,
          expected: `after ${checkpoint.after}`,
          actual: `after ${before}`,
          sentence: `The checkpoint of the first ${size} rows followed that of ${checkpoint.after}; here it follows that of ${before}.`,
        })
      }
      claims.push({ checkpoint, heldBy: 'the database', isWitness: false })
    }
    before = size
  }
  return claims
}

/** Whether the note names that key, and carries its signature where the key is known. */
function isSignedAs(note: string, keyId: string, keys: readonly NoteKey[]): boolean {
  if (readNote(note)?.signatures.some(({ id }) => id === keyId) !== true) return false
  return !keys.some(({ id }) => id === keyId) || signerOf(note, keys)?.id === keyId
}

/** A note that somebody outside holds. */
export interface Witness {
  /** In words: a file's name. */
  readonly heldBy: string
  readonly note: string
}

/** Reads the notes that were handed in; those whose signature is not good are told of and not counted. */
export function readWitnesses(
  witnesses: readonly Witness[],
  keys: readonly NoteKey[],
  findings: Findings,
): readonly Claim[] {
  return witnesses.flatMap(({ heldBy, note }): Claim[] => {
    const checkpoint = readCheckpoint(note)
    if (checkpoint === undefined || signerOf(note, keys) === undefined) {
      findings.add({
        kind: checkpoint === undefined ? 'checkpoint-altered' : 'checkpoint-key-unknown',
        seq: checkpoint?.size ?? 0,
        about: heldBy,
        sentence:
          checkpoint === undefined
            ? `${heldBy} holds no checkpoint.`
            : `The checkpoint that ${heldBy} holds was not signed with a key that the trail, or whoever verifies, knows.`,
      })
      return []
    }
    return [{ checkpoint, heldBy, isWitness: true }]
  })
}

/**
 * Compares what was signed with the roots of the trail as it is.
 *
 * @param roots - By size, for every size that was signed and is not beyond the last row.
 * @returns up to which row everything is as it was signed.
 */
export function checkClaims(
  claims: readonly Claim[],
  roots: ReadonlyMap<number, Buffer>,
  rows: number,
  findings: Findings,
): number {
  const inOrder = claims.toSorted((a, b) => a.checkpoint.size - b.checkpoint.size)
  const isTrue = ({ checkpoint: { size, root } }: Claim) => roots.get(size)?.equals(root) === true
  const forked = forkedAt(inOrder, rows, isTrue)
  let good = 0
  let isCut = false
  let isRewritten = false
  for (const claim of inOrder) {
    const { size, root, at } = claim.checkpoint
    if (size > rows) {
      if (isCut) continue
      isCut = true
      findings.add({
        kind: 'rows-cut-off',
        seq: rows + 1,
        until: size,
        expected: String(size),
        actual: String(rows),
        sentence: `The checkpoint of ${at} that ${claim.heldBy} holds covers ${size} rows; there are ${rows}. Rows ${rows + 1} to ${size} were cut off.`,
      })
      continue
    }
    // What comes after rests on what was rewritten: it is told once.
    if (isRewritten || (forked !== undefined && !claim.isWitness)) continue
    if (isTrue(claim)) {
      good = size
      continue
    }
    isRewritten = true
    findings.add({
      kind: forked === undefined ? 'history-rewritten' : 'signed-twice',
      seq: good + 1,
      until: size,
      expected: shown(root),
      actual: shown(roots.get(size)),
      sentence:
        forked === undefined
          ? `Rows ${good + 1} to ${size} hold something that is not what was signed at ${at} (${claim.heldBy}).`
          : `Rows ${good + 1} to ${size} hold something that is not what was signed at ${at} (${claim.heldBy}); yet what they hold now is signed, too, up to row ${forked}. Whoever wrote them anew had the key.`,
    })
  }
  return good
}

/**
 * Where somebody outside holds one thing and the database, well signed, another: then nothing that the database itself holds
 * says where the two part. @returns up to which row the rewritten trail was signed anew; undefined when it was not.
 */
function forkedAt(inOrder: readonly Claim[], rows: number, isTrue: (claim: Claim) => boolean): number | undefined {
  const parted = inOrder.find((claim) => claim.isWitness && claim.checkpoint.size <= rows && !isTrue(claim))
  if (parted === undefined) return undefined
  return inOrder.findLast(
    (claim) => !claim.isWitness && claim.checkpoint.size >= parted.checkpoint.size && isTrue(claim),
  )?.checkpoint.size
}
