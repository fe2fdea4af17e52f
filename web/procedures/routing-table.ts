import { testInWords, valueInWords, type CellTest, type DecisionRow, type DecisionTable } from '../../engine/index.ts'
import {
  addressWith,
  countsOf,
  field,
  pageOf,
  pagesOf,
  view,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import type { TableAsked } from './routing-asked.ts'

/** Rows on one page: a table is read on a telephone as well. */
const SIZE = 10

/** A table's page: what it goes by and gives, its rows page by page, and what they leave open. */
export function showTable({ asked, table, at }: TableAsked, { query }: StaffAsk, error?: string): Reply {
  const { findings, gaps, overlaps, isComplete } = table
  const own = table.table
  const all = own?.rows ?? []
  const rowOf = (id: string) => all.findIndex((each) => each.id === id) + 1
  const differing = overlaps.filter(({ isSameResult }) => !isSameResult)
  const found = own === undefined ? [] : rowsFound({ table, own }, query)
  const page = Math.min(pageOf(query), Math.max(1, Math.ceil(found.length / SIZE)))
  const shown = found.slice((page - 1) * SIZE, page * SIZE)
  const path = addressWith(at, query, {})
  const column = ({ name, label }: { readonly name: string; readonly label: string }) => ({
    ...{ label, href: `${at}/columns/${name}` },
  })
  const data = {
    frame: asked.frame,
    at,
    tableTitle: own?.title ?? table.name,
    description: (own?.description ?? '').split('\n'),
    notes: findings.map(({ level, message, remedy, element }) => ({
      isError: level === 'error',
      text: `${rowOf(element) > 0 ? `Row ${rowOf(element)}: ` : ''}${message}`,
      remedy,
    })),
    inputs: own?.inputs.map(column) ?? [],
    outputs: own?.outputs.map(column) ?? [],
    hasRows: all.length > 0,
    rows: own === undefined ? [] : shown.map((row) => rowView({ table, own }, row)),
    counts: countsOf(page, shown.length, found.length, SIZE),
    allRows: all.length,
    pages: pagesOf(at, query, page, found.length, SIZE),
    filters: own === undefined ? undefined : filtersOf({ table, own }, query),
    post: `${path}${path.includes('?') ? '&' : '?'}page=${page}`,
    gaps,
    lastRow: all.length,
    overlaps: differing,
    sameOverlaps: overlaps.length - differing.length,
    isComplete,
    errors: error === undefined ? [] : [{ text: error, href: '#rows' }],
  }
  return view('procedures/routing', data, error === undefined ? 200 : 422)
}

/** The page on which a row stands, at the row. */
export function rowAddress({ at }: TableAsked, place: number): string {
  const page = Math.floor(place / SIZE) + 1
  return `${page === 1 ? at : `${at}?page=${page}`}#rows`
}

interface Own {
  readonly table: TableAsked['table']
  readonly own: DecisionTable
}

function rowView({ table: { labels }, own }: Own, row: DecisionRow) {
  const index = own.rows.indexOf(row)
  const last = own.rows.length - 1
  return {
    id: row.id,
    number: index + 1,
    isFirst: index === 0,
    isLast: index === last,
    isAboveLast: index === last - 1,
    annotation: row.annotation,
    when: own.inputs.flatMap((input, at) => {
      const test = row.tests[at] ?? 'any'
      if (test === 'any') return []
      const said = `${test.not ? 'none' : 'any'} of ${test.items.length} answers`
      return [{ label: input.label, text: testInWords(input, test, labels), said }]
    }),
    results: own.outputs.map(({ name, label }, at) => ({
      label,
      text: valueInWords(name, row.outputs[at] ?? '', labels),
    })),
  }
}

/** What the rows can be narrowed by: words, an answer that they take, something that they give. */
function filtersOf({ table: { labels }, own }: Own, query: Fields) {
  const lists = [
    ...own.inputs.flatMap(({ name, label, type, options }, at) => {
      const named = type === 'string' ? (options ?? valuesIn(own.rows.map(({ tests }) => tests[at] ?? 'any'))) : []
      const values = type === 'boolean' ? ['true', 'false'] : named
      return values.length === 0 ? [] : [{ name: `in-${name}`, of: name, label: `Takes: ${label}`, values }]
    }),
    ...own.outputs.flatMap(({ name, label, type, options }, at) => {
      const given = [...new Set(own.rows.map(({ outputs }) => String(outputs[at] ?? '')))]
      const values = type === 'boolean' ? ['true', 'false'] : (options ?? given)
      return [{ name: `out-${name}`, of: name, label: `Gives: ${label}`, values }]
    }),
  ]
  return {
    words: field(query, 'q'),
    isUsed: ['q', ...lists.map(({ name }) => name)].some((name) => field(query, name) !== ''),
    lists: lists.map(({ name, of, label, values }) => ({
      name,
      label,
      value: field(query, name),
      items: values.map((value) => ({
        value,
        text: valueInWords(of, value === 'true' ? true : value === 'false' ? false : value, labels),
      })),
    })),
  }
}

function valuesIn(tests: readonly CellTest[]): readonly string[] {
  const items = tests.flatMap((test) => (test === 'any' ? [] : test.items))
  return [...new Set(items.flatMap((item) => ('value' in item ? [String(item.value)] : [])))]
}

function rowsFound({ table, own }: Own, query: Fields): readonly DecisionRow[] {
  const words = field(query, 'q').toLowerCase().trim()
  return own.rows.filter((row) => {
    const takes = own.inputs.every(({ name }, at) => takesValue(row.tests[at] ?? 'any', field(query, `in-${name}`)))
    const gives = own.outputs.every(({ name }, at) => {
      const wanted = field(query, `out-${name}`)
      return wanted === '' || String(row.outputs[at]) === wanted
    })
    if (!takes || !gives || words === '') return takes && gives
    const { when, results, annotation } = rowView({ table, own }, row)
    const said = [...when, ...results].flatMap(({ label, text }) => [label, text])
    return [annotation, ...said].join(' ').toLowerCase().includes(words)
  })
}

/** Whether the row could be the one for that answer. */
function takesValue(test: CellTest, wanted: string): boolean {
  if (test === 'any' || wanted === '') return true
  return test.items.some((item) => 'value' in item && String(item.value) === wanted) !== test.not
}
