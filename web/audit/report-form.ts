import {
  dayOf,
  REPORT_KINDS,
  type LocalDate,
  type ReportAsked,
  type ReportKind,
  type Runtime,
} from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'
import { periodsUntil } from './period.ts'

const KINDS: Readonly<Record<ReportKind, { readonly text: string; readonly hint: string }>> = {
  annual: { text: 'Annual report', hint: 'All sections, graphs and tables, and what law and the Code ask for' },
  quarter: { text: 'Quarterly summary', hint: 'What managers read each quarter' },
  learning: { text: 'Pack for the learning panel', hint: 'Themes, lessons, and what was put right' },
}

export function kindInWords(kind: ReportKind): string {
  return KINDS[kind].text
}

/** Which report the form asks for, or what is wrong with it. */
export function askedOfForm(runtime: Runtime, body: Fields): ReportAsked | readonly FormError[] {
  const today = dayOf(runtime.clock.now())
  const kind = REPORT_KINDS.find((each) => each === field(body, 'kind'))
  const named = periodsUntil(today).find(({ value }) => value === field(body, 'period'))
  const [first, last, asAt] = ['from', 'to', 'asAt'].map((name) => dayOfFields(body, name))
  const errors: FormError[] = []
  const wrong = (text: string, href: string) => void errors.push({ text, href })
  if (kind === undefined) wrong('Select which report', '#kind')
  if (named === undefined && (!isDay(first) || !isDay(last))) {
    if (first === undefined && last === undefined) wrong('Select a period, or enter the first and last day', '#period')
    else if (!isDay(first)) wrong('Enter the first day, such as 1 4 2020', '#from-day')
    else wrong('Enter the last day, such as 31 3 2021', '#to-day')
  }
  const from = isDay(first) ? first : named?.from
  const to = isDay(last) ? last : named?.to
  if (from !== undefined && to !== undefined && from > to) wrong('The last day must not be before the first', '#to-day')
  if (asAt === 'none') wrong('Enter a day that exists, such as 30 6 2021', '#asAt-day')
  const day = isDay(asAt) ? asAt : today
  if (day > today) wrong('The report cannot be written as at a day that has not come', '#asAt-day')
  else if (from !== undefined && day < from) wrong('The report cannot be written before its first day', '#asAt-day')
  if (errors.length > 0 || kind === undefined || from === undefined || to === undefined) return errors
  // The moment is in the address, so that each number and the list behind it are of the same moment.
  return { kind, from, to, asAt: day, ...(day === today && { knownAt: runtime.clock.now() }) }
}

function isDay(day: LocalDate | 'none' | undefined): day is LocalDate {
  return day !== undefined && day !== 'none'
}

/** What the form shows. */
export function formData(runtime: Runtime, body: Fields, errors: readonly FormError[]): object {
  const today = dayOf(runtime.clock.now())
  const errorAt = byField(errors)
  const chosen = field(body, 'period')
  return {
    errors,
    errorAt,
    kinds: REPORT_KINDS.map((value) => ({ value, text: KINDS[value].text, hint: { text: KINDS[value].hint } })),
    kind: field(body, 'kind') || 'annual',
    periods: [
      { value: '', text: 'Other days', selected: chosen === '' },
      ...periodsUntil(today).map(({ value, text }) => ({ value, text, selected: value === chosen })),
    ],
    days: Object.fromEntries(
      ['from', 'to', 'asAt'].map((name) => [name, dayItems(body, name, `${name}-day` in errorAt)]),
    ),
  }
}
