import { randomBytes } from 'node:crypto'
import type { FoundBy, SearchResult } from '../../engine/index.ts'
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
}

/** Searches that one session remembers. */
const MOST = 5

export function keepSearch(session: PageSession, { found, total }: SearchResult): string {
  const id = randomBytes(9).toString('base64url')
  const kept: KeptSearch = {
    id,
    caseIds: found.map(({ caseId }) => caseId),
    by: Object.fromEntries(found.map(({ caseId, by }) => [caseId, by])),
    total,
  }
  session['found'] = [kept, ...searchesIn(session)].slice(0, MOST)
  return id
}

/** Undefined when there is none by that id, or the session has forgotten it. */
export function keptSearch(session: PageSession, id: string): KeptSearch | undefined {
  return searchesIn(session).find((each) => each.id === id)
}

function searchesIn(session: PageSession): readonly KeptSearch[] {
  return (session['found'] as readonly KeptSearch[] | undefined) ?? []
}
