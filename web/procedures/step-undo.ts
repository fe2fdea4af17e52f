import { deflateSync, inflateSync } from 'node:zlib'
import type { StaffAsk } from '../frame/index.ts'
import type { DraftAsked } from './draft-page.ts'
import type { Change } from './question.ts'

/** The last change that somebody made through the table: how the files were, for as long as nothing else was saved. */
interface StepUndo {
  readonly draft: string
  /** The revision that the change made. */
  readonly revision: number
  readonly what: string
  /** Deflated, in base64: a session is read with every page. */
  readonly files: readonly { readonly path: string; readonly packed: string }[]
}

const KEY = 'stepUndo'

/** Remembers how the files were that a change writes. */
export function rememberUndo(
  { session }: StaffAsk,
  { draft }: DraftAsked,
  change: Exclude<Change, { refused: string }>,
): void {
  const files = change.changes.flatMap(({ path }) => {
    const before = draft.files.find((file) => file.path === path)
    return before === undefined ? [] : [{ path, packed: deflateSync(before.text).toString('base64') }]
  })
  const undo: StepUndo = { draft: draft.id, revision: draft.revision + 1, what: change.what, files }
  session[KEY] = undo
}

/** What can be undone now, in words. */
export function whatToUndo({ session }: StaffAsk, { draft }: DraftAsked): string | undefined {
  return undoOf(session, draft)?.what
}

/** The change that takes the last one back; undefined when something else was saved since. */
export function undoChange(
  { session }: StaffAsk,
  { draft }: DraftAsked,
  to: string,
): Exclude<Change, { refused: string }> | undefined {
  const undo = undoOf(session, draft)
  return (
    undo && {
      changes: undo.files.map(({ path, packed }) => ({
        path,
        text: inflateSync(Buffer.from(packed, 'base64')).toString('utf8'),
      })),
      what: `Taken back: ${undo.what}`,
      to,
    }
  )
}

function undoOf(session: StaffAsk['session'], draft: DraftAsked['draft']): StepUndo | undefined {
  const undo = session[KEY] as StepUndo | undefined
  return undo?.draft === draft.id && undo.revision === draft.revision ? undo : undefined
}
