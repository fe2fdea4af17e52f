import type { FieldOutline, FormOperation, FormOutline } from '../../engine/index.ts'
import type { FormLike } from '../forms/index.ts'
import { oneOf, said } from './question.ts'

type Answers = Readonly<Record<string, unknown>>

/** One thing that can be changed of a question of a form: a page of its own. */
export interface FieldEdit {
  readonly title: string
  readonly intro?: string
  readonly schema: (field: FieldOutline, outline: FormOutline) => FormLike
  readonly answers: (field: FieldOutline) => Answers
  readonly operation: (field: FieldOutline, answers: Answers, outline: FormOutline) => FormOperation
  /** As it stands now, on the page of the question. */
  readonly now: (field: FieldOutline, outline: FormOutline) => string
  /** Whether questions of that kind have it. */
  readonly has: (field: FieldOutline) => boolean
  /** What was done, for the history. */
  readonly what: string
}

const always = () => true
const TEXT = { type: 'string', maxLength: 300 }

/** By the last part of the address. */
export const FIELD_EDITS: Readonly<Record<string, FieldEdit>> = {
  words: {
    title: 'Change the words of the question',
    intro: 'Answers that were given stay what they are: only the words change.',
    schema: () => asking({ label: { ...TEXT, minLength: 1, title: 'Question' } }, ['label']),
    answers: ({ label }) => ({ label }),
    operation: ({ key }, answers) => ({ do: 'rename-field', field: key, label: said(answers, 'label') }),
    now: ({ label }) => label,
    has: always,
    what: 'other words for a question',
  },
  hint: {
    title: 'Change the hint',
    schema: () =>
      asking({ hint: { ...TEXT, maxLength: 1000, title: 'Hint', description: 'It stands below the question.' } }),
    answers: ({ hint }) => ({ hint }),
    operation: ({ key }, answers) => ({ do: 'set-hint', field: key, hint: said(answers, 'hint') }),
    now: ({ hint }) => (hint === '' ? 'None' : hint),
    has: always,
    what: 'another hint',
  },
  required: {
    title: 'Must it be answered?',
    schema: () => asking({ required: { type: 'boolean', title: 'Must it be answered?' } }, ['required']),
    answers: ({ required }) => ({ required: required !== 'never' }),
    operation: ({ key }, answers) => ({ do: 'set-required', field: key, required: answers['required'] === true }),
    now: ({ required, shownWhen }) =>
      required === 'never'
        ? 'No'
        : shownWhen !== undefined || required === 'sometimes'
          ? 'Yes, where it is asked'
          : 'Yes',
    has: always,
    what: 'whether a question must be answered',
  },
  shown: {
    title: 'When is it asked?',
    intro: 'A question can be asked only after certain answers to a question before it.',
    schema: ({ key }, outline) =>
      asking({ after: oneOf('Ask it', [{ value: 'always', text: 'Always' }, ...conditionsBefore(outline, key)]) }, [
        'after',
      ]),
    answers: ({ shownWhen }) => ({
      after:
        shownWhen === undefined ? 'always' : shownWhen.equals.map((value) => `${shownWhen.field}=${String(value)}`)[0],
    }),
    operation: ({ key, shownWhen }, answers, { fields }) => {
      const [name = '', value = ''] = said(answers, 'after').split('=')
      if (name === 'always') return { do: 'show-when', field: key }
      const other = fields.find((each) => each.key === name)
      const isSame = shownWhen?.field === name && String(shownWhen.equals[0]) === value
      const equals = isSame ? shownWhen.equals : [other?.kind === 'yes-no' ? value === 'true' : value]
      return { do: 'show-when', field: key, when: { field: name, equals } }
    },
    now: ({ shownWhen }, { fields }) => {
      if (shownWhen === undefined) return 'Always'
      const other = fields.find(({ key }) => key === shownWhen.field)
      const values = shownWhen.equals.map((value) => `“${answerWords(other, value)}”`)
      return `Where “${other?.label ?? shownWhen.field}” is ${values.join(' or ')}`
    },
    has: always,
    what: 'when a question is asked',
  },
  section: {
    title: 'Heading before the question',
    schema: () =>
      asking({ section: { ...TEXT, maxLength: 120, title: 'Heading', description: 'It parts a long form.' } }),
    answers: ({ section }) => ({ section }),
    operation: ({ key }, answers) => ({ do: 'set-section', field: key, section: said(answers, 'section') }),
    now: ({ section }) => (section === '' ? 'None' : section),
    has: always,
    what: 'a heading',
  },
  longest: {
    title: 'How long may the answer be?',
    schema: () => asking({ longest: { type: 'integer', title: 'Characters, at most' } }, ['longest']),
    answers: ({ longest }) => ({ longest }),
    operation: ({ key }, answers) => ({ do: 'set-longest', field: key, longest: Number(answers['longest']) }),
    now: ({ longest = 0 }) => `${longest.toLocaleString('en-GB')} characters`,
    has: ({ longest, kind }) => longest !== undefined && (kind === 'short-text' || kind === 'long-text'),
    what: 'how long an answer may be',
  },
  variable: {
    title: 'May diagrams decide by the answer?',
    intro: 'A question in a diagram, or a decision table, can then ask for this answer.',
    schema: () => asking({ variable: { type: 'boolean', title: 'May diagrams decide by the answer?' } }, ['variable']),
    answers: ({ isVariable }) => ({ variable: isVariable }),
    operation: ({ key }, answers) => ({ do: 'set-variable', field: key, isVariable: answers['variable'] === true }),
    now: ({ isVariable }) => (isVariable ? 'Yes' : 'No'),
    has: ({ kind, isVariable }) =>
      isVariable || ['yes-no', 'choice', 'date', 'number', 'points', 'lines', 'list'].includes(kind),
    what: 'whether diagrams may decide by an answer',
  },
}

/** A schema of a page that asks. */
export function asking(properties: Readonly<Record<string, object>>, required: readonly string[] = []): FormLike {
  return { type: 'object', properties, required }
}

function conditionsBefore({ fields }: FormOutline, key: string) {
  const before = fields.slice(
    0,
    fields.findIndex((field) => field.key === key),
  )
  return before.flatMap((field) => {
    const values = field.kind === 'yes-no' ? ['true', 'false'] : field.options.map(({ code }) => code)
    return values.map((value) => ({
      value: `${field.key}=${value}`,
      text: `Only where “${field.label}” is “${answerWords(field, value)}”`,
    }))
  })
}

function answerWords(field: FieldOutline | undefined, value: unknown): string {
  const text = String(value)
  if (field?.kind === 'yes-no') return text === 'true' ? 'Yes' : 'No'
  return field?.options.find(({ code }) => code === text)?.label ?? text
}
