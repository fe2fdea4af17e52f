import { InvalidVariablesError, type Fault } from '../../errors.ts'
import type { CaseStep, Expectation } from './scenario.ts'

/** The columns of a scenario's steps as a table, in their order. */
export const TABLE_COLUMNS = [
  'date',
  'what',
  'which',
  'details',
  'tasks',
  'no other tasks',
  'tasks not open',
  'letters',
  'facts',
  'time limits',
  'procedure',
  'status',
  'outcome',
  'refused',
  'mark',
] as const

type Column = (typeof TABLE_COLUMNS)[number]

const ACTS = ['complete', 'message', 'record', 'person', 'close'] as const

/** A row a step, a column each of `TABLE_COLUMNS`; what has parts of its own is JSON. */
export function tableOf(steps: readonly CaseStep[]): readonly (readonly string[])[] {
  return steps.map((step) => {
    const act = ACTS.find((each) => step[each] !== undefined)
    const { expect = {}, at = '', mark = '', complete, message, close, record, person } = step
    const { answers, as, nth, procedure, keepForDays } = step
    const beside = { answers, as, nth, procedure, keepForDays }
    const details = record ?? person ?? (Object.values(beside).some((each) => each !== undefined) ? beside : undefined)
    const cells: Record<Column, string> = {
      date: at,
      what: act ?? '',
      which: complete ?? message ?? close ?? '',
      details: details === undefined ? '' : JSON.stringify(details),
      tasks: expect.tasks === undefined ? '' : pairs(expect.tasks),
      'no other tasks': expect.only === true ? 'yes' : '',
      'tasks not open': listed(expect.noTasks),
      letters: listed(expect.letters),
      facts: listed(expect.facts),
      'time limits': expect.clocks === undefined ? '' : JSON.stringify(expect.clocks),
      procedure: expect.procedure ?? '',
      status: expect.status ?? '',
      outcome: expect.outcome ?? '',
      refused: expect.refused ?? '',
      mark,
    }
    return TABLE_COLUMNS.map((column) => cells[column])
  })
}

/**
 * The steps in such rows.
 *
 * @throws InvalidVariablesError with each cell that cannot be read, by its row and column.
 */
export function stepsOfTable(rows: readonly (readonly string[])[]): readonly CaseStep[] {
  const faults: Fault[] = []
  const steps = rows.map((row, index) => stepOf(row, index, faults))
  if (faults.length > 0) throw new InvalidVariablesError('The table', faults)
  return steps
}

function stepOf(row: readonly string[], index: number, faults: Fault[]): CaseStep {
  const cell = (column: Column): string => (row[TABLE_COLUMNS.indexOf(column)] ?? '').trim()
  const json = (column: Column): unknown => {
    try {
      return cell(column) === '' ? undefined : JSON.parse(cell(column))
    } catch {
      faults.push({ at: `/${index + 1}/${column}`, message: 'is not JSON' })
      return undefined
    }
  }
  const what = cell('what')
  const act = ACTS.find((each) => each === what)
  if (what !== '' && act === undefined) {
    faults.push({ at: `/${index + 1}/what`, message: `must be empty or one of ${ACTS.join(', ')}` })
  }
  const details = json('details')
  const expect = expectationIn(cell, json)
  const text = (key: string, value: string) => (value === '' ? {} : { [key]: value })
  return {
    ...text('at', cell('date')),
    ...(act === 'complete' || act === 'message' || act === 'close' ? { [act]: cell('which') } : {}),
    ...(act === 'record' || act === 'person' ? { [act]: details } : (details as object | undefined)),
    ...text('mark', cell('mark')),
    ...(Object.keys(expect).length > 0 && { expect }),
  }
}

function expectationIn(cell: (column: Column) => string, json: (column: Column) => unknown): Expectation {
  const list = (column: Column) => parts(cell(column))
  const clocks = json('time limits') as Expectation['clocks']
  return {
    ...(cell('tasks') !== '' && { tasks: pairsIn(cell('tasks')) }),
    ...(cell('no other tasks') === 'yes' && { tasks: pairsIn(cell('tasks')), only: true }),
    ...(cell('tasks not open') !== '' && { noTasks: list('tasks not open') }),
    ...(cell('letters') !== '' && { letters: list('letters').filter((each) => each !== NONE) }),
    ...(cell('facts') !== '' && { facts: list('facts').filter((each) => each !== NONE) }),
    ...(clocks !== undefined && { clocks }),
    ...(cell('procedure') !== '' && { procedure: cell('procedure') }),
    ...(cell('status') !== '' && { status: cell('status') as NonNullable<Expectation['status']> }),
    ...(cell('outcome') !== '' && { outcome: cell('outcome') }),
    ...(cell('refused') !== '' && { refused: cell('refused') }),
  }
}

/** Stands where none at all is expected; an empty cell expects nothing. */
const NONE = 'none'

function listed(list: readonly string[] | undefined): string {
  if (list === undefined) return ''
  return list.length === 0 ? NONE : list.join('; ')
}

/** `task_a = 2026-01-08; task_b = no day` */
function pairs(tasks: NonNullable<Expectation['tasks']>): string {
  return Object.entries(tasks)
    .map(([element, due]) => `${element} = ${due ?? 'no day'}`)
    .join('; ')
}

function pairsIn(text: string): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    parts(text).map((part) => {
      const [element = '', due = 'no day'] = part.split('=').map((each) => each.trim())
      return [element, due === 'no day' ? null : due]
    }),
  )
}

function parts(text: string): readonly string[] {
  return text
    .split(/[;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** The rows of a CSV text (RFC 4180), without those that are empty. */
export function rowsOfCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '') break
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.some((cell) => cell.trim() !== ''))
}
