import { dayInWords } from '../../engine/index.ts'
import type { LocalDate } from '../../engine/index.ts'

/*
 * To staff about the learning panel. As in every message to staff, areas and numbers and no more: what was said stands in
 * the record of the panel.
 */

interface Item {
  readonly area: string
  readonly rootCause: string
}

/** To the learning panel: what there is to discuss. */
export function agenda(data: { quarter: string; items: readonly Item[]; reference: string }): string {
  return paragraphs(
    `The Shared Learning Panel for ${quarterInWords(data.quarter)} has ${count(data.items.length, 'item')} to discuss.`,
    data.items
      .map(({ area, rootCause }, at) => `${at + 1}. ${inWords(area)}. Cause: ${inWords(rootCause).toLowerCase()}.`)
      .join('\n'),
    `Open ${data.reference} to read them before the panel meets.`,
  )
}

/** To a team: that the panel asks it to know or do something. */
export function passedOn(data: { items: readonly Pick<Item, 'area'>[]; reference: string }): string {
  return paragraphs(
    'The Shared Learning Panel passes on to you what complaints have taught us.',
    tally(data.items.map(({ area }) => area)).join('\n'),
    `Open ${data.reference} to read it. Please use it in team meetings, supervision and training.`,
  )
}

/** To senior managers: the quarter in short. */
export function quarterlySummary(data: {
  quarter: string
  attended: number
  items: readonly Item[]
  passedOn: number
  actions: readonly { readonly id: string; readonly dueOn: LocalDate }[]
  reference: string
}): string {
  const { actions, attended, items } = data
  return paragraphs(
    `What complaints taught us in ${quarterInWords(data.quarter)}. ${count(attended, 'member')} of the Shared Learning Panel met and discussed ${count(items.length, 'item')}.`,
    ['By area:', ...tally(items.map(({ area }) => area))].join('\n'),
    ['By root cause:', ...tally(items.map(({ rootCause }) => rootCause))].join('\n'),
    actions.length === 0
      ? 'No action was agreed.'
      : ['Agreed:', ...actions.map(({ id, dueOn }) => `- Action ${id}, by ${dayInWords(dueOn)}`)].join('\n'),
    `${count(data.passedOn, 'item')} ${data.passedOn === 1 ? 'was' : 'were'} passed on to teams.`,
    `Open ${data.reference} to read what the panel found.`,
  )
}

/** `2026-Q1` is April to June 2026: the quarters of the financial year. */
function quarterInWords(quarter: string): string {
  const [year = '', name = ''] = quarter.split('-')
  return QUARTERS[name]?.(Number(year)) ?? quarter
}

const QUARTERS: Readonly<Record<string, (year: number) => string>> = {
  Q1: (year) => `April to June ${year}`,
  Q2: (year) => `July to September ${year}`,
  Q3: (year) => `October to December ${year}`,
  Q4: (year) => `January to March ${year + 1}`,
}

/** How often each comes, the most frequent first. */
function tally(codes: readonly string[]): readonly string[] {
  const kinds = [...new Set(codes)].map((code) => ({ code, n: codes.filter((other) => other === code).length }))
  if (kinds.length === 0) return ['- none']
  return kinds
    .toSorted((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1))
    .map(({ code, n }) => `- ${inWords(code)}: ${n}`)
}

function inWords(code: string): string {
  const text = code.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
