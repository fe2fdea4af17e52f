import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readNoteKey, type NoteKey, type Witness } from '../../../engine/index.ts'

/** A file that was named cannot be read, or holds nothing of the kind. */
export class CheckpointFileError extends Error {
  override readonly name = 'CheckpointFileError'
  constructor(file: string, why: string) {
    super(`${file}: ${why}`)
  }
}

/** The notes in these files, and in the `.note` files of these folders. */
export async function witnessesIn(places: readonly string[]): Promise<readonly Witness[]> {
  const files = await Promise.all(places.map(filesAt))
  return Promise.all(files.flat().map(async (file) => ({ heldBy: file, note: withEnd(await read(file)) })))
}

/** Public keys, as their texts or in files that hold them. */
export async function keysIn(texts: readonly string[]): Promise<readonly NoteKey[]> {
  return Promise.all(
    texts.map(async (text) => readNoteKey(/\+[0-9a-f]{8}\+/.test(text) ? text : (await read(text)).trim())),
  )
}

async function filesAt(place: string): Promise<readonly string[]> {
  const found = await stat(place).catch((error: unknown) => unreadable(place, error))
  if (!found.isDirectory()) return [place]
  const names = await readdir(place, { recursive: true }).catch((error: unknown) => unreadable(place, error))
  const notes = names.filter((name) => name.endsWith('.note')).sort()
  if (notes.length === 0) throw new CheckpointFileError(place, 'no checkpoint is in it')
  return notes.map((name) => join(place, name))
}

/** Mail programs take the last line's end away, or write line ends of their own. */
function withEnd(note: string): string {
  return `${note.replaceAll('\r\n', '\n').trim()}\n`
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => unreadable(file, error))
}

function unreadable(file: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  throw new CheckpointFileError(file, `it cannot be read (${code})`)
}
