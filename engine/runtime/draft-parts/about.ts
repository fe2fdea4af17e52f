import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  editSettings,
  outlineOfSettings,
  type ProcedureFile,
  type SettingsEdit,
  type SettingsOperation,
  type SettingsOutline,
} from '../../diagram/index.ts'
import { RefusedError } from '../../errors.ts'
import { ROLES_OF_STEPS } from '../commands/users.ts'
import { readDraft, saveDraft, type DraftView } from '../drafts/index.ts'
import type { Runtime } from '../runtime.ts'

export interface AboutChanged {
  readonly draft: DraftView
  /** As the history has it: `Role added: Panel clerk`. */
  readonly what: string
  /** The diagram that is new. */
  readonly file?: string
}

/**
 * What the procedure of a draft is: its title, roles, start variables, legal basis and diagrams, with what goes by each.
 *
 * @throws NotFoundError when there is no such draft.
 * @throws RefusedError (`settings-unreadable`) when its `procedure.json` cannot be read; the checks name why.
 */
export async function draftAbout(runtime: Runtime, actor: Actor, draftId: string): Promise<SettingsOutline> {
  return aboutIn((await readDraft(runtime, actor, draftId)).files)
}

/** The same of files that were read already. @throws RefusedError (`settings-unreadable`) */
export function aboutIn(files: readonly ProcedureFile[]): SettingsOutline {
  const about = outlineOfSettings(files)
  if (about !== undefined) return about
  throw new RefusedError('settings-unreadable', 'procedure.json cannot be read: see what the checks say of it.')
}

/**
 * Does one thing to what the procedure of a draft is, and saves it.
 *
 * @param revision - The one that the asker has seen.
 * @throws NotFoundError, ConflictError and RefusedError as `saveDraft`.
 * @throws RefusedError (`settings-refused`) that says what stands in the way, step by step.
 */
export async function changeDraftAbout(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { revision, operation }: { readonly revision: number; readonly operation: SettingsOperation },
): Promise<AboutChanged> {
  mustBeAllowed(actor, 'edit-procedures')
  const edit = await editAbout((await readDraft(runtime, actor, draftId)).files, operation)
  if ('refused' in edit) throw new RefusedError('settings-refused', edit.refused)
  const { changes, what, file } = edit
  const draft = await saveDraft(runtime, actor, draftId, { revision, changes, what: what.slice(0, 300) })
  return { draft, what, ...(file !== undefined && { file }) }
}

/** What the operation would save, or why it cannot be. */
export function editAbout(files: readonly ProcedureFile[], operation: SettingsOperation): Promise<SettingsEdit> {
  return editSettings(files, operation, ROLES_OF_STEPS)
}
