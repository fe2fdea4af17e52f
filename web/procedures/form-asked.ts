import type { PageParts } from '../../api/index.ts'
import {
  dayOf,
  editForm,
  formIn,
  NotFoundError,
  readOutline,
  usesOfForms,
  type DraftForm,
  type FieldOutline,
  type FormOperation,
  type FormOutline,
} from '../../engine/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'
import type { Change } from './question.ts'

export const FORMS = `${DRAFT}/forms`
export const FORM = `${FORMS}/:form`

/** A form of a draft that an address names. */
export interface FormAsked {
  readonly asked: DraftAsked
  readonly form: DraftForm
  readonly outline: FormOutline
  readonly path: string
  readonly text: string
  /** Of the form's page. */
  readonly at: string
}

/** @throws NotFoundError when the draft has no such form, or it is not written as one. */
export async function withForm(parts: PageParts, ask: StaffAsk): Promise<FormAsked> {
  const asked = await withDraft(parts, ask)
  const id = ask.params['form'] ?? ''
  const path = `forms/${id}.json`
  const text = asked.draft.files.find((file) => file.path === path)?.text ?? ''
  const form = formIn(asked.draft.files, id, dayOf(parts.runtime.clock.now()))
  const outline = readOutline(text)
  if (outline === undefined) throw new NotFoundError('form that can be changed', id)
  return { asked, form, outline, path, text, at: `${asked.frame.base}/forms/${id}` }
}

/** @throws NotFoundError */
export function fieldAsked({ outline }: FormAsked, { params }: StaffAsk): FieldOutline {
  const field = outline.fields.find(({ key }) => key === params['field'])
  if (field === undefined) throw new NotFoundError('question of the form', params['field'] ?? '')
  return field
}

/** The form with one thing done to it, to be saved. */
export function formChange(
  { asked, form, path, text }: FormAsked,
  operation: FormOperation,
  { what, to }: { readonly what: string; readonly to: string },
): Change {
  const edit = editForm(text, operation, usesOfForms(asked.draft.files)(form.id))
  if ('refused' in edit) return edit
  return { changes: [{ path, text: edit.text }], what: `Form “${form.title}”: ${what}`, to }
}
