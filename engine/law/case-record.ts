import type { Council } from '../case/council.ts'
import { caseId as asCaseId } from '../case/case-id.ts'
import type { ComplaintCase } from '../case/complaint-case.ts'
import { replay } from '../case/evolve.ts'
import type { Fact, FactType } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { Clock } from './clock.ts'
import { clocks, proceduresOf, type ClockContext } from './clocks.ts'
import { standingOn } from './history.ts'

/** All that duties look at of one case, as its facts left it on one day. */
export interface CaseRecord {
  readonly caseId: string
  /** The day on which it is judged; facts after it are left out. */
  readonly today: LocalDate
  /** The first receipt; undefined where no fact says so. */
  readonly receivedOn: LocalDate | undefined
  /** Every procedure that the case has been in, as `procedureNamed` gives them. */
  readonly procedures: readonly string[]
  /** The facts that stand on `today`, by day and then as recorded; those corrected are left out. */
  readonly facts: readonly Fact[]
  readonly state: ComplaintCase
  /** As the same law computes them for every page and timer. */
  readonly clocks: readonly Clock[]
  /** Facts that the record should hold and does not. */
  readonly gaps: readonly Gap[]
  readonly council: Pick<Council, 'signatories' | 'partners'> | undefined
  /** Who looked at the case, from the audit trail; undefined where the trail was not read. */
  readonly reads: readonly CaseRead[] | undefined
}

/** A number of the case's facts under which nothing stands. */
export interface Gap {
  readonly n: number
  /** Undefined where nothing tells what it was. */
  readonly type?: FactType | undefined
}

/** One look at the content of the case. */
export interface CaseRead {
  readonly by: string
  readonly role: string
  readonly on: LocalDate
  /** By which right: a relation to the case, an emergency; undefined where the trail does not say. */
  readonly right?: string | undefined
}

export interface RecordParts {
  readonly caseId: string
  readonly facts: readonly Fact[]
  readonly today: LocalDate
  /** How many facts were recorded in all; what is missing of them is a gap. Left out: up to the highest number there. */
  readonly factCount?: number
  /** What the audit trail says of facts by their number. */
  readonly recordedTypes?: ReadonlyMap<number, FactType>
  /** The procedure that the case is in, closure days, local targets. */
  readonly context?: ClockContext
  readonly council?: Pick<Council, 'signatories' | 'partners'>
  readonly reads?: readonly CaseRead[]
}

/** Puts the record of a case together for its duties to be judged on. */
export function caseRecord(parts: RecordParts): CaseRecord {
  const { caseId, facts, today, context = {}, council, reads } = parts
  const standing = standingOn(today, facts)
  const state = replay(
    asCaseId(caseId),
    [...facts].filter(({ on }) => on <= today),
  )
  return {
    caseId,
    today,
    receivedOn: state.received?.on ?? state.openedOn,
    procedures: proceduresOf(standing, context),
    facts: standing,
    state,
    clocks: clocks(facts, today, context),
    gaps: gapsIn(parts),
    council,
    reads,
  }
}

function gapsIn({ facts, factCount, recordedTypes }: RecordParts): readonly Gap[] {
  const there = new Set(facts.map(({ id }) => Number(id.slice(id.lastIndexOf('/') + 1))))
  const count = Math.max(factCount ?? 0, ...there)
  const gaps: Gap[] = []
  for (let n = 1; n <= count; n += 1) if (!there.has(n)) gaps.push({ n, type: recordedTypes?.get(n) })
  return gaps
}
