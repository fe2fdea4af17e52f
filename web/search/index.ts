import { stringify } from 'csv-stringify/sync'
import {
  decideAccess,
  findCases,
  listOfCases,
  listProcedures,
  localDate,
  InvalidVariablesError,
  mayDo,
  MoreNeededError,
  recordExport,
  STRANGER,
  wayIn,
  whichOf,
  type Actor,
  type CaseLine,
  type CaseListAsked,
  type CaseOrder,
  type FoundBy,
  type LocalDate,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { groundInWords } from '../cases/clocks.ts'
import { inWords, outcomeInWords, stageInWords } from '../cases/words.ts'
import {
  addressWith,
  calendarOfRule,
  countsOf,
  deadlineCell,
  field,
  makeArea,
  makeUserLimit,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  redirect,
  sortLink,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { filterPanel, narrowedTo, orderInWords, PATH, sortedBy } from './filters.ts'
import { keepSearch, keptSearch, type KeptSearch } from './found.ts'

/** `/cases`: every case that somebody may see, narrowed, sorted and searched. */
export function searchArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', PATH, 'read-cases', (ask) => listPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-cases', (ask) => exportList(runtime, ask))
  const often = makeUserLimit({ perMinutes: 1, most: 120 })
  area.staff('post', `${PATH}/search`, 'search-cases', (ask) => search(runtime, ask), often)
  return area
}

/** The errors of a search that could not be carried out. */
interface SearchErrors {
  readonly text?: string
  readonly reason?: string
}

async function listPage(runtime: Runtime, ask: StaffAsk, errors: SearchErrors = {}): Promise<Reply> {
  const { actor, query, session, body } = ask
  const kept = keptSearch(session, field(query, 'found'))
  const page = pageOf(query)
  const sorted = sortedBy(query)
  const { cases, total, today } = await casesOf(runtime, actor, query, kept, { page, size: PAGE_SIZE })
  const procedures = await listProcedures(runtime)
  const list = [
    ...(errors.text === undefined ? [] : [{ text: errors.text, href: '#text' }]),
    ...(errors.reason === undefined ? [] : [{ text: errors.reason, href: '#reason' }]),
  ]
  const column = (text: string, name: CaseOrder) => sortLink(PATH, query, text, name, sorted)
  const data = {
    rows: cases.map((line) => rowOf(runtime, line, today, kept?.by[line.caseId])),
    counts: countsOf(page, cases.length, total),
    order: orderInWords(sorted),
    pages: pagesOf(PATH, query, page, total),
    panel: filterPanel(query, procedures, runtime.council),
    csv: addressWith(`${PATH}/export.csv`, query),
    columns: {
      reference: column('Case', 'reference'),
      stage: column('Stage', 'stage'),
      due: column('First task due', 'due'),
      told: column('Last told', 'told'),
      received: column('Received', 'received'),
      outcome: column('Outcome', 'outcome'),
    },
    search: {
      asksWhy: asksWhy(runtime, actor),
      text: list.length > 0 ? field(body, 'text') : '',
      reason: list.length > 0 ? field(body, 'reason') : '',
      errors,
      kept,
      lost: field(query, 'found') !== '' && kept === undefined,
      without: addressWith(PATH, query, { found: undefined, sort: undefined }),
    },
    errors: list,
  }
  return view('search/list', data, list.length === 0 ? 200 : 422)
}

/** Finds, keeps what was found as references, and leads to the list of it; a reference leads to its case. */
async function search(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body, session } = ask
  const text = field(body, 'text')
  const reason = field(body, 'reason')
  try {
    const result = await findCases(runtime, actor, { text, ...(reason !== '' && { reason }), limit: MOST_FOUND })
    const [only] = result.found
    if (result.total === 1 && only?.by === 'reference') return redirect(`/cases/${only.caseId}`)
    // Whoever may open a restricted case in an emergency is led to it by its reference; its page says the rest.
    const reference = text.toUpperCase()
    if (result.total === 0 && mayDo(actor, 'break-glass') && (await wayIn(runtime, actor, reference)) !== undefined) {
      return redirect(`/cases/${encodeURIComponent(reference)}`)
    }
    return redirect(addressWith(PATH, { found: keepSearch(session, result) }))
  } catch (error) {
    if (error instanceof MoreNeededError)
      return listPage(runtime, ask, { reason: 'Enter why you are looking for this' })
    if (!(error instanceof InvalidVariablesError)) throw error
    const isReason = error.faults.some(({ at }) => at === '/reason')
    return listPage(
      runtime,
      ask,
      isReason
        ? { reason: 'The reason must be 500 signs or fewer' }
        : { text: text === '' ? 'Enter what to look for' : 'What you look for must be 200 signs or fewer' },
    )
  }
}

/** Cases of one search that can be sorted and narrowed. */
const MOST_FOUND = 500
/** Rows of one file. */
const MOST_EXPORTED = 10_000

async function casesOf(
  runtime: Runtime,
  actor: Actor,
  query: Fields,
  kept: KeptSearch | undefined,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly cases: readonly CaseLine[]; readonly total: number; readonly today: LocalDate }> {
  const { column, down } = sortedBy(query)
  const narrowed = narrowedTo(query)
  const filter: CaseListAsked = { ...narrowed, ...(kept !== undefined && { ids: kept.caseIds }) }
  const offset = (page - 1) * size
  if (column !== 'closest') return listOfCases(runtime, actor, filter, { order: column, down, offset, limit: size })
  if (kept === undefined)
    return listOfCases(runtime, actor, filter, { order: 'received', down: true, offset, limit: size })
  // Only those of the page are read whole.
  const closest = await whichOf(runtime, actor, kept.caseIds, narrowed)
  const ids = closest.slice(offset, offset + size)
  const all = { order: 'received', down: true, offset: 0, limit: size } as const
  const { cases, today } = await listOfCases(runtime, actor, { ids }, all)
  const place = new Map(ids.map((id, index) => [id, index]))
  const sorted = cases.toSorted((one, other) => (place.get(one.caseId) ?? 0) - (place.get(other.caseId) ?? 0))
  return { cases: sorted, total: closest.length, today }
}

const BY: Readonly<Record<FoundBy, string>> = {
  reference: 'by its reference',
  postcode: 'by a postcode',
  telephone: 'by a telephone number',
  email: 'by an e-mail address',
  name: 'by a name',
  text: 'by what was said',
}

const STATUS_WORDS = { open: 'Open', closed: 'Closed', incident: 'Stopped: needs help' } as const

function rowOf(runtime: Runtime, line: CaseLine, today: LocalDate, by: FoundBy | undefined) {
  const { caseId, procedure, stage, outcome, status, initials, deadlineRule, deadlineReason } = line
  const calendar = calendarOfRule(deadlineRule, procedure, runtime.council.closureDays.map(localDate))
  return {
    caseId,
    href: `/cases/${caseId}`,
    initials: initials ?? '',
    procedure: inWords(procedure),
    stage: stage === undefined ? '' : stageInWords(stage),
    status: STATUS_WORDS[status],
    stopped: status === 'incident',
    outcome: outcome === undefined || outcome === 'undecided' ? 'Not decided' : outcomeInWords(outcome),
    receivedOn: line.receivedOn,
    lastToldOn: line.lastToldOn,
    due:
      status === 'closed'
        ? undefined
        : deadlineCell({
            dueOn: line.dueOn,
            today,
            calendar,
            state: line.deadlineState,
            since: line.deadlineSince,
            reason: deadlineReason === undefined ? undefined : groundInWords(deadlineReason).toLowerCase(),
            caseId,
            rule: deadlineRule,
          }),
    ...(by !== undefined && { by: BY[by] }),
  }
}

async function exportList(runtime: Runtime, { actor, query, session }: StaffAsk): Promise<Reply> {
  const kept = keptSearch(session, field(query, 'found'))
  const { cases } = await casesOf(runtime, actor, query, kept, { page: 1, size: MOST_EXPORTED })
  const rows = cases.map((line) => [
    line.caseId,
    inWords(line.procedure),
    line.procedureVersion,
    line.stage === undefined ? '' : stageInWords(line.stage),
    STATUS_WORDS[line.status],
    line.outcome === undefined ? '' : outcomeInWords(line.outcome),
    line.receivedOn,
    line.dueOn ?? '',
    line.lastToldOn ?? '',
  ])
  const heads = [
    'Case',
    'Procedure',
    'Version',
    'Stage',
    'Status',
    'Outcome',
    'Received',
    'First task due',
    'Last told',
  ]
  await recordExport(runtime, actor, { list: 'cases', rows: rows.length })
  const content = stringify([heads, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
  return { kind: 'file', type: 'text/csv; charset=utf-8', name: 'cases.csv', content }
}

/** Whether this user says why they look for people. */
function asksWhy(runtime: Runtime, actor: Actor): boolean {
  return decideAccess(actor, 'search-by-name', undefined, STRANGER, runtime.clock.now()).kind === 'needs'
}
