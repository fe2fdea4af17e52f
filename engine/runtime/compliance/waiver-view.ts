import type { WaiverRow } from '../../store/findings.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** A duty that two people let rest in one case. It stays to be seen when it has run out or was revoked. */
export interface WaiverView {
  readonly waiver: string
  readonly caseId: string
  readonly rule: string
  /** First and last day. */
  readonly from: LocalDate
  readonly until: LocalDate
  /** Left out once it was erased. */
  readonly reason?: string
  readonly givenBy: string
  readonly approvedBy: string
  readonly givenAt: Instant
  readonly revokedBy?: string
  readonly revokedAt?: Instant
  readonly standing: 'in-force' | 'run-out' | 'revoked'
}

export function waiverView(row: WaiverRow, today: LocalDate): WaiverView {
  const { id, caseId, rule, fromOn, untilOn, reason, givenBy, approvedBy, givenAt, revokedAt, revokedBy } = row
  return {
    waiver: id,
    caseId,
    rule,
    from: fromOn,
    until: untilOn,
    ...(reason !== null && { reason }),
    givenBy,
    approvedBy,
    givenAt,
    ...(revokedBy !== null && { revokedBy }),
    ...(revokedAt !== null && { revokedAt }),
    standing: standingOf(row, today),
  }
}

function standingOf({ revokedAt, untilOn }: WaiverRow, today: LocalDate): WaiverView['standing'] {
  if (revokedAt !== null) return 'revoked'
  return untilOn < today ? 'run-out' : 'in-force'
}
