import {
  dayOf,
  isLocalDate,
  learningAgenda,
  learningOverview,
  quarterDays,
  type Actor,
  type LocalDate,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { inWords, stageInWords } from '../cases/index.ts'
import { field, makeArea, view, type Area, type Fields, type Reply } from '../frame/index.ts'

/** `/learning`: what complaints taught, what was promised and what they cost, across cases; the agenda of a quarter. */
export function learningArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', '/learning', 'read-learning', ({ actor, query }) => overviewPage(runtime, actor, query))
  area.staff('get', '/learning/agenda', 'read-learning', async ({ actor, query }) => {
    const quarters = quartersUntil(dayOf(runtime.clock.now()))
    const quarter = quarters.find((each) => each === field(query, 'quarter')) ?? quarters[0] ?? ''
    const agenda = await learningAgenda(runtime, actor, { quarter })
    return view('learning/agenda', {
      ...agenda,
      quarters: quarters.map((value) => ({ value, text: quarterInWords(value), selected: value === quarter })),
      name: quarterInWords(quarter),
      proposals: agenda.proposals.map((each) => ({
        ...each,
        area: inWords(each.area),
        rootCause: inWords(each.rootCause),
      })),
    })
  })
  return area
}

async function overviewPage(runtime: Runtime, actor: Actor, query: Fields): Promise<Reply> {
  const today = dayOf(runtime.clock.now())
  const [first, last] = [dayIn(query, 'from'), dayIn(query, 'to')]
  const asked = first.asked || last.asked
  const errors = [...faultOf(first, 'from', 'first'), ...faultOf(last, 'to', 'last')]
  const from = first.day ?? yearBegins(today)
  const to = last.day ?? today
  if (errors.length === 0 && from > to) {
    errors.push({ text: 'The last day must be the first day or after it', href: '#to-day' })
  }
  const isWrong = errors.length > 0
  const overview = await learningOverview(
    runtime,
    actor,
    isWrong ? { from: yearBegins(today), to: today } : { from, to },
  )
  return view(
    'learning/overview',
    {
      ...overview,
      firstDay: overview.from,
      lastDay: overview.to,
      shown: { first: asked ? first.parts : partsOf(from), last: asked ? last.parts : partsOf(to) },
      taughtNothing: overview.learning.none,
      errors,
      byAreaAndCause: overview.learning.byAreaAndCause.map((each) => ({
        ...each,
        area: inWords(each.area),
        rootCause: inWords(each.rootCause),
      })),
      costs: overview.costs.map((each) => ({ ...each, stage: stageInWords(each.stage) })),
      settlements: overview.settlements.map((each) => ({
        ...each,
        basis: each.basis === 'ombudsman' ? 'As the Ombudsman recommended' : 'Agreed by the council',
      })),
    },
    isWrong ? 422 : 200,
  )
}

interface DayParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** A day of three fields; undefined where there is none, or none that exists. */
function dayIn(query: Fields, name: string): { parts: DayParts; asked: boolean; day?: LocalDate } {
  const parts = {
    day: field(query, `${name}-day`),
    month: field(query, `${name}-month`),
    year: field(query, `${name}-year`),
  }
  const text = `${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`
  const asked = parts.day !== '' || parts.month !== '' || parts.year !== ''
  return { parts, asked, ...(isLocalDate(text) && { day: text }) }
}

function faultOf({ asked, day }: ReturnType<typeof dayIn>, name: string, which: string) {
  return asked && day === undefined ? [{ text: `Enter a ${which} day that exists`, href: `#${name}-day` }] : []
}

function partsOf(day: LocalDate): DayParts {
  const [year = '', month = '', of = ''] = day.split('-')
  return { year, month: String(Number(month)), day: String(Number(of)) }
}

/** The first day of the financial year. */
function yearBegins(today: LocalDate): LocalDate {
  const year = Number(today.slice(0, 4))
  return quarterDays(`${today.slice(5) < '04-01' ? year - 1 : year}-Q1`).from
}

/** This quarter and the seven before it. */
function quartersUntil(today: LocalDate): readonly string[] {
  const year = Number(yearBegins(today).slice(0, 4))
  const all = [year, year - 1, year - 2].flatMap((each) => [4, 3, 2, 1].map((n) => `${each}-Q${n}`))
  return all.filter((quarter) => quarterDays(quarter).from <= today).slice(0, 8)
}

function quarterInWords(quarter: string): string {
  const [year = '', n = ''] = quarter.split('-')
  const months = { Q1: 'April to June', Q2: 'July to September', Q3: 'October to December', Q4: 'January to March' }[n]
  return `${months ?? ''} ${n === 'Q4' ? Number(year) + 1 : year}`
}
