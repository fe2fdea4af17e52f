import type { Runtime } from '../runtime.ts'

/** People of the council by their ids; those from outside stand under what they are. */
export async function staffNames(runtime: Runtime, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const users = await runtime.store.read.usersNamed([...new Set(ids)])
  return new Map(users.filter(({ caseId }) => caseId === null).map(({ id, name }) => [id, name]))
}

/** References of cases as bodies of rows name them. */
const REFERENCE = /\b[A-Z]{2,6}-\d{4}-\d{5,}\b/gu

/** What a row says, without the references of cases that its reader may not know of. */
export async function withoutUnseen(
  text: string,
  seenOf: (caseIds: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<string> {
  const named = [...new Set(text.match(REFERENCE) ?? [])]
  if (named.length === 0) return text
  const seen = await seenOf(named)
  return text.replace(REFERENCE, (reference) => (seen.has(reference) ? reference : NOT_OPEN))
}

const NOT_OPEN = '(a case that is not open to you)'
