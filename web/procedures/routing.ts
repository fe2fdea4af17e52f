import type { PageParts } from '../../api/index.ts'
import {
  askDraftTable,
  changesOfFile,
  editTable,
  InvalidVariablesError,
  NotFoundError,
  RefusedError,
  resultInWords,
  type DecisionTable,
  type TableOperation,
} from '../../engine/index.ts'
import { addressWith, field, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { historyOf } from './form-pages.ts'
import { answerQuestion, askQuestion, said, saveChange, sentence, type Change, type Question } from './question.ts'
import { readable, TABLE, withTable, type TableAsked } from './routing-asked.ts'
import {
  addingColumn,
  addingResult,
  changingColumn,
  codesIn,
  columnAsked,
  columnOf,
  describing,
  removing,
  removingColumn,
  removingResult,
  resultOf,
} from './routing-questions.ts'
import { rowAddress, showTable } from './routing-table.ts'
import { addTablePages } from './routing-tables.ts'
import { readContent, rowForm, type RowFault } from './routing-row.ts'
import { inputForm, readInputs } from './routing-try.ts'

/** `…/routing/:table`: a decision table, row by row, with what its rows leave open. */
export function addRoutingPages(area: Area, parts: PageParts): void {
  addTablePages(area, parts)
  area.staff('get', TABLE, 'read-procedures', async (ask) => showTable(await withTable(parts, ask), ask))
  area.staff('post', TABLE, 'edit-procedures', (ask) => move(parts, ask))
  area.staff('get', `${TABLE}/try`, 'read-procedures', async (ask) => tryIt(parts, await withTable(parts, ask), ask))
  area.staff('get', `${TABLE}/rows/:row`, 'edit-procedures', async (ask) => row(await withTable(parts, ask), ask))
  area.staff('post', `${TABLE}/rows/:row`, 'edit-procedures', (ask) => saveRow(parts, ask))
  asks(area, parts, `${TABLE}/rows/:row/remove`, removing, (_table, { params }) => ({
    operation: { do: 'remove-row', row: params['row'] ?? '' },
    what: 'a row removed',
  }))
  asks(area, parts, `${TABLE}/words`, describing, (_table, _ask, answers) => ({
    operation: { do: 'rename', title: said(answers, 'title'), description: said(answers, 'description') },
    what: 'title and explanation',
  }))
  asks(area, parts, `${TABLE}/add-column`, addingColumn, (_table, _ask, answers) => ({
    operation: columnOf(said(answers, 'question'), said(answers, 'label')),
    what: 'one more thing to decide by',
  }))
  asks(area, parts, `${TABLE}/add-result`, addingResult, (table, _ask, answers) => ({
    operation: resultOf(table, answers),
    what: 'one more thing that it gives',
  }))
  asks(area, parts, `${TABLE}/remove-result`, removingResult, (_table, _ask, answers) => ({
    operation: { do: 'remove-output', name: said(answers, 'column') },
    what: 'one thing less that it gives',
  }))
  area.staff('get', `${TABLE}/columns/:column`, 'edit-procedures', async (ask) => {
    const table = await withTable(parts, ask)
    return askQuestion(table.asked, changingColumn(table, ask))
  })
  area.staff('post', `${TABLE}/columns/:column`, 'edit-procedures', async (ask) => {
    const table = await withTable(parts, ask)
    return answerQuestion(parts, ask, table.asked, changingColumn(table, ask), (answers) =>
      columnChange(table, ask.params['column'] ?? '', answers),
    )
  })
  asks(area, parts, `${TABLE}/remove-column`, removingColumn, (_table, _ask, answers) => ({
    operation: { do: 'remove-input', name: said(answers, 'column') },
    what: 'one thing less to decide by',
  }))
  area.staff('get', `${TABLE}/history`, 'read-procedures', async (ask) => {
    const { asked, table, path, at } = await withTable(parts, ask)
    const changes = await changesOfFile(parts.runtime, ask.actor, { procedure: asked.draft.procedure, path })
    const isChanged = asked.draft.changed.includes(path)
    return historyOf(parts, asked, { title: table.table?.title ?? table.name, at, isChanged }, changes)
  })
}

type Answers = Readonly<Record<string, unknown>>

function asks(
  area: Area,
  parts: PageParts,
  path: string,
  question: (table: TableAsked, ask: StaffAsk) => Question,
  operation: (
    table: TableAsked,
    ask: StaffAsk,
    answers: Answers,
  ) => { readonly operation: TableOperation; readonly what: string },
): void {
  area.staff('get', path, 'edit-procedures', async (ask) => {
    const table = await withTable(parts, ask)
    return askQuestion(table.asked, question(table, ask))
  })
  area.staff('post', path, 'edit-procedures', async (ask) => {
    const table = await withTable(parts, ask)
    return answerQuestion(parts, ask, table.asked, question(table, ask), (answers) => {
      const made = operation(table, ask, answers)
      return tableChange(table, made.operation, made.what)
    })
  })
}

/** A column's heading and its values, as one change. */
async function columnChange(asked: TableAsked, name: string, answers: Answers): Promise<Change> {
  const { column } = columnAsked(asked, name)
  const renamed = await editTable(asked.text, asked.path, {
    ...{ do: 'rename-column', column: name },
    label: said(answers, 'label'),
  })
  if ('refused' in renamed) return renamed
  const options = codesIn(answers['options'])
  if (column.type !== 'string' || (options.length === 0 && column.options === undefined)) {
    return changeTo(asked, renamed.xml, 'a column')
  }
  return tableChange({ ...asked, text: renamed.xml }, { do: 'set-options', column: name, options }, 'a column')
}

function changeTo({ path, at, table }: TableAsked, text: string, what: string): Exclude<Change, { refused: string }> {
  return { changes: [{ path, text }], what: `Table “${table.table?.title ?? table.name}”: ${what}`, to: at }
}

async function tableChange(asked: TableAsked, operation: TableOperation, what: string): Promise<Change> {
  const edit = await editTable(asked.text, asked.path, operation)
  return 'refused' in edit ? edit : changeTo(asked, edit.xml, what)
}

async function move(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const table = await withTable(parts, ask)
  const [to, id = ''] = field(ask.body, '_do').split(':')
  const change = await tableChange(table, { do: 'move-row', row: id, to: to === 'up' ? 'up' : 'down' }, 'another order')
  const back = `${addressWith(table.at, { ...ask.query, page: undefined }, { page: field(ask.query, 'page') })}#rows`
  const saved =
    'refused' in change ? change.refused : await saveChange(parts, ask, table.asked, { ...change, to: back })
  return typeof saved === 'string' ? showTable(table, ask, saved) : saved
}

function row(asked: TableAsked, { params, query }: StaffAsk): Reply {
  const table = readable(asked)
  const id = params['row'] ?? ''
  const after = field(query, 'after')
  const before = table.rows.find((each) => each.id === id)
  if (before === undefined && id !== 'new') throw new NotFoundError('row of the table', id)
  return showRow(asked, { form: rowForm(table, asked.table.labels, before), id, after, faults: [] })
}

interface RowShown {
  readonly form: object
  readonly id: string
  readonly after: string
  readonly faults: readonly RowFault[]
}

function showRow({ asked, table, at }: TableAsked, { form, id, after, faults }: RowShown): Reply {
  const number = (table.table?.rows.findIndex((each) => each.id === id) ?? -1) + 1
  const isLast = number > 0 && number === table.table?.rows.length
  const data = {
    frame: asked.frame,
    at,
    tableTitle: table.table?.title ?? table.name,
    title: id === 'new' ? 'New row' : `Row ${number}`,
    isLast,
    after,
    form,
    errors: faults,
  }
  return view('procedures/routing-row', data, faults.length === 0 ? 200 : 422)
}

async function saveRow(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await withTable(parts, ask)
  const table = readable(asked)
  const id = ask.params['row'] ?? ''
  const after = field(ask.query, 'after')
  const before = table.rows.find((each) => each.id === id)
  const read = readContent(table, ask.body, before)
  const again = (faults: readonly RowFault[]) =>
    showRow(asked, { form: rowForm(table, asked.table.labels, before, ask.body), id, after, faults })
  if (read.content === undefined) return again(read.faults)
  const { content } = read
  const operation: TableOperation =
    id === 'new' ? { do: 'add-row', content, ...(after !== '' && { after }) } : { do: 'change-row', row: id, content }
  const change = await tableChange(asked, operation, id === 'new' ? 'a new row' : 'a row changed')
  const to = 'refused' in change ? '' : rowAddress(asked, id === 'new' ? placeOfNew(table, after) : placeIn(table, id))
  const saved = 'refused' in change ? change.refused : await saveChange(parts, ask, asked.asked, { ...change, to })
  return typeof saved === 'string' ? again([{ text: saved, href: '#annotation' }]) : saved
}

function placeIn({ rows }: DecisionTable, id: string): number {
  return Math.max(
    0,
    rows.findIndex((row_) => row_.id === id),
  )
}

/** Where a new row will stand: below another, or above the last. */
function placeOfNew(table: DecisionTable, after: string): number {
  return after === '' ? table.rows.length - 1 : placeIn(table, after) + 1
}

async function tryIt({ runtime }: PageParts, asked: TableAsked, { actor, query }: StaffAsk): Promise<Reply> {
  const table = readable(asked)
  const { labels } = asked.table
  const data = { frame: asked.asked.frame, at: asked.at, tableTitle: table.title }
  if (field(query, 'asked') !== 'yes') {
    return view('procedures/routing-try', { ...data, form: inputForm(table, labels, query, []) })
  }
  const { inputs, faults } = readInputs(table, query)
  if (faults.length > 0) {
    return view(
      'procedures/routing-try',
      { ...data, form: inputForm(table, labels, query, faults), errors: faults },
      422,
    )
  }
  try {
    const decided = await askDraftTable(runtime, actor, asked.asked.draft.id, { table: asked.table.name, inputs })
    const values = table.outputs.map(({ name }) => decided.outputs[name] ?? '')
    return view('procedures/routing-try', {
      ...data,
      form: inputForm(table, labels, query, []),
      decided: { row: decided.row, annotation: decided.annotation, result: resultInWords(table, values, labels) },
    })
  } catch (error) {
    if (!(error instanceof RefusedError) && !(error instanceof InvalidVariablesError)) throw error
    const [first] = table.inputs
    const errors = [{ text: sentence(error.message), href: `#${first?.name ?? ''}` }]
    return view('procedures/routing-try', { ...data, form: inputForm(table, labels, query, []), errors }, 422)
  }
}
