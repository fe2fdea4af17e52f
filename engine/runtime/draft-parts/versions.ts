import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Instant } from '../../values/instant.ts'
import { versionFiles } from '../drafts/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'

/** A version in which a file is not what it was in the one before. */
export interface FileChange {
  readonly version: number
  /** The version before it whose files were kept. */
  readonly before?: number
  readonly what: 'new' | 'changed' | 'removed'
  readonly at: Instant
  readonly by: string
}

/** The versions of a procedure in which a file changed, the newest first; a version whose files were not kept says nothing. */
export async function changesOfFile(
  runtime: Runtime,
  actor: Actor,
  { procedure, path }: { readonly procedure: string; readonly path: string },
): Promise<readonly FileChange[]> {
  mustBeAllowed(actor, 'read-procedures')
  const rows = (await runtime.store.read.procedures()).filter(({ id }) => id === procedure)
  const changes: FileChange[] = []
  let before: { readonly version: number; readonly text: string | undefined } | undefined
  for (const { version, deployedAt: at, deployedBy: by } of rows.toSorted(
    (one, other) => one.version - other.version,
  )) {
    const text = await textIn(runtime, actor, { procedure, version, path })
    if (text === 'not-kept') continue
    if (before === undefined ? text.text !== undefined : text.text !== before.text) {
      const what = text.text === undefined ? 'removed' : before?.text === undefined ? 'new' : 'changed'
      changes.push({ version, what, at, by, ...(before !== undefined && { before: before.version }) })
    }
    before = { version, text: text.text }
  }
  return changes.toReversed()
}

async function textIn(
  runtime: Runtime,
  actor: Actor,
  { procedure, version, path }: { readonly procedure: string; readonly version: number; readonly path: string },
): Promise<{ readonly text: string | undefined } | 'not-kept'> {
  try {
    const files = await versionFiles(runtime, actor, procedure, version)
    return { text: files.find((file) => file.path === path)?.text }
  } catch (error) {
    if (error instanceof NotFoundError) return 'not-kept'
    throw error
  }
}
