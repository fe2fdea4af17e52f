import { dayInWords } from '../../values/day-in-words.ts'
import { isLocalDate } from '../../values/local-date.ts'
import type { Area } from './analyse-table.ts'
import type { Segment } from './segments.ts'
import type { Bound, CellTest, CellValue, TableInput, TestItem } from './table.ts'
import { capital } from '../../values/capital.ts'

/** What a code is called, by variable: as the forms that ask for it have it. */
export type CodeLabels = Readonly<Record<string, Readonly<Record<string, string>>>>

/** One value as people say it. */
export function valueInWords(name: string, value: CellValue, labels: CodeLabels): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return value.toLocaleString('en-GB', { maximumFractionDigits: 20 })
  if (isLocalDate(value)) return dayInWords(value)
  const own = Object.hasOwn(labels, name) ? labels[name] : undefined
  return own && Object.hasOwn(own, value) ? (own[value] ?? value) : value.replaceAll('-', ' ')
}

/** A cell as people say it: `Anything but “P1” or “P2”`. */
export function testInWords({ name }: Pick<TableInput, 'name'>, test: CellTest, labels: CodeLabels): string {
  if (test === 'any') return 'Anything'
  const items = orList(test.items.map((item) => itemInWords(name, item, labels)))
  return test.not ? `Anything but ${items}` : capital(items)
}

/** A part of what a table can be asked, as a sentence goes on after `when`; empty where it is everything. */
export function areaInWords(inputs: readonly TableInput[], area: Area, labels: CodeLabels): string {
  const parts = inputs.flatMap(({ name, label, options }, index) => {
    const some = area[index] ?? 'any'
    return some === 'any' ? [] : [`“${label}” is ${segmentsInWords(name, some, options, labels)}`]
  })
  const last = parts.at(-1)
  return last === undefined || parts.length === 1 ? (last ?? '') : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** More than this are better said by those that are left out. */
const MANY = 6

function segmentsInWords(
  name: string,
  segments: readonly Segment[],
  options: readonly string[] | undefined,
  labels: CodeLabels,
): string {
  const values = segments.flatMap(({ kind, sample }) => (kind === 'value' ? [sample] : []))
  if (options !== undefined && values.length > MANY && values.length > options.length / 2) {
    const others = options.filter((option) => !values.includes(option))
    return `anything but ${orList(others.map((value) => quoted(name, value, labels)))}`
  }
  return orList(joined(segments).map((item) => itemInWords(name, item, labels)))
}

/** Neighbours in order become one range; the text that no cell names has no neighbour. */
function joined(segments: readonly Segment[]): readonly (TestItem | 'other')[] {
  const found: (TestItem | 'other')[] = []
  for (const segment of segments) {
    const next = itemOf(segment)
    const before = found.at(-1)
    const together = before === undefined || before === 'other' || next === 'other' ? undefined : join(before, next)
    if (together === undefined) found.push(next)
    else found[found.length - 1] = together
  }
  return found
}

function itemOf(segment: Segment): TestItem | 'other' {
  switch (segment.kind) {
    case 'value':
      return { value: segment.sample }
    case 'other':
      return 'other'
    case 'range':
      return {
        ...(segment.from !== undefined && { from: { value: segment.from, included: false } }),
        ...(segment.to !== undefined && { to: { value: segment.to, included: false } }),
      }
  }
}

function join(one: TestItem, next: TestItem): TestItem | undefined {
  const [to, from] = [endOf(one), startOf(next)]
  if (to === undefined || to.value !== from?.value || to.included === from.included) return undefined
  const [start, end] = [startOf(one), endOf(next)]
  return { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) }
}

function startOf(item: TestItem): Bound | undefined {
  return 'value' in item ? { value: item.value, included: true } : item.from
}

function endOf(item: TestItem): Bound | undefined {
  return 'value' in item ? { value: item.value, included: true } : item.to
}

function itemInWords(name: string, item: TestItem | 'other', labels: CodeLabels): string {
  if (item === 'other') return 'anything that no row names'
  if ('value' in item) return quoted(name, item.value, labels)
  const { from, to } = item
  const isDay = [from, to].some((bound) => isLocalDate(bound?.value))
  const words = [
    ...(from === undefined ? [] : [`${startWords(from, isDay)} ${valueInWords(name, from.value, labels)}`]),
    ...(to === undefined ? [] : [`${endWords(to, isDay)} ${valueInWords(name, to.value, labels)}`]),
  ]
  return words.length === 0 ? 'anything' : words.join(' and ')
}

function startWords({ included }: Bound, isDay: boolean): string {
  if (isDay) return included ? 'on or after' : 'after'
  return included ? 'at least' : 'more than'
}

function endWords({ included }: Bound, isDay: boolean): string {
  if (isDay) return included ? 'on or before' : 'before'
  return included ? 'at most' : 'less than'
}

/** A code's words are quoted, so that an `or` within them is no `or` of the list. */
function quoted(name: string, value: CellValue, labels: CodeLabels): string {
  const words = valueInWords(name, value, labels)
  if (typeof value === 'boolean') return words.toLowerCase()
  return typeof value === 'number' || isLocalDate(value) ? words : `“${words}”`
}

function orList(items: readonly string[]): string {
  const last = items.at(-1)
  if (last === undefined || items.length === 1) return last ?? 'nothing'
  return `${items.slice(0, -1).join(', ')} or ${last}`
}
