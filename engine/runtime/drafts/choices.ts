import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  canonicalDiagram,
  choicesOf,
  readDiagram,
  readProcedureFolder,
  registryOf,
  type Choices,
  type Finding,
} from '../../diagram/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import { comparedWith, stepsWithCases } from './version-before.ts'
import { draftRow, filesOfDraft } from './view.ts'

/**
 * What the diagrams of a draft may name, in words: roles, forms, letters, actions, deadlines, questions, outcomes.
 *
 * @param file - the diagram that is worked on
 * @throws NotFoundError
 */
export async function draftChoices(runtime: Runtime, actor: Actor, draftId: string, file?: string): Promise<Choices> {
  mustBeAllowed(actor, 'read-procedures')
  const { folder, actions } = await folderOf(runtime, draftId)
  return choicesOf(folder, actions, file)
}

/** A diagram from elsewhere, looked at before it stands in a draft. */
export interface DiagramChecked {
  /** Nothing in it is unreadable or refused, so that it may stand in a draft, with the faults that are named. */
  readonly isFit: boolean
  readonly findings: readonly Finding[]
  /** In the way in which diagrams are written here. */
  readonly xml: string
}

/**
 * Checks a diagram as one of the draft's files, without changing the draft.
 *
 * @throws NotFoundError when the draft has no such diagram.
 */
export async function checkDraftDiagram(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { file, xml }: { readonly file: string; readonly xml: string },
): Promise<DiagramChecked> {
  mustBeAllowed(actor, 'read-procedures')
  const { folder, actions, base, row } = await folderOf(runtime, draftId)
  if (!folder.diagrams.some(({ path }) => path === file)) throw new NotFoundError('diagram of the draft', file)
  const compared = await comparedWith(runtime, row, base, { path: file, text: xml })
  const { findings } = await readDiagram(xml, { file, registry: registryOf(folder, actions), lint: true, ...compared })
  const isFit = !findings.some(standsAgainst)
  return { isFit, findings, xml: isFit ? await canonicalDiagram(xml) : xml }
}

/** Steps of a diagram, as the version before has it, at which cases stand now. @throws NotFoundError */
export async function draftStepsWithCases(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  file: string,
): Promise<readonly string[]> {
  mustBeAllowed(actor, 'read-procedures')
  const { base, row } = await folderOf(runtime, draftId)
  const before = base.find(({ path }) => path === file)?.text ?? ''
  return [...(await stepsWithCases(runtime, row, (element) => before.includes(`"${element}"`)))]
}

/** What no editor can show as it is meant; everything else can be put right once it stands in the draft. */
const LOST: ReadonlySet<string> = new Set(
  [
    ...['not-bpmn', 'unreadable', 'too-large', 'too-costly', 'no-process', 'many-executable-processes'],
    ...['unknown-element', 'unexecutable', 'foreign', 'unknown-attribute', 'code'],
    ...['duplicate-id', 'missing-id', 'bad-id', 'dangling-reference'],
  ].map((what) => `admission/${what}`),
)

/** A place in the text stands for an element where the text cannot be read at all. */
function standsAgainst({ rule, level, element }: Finding): boolean {
  return level === 'error' && (LOST.has(rule) || /^\d+:\d+$/.test(element))
}

/** The last folders that were read, by draft and revision: a page of a draft asks for the same more than once. */
const folders = new Map<string, ReturnType<typeof readFolder>>()
const KEPT = 8

async function folderOf(runtime: Runtime, draftId: string) {
  const row = await draftRow(runtime, draftId)
  const key = `${row.id} ${row.revision} ${row.basedOn}`
  const known = folders.get(key)
  if (known !== undefined) return known
  const reading = readFolder(runtime, row)
  folders.set(key, reading)
  reading.catch(() => folders.delete(key))
  const [oldest] = folders.keys()
  if (folders.size > KEPT && oldest !== undefined) folders.delete(oldest)
  return reading
}

async function readFolder(runtime: Runtime, row: Awaited<ReturnType<typeof draftRow>>) {
  const { base, files } = await filesOfDraft(runtime.store.read, row)
  const actions = [...runtime.handlers.values()].map(({ describe }) => describe)
  const { procedure: folder } = await readProcedureFolder(files, '', actions, runtime.readWordFile)
  return { folder, actions, base, row }
}
