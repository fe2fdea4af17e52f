import { randomBytes } from 'node:crypto'
import type { FoundBy, FoundReferences } from '../../engine/index.ts'
import type { PageSession } from '../frame/index.ts'

/*
 * What a search found, kept in the session as references: what was looked for may be a name, and stands neither there nor in
 * an address. So the list of what was found can be sorted, narrowed, and gone back to.
 */

/** What one search found. */
export interface KeptSearch {
  readonly id: string
  readonly caseIds: readonly string[]
  /** By what each was found. */
  readonly by: Readonly<Record<string, FoundBy>>
  /** Also beyond those that are kept. */
  readonly total: number
  /** There are more than `total`. */
  readonly andMore?: true
}

/**
 * As it stands in the session, which is read and written as a whole with every page: the references in one text for each
 * way in which they were found, the closest first.
 */
interface StoredSearch extends Pick<KeptSearch, 'id' | 'total' | 'andMore'> {
  readonly found: readonly (readonly [by: FoundBy, references: string])[]
}

/** Searches that one session remembers. */
const MOST = 5
/** References of all of them together; the last search keeps its own. */
const MOST_REFERENCES = 1_000

export function keepSearch(session: PageSession, { found, total, andMore }: FoundReferences): string {
  const id = randomBytes(9).toString('base64url')
  const ways = [...new Set(found.map(({ by }) => by))]
  const kept: StoredSearch = {
    id,
    total,
    ...(andMore && { andMore }),
    found: ways.map((way) => [way, found.flatMap(({ caseId, by }) => (by === way ? [caseId] : [])).join(' ')]),
  }
  let references = 0
  session['found'] = [kept, ...searchesIn(session)].slice(0, MOST).filter((search) => {
    references += referencesIn(search).length
    return search === kept || references <= MOST_REFERENCES
  })
  return id
}

/** Undefined when there is none by that id, or the session has forgotten it. */
export function keptSearch(session: PageSession, id: string): KeptSearch | undefined {
  const search = searchesIn(session).find((each) => each.id === id)
  if (search === undefined) return undefined
  const { total, andMore, found } = search
  return {
    id,
    total,
    ...(andMore && { andMore }),
    caseIds: referencesIn(search),
    by: Object.fromEntries(found.flatMap(([by, references]) => split(references).map((caseId) => [caseId, by]))),
  }
}

function referencesIn({ found }: StoredSearch): readonly string[] {
  return found.flatMap(([, references]) => split(references))
}

function split(references: string): readonly string[] {
  return references === '' ? [] : references.split(' ')
}

/** One that an earlier release kept is forgotten. */
function searchesIn(session: PageSession): readonly StoredSearch[] {
  const kept = (session['found'] as readonly (StoredSearch | object)[] | undefined) ?? []
  return kept.filter((search): search is StoredSearch => 'found' in search)
}
