import { readForm } from '../form-file.ts'
import { editField } from './edit-fields.ts'
import { editOption } from './edit-options.ts'
import { editRecord } from './edit-records.ts'
import { formText } from './form-json.ts'
import { NO_USES, type FormEditing, type FormOperation, type FormUses, type Refusal } from './form-operation.ts'
import { shapeOf } from './form-shape.ts'

export type FormEdit =
  | { readonly text: string }
  /** Why not, as a sentence. */
  | { readonly refused: string }

/**
 * Does one thing to a form and writes its file anew, always in the same way. What is left is a form that can be read, or
 * the edit is refused.
 *
 * @param uses - what of the procedure goes by the form's answers
 */
export function editForm(text: string, operation: FormOperation, uses: FormUses = NO_USES): FormEdit {
  const form = shapeOf(text)
  if (form === undefined) return { refused: 'The file is not written as a form, and cannot be changed here.' }
  const before = faultsOf(text, form.$id)
  const refused = apply({ form, uses }, operation)
  if (refused !== undefined) return { refused }
  const written = formText(form)
  const fault = faultsOf(written, form.$id).find((each) => !before.includes(each))
  return fault === undefined ? { text: written } : { refused: fault }
}

/** A form with a title and nothing in it. */
export function newForm(id: string, title: string): string {
  return formText({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title,
    type: 'object',
    additionalProperties: false,
    properties: {},
    required: [],
    'x-redress': { records: [], variables: [], display: {} },
  })
}

/** The same form under another name. @throws RangeError for a text that is no form. */
export function copyOfForm(text: string, id: string, title: string): string {
  const form = shapeOf(text)
  if (form === undefined) throw new RangeError('Only a form can be copied')
  return formText({ ...form, $id: id, title })
}

function apply(editing: FormEditing, operation: FormOperation): Refusal {
  switch (operation.do) {
    case 'describe': {
      const { form } = editing
      const [title, description, guidance] = [operation.title, operation.description, operation.guidance].map((each) =>
        each.trim(),
      )
      if (title === undefined || title === '') return 'A form needs a title.'
      form.title = title
      Object.assign(form, { description: description === '' ? undefined : description })
      Object.assign(form['x-redress'], { guidance: guidance === '' ? undefined : guidance })
      return undefined
    }
    case 'add-option':
    case 'rename-option':
    case 'move-option':
    case 'remove-option':
      return editOption(editing, operation)
    case 'add-record':
    case 'change-record':
    case 'remove-record':
      return editRecord(editing, operation)
    default:
      return editField(editing, operation)
  }
}

/** What the reader of forms says against it; an edit must not add to it. */
function faultsOf(text: string, id: string): readonly string[] {
  const { findings } = readForm({ path: `forms/${id}.json`, text }, '')
  return findings.filter(({ level }) => level === 'error').map(({ message }) => message)
}
