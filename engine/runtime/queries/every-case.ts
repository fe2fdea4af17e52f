import type { CaseFacts } from '../../figures/index.ts'
import type { CaseRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import { lawContext } from '../case-work.ts'
import type { Runtime } from '../runtime.ts'

/** Cases read at once. */
const PAGE = 500

type Reads = Pick<Runtime, 'store' | 'procedures' | 'council' | 'clock'>

/** Every case with its facts, page by page: the next page is read while somebody works on the one before. */
export async function* everyCase(runtime: Reads): AsyncGenerator<readonly CaseFacts[]> {
  const { read } = runtime.store
  const pageAfter = async (last: string | undefined) => {
    const { rows, next } = await read.cases({ limit: PAGE, ...(last !== undefined && { after: last }) })
    return { next, cases: await withFacts(runtime, rows) }
  }
  let coming = pageAfter(undefined)
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

/** These cases with their facts, as many of them as there are, in the order given; 500 at most. */
export async function casesNamed(runtime: Reads, references: readonly string[]): Promise<readonly CaseFacts[]> {
  if (references.length === 0) return []
  const narrowed = { to: { ids: references }, today: dayOf(runtime.clock.now()) }
  const { rows } = await runtime.store.read.cases({ limit: PAGE, narrowed })
  const found = new Map((await withFacts(runtime, rows)).map((each) => [each.caseId, each]))
  return references.flatMap((id) => found.get(id) ?? [])
}

async function withFacts(runtime: Reads, rows: readonly CaseRow[]): Promise<readonly CaseFacts[]> {
  const facts = await runtime.store.read.factsOf(rows.map(({ id }) => id))
  const versions = new Map(rows.map((row) => [`${row.procedure} ${row.procedureVersion}`, row]))
  const contexts = new Map<string, NonNullable<CaseFacts['context']>>()
  for (const [key, { procedure, procedureVersion }] of versions) {
    contexts.set(key, lawContext(runtime, await runtime.procedures.load(procedure, procedureVersion)))
  }
  return rows.map(({ id, procedure, procedureVersion }) => {
    const context = contexts.get(`${procedure} ${procedureVersion}`)
    return { caseId: id, procedure, facts: facts.get(id) ?? [], ...(context !== undefined && { context }) }
  })
}
