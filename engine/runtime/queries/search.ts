import { MAX_SEARCH, readSearch, snippetOf, type SearchQuery } from '../../case/search.ts'
import { decide, mayDo, mustBeAllowed, STRANGER, type Actor } from '../../access/index.ts'
import { InvalidVariablesError } from '../../errors.ts'
import type { CaseListFilter, CaseListRequest, FirstTask, ListedCase } from '../../store/case-list.ts'
import type { FoundBy, FoundCases } from '../../store/case-search.ts'
import type { Visibility } from '../../store/case-access.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { needed, visibleTo } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { summary, type CaseSummary } from './cases.ts'

/** What somebody looks for. */
export interface SearchFor {
  /** A reference, a name, a postcode, a telephone number, an e-mail address, or words that somebody said. */
  readonly text: string
  /** Why, in words: whoever may look for people among all cases says it first. */
  readonly reason?: string
  /** At most 500; 50 when left out. */
  readonly limit?: number
}

export interface SearchResult {
  /** The closest first. */
  readonly found: readonly FoundCase[]
  /** Of those that the asker may see, also beyond the limit. */
  readonly total: number
  /** There are more than `total`: words that stand in very many cases are not counted to the end. */
  readonly andMore?: true
}

export interface FoundCase extends CaseSummary {
  readonly by: FoundBy
  /** What was said, around the words; for those alone who may read it. */
  readonly snippet?: string
}

const USUAL_LIMIT = 50
const MAX_FOUND = 500
const MAX_REASON = 500

/** What a search found, without what lists show of it. */
export interface FoundReferences {
  readonly found: readonly { readonly caseId: string; readonly by: FoundBy }[]
  readonly total: number
  readonly andMore?: true
}

/**
 * Finds cases, within what the asker may see: what they may not know of is absent also from the count.
 *
 * Who looked, by what kind of thing, and how many there were stands in the audit trail; what they looked for stands beside
 * it, where it can be erased.
 *
 * @throws InvalidVariablesError when there is nothing to look for.
 * @throws MoreNeededError when the asker must give a reason first.
 */
export async function searchCases(runtime: Runtime, actor: Actor, ask: SearchFor): Promise<SearchResult> {
  const { query, found, ...totals } = await look(runtime, actor, ask, true)
  const ids = found.map(({ caseId }) => caseId)
  const rows = new Map((await listed(runtime, actor, { ids })).map((row) => [row.id, row]))
  const namesShown = mayDo(actor, 'see-child-identity')
  return {
    ...totals,
    found: found.flatMap(({ caseId, by, content }): FoundCase[] => {
      const row = rows.get(caseId)
      if (row === undefined) return []
      const snippet = content === undefined || !namesShown ? undefined : snippetOf(content, query.words)
      return [{ ...summary(row), by, ...(snippet !== undefined && { snippet }) }]
    }),
  }
}

/** The same with references alone, for whoever asks for a page of the list next. */
export async function findCases(runtime: Runtime, actor: Actor, ask: SearchFor): Promise<FoundReferences> {
  const { query: _query, found, ...totals } = await look(runtime, actor, ask, false)
  return { ...totals, found: found.map(({ caseId, by }) => ({ caseId, by })) }
}

async function look(
  runtime: Runtime,
  actor: Actor,
  { text, reason = '', limit = USUAL_LIMIT }: SearchFor,
  contents: boolean,
): Promise<FoundCases & { readonly query: SearchQuery }> {
  mustBeAllowed(actor, 'search-cases')
  const given = text.trim()
  if (given === '' || given.length > MAX_SEARCH) {
    throw new InvalidVariablesError('The search', [{ at: '/text', message: `must have 1 to ${MAX_SEARCH} signs` }])
  }
  if (reason.length > MAX_REASON) {
    throw new InvalidVariablesError('The search', [{ at: '/reason', message: `must have at most ${MAX_REASON} signs` }])
  }
  const query = readSearch(given)
  // That somebody may search their own cases by name, and all of them with a reason, is two rights: the wider one is asked.
  if (query.reference === undefined) mustSayWhy(runtime, actor, reason)
  const result = await runtime.store.read.searchCases({
    query,
    ...sight(visibleTo(runtime, actor)),
    byPerson: among(runtime, actor, 'search-by-name'),
    // That words are there is itself told by finding them: not to those to whom they are masked, and who may not look for people.
    byText: NAMES_SHOWN.some((action) => mayDo(actor, action)) ? among(runtime, actor, 'see-case-file') : 'none',
    limit: Math.min(Math.max(1, limit), MAX_FOUND),
    contents,
  })
  await recordSearch(runtime, actor, { text: given, reason, by: result.found.map(({ by }) => by), hits: result.total })
  return { ...result, query }
}

const NAMES_SHOWN = ['see-child-identity', 'search-by-name'] as const

function mustSayWhy(runtime: Runtime, actor: Actor, reason: string): void {
  const given = reason.trim() === '' ? [] : (['reason'] as const)
  const decision = decide(actor, 'search-by-name', undefined, STRANGER, runtime.clock.now(), given)
  if (decision.kind === 'needs') throw needed(decision.what)
}

/** Where a right reaches that not everybody has at all. */
function among(
  runtime: Runtime,
  actor: Actor,
  action: 'search-by-name' | 'see-case-file',
): Visibility | 'all' | 'none' {
  return mayDo(actor, action) ? (visibleTo(runtime, actor, action) ?? 'all') : 'none'
}

const sight = (visibility: Visibility | undefined) => (visibility === undefined ? {} : { visibleTo: visibility })

async function recordSearch(
  runtime: Runtime,
  actor: Actor,
  { text, reason, by, hits }: { text: string; reason: string; by: readonly FoundBy[]; hits: number },
): Promise<void> {
  await runtime.store.command((unit) => {
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'cases-searched',
      body: { by: [...new Set(by)].sort(), hits },
      payload: JSON.stringify({ text, ...(reason !== '' && { reason }) }),
    })
    return Promise.resolve()
  })
}

/** A case in a list, with its first day and how it ended. */
export interface CaseLine extends CaseSummary {
  /** The first day on which a task of the case is due, and how its time limit stands, as lists of tasks say it. */
  readonly dueOn?: LocalDate
  readonly deadlineRule?: string
  readonly deadlineState?: 'running' | 'held' | 'met' | 'over'
  readonly deadlineSince?: LocalDate
  readonly deadlineReason?: string
  readonly initials?: string
}

export type CaseListAsked = Omit<CaseListFilter, 'visibleTo'>

/** One page of the cases that the asker may see, and how many there are. Codes, days and initials only. */
export async function listOfCases(
  runtime: Runtime,
  actor: Actor,
  filter: CaseListAsked,
  request: Omit<CaseListRequest, 'today'>,
): Promise<{ readonly cases: readonly CaseLine[]; readonly total: number; readonly today: LocalDate }> {
  mustBeAllowed(actor, 'read-cases')
  const today = dayOf(runtime.clock.now())
  const { rows, total } = await runtime.store.read.caseList(
    { ...filter, ...sight(visibleTo(runtime, actor)) },
    { ...request, today },
  )
  return { cases: rows.map(lineOf), total, today }
}

/** Which of these cases the asker may see, and the filter lets through; in the order in which they are given. */
export async function whichOf(
  runtime: Runtime,
  actor: Actor,
  ids: readonly string[],
  filter: Omit<CaseListAsked, 'ids'>,
): Promise<readonly string[]> {
  mustBeAllowed(actor, 'read-cases')
  const today = dayOf(runtime.clock.now())
  const seen = new Set(
    await runtime.store.read.whichCases({ ...filter, ids, ...sight(visibleTo(runtime, actor)) }, today),
  )
  return ids.filter((id) => seen.has(id))
}

/** Makes cases of a database that is older than searches found by them. @returns how many there were. */
export async function indexOldCases(runtime: Pick<Runtime, 'store'>, atOnce = 200): Promise<number> {
  const caseIds = await runtime.store.read.casesToIndex(atOnce)
  if (caseIds.length === 0) return 0
  await runtime.store.command((unit) => {
    unit.indexForSearch(caseIds)
    return Promise.resolve()
  })
  return caseIds.length
}

async function listed(runtime: Runtime, actor: Actor, filter: CaseListAsked): Promise<readonly ListedCase[]> {
  const { rows } = await runtime.store.read.caseList(
    { ...filter, ...sight(visibleTo(runtime, actor)) },
    { today: dayOf(runtime.clock.now()), order: 'received', down: true, offset: 0, limit: MAX_FOUND },
  )
  return rows
}

function deadlineOf(first: FirstTask): Partial<CaseLine> {
  const { dueOn, deadlineRule, deadlineState, deadlineSince, deadlineReason } = first
  return {
    ...(dueOn !== null && { dueOn }),
    ...(deadlineRule !== null && { deadlineRule }),
    ...(deadlineState !== null && { deadlineState }),
    ...(deadlineSince !== null && { deadlineSince }),
    ...(deadlineReason !== null && { deadlineReason }),
  }
}

function lineOf(row: ListedCase): CaseLine {
  return {
    ...summary(row),
    ...(row.first !== null && deadlineOf(row.first)),
    ...(row.initials !== null && { initials: row.initials }),
  }
}
