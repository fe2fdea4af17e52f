import {
  DUE_BANDS,
  INBOX_ORDERS,
  ROLES,
  type DueBand,
  type InboxAsk,
  type InboxOrder,
  type StaffMember,
} from '../../engine/index.ts'
import { addressWith, addressWithout, field, fieldList, sortOf, type Fields, type Sorted } from '../frame/index.ts'
import { inWords, stageInWords } from '../cases/words.ts'

/** What a list of tasks can be narrowed to, as its address says it. Each field may come several times. */

export const DUE_WORDS: Readonly<Record<DueBand, string>> = {
  late: 'Late',
  today: 'Due today',
  week: 'Due later this week',
  later: 'Due after this week',
  paused: 'Paused',
  none: 'No deadline',
}

const PROCEDURES = [
  'children-act',
  'adult-social-care',
  'nhs-joint',
  'public-health',
  'corporate',
  'ombudsman',
  'intake',
  'learning',
]
const STAGES = ['stage-1', 'stage-2', 'stage-3', 'adult', 'public-health', 'corporate-1', 'corporate-2', 'ombudsman']
const UNTOLD = ['5', '10', '20'] as const

/** A field of the panel with its choices. */
export interface FilterField {
  readonly name: string
  readonly title: string
  readonly choices: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[]
}

/** The panel as the template takes it. */
export interface FilterPanel {
  readonly fields: readonly FilterField[]
  readonly version: string
  readonly action: string
  readonly clear: string
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly selected: readonly {
    readonly name: string
    readonly items: readonly { readonly text: string; readonly href: string }[]
  }[]
}

/** Fields by which a list is narrowed; nonsense in an address narrows nothing. */
export function narrowedTo(query: Fields): Omit<InboxAsk, 'scope'> {
  const due = fieldList(query, 'due').filter((band): band is DueBand => DUE_BANDS.some((known) => known === band))
  const procedure = fieldList(query, 'procedure')
  const stage = fieldList(query, 'stage')
  const role = fieldList(query, 'role')
  const version = Number(field(query, 'version'))
  const needs = fieldList(query, 'needs')
  const told = Math.min(...fieldList(query, 'told').filter(isUntold).map(Number))
  const assignee = field(query, 'assignee')
  return {
    ...(due.length > 0 && { due }),
    ...(procedure.length > 0 && { procedure }),
    ...(stage.length > 0 && { stage }),
    ...(role.length > 0 && { role }),
    ...(Number.isInteger(version) && version > 0 && { version }),
    ...(needs.includes('child') && { child: true }),
    ...(needs.includes('adjustments') && { adjustments: true }),
    ...(Number.isFinite(told) && { notToldFor: told }),
    ...(assignee !== '' && { assignee }),
  }
}

export function sortedBy(query: Fields): Sorted & { readonly column: InboxOrder } {
  const { column, down } = sortOf(query, INBOX_ORDERS, { column: 'due', down: false })
  return { column: column as InboxOrder, down }
}

/** In words, for the sentence above the list. */
export function orderInWords({ column, down }: Sorted): string {
  const [up, other] = ORDER_WORDS[column as InboxOrder]
  return down ? other : up
}

const ORDER_WORDS: Readonly<Record<InboxOrder, readonly [string, string]>> = {
  due: ['soonest due first', 'latest due first'],
  told: ['longest without word first', 'last told first'],
  received: ['oldest case first', 'newest case first'],
  case: ['by reference', 'by reference, last first'],
  task: ['by task', 'by task, last first'],
  stage: ['by stage', 'by stage, last first'],
}

/** @param people - Where the list is of several people: those whom it can be narrowed to. */
export function filterPanel(path: string, query: Fields, people: readonly StaffMember[] | undefined): FilterPanel {
  const choice = (name: string, value: string, text: string) => {
    return { value, text, checked: fieldList(query, name).includes(value) }
  }
  const fields: readonly FilterField[] = [
    { name: 'due', title: 'Due', choices: DUE_BANDS.map((band) => choice('due', band, DUE_WORDS[band])) },
    {
      name: 'told',
      title: 'Complainant not told anything for',
      choices: UNTOLD.map((n) => choice('told', n, `More than ${n} working days`)),
    },
    {
      name: 'needs',
      title: 'Who complains',
      choices: [choice('needs', 'child', 'A child'), choice('needs', 'adjustments', 'Somebody who needs adjustments')],
    },
    { name: 'stage', title: 'Stage', choices: STAGES.map((code) => choice('stage', code, stageInWords(code))) },
    {
      name: 'procedure',
      title: 'Procedure',
      choices: PROCEDURES.map((code) => choice('procedure', code, inWords(code))),
    },
    { name: 'role', title: 'For the role', choices: TASK_ROLES.map((code) => choice('role', code, inWords(code))) },
    ...(people === undefined
      ? []
      : [
          {
            name: 'assignee',
            title: 'Assigned to',
            choices: people.map(({ id, name }) => choice('assignee', id, name)),
          },
        ]),
  ]
  return {
    fields,
    version: field(query, 'version'),
    action: path,
    clear: addressWith(path, field(query, 'sort') === '' ? {} : { sort: field(query, 'sort') }),
    kept: field(query, 'sort') === '' ? [] : [{ name: 'sort', value: field(query, 'sort') }],
    selected: selectedIn(path, query, fields),
  }
}

function selectedIn(path: string, query: Fields, fields: readonly FilterField[]): FilterPanel['selected'] {
  const version = field(query, 'version')
  return [
    ...fields.map(({ name, title, choices }) => ({
      name: title,
      items: choices
        .filter(({ checked }) => checked)
        .map(({ value, text }) => ({ text, href: addressWithout(path, query, name, value) })),
    })),
    {
      name: 'Version of the procedure',
      items: version === '' ? [] : [{ text: version, href: addressWith(path, query, { version: undefined }) }],
    },
  ].filter(({ items }) => items.length > 0)
}

const NEVER_TASKS = new Set(['intake', 'complainant', 'partner', 'process-owner', 'auditor', 'system-admin', 'system'])
const TASK_ROLES = ROLES.filter((role) => !NEVER_TASKS.has(role))

function isUntold(text: string): text is (typeof UNTOLD)[number] {
  return UNTOLD.some((known) => known === text)
}
