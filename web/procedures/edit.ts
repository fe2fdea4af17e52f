import express from 'express'
import type { PageParts } from '../../api/index.ts'
import {
  addComment,
  answerComment,
  canonicalDiagram,
  checkDraft,
  checkDraftDiagram,
  ConflictError,
  draftChoices,
  draftStepsWithCases,
  EngineError,
  filesBefore,
  listComments,
  mayDo,
  NotFoundError,
  resolveComment,
  saveDraft,
  type Actor,
  type CommentThread,
  type DraftWithFiles,
} from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { field, json, momentInWords, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { diagramsInOrder } from './diagram-order.ts'
import { DRAFT, withDraft } from './draft-page.ts'
import { editorPolicy } from './edit-policy.ts'

const PAGE = `${DRAFT}/edit`

/** What a diagram may take to be sent, in JSON: four times the largest that is read. */
const readJson = express.json({ limit: '4mb' })

/** `…/edit`: a diagram of a draft, drawn. What the page's script asks and sends stands below the same address. */
export function addEditPages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'read-procedures', (ask) => show(parts, ask), editorPolicy)
  area.staff('get', `${PAGE}/state`, 'read-procedures', async (ask) => json(await state(parts, ask)))
  area.staff('get', `${PAGE}/checks`, 'read-procedures', (ask) =>
    told(async () => {
      const { draft } = await withDraft(parts, ask)
      const { findings } = await checkDraft(parts.runtime, ask.actor, draft.id)
      return { findings }
    }),
  )
  area.staff('post', `${PAGE}/save`, 'edit-procedures', (ask) => told(() => save(parts, ask)), readJson)
  area.staff('post', `${PAGE}/check`, 'read-procedures', (ask) => told(() => check(parts, ask)), readJson)
  area.staff(
    'post',
    `${PAGE}/comments`,
    'test-procedures',
    (ask) =>
      told(async () => {
        const { draft } = await withDraft(parts, ask)
        await speak(parts, ask, draft.id)
        return { comments: await commentsOf(parts, ask.actor, draft.id, fileOf(ask, draft)) }
      }),
    readJson,
  )
}

/** What goes wrong is said to the script in words; what nobody foresaw goes on to the page of errors. */
async function told(work: () => Promise<object>): Promise<Reply> {
  try {
    return json(await work())
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return json({ kind: 'refused', message: sentence(error.message), findings: [] }, 200)
  }
}

/** The one that is asked for, or the first. @throws NotFoundError */
function fileOf({ query }: StaffAsk, draft: DraftWithFiles): string {
  const wanted = field(query, 'file')
  const files = diagramsInOrder(draft.files)
  const file = wanted === '' ? files[0] : files.find(({ path }) => path === wanted)
  if (file === undefined) throw new NotFoundError('diagram of the draft', wanted)
  return file.path
}

function textOf({ files }: DraftWithFiles, file: string): string {
  return files.find(({ path }) => path === file)?.text ?? ''
}

async function show(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame, nameOf } = await withDraft(parts, ask)
  const file = fileOf(ask, draft)
  return view('procedures/edit', {
    frame,
    file,
    fileTitle: titleOf(draft, file),
    files: diagramsInOrder(draft.files).map(({ path }) => ({ value: path, text: titleOf(draft, path) })),
    stepsPage: `${frame.base}/steps`,
    readOnly: whyReadOnly(draft, ask.actor, nameOf),
    shortcuts: SHORTCUTS,
  })
}

/** What the diagram's process is called; without a name, the file. */
function titleOf(draft: DraftWithFiles, file: string): string {
  const name = /<(?:\w+:)?process\b[^<>]*?\sname="([^"]+)"/.exec(textOf(draft, file))?.[1]
  return name === undefined ? file.replace(/\.bpmn$/, '') : unescaped(name)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&#39;', '’')
    .replaceAll('&apos;', '’')
    .replaceAll('&quot;', '”')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function whyReadOnly(
  { state: now, lock }: DraftWithFiles,
  actor: Actor,
  nameOf: (id: string) => string,
): string | undefined {
  if (!mayDo(actor, 'edit-procedures')) return 'You can look at this draft, and not change it.'
  if (now !== 'draft') return `This draft ${STATES[now]}, so it cannot be changed here.`
  if (lock === undefined || lock.holder === actor.id) return undefined
  return `${nameOf(lock.holder)} is changing this draft, until ${momentInWords(lock.until)} at least. You can look, try how it flows and comment. Load the page again after that to change it.`
}

const STATES: Readonly<Record<Exclude<DraftWithFiles['state'], 'draft'>, string>> = {
  'approval-asked': 'waits for approval',
  approved: 'is approved',
  published: 'has been published',
  discarded: 'was discarded',
}

async function state(parts: PageParts, ask: StaffAsk): Promise<object> {
  const { runtime } = parts
  const { actor } = ask
  const { draft, nameOf } = await withDraft(parts, ask)
  const file = fileOf(ask, draft)
  const readOnly = whyReadOnly(draft, actor, nameOf)
  const base = await filesBefore(runtime, actor, draft)
  const before = base.find(({ path }) => path === file)?.text
  return {
    draft: draft.id,
    revision: draft.revision,
    file,
    xml: textOf(draft, file),
    ...(readOnly !== undefined && { readOnly }),
    ...holderOf(draft, actor, nameOf),
    choices: await draftChoices(runtime, actor, draft.id, file),
    comments: await commentsOf(parts, actor, draft.id, file),
    ...(before !== undefined && { before, running: await draftStepsWithCases(runtime, actor, draft.id, file) }),
  }
}

function holderOf({ lock }: Pick<DraftWithFiles, 'lock'>, actor: Actor, nameOf: (id: string) => string) {
  if (lock === undefined) return {}
  return { holder: { name: nameOf(lock.holder), isYou: lock.holder === actor.id, until: momentInWords(lock.until) } }
}

/** A diagram that says and shows what it did is not written anew, however the browser wrote it. */
async function save(parts: PageParts, ask: StaffAsk): Promise<object> {
  const { runtime } = parts
  const { actor, body } = ask
  const { draft, nameOf } = await withDraft(parts, ask)
  const file = fileOf(ask, draft)
  const [was, text] = [textOf(draft, file), await canonicalDiagram(field(body, 'xml'))]
  const isSame = (await canonicalDiagram(was)) === text
  const change = { path: file, text: isSame ? was : text }
  const revision = Number((body as Readonly<Record<string, unknown>>)['revision'])
  try {
    const saved = await saveDraft(runtime, actor, draft.id, {
      revision,
      changes: [change],
      what: `Drew ${titleOf(draft, file)}`.slice(0, 300),
    })
    return { kind: 'saved', revision: saved.revision, ...holderOf(saved, actor, nameOf) }
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    const now = await withDraft(parts, ask)
    const { lock, revision: newest, changedBy } = now.draft
    const isHeld = lock !== undefined && lock.holder !== actor.id
    const message = isHeld
      ? `${now.nameOf(lock.holder)} is changing this draft now, until ${momentInWords(lock.until)} at least.`
      : `${now.nameOf(changedBy)} has changed this draft since you opened it.`
    return { kind: 'conflict', message, revision: newest, isHeld }
  }
}

async function check(parts: PageParts, ask: StaffAsk): Promise<object> {
  const { draft } = await withDraft(parts, ask)
  const file = fileOf(ask, draft)
  const checked = await checkDraftDiagram(parts.runtime, ask.actor, draft.id, { file, xml: field(ask.body, 'xml') })
  if (checked.isFit) return { kind: 'fit', xml: checked.xml, findings: checked.findings }
  const message = 'This file cannot be shown here as it is meant, so nothing was changed.'
  return { kind: 'refused', message, findings: checked.findings.filter(({ level }) => level === 'error') }
}

async function speak({ runtime }: PageParts, { actor, body, query }: StaffAsk, draftId: string): Promise<void> {
  const [words, commentId] = [field(body, 'text'), field(body, 'comment')]
  switch (field(body, 'do')) {
    case 'add':
      await addComment(runtime, actor, draftId, { file: field(query, 'file'), element: field(body, 'element'), words })
      return
    case 'answer':
      await answerComment(runtime, actor, draftId, { commentId, words })
      return
    case 'resolve':
      await resolveComment(runtime, actor, draftId, { commentId, resolved: true })
      return
    default:
      throw new NotFoundError('way to speak of a diagram', field(body, 'do'))
  }
}

async function commentsOf({ runtime }: PageParts, actor: Actor, draftId: string, file: string) {
  const threads = (await listComments(runtime, actor, draftId)).filter((thread) => thread.file === file)
  const people = threads.flatMap(({ writtenBy, answers }) => [writtenBy, ...answers.map((answer) => answer.writtenBy)])
  const nameOf = await namesOfUsers(runtime, people)
  return threads.map((thread) => commentView(thread, nameOf))
}

function commentView(
  { id, element, words, writtenBy, writtenAt, answers, resolved }: CommentThread,
  nameOf: (id: string) => string,
) {
  return {
    id,
    element: element ?? '',
    text: words,
    by: nameOf(writtenBy),
    at: momentInWords(writtenAt),
    isResolved: resolved !== undefined,
    answers: answers.map((answer) => ({
      text: answer.words,
      by: nameOf(answer.writtenBy),
      at: momentInWords(answer.writtenAt),
    })),
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

const SHORTCUTS: readonly (readonly [key: string, does: string])[] = [
  ['Escape', 'ends what you are doing, then leaves the drawing for the panel'],
  ['N', 'adds a part'],
  ['A', 'adds what comes after the selected part'],
  ['R', 'changes what the selected part is'],
  ['E', 'changes its name'],
  ['Ctrl and Z, Ctrl and Y', 'undo and redo'],
  ['Ctrl and C, Ctrl and V', 'copy and paste'],
  ['Ctrl and A', 'selects everything'],
  ['Ctrl and F', 'finds a part by its name, and selects it with Enter'],
  ['Delete', 'takes the selected part out'],
  ['Arrow keys', 'move the drawing; with Shift faster; a selected part moves instead'],
  ['Ctrl and +, Ctrl and −, Ctrl and 0', 'larger, smaller, as it was'],
]
