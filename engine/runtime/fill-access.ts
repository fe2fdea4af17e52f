import { caseId as asCaseId } from '../case/case-id.ts'
import { emptyCase } from '../case/complaint-case.ts'
import { evolve } from '../case/evolve.ts'
import { writeStandings } from './keep-access.ts'
import type { Runtime } from './runtime.ts'

/** Cases of one transaction. */
const PAGE = 200
const FILLED = 'case-access'

/**
 * Works out who is what to the cases of a database that an earlier release wrote. Once it is done that is remembered; cut
 * off half-way, it begins anew, and nobody sees a case too many meanwhile.
 *
 * @returns how many cases there were.
 */
export async function fillAccess(runtime: Pick<Runtime, 'store' | 'council'>): Promise<number> {
  const { store } = runtime
  if ((await store.read.setting(FILLED)) !== undefined) return 0
  let filled = 0
  let after: string | undefined
  do {
    const page = await store.read.cases({ limit: PAGE, ...(after !== undefined && { after }) })
    await store.command(async (unit) => {
      for (const { id } of page.rows) {
        const row = await unit.lockCase(id)
        if (row === undefined) continue
        const state = (await unit.facts(id)).reduce(evolve, emptyCase(asCaseId(id)))
        const restricted = state.restricted !== undefined
        if (row.restricted !== restricted) unit.updateCase({ ...row, restricted }, row.version)
        await writeStandings(runtime, unit, id, state)
      }
    })
    filled += page.rows.length
    after = page.next
  } while (after !== undefined)
  await store.command((unit) => {
    unit.saveSetting({ name: FILLED, value: '1' })
    return Promise.resolve()
  })
  return filled
}
