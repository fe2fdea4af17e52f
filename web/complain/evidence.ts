import { addDraftFile, EngineError, fileFault, MAX_DRAFT_FILES, removeDraftFile } from '../../engine/index.ts'
import { field, redirect, view, type Ask, type Reply } from '../frame/index.ts'
import { filesOf, storeDraft, type Draft } from './draft.ts'
import { nextPath, type Form } from './form.ts'
import { pathBefore } from './journey.ts'

/** Files wait with the draft, encrypted as it is, and join the case when it is sent. */
export async function evidencePage(form: Form, draft: Draft, { query }: Ask, fault?: string): Promise<Reply> {
  const { isChild } = form.asking(draft)
  const files = await filesOf(form.parts.runtime, draft)
  const wrong = fault ?? (field(query, 'too-large') === 'yes' ? 'The file must be 10 MB or smaller' : undefined)
  const from = field(query, 'from') === 'check' ? 'check' : undefined
  return view(
    'complain/evidence',
    {
      title: isChild ? 'Do you have a file to show us?' : 'Do you want to add files?',
      isChild,
      files: files.map(({ n, fileName, content }) => ({
        n,
        fileName,
        kilobytes: Math.max(1, Math.round(content.length / 1024)),
      })),
      isFull: files.length >= MAX_DRAFT_FILES,
      fault: wrong,
      errors: wrong === undefined ? [] : [{ text: wrong, href: '#file' }],
      from,
      backTo: from === 'check' ? '/complain/check' : `/complain/${pathBefore('evidence', draft.answers) ?? ''}`,
    },
    fault === undefined ? 200 : 422,
  )
}

export async function addEvidence(form: Form, draft: Draft, ask: Ask): Promise<Reply> {
  const { runtime } = form.parts
  const { file } = ask.request
  const adds = field(ask.body, 'add') === 'yes'
  if (file === undefined && adds) return evidencePage(form, draft, ask, 'Choose a file first')
  if (file !== undefined) {
    // Browsers name a file in UTF-8, and the form's reader takes that for Latin 1.
    const fileName = Buffer.from(file.originalname, 'latin1').toString('utf8').slice(0, 200)
    const wrong = await fileFault(file.buffer, fileName)
    if (wrong !== undefined) return evidencePage(form, draft, ask, `The file ${wrong}`)
    try {
      await addDraftFile(runtime, draft.code, { fileName, content: file.buffer })
    } catch (error) {
      if (error instanceof EngineError) return evidencePage(form, draft, ask, error.message)
      throw error
    }
  }
  if (adds) return redirect('/complain/evidence', { kind: 'success', title: 'We added your file.' })
  const next: Draft = { ...draft, done: new Set([...draft.done, 'evidence']) }
  await storeDraft(runtime, next)
  if (field(ask.body, 'save') === 'yes') return redirect('/complain/save')
  return redirect(`/complain/${nextPath(next, 'evidence', field(ask.body, 'from'))}`)
}

export async function removeEvidence(form: Form, draft: Draft, { body }: Ask): Promise<Reply> {
  await removeDraftFile(form.parts.runtime, draft.code, Number(field(body, 'n')) || 0)
  return redirect('/complain/evidence', { kind: 'information', title: 'We took that file out.' })
}
