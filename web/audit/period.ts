import { quarterDays, type LocalDate } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'

/** A time in which cases were received; without days, all time. */
export interface Period {
  /** As it stands in addresses: `2025-Q4`, `2025`, nothing for all time. */
  readonly value: string
  /** `January to March 2026`, `Year 2025-26`, `All time`. */
  readonly text: string
  readonly from?: LocalDate
  readonly to?: LocalDate
}

/** A quarter or a year of those that begin on 1 April. */
export type DatedPeriod = Required<Period>

export const ALL_TIME: Period = { value: '', text: 'All time' }

const QUARTERS = 12
const YEARS = 7

/** The quarters and then the years that have begun, the latest first. */
export function periodsUntil(today: LocalDate): readonly DatedPeriod[] {
  const calendarYear = Number(today.slice(0, 4))
  const last = today.slice(5) < '04-01' ? calendarYear - 1 : calendarYear
  const years = Array.from({ length: YEARS }, (_, n) => last - n)
  const quarters = years
    .flatMap((year) => [4, 3, 2, 1].map((n) => quarterNamed(`${year}-Q${n}`)))
    .filter(({ from }) => from <= today)
  return [...quarters.slice(0, QUARTERS), ...years.map(yearNamed)]
}

/** The one that the address names; else the quarter in which `today` lies. */
export function periodIn(query: Fields, today: LocalDate): DatedPeriod {
  return namedIn(query) ?? periodsUntil(today)[0] ?? yearNamed(Number(today.slice(0, 4)))
}

/** The one that the address names; else all time. */
export function anyPeriodIn(query: Fields): Period {
  return namedIn(query) ?? ALL_TIME
}

function namedIn(query: Fields): DatedPeriod | undefined {
  const asked = field(query, 'period')
  if (/^(?:19|20)\d{2}-Q[1-4]$/.test(asked)) return quarterNamed(asked)
  return /^(?:19|20)\d{2}$/.test(asked) ? yearNamed(Number(asked)) : undefined
}

export function quarterNamed(value: string): DatedPeriod {
  const { from, to } = quarterDays(value)
  return { value, text: `${MONTHS[value.slice(5)] ?? ''} ${to.slice(0, 4)}`, from, to }
}

function yearNamed(year: number): DatedPeriod {
  const [{ from }, { to }] = [quarterDays(`${year}-Q1`), quarterDays(`${year}-Q4`)]
  return { value: String(year), text: `Year ${year}-${String(year + 1).slice(2)}`, from, to }
}

const MONTHS: Readonly<Record<string, string>> = {
  Q1: 'April to June',
  Q2: 'July to September',
  Q3: 'October to December',
  Q4: 'January to March',
}
