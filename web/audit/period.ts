import { quarterDays, type LocalDate } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'

/** A quarter or a year of those that begin on 1 April, as auditors choose one. */
export interface Period {
  /** As it stands in addresses: `2025-Q4`, `2025`. */
  readonly value: string
  /** `January to March 2026`, `Year 2025-26`. */
  readonly text: string
  readonly from: LocalDate
  readonly to: LocalDate
}

const QUARTERS = 12
const YEARS = 7

/** The quarters and then the years that have begun, the latest first. */
export function periodsUntil(today: LocalDate): readonly Period[] {
  const calendarYear = Number(today.slice(0, 4))
  const last = today.slice(5) < '04-01' ? calendarYear - 1 : calendarYear
  const years = Array.from({ length: YEARS }, (_, n) => last - n)
  const quarters = years
    .flatMap((year) => [4, 3, 2, 1].map((n) => quarterNamed(`${year}-Q${n}`)))
    .filter(({ from }) => from <= today)
  return [...quarters.slice(0, QUARTERS), ...years.map(yearNamed)]
}

/** The one that the address names; else the quarter in which `today` lies. */
export function periodIn(query: Fields, today: LocalDate): Period {
  const asked = field(query, 'period')
  if (/^\d{4}-Q[1-4]$/.test(asked)) return quarterNamed(asked)
  if (/^(?:19|20)\d{2}$/.test(asked)) return yearNamed(Number(asked))
  return periodsUntil(today)[0] ?? yearNamed(Number(today.slice(0, 4)))
}

function quarterNamed(value: string): Period {
  const { from, to } = quarterDays(value)
  return { value, text: `${MONTHS[value.slice(5)] ?? ''} ${to.slice(0, 4)}`, from, to }
}

function yearNamed(year: number): Period {
  const [{ from }, { to }] = [quarterDays(`${year}-Q1`), quarterDays(`${year}-Q4`)]
  return { value: String(year), text: `Year ${year}-${String(year + 1).slice(2)}`, from, to }
}

const MONTHS: Readonly<Record<string, string>> = {
  Q1: 'April to June',
  Q2: 'July to September',
  Q3: 'October to December',
  Q4: 'January to March',
}
