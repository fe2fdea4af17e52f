import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidVariablesError, NotFoundError, RefusedError } from '../../errors.ts'
import type { ProcedureCommentRow, Unit } from '../../store/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'
import { draftRow, filesOfDraft } from './view.ts'

export interface CommentView {
  readonly id: string
  readonly words: string
  readonly writtenBy: string
  readonly writtenAt: Instant
}

/** A comment pinned to a file, or an element in it, with its answers. It belongs to the procedure and outlives drafts. */
export interface CommentThread extends CommentView {
  readonly file: string
  readonly element?: string
  readonly answers: readonly CommentView[]
  readonly resolved?: { readonly by: string; readonly at: Instant }
}

export interface AddComment {
  readonly file: string
  /** Id of the element; without one it is about the file. */
  readonly element?: string
  /** Without personal data. */
  readonly words: string
}

const LONGEST = 2_000

/** Whoever may try a procedure may speak about it: process owners and complaints managers. @throws NotFoundError, also for a file or step that there cannot be. */
export async function addComment(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { file, element, words }: AddComment,
): Promise<CommentThread> {
  const { procedure } = await open(runtime, actor, draftId, words)
  await mustBeOfDraft(runtime, draftId, file, element)
  return runtime.store.command((unit) => {
    const row = comment(unit, actor, { procedure, draftId, file, element: element ?? null, answerTo: null, words })
    return Promise.resolve(threadOf(row, []))
  })
}

/** @throws NotFoundError when there is no such comment on the draft's procedure. */
export async function answerComment(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { commentId, words }: { readonly commentId: string; readonly words: string },
): Promise<CommentView> {
  const { procedure } = await open(runtime, actor, draftId, words)
  return runtime.store.command(async (unit) => {
    const { id, file, element, resolvedAt } = await firstOf(unit, procedure, commentId)
    if (resolvedAt !== null) throw new RefusedError('comment-resolved', 'The comment is resolved; open it again first.')
    return commentView(comment(unit, actor, { procedure, draftId, file, element, answerTo: id, words }))
  })
}

/** Closes a thread, or opens it again. @throws NotFoundError when there is no such comment on the draft's procedure. */
export async function resolveComment(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { commentId, resolved }: { readonly commentId: string; readonly resolved: boolean },
): Promise<void> {
  const { procedure } = await open(runtime, actor, draftId)
  await runtime.store.command(async (unit) => {
    const row = await firstOf(unit, procedure, commentId)
    if ((row.resolvedAt !== null) === resolved) return
    unit.setCommentResolved(row.id, resolved ? actor.id : null)
    const type = resolved ? 'procedure-comment-resolved' : 'procedure-comment-opened-again'
    unit.audit({ actor: actor.id, role: actor.role, type, body: { procedure, comment: row.id } })
  })
}

/** Of the draft's procedure, whichever draft they were written in; the oldest first. @throws NotFoundError */
export async function listComments(runtime: Runtime, actor: Actor, draftId: string): Promise<readonly CommentThread[]> {
  mustBeAllowed(actor, 'read-procedures')
  const rows = await runtime.store.read.procedureComments((await draftRow(runtime, draftId)).procedure)
  return rows
    .filter(({ answerTo }) => answerTo === null)
    .map((row) =>
      threadOf(
        row,
        rows.filter(({ answerTo }) => answerTo === row.id),
      ),
    )
}

async function open(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  words?: string,
): Promise<{ readonly procedure: string }> {
  mustBeAllowed(actor, 'test-procedures')
  if (words !== undefined && (words.trim() === '' || words.length > LONGEST)) {
    const message = `must say something, in up to ${LONGEST} characters`
    throw new InvalidVariablesError('The comment', [{ at: '/words', message }])
  }
  return draftRow(runtime, draftId)
}

/** Both stand in the audit trail as they are, so they must be names and nothing else. @throws NotFoundError */
async function mustBeOfDraft(runtime: Runtime, draftId: string, file: string, element = ''): Promise<void> {
  const { files } = await filesOfDraft(runtime.store.read, await draftRow(runtime, draftId))
  if (!files.some(({ path }) => path === file)) throw new NotFoundError('file of the draft', file)
  if (element !== '' && !ELEMENT.test(element)) throw new NotFoundError('step', element)
}

/** As diagrams may have it. */
const ELEMENT = /^[A-Za-z_][\w.-]{0,199}$/

async function firstOf(unit: Unit, procedure: string, commentId: string): Promise<ProcedureCommentRow> {
  const row = await unit.procedureComment(commentId)
  if (row?.procedure !== procedure || row.answerTo !== null) throw new NotFoundError('comment', commentId)
  return row
}

function comment(
  unit: Unit,
  actor: Actor,
  what: Pick<ProcedureCommentRow, 'procedure' | 'draftId' | 'file' | 'element' | 'answerTo' | 'words'>,
): ProcedureCommentRow {
  const row: ProcedureCommentRow = {
    ...what,
    id: `comment-${randomUUID()}`,
    writtenBy: actor.id,
    writtenAt: unit.now,
    resolvedBy: null,
    resolvedAt: null,
  }
  unit.addProcedureComment(row)
  const { id, procedure, file, element, answerTo } = row
  unit.audit({
    actor: actor.id,
    role: actor.role,
    type: 'procedure-comment-written',
    body: { procedure, comment: id, file, ...(element && { element }), ...(answerTo && { answers: answerTo }) },
  })
  return row
}

function threadOf(row: ProcedureCommentRow, answers: readonly ProcedureCommentRow[]): CommentThread {
  const { file, element, resolvedBy, resolvedAt } = row
  return {
    ...commentView(row),
    file,
    ...(element !== null && { element }),
    answers: answers.map(commentView),
    ...(resolvedBy !== null && resolvedAt !== null && { resolved: { by: resolvedBy, at: resolvedAt } }),
  }
}

function commentView({ id, words, writtenBy, writtenAt }: ProcedureCommentRow): CommentView {
  return { id, words, writtenBy, writtenAt }
}
