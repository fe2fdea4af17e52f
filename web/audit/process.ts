import {
  courseLines,
  dayOf,
  InvalidValueError,
  listProcedures,
  NotFoundError,
  procedureVersions,
  processView,
  variantCases,
  type CourseLine,
  type Long,
  type ProcessAsked,
  type ProcessView,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { inWords, sentence, stageInWords } from '../cases/words.ts'
import {
  addressWith,
  countsOf,
  field,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { csvFile } from './csv.ts'
import { dottedChart, type ChartTime } from './dotted-chart.ts'
import { chosen, type Choice } from './narrow.ts'
import { ALL_TIME, anyPeriodIn, periodsUntil, type Period } from './period.ts'
import { agesInWords, daysInWords, KINDS, lengthsInWords, stepInWords, variantInWords } from './process-words.ts'

const PROCESS = '/audit/process'
const CHART = `${PROCESS}/chart`
const VARIANT = `${PROCESS}/variant`
const FIRST_PROCEDURE = 'children-act'
/** Variants on the page; the file has all. */
const MOST_VARIANTS = 20
const MOST_COURSES = 10_000

/** `/audit/process`: how the cases of a procedure went, where they waited, and each of them along the time. */
export function addProcessPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PROCESS, 'read-compliance', (ask) => processPage(runtime, ask))
  area.staff('get', VARIANT, 'read-compliance', (ask) => variantPage(runtime, ask))
  area.staff('get', CHART, 'read-compliance', (ask) => chartPage(runtime, ask))
  area.staff('get', `${PROCESS}/:list.csv`, 'read-compliance', (ask) => exportList(runtime, ask))
}

interface Chosen {
  readonly asked: ProcessAsked
  readonly period: Period
  readonly choices: readonly Choice[]
  readonly title: string
  /** As addresses have it. */
  readonly fields: Fields
}

async function chosenIn(runtime: Runtime, query: Fields): Promise<Chosen> {
  const procedures = await listProcedures(runtime)
  const given = field(query, 'procedure')
  const named = procedures.find(({ procedure }) => procedure === given)
  const usual = procedures.find(({ procedure }) => procedure === FIRST_PROCEDURE) ?? procedures[0]
  const { procedure, title } = named ?? usual ?? { procedure: FIRST_PROCEDURE, title: inWords(FIRST_PROCEDURE) }
  const versions = await procedureVersions(runtime, procedure)
  const version = versions.find((each) => String(each.version) === field(query, 'version'))?.version
  const period = anyPeriodIn(query)
  const periods = [ALL_TIME, ...periodsUntil(dayOf(runtime.clock.now()))]
  return {
    title,
    period,
    asked: {
      procedure,
      ...(version !== undefined && { version }),
      ...(period.from !== undefined && { from: period.from }),
      ...(period.to !== undefined && { to: period.to }),
    },
    fields: { procedure, version: version === undefined ? undefined : String(version), period: period.value },
    choices: [
      chosen(
        'procedure',
        'Procedure',
        procedure,
        procedures.map((each) => ({ value: each.procedure, text: each.title })),
      ),
      chosen('version', 'Version', String(version ?? ''), [
        { value: '', text: 'Every version' },
        ...versions.map((each) => ({ value: String(each.version), text: `Version ${each.version}` })),
      ]),
      chosen('period', 'Cases received in', period.value, [
        ...(periods.some(({ value }) => value === period.value) ? [] : [period]),
        ...periods,
      ]),
    ],
  }
}

async function processPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { asked, title, choices, fields, period } = await chosenIn(runtime, query)
  const figures = await processView(runtime, actor, asked)
  const further = figures.variants.slice(MOST_VARIANTS)
  return view('audit/process', {
    action: PROCESS,
    choices,
    name: title,
    period,
    figures,
    duration: lengthsInWords(figures.duration),
    variants: figures.variants.slice(0, MOST_VARIANTS).map((variant) => ({
      words: variantInWords(variant.steps),
      cases: variant.cases,
      percent: Math.floor((variant.cases / figures.cases) * 100),
      duration: lengthsInWords(variant.duration),
      href: addressWith(VARIANT, { ...fields, variant: variant.key }),
    })),
    open: agesInWords(figures.open),
    ages: figures.ages.map(({ stage, age, longest }) => ({
      stage: stageOf(stage),
      ...lengthCells(age),
      longest: longest.map(longCase),
    })),
    further: { variants: further.length, cases: further.reduce((sum, { cases }) => sum + cases, 0) },
    tasks: figures.tasks.map(({ name, role, done, waiting, longest }) => ({
      name,
      role: inWords(role),
      ...lengthCells(done),
      waiting,
      longest: longest.map(longCase),
    })),
    gaps: figures.gaps.map(({ from, to, spread, longest }) => ({
      name: `${sentence(stepInWords(from))}, until ${stepInWords(to)}`,
      ...lengthCells(spread),
      longest: longest.map(longCase),
    })),
    handOvers: figures.handOvers.map(({ from, to, number, cases, spread }) => ({
      from: inWords(from),
      to: inWords(to),
      times: number,
      cases,
      ...lengthCells(spread),
    })),
    chart: addressWith(CHART, fields),
    files: ['variants', 'waits', 'hand-overs', 'ages'].map((list) => addressWith(`${PROCESS}/${list}.csv`, fields)),
  })
}

function stageOf(stage: string | undefined): string {
  return stage === undefined ? 'No stage yet' : stageInWords(stage)
}

function lengthCells({ number, median, p90 }: ProcessView['duration']) {
  return { number, median, p90 }
}

function longCase({ caseId, days, isOpen = false }: Long & { readonly isOpen?: boolean }) {
  return { caseId, href: `/cases/${caseId}`, words: daysInWords(days), isOpen }
}

async function variantPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { asked, title, fields, period } = await chosenIn(runtime, query)
  const page = pageOf(query)
  const variant = field(query, 'variant')
  const request = { ...asked, variant, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  try {
    const { steps, cases, total } = await variantCases(runtime, actor, request)
    return view('audit/process-variant', {
      words: variantInWords(steps),
      name: title,
      period,
      back: addressWith(PROCESS, fields),
      counts: countsOf(page, cases.length, total),
      pages: pagesOf(VARIANT, { ...fields, variant }, page, total),
      rows: cases.map((each) => ({ ...each, took: daysInWords(each.workingDays) })),
    })
  } catch (error) {
    if (error instanceof InvalidValueError) throw new NotFoundError('variant', variant)
    throw error
  }
}

async function chartPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { asked, title, choices, fields, period } = await chosenIn(runtime, query)
  const page = pageOf(query)
  const time: ChartTime = field(query, 'time') === 'absolute' ? 'absolute' : 'relative'
  const request = { ...asked, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  const { lines, total, today } = await courseLines(runtime, actor, request)
  const all = { ...fields, time }
  return view('audit/process-chart', {
    action: CHART,
    choices: [
      ...choices,
      chosen('time', 'Time', time, [
        { value: 'relative', text: 'From the day of receipt' },
        { value: 'absolute', text: 'By the calendar' },
      ]),
    ],
    name: title,
    period,
    time,
    back: addressWith(PROCESS, fields),
    chart: dottedChart(lines, time, KINDS, today),
    counts: countsOf(page, lines.length, total),
    pages: pagesOf(CHART, all, page, total),
    rows: lines.map(rowOf),
    csv: addressWith(`${PROCESS}/courses.csv`, fields),
  })
}

function rowOf({ caseId, receivedOn, closedOn, events }: CourseLine) {
  return {
    caseId,
    receivedOn,
    closedOn,
    events: events.map(({ type, on, day }) => ({ words: sentence(stepInWords(type)), on, day })),
  }
}

async function exportList(runtime: Runtime, { actor, query, params }: StaffAsk): Promise<Reply> {
  const { asked } = await chosenIn(runtime, query)
  const list = params['list'] ?? ''
  if (list === 'courses') return exportCourses(runtime, actor, asked)
  const figures = await processView(runtime, actor, asked)
  const lengths = ({ number, median, p90, longest }: ProcessView['duration']) =>
    [number, median, p90, longest].map((each) => (each === undefined ? '' : String(each)))
  const LENGTHS = ['Counted', 'Middle, working days', 'Nine of ten within, working days', 'Longest, working days']
  switch (list) {
    case 'variants':
      return csvFile(runtime, actor, {
        list,
        columns: ['Variant', 'Cases', 'Closed', ...LENGTHS],
        records: figures.variants.map(({ steps, cases, closed, duration }) => [
          ...[variantInWords(steps), String(cases), String(closed)],
          ...lengths(duration),
        ]),
      })
    case 'waits':
      return csvFile(runtime, actor, {
        list,
        columns: ['Kind', 'Step', 'Role', ...LENGTHS, 'Waiting now', 'Longest of these', 'Longest ten'],
        records: [
          ...figures.tasks.map(({ name, role, done, waiting, longest }) => [
            ...['Task', name, inWords(role), ...lengths(done), String(waiting.number)],
            ...[waiting.longest === undefined ? '' : String(waiting.longest), longInWords(longest)],
          ]),
          ...figures.gaps.map(({ from, to, spread, longest }) => [
            ...['Between', `${sentence(stepInWords(from))}, until ${stepInWords(to)}`, '', ...lengths(spread)],
            ...['', '', longInWords(longest)],
          ]),
        ],
      })
    case 'ages':
      return csvFile(runtime, actor, {
        list,
        columns: ['Stage', ...LENGTHS, 'Longest ten'],
        records: figures.ages.map(({ stage, age, longest }) => [stageOf(stage), ...lengths(age), longInWords(longest)]),
      })
    case 'hand-overs':
      return csvFile(runtime, actor, {
        list,
        columns: ['From', 'To', 'Times', 'Cases', ...LENGTHS],
        records: figures.handOvers.map(({ from, to, number, cases, spread }) => [
          ...[inWords(from), inWords(to), String(number), String(cases)],
          ...lengths(spread),
        ]),
      })
    default:
      throw new NotFoundError('list', list)
  }
}

function longInWords(longest: readonly Long[]): string {
  return longest.map(({ caseId, days }) => `${caseId} (${days})`).join(', ')
}

/** What happened in each case, a line each. */
async function exportCourses(runtime: Runtime, actor: StaffAsk['actor'], asked: ProcessAsked): Promise<Reply> {
  const records: string[][] = []
  const limit = 200
  for (let offset = 0; offset < MOST_COURSES; offset += limit) {
    const { lines } = await courseLines(runtime, actor, { ...asked, offset, limit })
    for (const { caseId, receivedOn, closedOn = '', events } of lines) {
      for (const { type, on, day } of events) {
        records.push([caseId, receivedOn, closedOn, sentence(stepInWords(type)), on, String(day)])
      }
    }
    if (lines.length < limit) break
  }
  return csvFile(runtime, actor, {
    list: 'courses',
    columns: ['Reference', 'Received on', 'Closed on', 'What happened', 'On', 'Days after receipt'],
    records,
  })
}
