import type { CasePage, LegalClock } from '../../engine/index.ts'
import { deadlineCell, deadlineOfClock, type DeadlineCell } from '../frame/index.ts'

/** A time limit in a list. */
export interface DutyRow {
  readonly title: string
  /** Whom or what it is about, where there are several of the kind. */
  readonly subject?: string
  readonly clause: string
  readonly cell: DeadlineCell
}

/** The time limits of one instrument, in the order in which they began. */
export function dutiesOf(page: CasePage, instrument: string): readonly DutyRow[] {
  const own = page.clocks.filter((clock) => clock.instrument === instrument)
  return own.map((clock) => dutyRow(page, clock))
}

export function dutyRow({ today, case: { caseId } }: CasePage, clock: LegalClock): DutyRow {
  return {
    title: clock.title,
    clause: clock.clause,
    cell: deadlineCell(deadlineOfClock(clock, { today, caseId })),
    ...(clock.subject !== undefined && { subject: clock.subject }),
  }
}
