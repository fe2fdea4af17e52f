import {
  CASE_ORDERS,
  isLocalDate,
  type CaseListAsked,
  type CaseOrder,
  type Council,
  type LocalDate,
  type ProcedureView,
} from '../../engine/index.ts'
import {
  addressWith,
  addressWithout,
  field,
  fieldList,
  shortDay,
  sortOf,
  type Fields,
  type Sorted,
} from '../frame/index.ts'
import { outcomeInWords, stageInWords } from '../cases/words.ts'

/** What a list of cases can be narrowed to, as its address says it; nonsense in an address narrows nothing. */

const STAGES = ['stage-1', 'stage-2', 'stage-3', 'adult', 'public-health', 'corporate-1', 'corporate-2', 'ombudsman']
const STATUSES = { open: 'Open', closed: 'Closed', incident: 'Stopped: needs help' } as const
const OUTCOMES = [
  'undecided',
  'upheld',
  'partly-upheld',
  'not-upheld',
  'no-finding',
  'resolved-early',
  'withdrawn',
  'signposted',
  'excluded',
]
const DAYS = { from: 'Received on or after', to: 'Received on or before' } as const

export const PATH = '/cases'

/** A field of the panel with its choices. */
export interface FilterField {
  readonly name: string
  readonly title: string
  readonly choices: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[]
}

/** A day in three fields, as it was typed. */
export interface FilterDay {
  readonly name: 'from' | 'to'
  readonly title: string
  readonly parts: readonly {
    readonly name: string
    readonly text: string
    readonly value: string
    readonly width: number
  }[]
}

export function narrowedTo(query: Fields): CaseListAsked {
  const list = (name: string) => fieldList(query, name)
  const statuses = list('status').filter((each): each is keyof typeof STATUSES => Object.hasOwn(STATUSES, each))
  const version = Number(field(query, 'version'))
  const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')]
  return {
    ...(list('procedure').length > 0 && { procedures: list('procedure') }),
    ...(list('stage').length > 0 && { stages: list('stage') }),
    ...(list('outcome').length > 0 && { outcomes: list('outcome') }),
    ...(list('team').length > 0 && { teams: list('team') }),
    ...(statuses.length > 0 && { statuses }),
    ...(list('late').includes('yes') && { late: true }),
    ...(Number.isInteger(version) && version > 0 && version < 1_000_000 && { version }),
    ...(from !== undefined && { receivedFrom: from }),
    ...(to !== undefined && { receivedTo: to }),
  }
}

/** `closest`: as a search found them. */
export function sortedBy(query: Fields): Sorted & { readonly column: CaseOrder | 'closest' } {
  const found = field(query, 'found') !== ''
  const usual = found ? { column: 'closest', down: false } : { column: 'received', down: true }
  const { column, down } = sortOf(query, CASE_ORDERS, usual)
  return { column: column as CaseOrder | 'closest', down }
}

const ORDER_WORDS: Readonly<Record<CaseOrder | 'closest', readonly [string, string]>> = {
  closest: ['closest first', 'closest first'],
  received: ['oldest first', 'newest first'],
  reference: ['by reference', 'by reference, last first'],
  due: ['soonest due first', 'latest due first'],
  told: ['longest without word first', 'last told first'],
  stage: ['by stage', 'by stage, last first'],
  outcome: ['by outcome', 'by outcome, last first'],
  procedure: ['by procedure', 'by procedure, last first'],
}

export function orderInWords({ column, down }: ReturnType<typeof sortedBy>): string {
  return ORDER_WORDS[column][down ? 1 : 0]
}

/** The panel as the template takes it. */
export function filterPanel(
  query: Fields,
  procedures: readonly Pick<ProcedureView, 'procedure' | 'title'>[],
  council: Council,
) {
  const choice = (name: string, value: string, text: string) => ({
    value,
    text,
    checked: fieldList(query, name).includes(value),
  })
  const fields: readonly FilterField[] = [
    {
      name: 'procedure',
      title: 'Procedure',
      choices: procedures.map(({ procedure, title }) => choice('procedure', procedure, title)),
    },
    { name: 'stage', title: 'Stage', choices: STAGES.map((code) => choice('stage', code, stageInWords(code))) },
    {
      name: 'status',
      title: 'Status',
      choices: Object.entries(STATUSES).map(([code, text]) => choice('status', code, text)),
    },
    { name: 'late', title: 'Lateness', choices: [choice('late', 'yes', 'A task is late')] },
    {
      name: 'outcome',
      title: 'Outcome',
      choices: OUTCOMES.map((code) => choice('outcome', code, outcomeInWords(code))),
    },
    {
      name: 'team',
      title: 'Waits for the team',
      choices: Object.entries(council.teams).map(([code, { name }]) => choice('team', code, name)),
    },
  ]
  const kept = ['sort', 'found'].flatMap((name) => {
    const value = field(query, name)
    return value === '' ? [] : [{ name, value }]
  })
  return {
    fields,
    days: (['from', 'to'] as const).map((name) => dayFields(query, name)),
    version: field(query, 'version'),
    action: PATH,
    clear: addressWith(PATH, Object.fromEntries(kept.map(({ name, value }) => [name, value]))),
    kept,
    selected: selectedIn(query, fields),
  }
}

function selectedIn(query: Fields, fields: readonly FilterField[]) {
  const version = field(query, 'version')
  const days = (['from', 'to'] as const).flatMap((name) => {
    const day = dayIn(query, name)
    const without = Object.fromEntries(PARTS.map(([part]) => [`${name}-${part}`, undefined]))
    return day === undefined
      ? []
      : [{ name: DAYS[name], items: [{ text: shortDay(day), href: addressWith(PATH, query, without) }] }]
  })
  return [
    ...fields.map(({ name, title, choices }) => ({
      name: title,
      items: choices
        .filter(({ checked }) => checked)
        .map(({ value, text }) => ({ text, href: addressWithout(PATH, query, name, value) })),
    })),
    ...days,
    ...(version === ''
      ? []
      : [{ name: 'Version', items: [{ text: version, href: addressWith(PATH, query, { version: undefined }) }] }]),
  ].filter(({ items }) => items.length > 0)
}

const PARTS = [
  ['day', 'Day', 2],
  ['month', 'Month', 2],
  ['year', 'Year', 4],
] as const

function dayFields(query: Fields, name: 'from' | 'to'): FilterDay {
  const parts = PARTS.map(([part, text, width]) => ({
    name: `${name}-${part}`,
    text,
    width,
    value: field(query, `${name}-${part}`),
  }))
  return { name, title: DAYS[name], parts }
}

/** Undefined for what is no day. */
export function dayIn(fields: Fields, name: string): LocalDate | undefined {
  const [day = '', month = '', year = ''] = PARTS.map(([part]) => field(fields, `${name}-${part}`))
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(text) ? text : undefined
}
