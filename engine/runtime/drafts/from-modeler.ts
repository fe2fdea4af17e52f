import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  choicesOf,
  elementTemplates,
  fromModeler,
  processIdsIn,
  readProcedureFolder,
  type ElementTemplate,
  type Finding,
} from '../../diagram/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import { checkDraftDiagram } from './choices.ts'
import { listDrafts, openDraft, versionFiles } from './open.ts'
import { saveDraft } from './save.ts'
import type { DraftView } from './view.ts'

export interface TakenFromModeler {
  readonly draft: DraftView
  /** Of the draft's files: the diagram that it took the place of. */
  readonly file: string
  /** Ids of the processes in it. */
  readonly processes: readonly string[]
  /** False: it cannot stand in a draft at all, and nothing was saved. */
  readonly isSaved: boolean
  /** Of that diagram by itself: the Modeler waits five seconds, which is too short for all of the procedure. */
  readonly findings: readonly Finding[]
}

/**
 * Takes a diagram that was drawn in Camunda Modeler into a draft: of the procedure that has its process, into the draft
 * that was last worked on, or a new one. It takes the place of the diagram with that process there.
 *
 * @throws RefusedError (`no-such-process`) when no procedure has a process of the diagram.
 * @throws ConflictError that names who holds the draft.
 */
export async function takeFromModeler(runtime: Runtime, actor: Actor, xml: string): Promise<TakenFromModeler> {
  mustBeAllowed(actor, 'edit-procedures')
  const processes = processIdsIn(xml)
  const { procedure, file } = await placeOf(runtime, actor, processes)
  const drafts = (await listDrafts(runtime, actor, procedure)).filter(({ state }) => state === 'draft')
  const last = drafts.toSorted((one, other) => (one.changedAt < other.changedAt ? 1 : -1))[0]
  const draft = last ?? (await openDraft(runtime, actor, procedure))
  const checked = await checkDraftDiagram(runtime, actor, draft.id, { file, xml: await fromModeler(xml) })
  if (!checked.isFit) return { draft, file, processes, isSaved: false, findings: checked.findings }
  const saved = await saveDraft(runtime, actor, draft.id, {
    revision: draft.revision,
    changes: [{ path: file, text: checked.xml }],
    what: `${file} sent from Camunda Modeler`,
  })
  return { draft: saved, file, processes, isSaved: true, findings: checked.findings }
}

async function placeOf(
  runtime: Runtime,
  actor: Actor,
  processes: readonly string[],
): Promise<{ readonly procedure: string; readonly file: string }> {
  const rows = await runtime.store.read.procedures()
  const newest = new Map(rows.map((row) => [row.id, row.version]))
  for (const [procedure, version] of newest) {
    const row = rows.find((each) => each.id === procedure && each.version === version)
    const known = (row?.files as { readonly processes?: Readonly<Record<string, string>> } | undefined)?.processes ?? {}
    if (!processes.some((process) => Object.hasOwn(known, process))) continue
    // A process that a procedure only uses is of another one.
    const own = (await versionFiles(runtime, actor, procedure, version)).find(
      ({ path, text }) =>
        path.endsWith('.bpmn') && !path.startsWith('uses/') && processIdsIn(text).some((id) => processes.includes(id)),
    )
    if (own !== undefined) return { procedure, file: own.path }
  }
  throw new RefusedError(
    'no-such-process',
    `No procedure has a process with the id ${processes.map((id) => `'${id}'`).join(' or ') || 'that the diagram names'}. ` +
      'Draw in a diagram that was downloaded from here, or give the process the id that it has here.',
  )
}

/** Templates of Camunda Modeler for the steps of a procedure, by its newest version. @throws NotFoundError */
export async function templatesForModeler(
  runtime: Runtime,
  actor: Actor,
  procedure: string,
): Promise<readonly ElementTemplate[]> {
  mustBeAllowed(actor, 'read-procedures')
  const row = (await runtime.store.read.procedures()).findLast(({ id }) => id === procedure)
  if (row === undefined) throw new NotFoundError('procedure', procedure)
  const ofRuntime = made.get(runtime) ?? new Map<string, Made>()
  made.set(runtime, ofRuntime)
  const known = ofRuntime.get(procedure)
  if (known?.version === row.version) return known.templates
  const files = await versionFiles(runtime, actor, procedure, row.version)
  const actions = [...runtime.handlers.values()].map(({ describe }) => describe)
  const { procedure: folder } = await readProcedureFolder(files, '', actions, runtime.readWordFile)
  const templates = elementTemplates(procedure, choicesOf(folder, actions))
  ofRuntime.set(procedure, { version: row.version, templates })
  return templates
}

interface Made {
  readonly version: number
  readonly templates: readonly ElementTemplate[]
}

/** By procedure: a version never changes, and reading one takes half a second. */
const made = new WeakMap<Runtime, Map<string, Made>>()
