import { fromMillis, startOf, toMillis } from '../values/instant.ts'
import { addDays, localDate, type LocalDate } from '../values/local-date.ts'
import type { Figure } from './figure.ts'
import { titleOf } from './in-words.ts'
import { isWithin, type ReportDays } from './period.ts'
import { OF_PEOPLE } from './sources.ts'
import { codeOf, NOT_RECORDED } from './table-definition.ts'
import type { FigureTable, Heading } from './table.ts'

/**
 * What somebody said of themselves when they complained: kept apart from their complaint, with the month alone, so that
 * nothing leads from one to the other. Figures of it have no cases behind them.
 */
export interface SaidOfThemselves {
  /** `2026-11`. */
  readonly month: string
  /** What their complaint was about: `adult`, `children` … */
  readonly area: string
  /** A code for each question that was answered. */
  readonly answers: Readonly<Record<string, string>>
}

const POPULATION = 'people who said something of themselves when they complained, in whole months of the period'

/** The questions, in the order of the form, and what reports call them. */
const QUESTIONS: readonly (readonly [question: string, title: string])[] = [
  ['age', 'Age'],
  ['sex', 'Sex'],
  ['gender', 'Whether gender is the same as sex at birth'],
  ['disability', 'Disability'],
  ['ethnicity', 'Ethnicity'],
  ['religion', 'Religion'],
  ['orientation', 'Sexual orientation'],
]

const AREAS = ['adult', 'children'] as const

const WORDS: Readonly<Record<string, string>> = {
  adult: 'About adults',
  children: 'About children',
  other: 'About something else',
  yes: 'Yes',
  no: 'No',
  same: 'The same',
  'under-16': 'Under 16',
  '16-to-17': '16 or 17',
  '80-or-over': '80 or over',
  'prefer-not-to-say': 'Did not want to say',
}

/** Who complained, by each question: people's answers by what they complained about, and how many answered. */
export function peopleTables(
  said: readonly SaidOfThemselves[],
  days: ReportDays,
): { readonly figures: readonly Figure[]; readonly tables: readonly FigureTable[] } {
  const counted = said.filter(({ month }) => isWhole(month, days))
  const figures = QUESTIONS.map(([question, title]) =>
    figureOf(
      `people.${question}-answered`,
      `Answered: ${title.toLowerCase()}`,
      counted.filter(answered(question)),
      days,
    ),
  )
  return { figures, tables: QUESTIONS.map(([question, title]) => tableOf(question, title, counted, days)) }
}

const answered =
  (question: string) =>
  ({ answers }: SaidOfThemselves): boolean =>
    answers[question] !== undefined

/** The month lies in the period, and was over when the report was written: nothing is added to it any more. */
function isWhole(month: string, { period, knownAt }: ReportDays): boolean {
  const first = localDate(`${month}-01`)
  const next = firstOfNext(first)
  const last = addDays(next, -1)
  return isWithin(first, period) && isWithin(last, period) && fromMillis(toMillis(startOf(next)) - 1) <= knownAt
}

function firstOfNext(first: LocalDate): LocalDate {
  return localDate(`${addDays(first, 31).slice(0, 7)}-01`)
}

function tableOf(question: string, title: string, said: readonly SaidOfThemselves[], days: ReportDays): FigureTable {
  const id = `people.${question}`
  const own = said.filter(answered(question))
  const heading = (code: string): Heading => ({ code, title: WORDS[code] ?? titleOf(code) })
  const areaOf = ({ area }: SaidOfThemselves) => (AREAS.some((known) => known === area) ? area : 'other')
  const answerOf = ({ answers }: SaidOfThemselves) => codeOf(answers[question] ?? NOT_RECORDED)
  const columns = [...AREAS, 'other'].map(heading)
  const answers = [...new Set(own.map(answerOf))].sort()
  const cell = (cellId: string, words: string, of: readonly SaidOfThemselves[]): Figure => ({
    ...figureOf(cellId, words, of, days),
    denominator: own.length,
    of: POPULATION,
  })
  const total = cell(`${id}.total`, 'Total', own)
  return {
    id,
    title: `${title} of people who complained`,
    graph: undefined,
    unit: 'count',
    rowsAre: 'Answer',
    columnsAre: 'Complaint',
    columns,
    rows: answers.map(heading).map((row) => {
      const gave = own.filter((each) => answerOf(each) === row.code)
      return {
        ...row,
        cells: columns.map((column) =>
          cell(
            `${id}.${row.code}.${column.code}`,
            `${row.title}: ${column.title}`,
            gave.filter((each) => areaOf(each) === column.code),
          ),
        ),
        total: cell(`${id}.${row.code}.total`, row.title, gave),
      }
    }),
    totals: columns.map((column) =>
      cell(
        `${id}.total.${column.code}`,
        column.title,
        own.filter((each) => areaOf(each) === column.code),
      ),
    ),
    total,
    breaksDown: `${id}-answered`,
    requiredBy: OF_PEOPLE,
  }
}

function figureOf(id: string, title: string, of: readonly SaidOfThemselves[], days: ReportDays): Figure {
  return {
    id,
    title,
    unit: 'count',
    value: of.length,
    numerator: of.length,
    denominator: undefined,
    population: POPULATION,
    of: undefined,
    basis: 'happened',
    from: days.period.from,
    to: days.period.to,
    asAt: days.writtenOn,
    knownAt: days.knownAt,
    cases: undefined,
    requiredBy: OF_PEOPLE,
    about: 'people',
  }
}
