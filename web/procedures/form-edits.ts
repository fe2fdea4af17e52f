import type { PageParts } from '../../api/index.ts'
import { FIELD_KINDS, isFieldKind, NotFoundError, type FieldOutline } from '../../engine/index.ts'
import type { Area, Reply, StaffAsk } from '../frame/index.ts'
import { asking, FIELD_EDITS } from './field-edits.ts'
import { fieldAsked, FORM, formChange, withForm, type FormAsked } from './form-asked.ts'
import { edited, hrefOfField, type FormEdit } from './form-edit.ts'
import { addingPart, partAnswers, PART_QUESTIONS, removingPart } from './form-parts.ts'
import { answerQuestion, askQuestion, oneOf, said, type Change, type Question } from './question.ts'

const ADD = 'add'
const FIELD = `${FORM}/questions/:field`

/** A page for each thing that can be done to a form. */
export function addFormEdits(area: Area, parts: PageParts): void {
  const add = (path: string, edit: (form: FormAsked, ask: StaffAsk) => FormEdit): void => {
    area.staff('get', path, 'edit-procedures', async (ask) => {
      const form = await withForm(parts, ask)
      return askQuestion(form.asked, edit(form, ask).question)
    })
    area.staff('post', path, 'edit-procedures', async (ask): Promise<Reply> => {
      const form = await withForm(parts, ask)
      const { question, change } = edit(form, ask)
      return answerQuestion(parts, ask, form.asked, question, change)
    })
  }
  add(`${FORM}/words`, describing)
  add(`${FORM}/${ADD}`, adding)
  add(`${FORM}/remove`, removingForm)
  add(`${FIELD}/remove`, removing)
  add(`${FIELD}/answers/${ADD}`, addingAnswer)
  add(`${FIELD}/answers/:code`, changingAnswer)
  add(`${FIELD}/answers/:code/remove`, removingAnswer)
  add(`${FIELD}/parts/${ADD}`, addingPart)
  add(`${FIELD}/parts/:part`, changingPart)
  add(`${FIELD}/parts/:part/remove`, removingPart)
  add(`${FIELD}/:what`, changing)
}

function describing(form: FormAsked): FormEdit {
  const { outline, at } = form
  const long = { type: 'string', maxLength: 2000 }
  const schema = asking(
    {
      title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120 },
      description: { ...long, title: 'What it is for', description: 'One or two sentences, below the title.' },
      guidance: { ...long, title: 'How to do it', description: 'Shown beside what the law asks.' },
    },
    ['title'],
  )
  const { title, description, guidance } = outline
  const answers = { title, description, guidance }
  return edited(
    form,
    { title: 'Title and guidance', back: at, schema, answers },
    'other words at the top',
    (given) => ({
      do: 'describe',
      title: said(given, 'title'),
      description: said(given, 'description'),
      guidance: said(given, 'guidance'),
    }),
  )
}

function adding(form: FormAsked): FormEdit {
  const { outline, at } = form
  const kinds = [
    ...Object.entries(FIELD_KINDS).map(([value, { title }]) => ({ value, text: title })),
    { value: 'list', text: 'A list, with questions for each entry' },
  ]
  const places = [
    { value: '', text: 'At the end' },
    ...outline.fields.map(({ key, label }) => ({ value: key, text: `After “${label}”` })),
  ]
  const schema = {
    ...asking(
      {
        label: { type: 'string', title: 'Question', minLength: 1, maxLength: 300 },
        hint: { type: 'string', title: 'Hint', maxLength: 1000 },
        kind: oneOf('What kind of answer?', kinds),
        options: {
          type: 'array',
          title: 'Answers to choose from',
          items: { type: 'string', maxLength: 200 },
        },
        ...PART_QUESTIONS.properties,
        required: { type: 'boolean', title: 'Must it be answered?' },
        after: oneOf('Where does it stand?', places.slice(1), 'At the end, if you choose nothing.'),
      },
      ['label', 'kind', 'required'],
    ),
    'x-redress': {
      display: {
        label: { component: 'text' },
        hint: { component: 'text' },
        kind: { component: 'select' },
        options: {
          component: 'textarea',
          conditionalOn: { field: 'kind', equals: 'choice' },
        },
        ...PART_QUESTIONS.displayWhere({ field: 'kind', equals: 'list' }),
        required: { component: 'radios' },
        after: { component: 'select' },
      },
    },
  }
  const question = { title: 'Add a question', back: at, schema, button: 'Add the question' }
  return edited(form, question, 'a new question', (given) => {
    const [kind, after, options] = [said(given, 'kind'), said(given, 'after'), given['options']]
    return {
      do: 'add-field',
      kind: kind === 'list' ? 'list' : isFieldKind(kind) ? kind : 'short-text',
      label: said(given, 'label'),
      hint: said(given, 'hint'),
      required: given['required'] === true,
      ...(Array.isArray(options) && { options: options.map(String) }),
      ...(after !== '' && { after }),
      ...(kind === 'list' && { part: partAnswers(given) }),
    }
  })
}

function removingForm(form: FormAsked): FormEdit {
  const { outline, at, path, asked } = form
  const { steps } = form.form
  const question: Question = {
    title: steps.length > 0 ? 'This form cannot be removed' : 'Remove this form',
    about: `Form “${outline.title}”`,
    back: at,
    intro:
      steps.length > 0
        ? ['Steps have it. Give them another form first:']
        : ['It is taken out of the draft. Versions that have it keep it.'],
    list: steps,
    schema: asking({}),
    button: 'Remove the form',
    warning: true,
  }
  const change = (): Change =>
    steps.length > 0
      ? { refused: `Steps have this form: ${steps.join(', ')}.` }
      : { changes: [{ path, text: null }], what: `Form “${outline.title}” removed`, to: `${asked.frame.base}/forms` }
  return { question, change }
}

function changing(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = fieldAsked(form, ask)
  const what = ask.params['what'] ?? ''
  const edit = Object.hasOwn(FIELD_EDITS, what) ? FIELD_EDITS[what] : undefined
  if (edit?.has(field) !== true) throw new NotFoundError('page of the question', what)
  const question = {
    title: edit.title,
    back: hrefOfField(form, field),
    intro: [`Question: “${field.label}”`, ...(edit.intro === undefined ? [] : [edit.intro])],
    schema: edit.schema(field, form.outline),
    answers: edit.answers(field),
  }
  return edited(form, question, edit.what, (answers) => edit.operation(field, answers, form.outline))
}

function removing(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = fieldAsked(form, ask)
  const question = {
    title: 'Remove this question',
    back: hrefOfField(form, field),
    intro: [`Question: “${field.label}”`, 'Answers that were given in cases stay on record.'],
    schema: asking({}),
    button: 'Remove the question',
    warning: true,
  }
  const { question: asks } = edited(form, question, '', () => ({ do: 'remove-field', field: field.key }))
  return {
    question: asks,
    change: () =>
      formChange(form, { do: 'remove-field', field: field.key }, { what: 'a question removed', to: form.at }),
  }
}

function addingAnswer(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = fieldAsked(form, ask)
  const code = {
    type: 'string',
    title: 'Code',
    maxLength: 100,
    description: 'What diagrams and decision tables call it. Left empty, it is made of the words. It never changes.',
  }
  const question = {
    title: 'Add an answer',
    back: hrefOfField(form, field),
    intro: [`Question: “${field.label}”`],
    schema: asking({ label: { type: 'string', title: 'Answer', minLength: 1, maxLength: 200 }, code }, ['label']),
  }
  return edited(form, question, 'a new answer', (given) => ({
    do: 'add-option',
    field: field.key,
    label: said(given, 'label'),
    code: said(given, 'code'),
  }))
}

function changingAnswer(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = fieldAsked(form, ask)
  const { code, label } = optionAsked(field, ask)
  const question = {
    title: 'Change the words of an answer',
    back: hrefOfField(form, field),
    intro: [`Question: “${field.label}”`, `Its code stays “${code}”.`],
    schema: asking({ label: { type: 'string', title: 'Answer', minLength: 1, maxLength: 200 } }, ['label']),
    answers: { label },
  }
  return edited(form, question, 'other words for an answer', (given) => ({
    do: 'rename-option',
    field: field.key,
    code,
    label: said(given, 'label'),
  }))
}

function removingAnswer(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = fieldAsked(form, ask)
  const { code, label } = optionAsked(field, ask)
  const question = {
    title: 'Remove this answer',
    back: hrefOfField(form, field),
    intro: [`Question: “${field.label}”`, `Answer: “${label}”`],
    schema: asking({}),
    button: 'Remove the answer',
    warning: true,
  }
  return edited(form, question, 'an answer removed', () => ({ do: 'remove-option', field: field.key, code }))
}

/** The words of a question that is asked for each entry of a list. */
function changingPart(form: FormAsked, ask: StaffAsk): FormEdit {
  const field = fieldAsked(form, ask)
  const part = field.inRow.find(({ key }) => key === ask.params['part'])
  if (part === undefined) throw new NotFoundError('part of the question', ask.params['part'] ?? '')
  const question = {
    title: 'Change the words of a part',
    back: hrefOfField(form, field),
    intro: [`List: “${field.label}”`],
    schema: asking({ label: { type: 'string', title: 'Question', minLength: 1, maxLength: 300 } }, ['label']),
    answers: { label: part.label },
  }
  return edited(form, question, 'other words for a question', (given) => ({
    do: 'rename-field',
    field: `${field.key}.${part.key}`,
    label: said(given, 'label'),
  }))
}

function optionAsked({ options }: FieldOutline, { params }: StaffAsk): FieldOutline['options'][number] {
  const option = options.find(({ code }) => code === params['code'])
  if (option === undefined) throw new NotFoundError('answer of the question', params['code'] ?? '')
  return option
}
