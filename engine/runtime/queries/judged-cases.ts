import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { DUTIES } from '../../law/duties.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { onlyVisible } from '../access.ts'
import { placeOfDuty, resultAt, WAIVABLE } from '../compliance/letters.ts'
import type { ResultCounts } from '../compliance/overview.ts'
import { lawVersion } from '../compliance/law-version.ts'
import type { Runtime } from '../runtime.ts'
import { summary, type CaseSummary } from './cases.ts'

/** A case in a list, with how many of its duties stand how. */
export interface JudgedCaseLine extends CaseSummary {
  /** As the last sweep found them, waivers taken into account; absent while the case is not judged. */
  readonly counts?: ResultCounts
  readonly judgedAt?: Instant
}

export interface JudgedCasesAsked {
  readonly from?: LocalDate
  readonly to?: LocalDate
  readonly procedure?: string
  /** At most 500; 25 when left out. */
  readonly limit?: number
  readonly offset?: number
}

const USUAL = 25
const MOST = 500

/** The cases that the asker may see, the newest received first, each with how its duties stand. That they looked is recorded. */
export async function judgedCases(
  runtime: Runtime,
  actor: Actor,
  { from, to, procedure, limit = USUAL, offset = 0 }: JudgedCasesAsked,
): Promise<{ readonly cases: readonly JudgedCaseLine[]; readonly total: number }> {
  mustBeAllowed(actor, 'read-compliance')
  const { read } = runtime.store
  const today = dayOf(runtime.clock.now())
  const { rows, total } = await read.caseList(
    {
      ...onlyVisible(runtime, actor, 'read-cases'),
      ...(from !== undefined && { receivedFrom: from }),
      ...(to !== undefined && { receivedTo: to }),
      ...(procedure !== undefined && { procedures: [procedure] }),
    },
    { today, order: 'received', down: true, offset, limit: Math.min(Math.max(1, limit), MOST) },
  )
  const [found, waivers] = await Promise.all([
    read.findingsOf(rows.map(({ id }) => id)),
    read.waivers({ on: today, ...onlyVisible(runtime, actor) }),
  ])
  await runtime.store.command((unit) => {
    const body = { list: 'cases', ...(from && { from }), ...(to && { to }), ...(procedure && { procedure }) }
    unit.audit({ actor: actor.id, role: actor.role, type: 'compliance-viewed', body })
    return Promise.resolve()
  })
  const law = lawVersion(runtime)
  return {
    total,
    cases: rows.map((row): JudgedCaseLine => {
      const own = found.get(row.id)
      if (own?.law !== law) return summary(row)
      const waived = new Set(waivers.flatMap(({ caseId, rule }) => (caseId === row.id ? [rule] : [])))
      return { ...summary(row), counts: countsIn(own.results, waived), judgedAt: own.judgedAt }
    }),
  }
}

function countsIn(letters: string, waived: ReadonlySet<string>): ResultCounts {
  const counts = { met: 0, 'not-met': 0, 'not-yet-due': 0, 'not-applicable': 0, 'cannot-tell': 0, waived: 0 }
  for (const { id } of DUTIES) {
    const found = resultAt(letters, placeOfDuty(id) ?? -1)
    counts[waived.has(id) && WAIVABLE.includes(found) ? 'waived' : found] += 1
  }
  return counts
}
