import type { Fields } from './page.ts'

/*
 * What the address of a list says, and addresses that say something else. The fields are those of the list's own filters;
 * `sort` and `page` belong to every list.
 */

/** Rows on one page. */
export const PAGE_SIZE = 25

/** Counts for the sentence above a list: the places of the first and last row shown, and of all. */
export interface Counts {
  readonly from: number
  readonly to: number
  readonly total: number
}

/** What govukPagination takes. */
export interface Pages {
  readonly previous?: { readonly href: string }
  readonly next?: { readonly href: string }
  readonly items: readonly PageItem[]
}

type PageItem =
  { readonly number: number; readonly href: string; readonly current: boolean } | { readonly ellipsis: true }

/** The page that the address asks for, from 1. Nonsense is the first. */
export function pageOf(query: Fields): number {
  const asked = Number(query['page'])
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, 1_000_000) : 1
}

/** A list's address with some of its fields changed; a field that is undefined goes. A change leads to the first page. */
export function addressWith(
  path: string,
  query: Fields,
  changes: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): string {
  const fields: Fields = { ...query, page: undefined, ...changes }
  const next = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value ?? []].flat()) if (each !== '') next.append(name, each)
  }
  const text = next.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The same address without one value of a field that may hold several. */
export function addressWithout(path: string, query: Fields, name: string, value: string): string {
  const left = [query[name] ?? []].flat().filter((each) => each !== value)
  return addressWith(path, query, { [name]: left })
}

/** @param total - Rows of all pages. */
export function countsOf(page: number, shown: number, total: number, size = PAGE_SIZE): Counts {
  const from = (page - 1) * size + 1
  return shown === 0 ? { from: 0, to: 0, total } : { from, to: from + shown - 1, total }
}

/** Links to the pages before and after, the first and the last; undefined when one page holds everything. */
export function pagesOf(path: string, query: Fields, page: number, total: number, size = PAGE_SIZE): Pages | undefined {
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1 && page === 1) return undefined
  const at = (number: number) => addressWith(path, query, { page: number === 1 ? undefined : String(number) })
  const near = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last)
  const numbers = [...new Set(near)].sort((one, other) => one - other)
  return {
    ...(page > 1 && { previous: { href: at(Math.min(page - 1, last)) } }),
    ...(page < last && { next: { href: at(page + 1) } }),
    items: numbers.flatMap((number, index): readonly PageItem[] => [
      ...(number - (numbers[index - 1] ?? 0) > 1 ? [{ ellipsis: true } as const] : []),
      { number, href: at(number), current: number === page },
    ]),
  }
}

/** How a list is sorted: a column's name, with `-` before it when downwards. */
export interface Sorted {
  readonly column: string
  readonly down: boolean
}

/** What the address asks for, when the list can be sorted so; else its own order. */
export function sortOf(query: Fields, columns: readonly string[], usual: Sorted): Sorted {
  const asked = [query['sort']].flat()[0] ?? ''
  const column = asked.replace(/^-/, '')
  return columns.includes(column) ? { column, down: asked.startsWith('-') } : usual
}

/** For `sortHeading`: the link that sorts by this column, the other way round when it is sorted by it already. */
export function sortLink(
  path: string,
  query: Fields,
  text: string,
  column: string,
  sorted: Sorted,
): { readonly text: string; readonly href: string; readonly sorted?: 'ascending' | 'descending' } {
  const by = sorted.column === column
  const href = addressWith(path, query, { sort: by && !sorted.down ? `-${column}` : column })
  return { text, href, ...(by && { sorted: sorted.down ? 'descending' : 'ascending' }) }
}
