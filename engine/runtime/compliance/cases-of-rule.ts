import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { dutyNamed } from '../../law/duties.ts'
import type { DutyResult } from '../../law/duty.ts'
import type { FoundFilter } from '../../store/findings.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'
import type { JudgementView } from './findings-of-case.ts'
import { viewsOf } from './findings-of-case.ts'
import { letterFor, placeOfDuty, WAIVABLE } from './letters.ts'
import { judgeCases } from './load-cases.ts'
import { findingsFilter, type ComplianceFilter } from './overview.ts'

export interface CasesOfRuleAsked extends ComplianceFilter {
  readonly rule: string
  readonly result: DutyResult
  /** Cases a page, at most 200; 50 when left out. */
  readonly limit?: number
  /** How many to pass over. */
  readonly offset?: number
}

/** One of the cases behind a count. */
export interface FoundCase {
  readonly caseId: string
  readonly procedure: string
  readonly receivedOn: LocalDate
  readonly status: 'open' | 'closed' | 'incident'
  readonly team?: string
  /** When it was counted so. */
  readonly judgedAt: Instant
  /** As it is now. */
  readonly found: Exclude<DutyResult, 'waived'>
  readonly judgements: readonly JudgementView[]
}

export interface CasesOfRule {
  /** Of all pages: the count. */
  readonly total: number
  /** The newest received first. */
  readonly cases: readonly FoundCase[]
}

const USUAL = 50
const MOST = 200

/**
 * The cases behind one count of the overview, each with what is found of it now. Codes, days and sentences that name no
 * person; that somebody looked is in the audit trail.
 *
 * @throws NotFoundError when there is no such rule.
 */
export async function casesOfRule(runtime: Runtime, actor: Actor, asked: CasesOfRuleAsked): Promise<CasesOfRule> {
  mustBeAllowed(actor, 'read-compliance')
  const { rule, result, limit = USUAL, offset = 0 } = asked
  const duty = dutyNamed(rule)
  const place = placeOfDuty(rule) ?? 0
  const today = dayOf(runtime.clock.now())
  const filter: FoundFilter = {
    ...findingsFilter(runtime, actor, asked),
    place: place + 1,
    letters: (result === 'waived' ? WAIVABLE : [result]).map(letterFor),
    ...((result === 'waived' || WAIVABLE.includes(result)) && {
      waiver: { rule: duty.id, on: today, standing: result === 'waived' },
    }),
  }
  const { rows, total } = await runtime.store.read.casesFound(filter, { limit: Math.min(limit, MOST), offset })
  await runtime.store.command((unit) => {
    const { limit: _limit, offset: _offset, ...body } = asked
    unit.audit({ actor: actor.id, role: actor.role, type: 'compliance-viewed', body })
    return Promise.resolve()
  })
  const judged = await judgeCases(
    runtime,
    rows.map(({ caseId }) => caseId),
    today,
  )
  const now = new Map(judged.map((each) => [each.row.id, each]))
  return {
    total,
    cases: rows.flatMap(({ caseId, procedure, receivedOn, status, team, judgedAt }): FoundCase[] => {
      const each = now.get(caseId)
      const finding = each?.findings[place]
      if (each === undefined || finding === undefined) return []
      return [
        {
          caseId,
          procedure,
          receivedOn,
          status,
          ...(team !== null && { team }),
          judgedAt,
          found: finding.result,
          judgements: viewsOf(finding, each),
        },
      ]
    }),
  }
}
