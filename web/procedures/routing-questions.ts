import {
  codeFor,
  keyFor,
  NotFoundError,
  questionLabels,
  type ProcedureFile,
  type TableInput,
  type TableOperation,
  type TableOutput,
} from '../../engine/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import { asking } from './field-edits.ts'
import { oneOf, said, type Question } from './question.ts'
import { readable, type TableAsked } from './routing-asked.ts'

/* What is asked before something is done to a table as a whole, or a row goes. */

export function removing(asked: TableAsked, { params }: StaffAsk): Question {
  const table = readable(asked)
  const at = table.rows.findIndex(({ id }) => id === params['row'])
  const own = table.rows[at]
  if (own === undefined) throw new NotFoundError('row of the table', params['row'] ?? '')
  return {
    title: `Remove row ${at + 1}`,
    about: table.title,
    back: asked.at,
    intro: [own.annotation, 'What it took goes to the rows below it.'].filter((text) => text !== ''),
    schema: asking({}),
    button: 'Remove the row',
    warning: true,
  }
}

export function describing(asked: TableAsked): Question {
  const { title, description } = readable(asked)
  return {
    title: 'Title and explanation',
    about: title,
    back: asked.at,
    schema: asking(
      {
        title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120 },
        description: { type: 'string', title: 'Explanation', maxLength: 2000 },
      },
      ['title'],
    ),
    answers: { title, description },
  }
}

/** Answers that the forms of the draft give, and that the table does not ask about yet. */
export function addingColumn(asked: TableAsked): Question {
  const { inputs, outputs, title } = readable(asked)
  const known = new Set([...inputs, ...outputs].map(({ name }) => name))
  return {
    title: 'Decide by one more answer',
    about: title,
    back: asked.at,
    schema: {
      ...asking(
        {
          question: oneOf('Which answer?', answersToAsk(asked.asked.draft.files, known)),
          label: { type: 'string', title: 'Heading of the column', minLength: 1, maxLength: 80 },
        },
        ['question', 'label'],
      ),
      'x-redress': { display: { question: { component: 'select' }, label: { component: 'text' } } },
    },
    button: 'Add the column',
  }
}

/** Each answer that a form gives to diagrams, once; its value is read by `columnOf`. */
export function answersToAsk(files: readonly ProcedureFile[], known: ReadonlySet<string> = new Set()) {
  const labels = questionLabels(files)
  const variables = files.flatMap(({ path, text }) => (/forms\/[^/]+\.json$/.test(path) ? variablesIn(text) : []))
  return variables
    .filter(({ name }, index) => !known.has(name) && variables.findIndex((other) => other.name === name) === index)
    .map(({ name, type, codes }) => ({
      value: [name, type, codes.join(',')].join('|'),
      text: `${labels[name] ?? name} (${name})`,
    }))
}

interface Variable {
  readonly name: string
  readonly type: string
  readonly codes: readonly string[]
}

function variablesIn(text: string): readonly Variable[] {
  const form = JSON.parse(text) as {
    readonly properties?: Readonly<
      Record<string, { readonly type?: string; readonly format?: string; readonly enum?: readonly unknown[] }>
    >
    readonly 'x-redress'?: { readonly variables?: readonly string[] }
  }
  return (form['x-redress']?.variables ?? []).flatMap((name): readonly Variable[] => {
    const { type, format, enum: codes = [] } = form.properties?.[name] ?? {}
    if (type === 'boolean') return [{ name, type: 'boolean', codes: [] }]
    if (type === 'integer') return [{ name, type: 'number', codes: [] }]
    if (format === 'date') return [{ name, type: 'date', codes: [] }]
    return codes.length > 0 ? [{ name, type: 'string', codes: codes.map(String) }] : []
  })
}

export function columnOf(question: string, label: string): Extract<TableOperation, { do: 'add-input' }> {
  const [name = '', type = '', codes = ''] = question.split('|')
  const known = type === 'boolean' || type === 'number' || type === 'date' ? type : 'string'
  const options = codes === '' ? [] : codes.split(',')
  return { do: 'add-input', name, label, type: known, ...(options.length > 0 && { options }) }
}

/** What stands in a column: its heading, and the only values that it may have. */
export function changingColumn(asked: TableAsked, { params }: StaffAsk): Question {
  const { column } = columnAsked(asked, params['column'] ?? '')
  const { label, options, type } = column
  return {
    title: 'Heading and values of a column',
    about: readable(asked).title,
    back: asked.at,
    schema: {
      ...asking(
        {
          label: { type: 'string', title: 'Heading', minLength: 1, maxLength: 80 },
          ...(type === 'string' && { options: OPTIONS }),
        },
        ['label'],
      ),
      'x-redress': { display: { label: { component: 'text' }, options: { component: 'textarea' } } },
    },
    answers: { label, options },
  }
}

const OPTIONS = {
  type: 'array',
  title: 'Values, one a line',
  description: 'Codes, such as early. A value that a row has must stay.',
  items: { type: 'string', maxLength: 100 },
}

/** @throws NotFoundError where the table has no such column. */
export function columnAsked(
  asked: TableAsked,
  name: string,
): { readonly column: TableInput | TableOutput; readonly isInput: boolean } {
  const { inputs, outputs } = readable(asked)
  const input = inputs.find((each) => each.name === name)
  const column = input ?? outputs.find((each) => each.name === name)
  if (column === undefined) throw new NotFoundError('column of the table', name)
  return { column, isInput: input !== undefined }
}

/** One more thing that each row gives. */
export function addingResult(asked: TableAsked): Question {
  return {
    title: 'Give one more thing',
    about: readable(asked).title,
    back: asked.at,
    intro: [
      'Diagrams can decide by it after the table was asked. Each row gives its first value, until it is changed.',
    ],
    schema: {
      ...asking(RESULT, ['label', 'kind']),
      'x-redress': {
        display: {
          label: { component: 'text' },
          kind: { component: 'radios' },
          options: { component: 'textarea', conditionalOn: { field: 'kind', equals: 'string' } },
        },
      },
    },
    button: 'Add the result',
  }
}

const RESULT = {
  label: { type: 'string', title: 'What does it give?', minLength: 1, maxLength: 80, description: '“Who looks at it”' },
  kind: oneOf('What can that be?', [
    { value: 'string', text: 'One of a list' },
    { value: 'boolean', text: 'Yes or no' },
  ]),
  options: { type: 'array', title: 'The list, one a line', items: { type: 'string', maxLength: 100 } },
}

export function resultOf(
  asked: TableAsked,
  answers: Readonly<Record<string, unknown>>,
): Extract<TableOperation, { do: 'add-output' }> {
  const { inputs, outputs } = readable(asked)
  const label = said(answers, 'label')
  const name = keyFor(
    label,
    [...inputs, ...outputs].map((each) => each.name),
  )
  const type = said(answers, 'kind') === 'boolean' ? 'boolean' : 'string'
  return { do: 'add-output', name, label, type, ...(type === 'string' && { options: codesIn(answers['options']) }) }
}

/** A code for each line; one that is written as a code stays as it is. */
export function codesIn(lines: unknown): readonly string[] {
  const texts = Array.isArray(lines) ? lines.map((line) => String(line).trim()).filter((line) => line !== '') : []
  return texts.reduce<readonly string[]>(
    (all, text) => [...all, /^[A-Za-z0-9][\w-]*$/.test(text) && !all.includes(text) ? text : codeFor(text, all)],
    [],
  )
}

export function removingResult(asked: TableAsked): Question {
  const { outputs, title } = readable(asked)
  return {
    title: 'Give one thing less',
    about: title,
    back: asked.at,
    intro: ['No diagram may decide by it any more.'],
    schema: asking(
      {
        column: oneOf(
          'Which?',
          outputs.map(({ name, label }) => ({ value: name, text: label })),
        ),
      },
      ['column'],
    ),
    button: 'Remove the result',
    warning: true,
  }
}

/** A table goes only where no step asks it. */
export function removingTable(asked: TableAsked): Question {
  const title = asked.table.table?.title ?? asked.table.name
  return {
    title: 'Remove this table',
    about: title,
    back: asked.at,
    intro: ['It is taken out of the draft. Versions that have it keep it.'],
    schema: asking({}),
    button: 'Remove the table',
    warning: true,
  }
}

export function removingColumn(asked: TableAsked): Question {
  const { inputs, title } = readable(asked)
  return {
    title: 'Decide by one answer less',
    about: title,
    back: asked.at,
    intro: ['No row may ask about it any more.'],
    schema: asking(
      {
        column: oneOf(
          'Which column?',
          inputs.map(({ name, label }) => ({ value: name, text: label })),
        ),
      },
      ['column'],
    ),
    button: 'Remove the column',
    warning: true,
  }
}
