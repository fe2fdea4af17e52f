import { termsOf, wordsOf, type SearchQuery } from '../case/search.ts'
import type { Person } from '../case/person.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import type { CaseListFilter, CaseListPage, CaseListRequest } from './case-list.ts'
import { factOf } from './facts.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { Sql, SqlRow, Statement } from './sql.ts'
import { inserts, marks } from './sql.ts'
import { defineTable } from './table.ts'
import { FACTS, PEOPLE } from './tables.ts'

/** What people said in a case, as a search reads it. */
interface CaseSearchRow {
  readonly caseId: string
  readonly content: string
}

interface CaseTermRow {
  readonly caseId: string
  readonly kind: string
  readonly term: string
}

const CASE_SEARCH = defineTable<CaseSearchRow>('case_search', ['caseId'], { caseId: 'text', content: 'text' })
const CASE_TERMS = defineTable<CaseTermRow>('case_terms', ['kind', 'term', 'caseId'], {
  caseId: 'text',
  kind: 'text',
  term: 'text',
})

/** Reads these cases anew for searches, within the transaction in which they changed. All else has been written before. */
export async function indexForSearch(sql: Sql, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return
  const inThese = `case_id in (${marks(caseIds.length)})`
  const [people, facts] = [
    await sql.run(`select ${PEOPLE.list} from people where ${inThese} order by id`, caseIds),
    await sql.run(`select ${FACTS.list} from facts where ${inThese} order by case_id, n`, caseIds),
  ]
  const peopleOf = byCase(people.map(PEOPLE.decode))
  const factsOf = byCase(facts.map(FACTS.decode))
  const terms = caseIds.flatMap((caseId) =>
    termsOf((peopleOf.get(caseId) ?? []).map(({ data }) => data as unknown as Person)).map((each) => ({
      caseId,
      ...each,
    })),
  )
  const texts = caseIds.map((caseId) => ({ caseId, content: wordsOf((factsOf.get(caseId) ?? []).map(factOf)) }))
  await sql.run(`delete from case_terms where ${inThese}`, caseIds)
  const statements = [...inserts(CASE_TERMS, terms, 'ignore'), ...inserts(CASE_SEARCH, texts, 'replace')]
  for (const { text, bindings } of statements) await sql.run(text, bindings)
}

function byCase<Row extends { readonly caseId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const grouped = new Map<string, Row[]>()
  for (const row of rows) {
    const known = grouped.get(row.caseId)
    if (known === undefined) grouped.set(row.caseId, [row])
    else known.push(row)
  }
  return grouped
}

/** Cases that have yet to be read for searches: those of a database that is older than these. */
export async function casesToIndex(sql: Sql, limit: number): Promise<readonly string[]> {
  const rows = await sql.run(
    `select id from cases where id not in (select case_id from case_search) order by id limit ${Math.trunc(limit)}`,
  )
  return rows.map((row) => String(row['id']))
}

/** By what a case was found. */
export type FoundBy = 'reference' | 'postcode' | 'telephone' | 'email' | 'name' | 'text'

export interface SearchReads {
  searchCases(search: CaseSearch): Promise<FoundCases>
  casesToIndex(limit: number): Promise<readonly string[]>
  /** One page of cases, and how many there are. */
  caseList(filter: CaseListFilter, request: CaseListRequest): Promise<CaseListPage>
  /** Which of these cases the filter lets through, in no order. */
  whichCases(filter: CaseListFilter & { readonly ids: readonly string[] }, today: LocalDate): Promise<readonly string[]>
}

/** What is looked for, and among which cases. */
export interface CaseSearch {
  readonly query: SearchQuery
  /** Of cases at all. */
  readonly visibleTo?: Visibility
  /** Of cases that may be found by who is in them; left out: all that are visible. `none`: no case. */
  readonly byPerson: Visibility | 'all' | 'none'
  /** Of cases that may be found by what people said. */
  readonly byText: Visibility | 'all' | 'none'
  readonly limit: number
  /** With what people said, for those found by that. */
  readonly contents: boolean
}

export interface FoundCases {
  readonly found: readonly Found[]
  readonly total: number
  /** There are more than `total`: they are not counted to the end. */
  readonly andMore?: true
}

export interface Found {
  readonly caseId: string
  readonly by: FoundBy
  /** What people said, where it was found by that. */
  readonly content?: string
}

const KINDS: readonly FoundBy[] = ['reference', 'postcode', 'telephone', 'email', 'name', 'text']
const TEXT = KINDS.indexOf('text')

/** Of words that stand in more cases than that, the newest cases are found, and no more than so many are counted. */
const MANY = 1_000

/** The closest first: by reference, by who is in it, by what was said; among equals the newest. */
export async function searchCases(sql: Sql, search: CaseSearch): Promise<FoundCases> {
  const { query, visibleTo, byPerson, byText, limit, contents: wanted } = search
  const parts = [...byReference(query), ...(byPerson === 'none' ? [] : within(byPersons(query), byPerson))]
  const words = byText === 'none' ? undefined : wordsIn(sql, query)
  const inMany = await standInMany(sql, words)
  if (words !== undefined && byText !== 'none') {
    parts.push(...(inMany ? [newest(sql, words, search)] : within([all(sql, words)], byText)))
  }
  if (parts.length === 0) return { found: [], total: 0 }
  const seen = visibleTo === undefined ? undefined : visibleCases('cases.id', visibleTo)
  const rows = await sql.run(
    `select cases.id as id, hits.rank as rank, count(*) over () as total from (select case_id, min(rank) as rank from (${parts
      .map(({ text }) => text)
      .join(' union all ')}) hit group by case_id) hits join cases on cases.id = hits.case_id ${
      seen === undefined ? '' : `where ${seen.text}`
    } order by hits.rank, cases.received_on desc, cases.id desc limit ${Math.trunc(limit)}`,
    [...parts.flatMap(({ bindings }) => bindings), ...(seen?.bindings ?? [])],
  )
  const contents = wanted ? await contentsOf(sql, rows) : new Map<string, string>()
  const found = rows.map((row): Found => {
    const caseId = String(row['id'])
    const by = KINDS[Number(row['rank'])] ?? 'text'
    const content = by === 'text' ? contents.get(caseId) : undefined
    return { caseId, by, ...(content !== undefined && { content }) }
  })
  const total = Number(rows[0]?.['total'] ?? 0)
  return total > MANY && inMany ? { found, total: MANY, andMore: true } : { found, total }
}

/** At most so many contents are read, for what stands around the words. */
const MOST_CONTENTS = 50

async function contentsOf(sql: Sql, rows: readonly SqlRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.filter((row) => Number(row['rank']) === TEXT).map((row) => String(row['id']))
  if (ids.length === 0) return new Map()
  const some = ids.slice(0, MOST_CONTENTS)
  const found = await sql.run(`select case_id, content from case_search where case_id in (${marks(some.length)})`, some)
  return new Map(found.map((row) => [String(row['case_id']), String(row['content'])]))
}

function byReference({ reference }: SearchQuery): Statement[] {
  return reference === undefined
    ? []
    : [{ text: 'select id as case_id, 0 as rank from cases where id = ?', bindings: [reference] }]
}

function byPersons({ postcode, telephone, email, names }: SearchQuery): Statement[] {
  const terms = (
    [
      ['postcode', postcode],
      ['telephone', telephone],
      ['email', email],
    ] as const
  ).flatMap(([kind, term]) => (term === undefined ? [] : [begins(kind, term)]))
  if (names.length === 0) return terms
  const rank = KINDS.indexOf('name')
  const all = names.map((name) => begins('name', name))
  const text = `select case_id, ${rank} as rank from (${all.map((each) => `select case_id from (${each.text}) word`).join(' intersect ')}) named`
  return [...terms, { text, bindings: all.flatMap(({ bindings }) => bindings) }]
}

function begins(kind: FoundBy, term: string): Statement {
  const text = `select case_id, ${KINDS.indexOf(kind)} as rank from case_terms where kind = '${kind}' and term >= ? and term < ?`
  return { text, bindings: [term, `${term}\u{10ffff}`] }
}

async function standInMany(sql: Sql, words: Words | undefined): Promise<boolean> {
  if (words === undefined) return false
  const said =
    sql.dialect === 'sqlite'
      ? 'select 1 from case_text where case_text match ?'
      : `select 1 from case_search where words @@ ${words.match}`
  const [row] = await sql.run(`select count(*) as n from (${said} limit ${MANY + 1}) hits`, words.bindings)
  return Number(row?.['n']) > MANY
}

/**
 * Goes through the cases from the newest, and stops at enough: far from all are looked at, and none is sorted. Each is
 * asked by itself whether it has the words: on SQLite of the set of numbers that the index gives, which needs no row of
 * the texts; on PostgreSQL of its own text, in a form that is not turned into a join over all of them.
 */
function newest({ dialect }: Sql, { match, bindings }: Words, { visibleTo, byText }: CaseSearch): Statement {
  const sights = [visibleTo, byText].filter((sight) => typeof sight === 'object')
  const seen = sights.map((visibility) => visibleCases('newest.id', visibility))
  const said =
    dialect === 'sqlite'
      ? `cross join case_search said where said.case_id = newest.id and +said.n in (${match})`
      : `where (select said.words @@ ${match} from case_search said where said.case_id = newest.id)`
  const text = `select id as case_id, ${TEXT} as rank from (select newest.id from cases newest ${said} ${seen
    .map((each) => `and ${each.text}`)
    .join(' ')} order by newest.received_on desc, newest.id desc limit ${MANY + 1}) newest`
  return { text, bindings: [...bindings, ...seen.flatMap((each) => each.bindings)] }
}

/** How the words are looked for: numbers of the texts that have them on SQLite, a query on PostgreSQL. */
interface Words {
  readonly match: string
  readonly bindings: readonly string[]
}

/** Words hold letters and digits alone, so nothing in them is a sign of either database's own language. */
function wordsIn({ dialect }: Sql, { words }: SearchQuery): Words | undefined {
  if (words.length === 0) return undefined
  const isBegun = (word: string, index: number) => index === words.length - 1 && word.length >= 3
  if (dialect === 'sqlite') {
    const asked = words.map((word, index) => `"${word}"${isBegun(word, index) ? '*' : ''}`).join(' ')
    return { match: 'select rowid from case_text where case_text match ?', bindings: [asked] }
  }
  const asked = words.map((word, index) => `${word}${isBegun(word, index) ? ':*' : ''}`).join(' & ')
  return { match: "to_tsquery('english', ?)", bindings: [asked] }
}

function all({ dialect }: Sql, { match, bindings }: Words): Statement {
  const text = `select case_id, ${TEXT} as rank from case_search where ${dialect === 'sqlite' ? `n in (${match})` : `words @@ ${match}`}`
  return { text, bindings }
}

function within(parts: readonly Statement[], visibility: Visibility | 'all'): Statement[] {
  if (visibility === 'all') return [...parts]
  return parts.map(({ text, bindings }) => {
    const seen = visibleCases('part.case_id', visibility)
    return {
      text: `select part.case_id, part.rank from (${text}) part where ${seen.text}`,
      bindings: [...bindings, ...seen.bindings],
    }
  })
}
