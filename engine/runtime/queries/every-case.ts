import type { CaseFacts } from '../../figures/index.ts'
import type { Store } from '../../store/index.ts'
import type { Visibility } from '../../store/case-access.ts'

/** Cases read at once. */
const PAGE = 500

interface Asked {
  /** Case after which to go on; from the first when left out. */
  readonly after?: string
  /** Every case when left out. */
  readonly visibleTo?: Visibility
}

/** Every case with its facts, page by page: the next page is read while somebody works on the one before. */
export async function* everyCase(
  { read }: Store,
  { after, visibleTo }: Asked = {},
): AsyncGenerator<readonly CaseFacts[]> {
  const pageAfter = async (last: string | undefined) => {
    const { rows, next } = await read.cases({
      limit: PAGE,
      ...(last !== undefined && { after: last }),
      ...(visibleTo !== undefined && { visibleTo }),
    })
    const facts = await read.factsOf(rows.map(({ id }) => id))
    return { next, cases: rows.map(({ id, procedure }) => ({ caseId: id, procedure, facts: facts.get(id) ?? [] })) }
  }
  let coming = pageAfter(after)
  for (;;) {
    const { next, cases } = await coming
    if (next === undefined) {
      yield cases
      return
    }
    coming = pageAfter(next)
    // Somebody who stops early leaves a page unread; its failure is nobody's then.
    coming.catch(() => undefined)
    yield cases
  }
}
