import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredCheckpoint } from '../engine/index.ts'

/** A file of that name holds something else: somebody has been at the folder, or at the trail. */
export class HeldOtherwiseError extends Error {
  override readonly name = 'HeldOtherwiseError'
}

/**
 * Puts checkpoints into a folder, a file each, in one folder a month: `2026-11/000000004000.note`. A file is there whole or not
 * at all, and is never written over, so the folder may be storage on which nothing can be changed.
 *
 * @throws HeldOtherwiseError when a file of that name holds something else.
 */
export async function putIntoFolder(folder: string, checkpoints: readonly StoredCheckpoint[]): Promise<void> {
  for (const { size, at, note } of checkpoints) {
    const month = join(folder, at.slice(0, 7))
    await mkdir(month, { recursive: true })
    const name = `${String(size).padStart(12, '0')}.note`
    await put(month, name, note)
  }
}

async function put(folder: string, name: string, note: string): Promise<void> {
  const file = join(folder, name)
  const passing = join(folder, `.${name}.${randomUUID()}`)
  await write(passing, note)
  try {
    await link(passing, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') await mustHold(file, note)
    // Where there are no links (some network storage) the file is made at once.
    else if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP') await write(file, note)
    else throw error
  } finally {
    // Storage that keeps everything keeps this too; it is hidden and does no harm.
    await unlink(passing).catch(() => undefined)
  }
}

async function write(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o444)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function mustHold(file: string, note: string): Promise<void> {
  if ((await readFile(file, 'utf8')) !== note)
    throw new HeldOtherwiseError('a checkpoint of that size is there and differs')
}
