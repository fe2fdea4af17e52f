import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'
import { findingsFilter, type ComplianceFilter } from './overview.ts'
import type { StoredDifference } from './stored-deadlines.ts'

export interface DifferingAsked extends ComplianceFilter {
  /** Cases a page, at most 200; 50 when left out. */
  readonly limit?: number
  /** How many to pass over. */
  readonly offset?: number
}

/** A case of which the store keeps another deadline than its facts give. */
export interface DifferingCase {
  readonly caseId: string
  readonly procedure: string
  readonly receivedOn: LocalDate
  /** When it was found. */
  readonly judgedAt: Instant
  readonly differences: readonly StoredDifference[]
}

/** Cases with a stored deadline that is not what the facts give, as the last sweep found them; the newest received first. */
export async function differingCases(
  runtime: Runtime,
  actor: Actor,
  asked: DifferingAsked = {},
): Promise<{ readonly total: number; readonly cases: readonly DifferingCase[] }> {
  mustBeAllowed(actor, 'read-compliance')
  const { limit = 50, offset = 0 } = asked
  const filter = findingsFilter(runtime, actor, asked)
  const { rows, total } = await runtime.store.read.casesDiffering(filter, { limit: Math.min(limit, 200), offset })
  await runtime.store.command((unit) => {
    const body = { list: 'stored-deadlines' }
    unit.audit({ actor: actor.id, role: actor.role, type: 'compliance-viewed', body })
    return Promise.resolve()
  })
  return {
    total,
    cases: rows.map(({ caseId, procedure, receivedOn, judgedAt, differences }) => ({
      caseId,
      procedure,
      receivedOn,
      judgedAt,
      differences: (differences?.['found'] ?? []) as readonly StoredDifference[],
    })),
  }
}
