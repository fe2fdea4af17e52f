import type { PageParts } from '../../api/index.ts'
import {
  changesOfFile,
  FIELD_KINDS,
  InvalidVariablesError,
  tryDraftForm,
  type FieldOutline,
  type FileChange,
  type FormNote,
} from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { changeRows, formFieldsOf, readAnswers, sayFaults } from '../forms/index.ts'
import { field, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { FIELD_EDITS } from './field-edits.ts'
import { fieldAsked, FORM, formChange, withForm, type FormAsked } from './form-asked.ts'
import { factsInWords, previewChoices, previewOf } from './form-preview.ts'
import { saveChange } from './question.ts'

/** `…/forms/:form`: one form, its questions, and how it looks to whoever fills it in. */
export function addFormPages(area: Area, parts: PageParts): void {
  area.staff('get', FORM, 'read-procedures', async (ask) => show(parts, await withForm(parts, ask)))
  area.staff('post', FORM, 'edit-procedures', (ask) => move(parts, ask))
  area.staff('get', `${FORM}/preview`, 'read-procedures', async (ask) => preview(parts, await withForm(parts, ask)))
  area.staff('post', `${FORM}/preview`, 'test-procedures', (ask) => tryIt(parts, ask))
  area.staff('get', `${FORM}/history`, 'read-procedures', (ask) => history(parts, ask))
  area.staff('get', `${FORM}/questions/:field`, 'read-procedures', async (ask) => one(await withForm(parts, ask), ask))
}

function show({ runtime }: PageParts, form: FormAsked, error?: string): Reply {
  const { asked, outline, at } = form
  const preview = previewOf(form.form, runtime.council)
  const data = {
    frame: asked.frame,
    at,
    outline,
    questions: outline.fields.map((each, index) => ({
      ...questionView(each, at),
      isFirst: index === 0,
      isLast: index === outline.fields.length - 1,
    })),
    steps: form.form.steps,
    records: form.form.records,
    notes: form.form.notes.map((note) => noteView(note, at)),
    preview: preview && { form: preview.shown, layout: preview.layout },
    errors: error === undefined ? [] : [{ text: error, href: '#questions' }],
  }
  return view('procedures/form', data, error === undefined ? 200 : 422)
}

function questionView({ key, label, kind, required, shownWhen, section, inRow }: FieldOutline, at: string) {
  return {
    key,
    label,
    href: `${at}/questions/${key}`,
    section,
    kind: kindWords(kind),
    required:
      required === 'never' ? 'May be left out' : shownWhen === undefined ? 'Must be answered' : 'Only after an answer',
    inRow,
  }
}

export function kindWords(kind: FieldOutline['kind']): string {
  if (kind === 'list') return 'A list, with questions for each entry'
  return kind === 'other' ? 'Of its own kind' : FIELD_KINDS[kind].title
}

function noteView({ level, text, field: key }: FormNote, at: string) {
  return { isError: level === 'error', text, href: key === undefined ? undefined : `${at}/questions/${key}` }
}

async function move(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const form = await withForm(parts, ask)
  const [to, key = ''] = field(ask.body, '_do').split(':')
  const change = formChange(
    form,
    { do: 'move-field', field: key, to: to === 'up' ? 'up' : 'down' },
    { what: 'another order', to: `${form.at}#questions` },
  )
  const saved = 'refused' in change ? change.refused : await saveChange(parts, ask, form.asked, change)
  return typeof saved === 'string' ? show(parts, form, saved) : saved
}

/** What the form's page shows below itself, on a page of its own. */
function preview({ runtime }: PageParts, { asked, form, at }: FormAsked): Reply {
  const shown = previewOf(form, runtime.council)
  return view('procedures/form-preview', {
    frame: asked.frame,
    at,
    formTitle: form.title,
    preview: shown && { form: shown.shown, layout: shown.layout },
  })
}

/** The form filled in, and what that would put on record. Nothing is kept. */
async function tryIt(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { runtime } = parts
  const { asked, form, at } = await withForm(parts, ask)
  const posted = formFieldsOf(ask.body)
  const empty = previewOf(form, runtime.council, { posted })
  const data = { frame: asked.frame, at, formTitle: form.title }
  if (empty === undefined) return view('procedures/form-preview', data)
  const choices = previewChoices(runtime.council)
  const changed = changeRows(empty.layout, posted, field(ask.body, '_do'), choices)
  if (changed !== undefined) {
    const shown = previewOf(form, runtime.council, { posted: changed.posted })
    return view('procedures/form-preview', { ...data, preview: shown && { form: shown.shown, layout: shown.layout } })
  }
  const read = readAnswers(empty.layout, posted)
  try {
    const tried = await tryDraftForm(runtime, ask.actor, asked.draft.id, { form: form.id, answers: read.answers })
    if (read.misread.length > 0) throw new InvalidVariablesError('The form', [])
    return view('procedures/form-preview', {
      ...data,
      preview: { form: empty.shown, layout: empty.layout },
      tried: { facts: factsInWords(tried), variables: Object.keys(tried.variables).length },
    })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    const faults = sayFaults(empty.layout, { posted, choices, read }, error.faults)
    const shown = previewOf(form, runtime.council, { posted, faults })
    const errors = faults.map(({ text, href }) => ({ text, href }))
    const preview = shown && { form: shown.shown, layout: shown.layout }
    return view('procedures/form-preview', { ...data, preview, errors }, 422)
  }
}

function one(form: FormAsked, ask: StaffAsk): Reply {
  const { asked, outline, at } = form
  const question = fieldAsked(form, ask)
  const href = `${at}/questions/${question.key}`
  return view('procedures/form-question', {
    frame: asked.frame,
    at,
    formTitle: outline.title,
    question: { ...question, kind: kindWords(question.kind) },
    href,
    rows: Object.entries(FIELD_EDITS).flatMap(([what, edit]) =>
      edit.has(question) ? [{ title: edit.title, now: edit.now(question, outline), href: `${href}/${what}` }] : [],
    ),
    notes: form.form.notes.filter((note) => note.field === question.key).map((note) => noteView(note, at)),
  })
}

async function history(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { asked, form, path, at } = await withForm(parts, ask)
  const changes = await changesOfFile(parts.runtime, ask.actor, { procedure: asked.draft.procedure, path })
  return historyOf(parts, asked, { title: form.title, at, isChanged: asked.draft.changed.includes(path) }, changes)
}

/** The versions in which a file of a draft changed. */
export async function historyOf(
  { runtime }: PageParts,
  { frame, draft }: FormAsked['asked'],
  { title, at, isChanged }: { readonly title: string; readonly at: string; readonly isChanged: boolean },
  changes: readonly FileChange[],
): Promise<Reply> {
  const nameOf = await namesOfUsers(
    runtime,
    changes.map(({ by }) => by),
  )
  return view('procedures/file-history', {
    frame,
    at,
    fileTitle: title,
    isChanged,
    lines: changes.map(({ version, before, what, at: moment, by }) => ({
      version,
      what: { new: 'New', changed: 'Changed', removed: 'Taken out' }[what],
      at: moment,
      by: nameOf(by),
      compare: before === undefined ? undefined : `/procedures/${draft.procedure}/compare/${before}/${version}`,
      before,
    })),
  })
}
