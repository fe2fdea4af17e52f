import type { PageParts } from '../../api/index.ts'
import {
  copyOfForm,
  fileNameFor,
  newForm,
  notesOnForm,
  readOutline,
  recordsInWords,
  usesOfForms,
  type ProcedureFile,
} from '../../engine/index.ts'
import { view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { withDraft, type DraftAsked } from './draft-page.ts'
import { asking } from './field-edits.ts'
import { FORMS } from './form-asked.ts'
import { addFormEdits } from './form-edits.ts'
import { addFormPages } from './form-pages.ts'
import { addFormRecordPages } from './form-records.ts'
import { answerQuestion, askQuestion, oneOf, said, type Question } from './question.ts'

const FORM = /^forms\/([^/]+)\.json$/
const USED = /^uses\/([^/]+)\/forms\/([^/]+)\.json$/

/** `…/forms`: what the people who do a task are asked. */
export function addFormsPages(area: Area, parts: PageParts): void {
  area.staff('get', FORMS, 'read-procedures', async (ask) => list(await withDraft(parts, ask)))
  area.staff('get', `${FORMS}/new`, 'edit-procedures', async (ask) => {
    const asked = await withDraft(parts, ask)
    return askQuestion(asked, beginning(asked))
  })
  area.staff('post', `${FORMS}/new`, 'edit-procedures', (ask) => begin(parts, ask))
  addFormPages(area, parts)
  addFormEdits(area, parts)
  addFormRecordPages(area, parts)
}

function list({ draft, frame }: DraftAsked): Reply {
  const usesOf = usesOfForms(draft.files)
  const forms = draft.files.flatMap(({ path, text }) => {
    const id = FORM.exec(path)?.[1]
    if (id === undefined) return []
    const uses = usesOf(id)
    const notes = notesOnForm(path, text, uses)
    return [
      {
        id,
        href: `${frame.base}/forms/${id}`,
        title: readOutline(text)?.title ?? id,
        questions: readOutline(text)?.fields.length ?? 0,
        steps: uses.steps,
        records: recordsInWords(text).map(({ title }) => title),
        faults: notes.filter(({ level }) => level === 'error').length,
        warnings: notes.filter(({ level }) => level === 'warning').length,
        isChanged: draft.changed.includes(path),
      },
    ]
  })
  const used = draft.files.flatMap(({ path, text }) => {
    const [, procedure, id] = USED.exec(path) ?? []
    return procedure === undefined || id === undefined ? [] : [{ procedure, title: readOutline(text)?.title ?? id }]
  })
  return view('procedures/forms', {
    frame,
    forms: forms.toSorted((one, other) => (one.title < other.title ? -1 : 1)),
    used,
  })
}

function beginning({ draft, frame }: DraftAsked): Question {
  const copies = draft.files.flatMap(({ path, text }) => {
    const id = FORM.exec(path)?.[1]
    return id === undefined ? [] : [{ value: id, text: readOutline(text)?.title ?? id }]
  })
  const copied = {
    copy: oneOf(
      'Begin with a copy of',
      copies.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
    ),
  }
  return {
    title: 'New form',
    about: 'Forms',
    back: `${frame.base}/forms`,
    intro: ['Say what is to be done, as the task says it: “Decide whether more time is needed”.'],
    schema: {
      ...asking({ title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120 }, ...copied }, ['title']),
      'x-redress': { display: { title: { component: 'text' }, copy: { component: 'select' } } },
    },
    button: 'Make the form',
  }
}

async function begin(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await withDraft(parts, ask)
  const { files } = asked.draft
  return answerQuestion(parts, ask, asked, beginning(asked), (answers) => {
    const title = said(answers, 'title')
    const id = fileNameFor(title, idsIn(files))
    const original = files.find(({ path }) => path === `forms/${said(answers, 'copy')}.json`)
    const text = original === undefined ? newForm(id, title) : copyOfForm(original.text, id, title)
    const what = original === undefined ? `New form “${title}”` : `New form “${title}”, a copy`
    return { changes: [{ path: `forms/${id}.json`, text }], what, to: `${asked.frame.base}/forms/${id}` }
  })
}

/** Of this procedure and those that it uses: an id stands once. */
function idsIn(files: readonly ProcedureFile[]): readonly string[] {
  return files.flatMap(({ path }) => FORM.exec(path)?.[1] ?? USED.exec(path)?.[2] ?? [])
}
