import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { ConflictError, InvalidVariablesError, RefusedError, type Fault } from '../../errors.ts'
import type { DraftActRow, ProcedureDraftRow, Unit } from '../../store/index.ts'
import { fromMillis, toMillis, type Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'
import { act, type DraftActKind } from './acts.ts'
import { isNameOfFile, isOfAnother, LONGEST_OF_ALL, longestOf, MOST_FILES } from './parts.ts'
import { filesOfDraft, heldDraft, mustBeIn, viewOf, type DraftView } from './view.ts'

export interface DraftChange {
  readonly path: string
  /** Null: the file is taken out. */
  readonly text: string | null
}

export interface SaveProcedureDraft {
  /** The one that the asker has seen. */
  readonly revision: number
  readonly changes: readonly DraftChange[]
  /** A short sentence for the history, without personal data: `Stage 1 answer: 10 to 20 working days`. */
  readonly what: string
}

/** For how long somebody has a draft to themselves after a save. */
export const LOCK_MINUTES = 15

const LONGEST_WHAT = 300

/**
 * Saves files of a draft, and holds the draft for whoever saves, so that nobody else does for some minutes.
 *
 * A save that says the same as the one before it, within one sitting, adds no line to the history nor to the audit trail.
 *
 * @throws NotFoundError
 * @throws ConflictError that names who holds the draft, or who has saved it since that revision.
 * @throws RefusedError (`draft-state`) when the draft is no longer worked on; (`of-another`) for a file of another procedure.
 * @throws InvalidVariablesError for a name that is none of a procedure's file.
 */
export async function saveDraft(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { revision, changes, what }: SaveProcedureDraft,
): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  mustBeSaveable(changes, what)
  return runtime.store.command(async (unit) => {
    const row = await heldForWriting(unit, actor, draftId)
    if (row.revision !== revision) {
      const winner = { by: row.changedBy, at: row.changedAt }
      throw new ConflictError(`${row.changedBy} has saved the draft since; it is at revision ${row.revision}`, winner)
    }
    const { files } = await filesOfDraft(unit, row)
    const texts = new Map(files.map(({ path, text }) => [path, text]))
    const news = changes.filter(({ path, text }) => (texts.get(path) ?? null) !== text)
    if (news.length === 0) return renewed(unit, actor, row)
    mustStayWhole(texts, news)
    return write(unit, actor, row, news, { kind: 'saved', words: what })
  })
}

/** Writes the changes, which are news, as the draft's next revision. The draft must be held for the actor. */
export async function write(
  unit: Unit,
  actor: Actor,
  row: ProcedureDraftRow,
  changes: readonly DraftChange[],
  { kind, words }: { readonly kind: DraftActKind; readonly words: string },
): Promise<DraftView> {
  const { base } = await filesOfDraft(unit, row)
  const was = new Map(base.map(({ path, text }) => [path, text]))
  for (const { path, text } of changes) {
    if ((was.get(path) ?? null) === text) unit.dropDraftFile(row.id, path)
    else unit.saveDraftFile({ draftId: row.id, path, text })
  }
  const saved: ProcedureDraftRow = {
    ...row,
    ...lockFor(actor, unit.now),
    title: titleIn(changes) ?? row.title,
    revision: row.revision + 1,
    changedBy: actor.id,
    changedAt: unit.now,
  }
  const { title, revision, lockHolder, lockUntil, changedBy, changedAt, basedOn, sourceN } = saved
  unit.changeProcedureDraft(row.id, {
    ...{ title, revision, lockHolder, lockUntil, changedBy, changedAt, basedOn, sourceN },
  })
  const sitting = row.lockHolder === actor.id && row.lockUntil !== null && row.lockUntil > unit.now
  if (!sitting || !saysTheSame((await unit.draftActs(row.id)).at(-1), actor, kind, words)) {
    await act(unit, actor, saved, kind, words, { files: changes.map(({ path }) => path) })
  }
  return viewOf(saved, await unit.draftFiles(row.id), unit.now)
}

/** Holds the draft for some minutes, so that nobody else saves; the same again keeps it. @throws ConflictError */
export async function takeLock(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => renewed(unit, actor, await heldForWriting(unit, actor, draftId)))
}

/** Lets the draft go. Nothing happens when somebody else holds it, or nobody. */
export async function releaseLock(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => {
    const row = await heldDraft(unit, draftId)
    const isOwn = row.lockHolder === actor.id
    const none = { lockHolder: null, lockUntil: null }
    if (isOwn) {
      unit.changeProcedureDraft(draftId, none)
      tell(unit, actor, row, 'procedure-draft-let-go')
    }
    return viewOf(isOwn ? { ...row, ...none } : row, await unit.draftFiles(draftId), unit.now)
  })
}

/** A draft that the actor may write in now. @throws ConflictError naming who else holds it; RefusedError by its state. */
export async function heldForWriting(unit: Unit, actor: Actor, draftId: string): Promise<ProcedureDraftRow> {
  const row = await heldDraft(unit, draftId)
  mustBeIn(row, 'draft')
  const { lockHolder, lockUntil } = row
  if (lockHolder !== null && lockUntil !== null && lockHolder !== actor.id && lockUntil > unit.now) {
    const winner = { by: lockHolder, at: row.changedAt }
    throw new ConflictError(`${lockHolder} is working on the draft; it is held until ${lockUntil}`, winner)
  }
  return row
}

async function renewed(unit: Unit, actor: Actor, row: ProcedureDraftRow): Promise<DraftView> {
  const lock = lockFor(actor, unit.now)
  const sitting = row.lockHolder === actor.id && row.lockUntil !== null && row.lockUntil > unit.now
  unit.changeProcedureDraft(row.id, lock)
  if (!sitting) tell(unit, actor, row, 'procedure-draft-held')
  return viewOf({ ...row, ...lock }, await unit.draftFiles(row.id), unit.now)
}

function lockFor({ id }: Actor, now: Instant): Pick<ProcedureDraftRow, 'lockHolder' | 'lockUntil'> {
  return { lockHolder: id, lockUntil: fromMillis(toMillis(now) + LOCK_MINUTES * 60_000) }
}

function tell(unit: Unit, actor: Actor, { id, procedure }: ProcedureDraftRow, type: string): void {
  unit.audit({ actor: actor.id, role: actor.role, type, body: { procedure, draft: id } })
}

function saysTheSame(last: DraftActRow | undefined, actor: Actor, kind: DraftActKind, words: string): boolean {
  return last?.kind === kind && last.actor === actor.id && last.words === words
}

/** A folder on a disk holds no two files whose names differ by capitals only, and a procedure is no warehouse. */
function mustStayWhole(before: ReadonlyMap<string, string>, news: readonly DraftChange[]): void {
  const after = new Map(before)
  for (const { path, text } of news) {
    if (text === null) after.delete(path)
    else after.set(path, text)
  }
  const faults: Fault[] = news.flatMap(({ path, text }) => {
    const twin = [...after.keys()].find((other) => other !== path && other.toLowerCase() === path.toLowerCase())
    if (text === null || twin === undefined) return []
    return [{ at: '/changes', message: `${path} differs from ${twin} by capitals only` }]
  })
  const length = [...after.values()].reduce((sum, text) => sum + text.length, 0)
  if (after.size > MOST_FILES || length > LONGEST_OF_ALL) {
    const message = `makes more than ${MOST_FILES} files, or more than ${LONGEST_OF_ALL} characters in all`
    faults.push({ at: '/changes', message })
  }
  if (faults.length > 0) throw new InvalidVariablesError('The draft', faults)
}

function titleIn(changes: readonly DraftChange[]): string | undefined {
  const text = changes.find(({ path }) => path === 'procedure.json')?.text
  try {
    const { title } = JSON.parse(text ?? '{}') as { readonly title?: unknown }
    return typeof title === 'string' && title.trim() !== '' ? title : undefined
  } catch {
    return undefined
  }
}

function mustBeSaveable(changes: readonly DraftChange[], what: string): void {
  const another = changes.find(({ path }) => isOfAnother(path))
  if (another !== undefined) {
    const message = `${another.path} belongs to another procedure, which has drafts of its own.`
    throw new RefusedError('of-another', message)
  }
  const faults: Fault[] = changes.flatMap(({ path, text }, index): Fault[] => {
    const at = `/changes/${index}`
    if (!isNameOfFile(path)) return [{ at: `${at}/path`, message: `${path} is not the name of a procedure's file` }]
    if (text === null && path === 'procedure.json') return [{ at, message: 'procedure.json cannot be taken out' }]
    if (text !== null && text.length > longestOf(path)) {
      return [{ at: `${at}/text`, message: `is longer than ${longestOf(path)} characters` }]
    }
    return []
  })
  if (what.trim() === '' || what.length > LONGEST_WHAT) {
    faults.push({ at: '/what', message: `must say in up to ${LONGEST_WHAT} characters what was changed` })
  }
  if (faults.length > 0) throw new InvalidVariablesError('The draft', faults)
}
