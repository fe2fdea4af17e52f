import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { CaseConformanceRow, ConformanceRunRow } from '../../store/index.ts'
import type { Instant } from '../../values/instant.ts'
import { visibleTo } from '../access.ts'
import type { PlacedDeviation } from '../replay/conformance.ts'
import type { Runtime } from '../runtime.ts'

/** How cases went against their diagrams, as far as they have been played again. */
export interface ConformanceOverview {
  /** Cases that have been played at least once; as they were the last time. */
  readonly cases: number
  readonly deviating: number
  /** Share of the lines of their trails that the diagrams allow, from 0 to 1. */
  readonly fitness: number
  /** The newest first. */
  readonly runs: readonly ConformanceRun[]
  /** Give it as `before` for the runs that come next; absent when there are no more. */
  readonly next?: number
  /** Those that the asker may see, by their references. */
  readonly deviations: readonly CaseConformance[]
  /** Give it as `after` for the cases that come next; absent when there are no more. */
  readonly nextCase?: string
}

export interface ConformanceRun {
  readonly run: number
  readonly scope: ConformanceRunRow['scope']
  /** By itself, in the night. */
  readonly isNightly: boolean
  readonly askedBy: string
  readonly startedAt: Instant
  /** Absent while it is under way. */
  readonly finishedAt?: Instant
  readonly cases: number
  readonly deviating: number
  readonly failed: number
  readonly fitness: number
}

/** A case as it was last played again. */
export interface CaseConformance {
  readonly caseId: string
  readonly run: number
  readonly checkedAt: Instant
  readonly lines: number
  readonly played: number
  readonly fitness: number
  readonly deviation?: PlacedDeviation
}

const RUNS = 20
const CASES = 50

export async function conformanceOverview(
  runtime: Runtime,
  actor: Actor,
  { before, after }: { readonly before?: number; readonly after?: string } = {},
): Promise<ConformanceOverview> {
  mustBeAllowed(actor, 'read-compliance')
  const keeper = runtime.store.conformance
  const seen = visibleTo(runtime, actor)
  const [totals, runs, deviating] = await Promise.all([
    keeper.totals(),
    keeper.runs(RUNS + 1, before),
    keeper.deviating({
      limit: CASES + 1,
      ...(after !== undefined && { after }),
      ...(seen !== undefined && { visibleTo: seen }),
    }),
  ])
  const shownRuns = runs.slice(0, RUNS)
  const shownCases = deviating.slice(0, CASES)
  const lastRun = shownRuns.at(-1)
  const lastCase = shownCases.at(-1)
  return {
    cases: totals.cases,
    deviating: totals.deviating,
    fitness: shareOf(totals),
    runs: shownRuns.map(runView),
    ...(runs.length > RUNS && lastRun !== undefined && { next: lastRun.n }),
    deviations: shownCases.map(caseConformanceView),
    ...(deviating.length > CASES && lastCase !== undefined && { nextCase: lastCase.caseId }),
  }
}

export function caseConformanceView(row: CaseConformanceRow): CaseConformance {
  const { caseId, run, checkedAt, lines, played, deviation } = row
  const base = { caseId, run, checkedAt, lines, played }
  if (deviation === null) return { ...base, fitness: 1 }
  // Written by a run, and by nothing else.
  return {
    ...base,
    fitness: shareOf(row),
    deviation: deviation as unknown as PlacedDeviation,
  }
}

function runView(row: ConformanceRunRow): ConformanceRun {
  const { n, scope, dueOn, askedBy, startedAt, finishedAt, cases, deviating, failed } = row
  return {
    run: n,
    scope,
    isNightly: dueOn !== null,
    askedBy,
    startedAt,
    ...(finishedAt !== null && { finishedAt }),
    cases,
    deviating,
    failed,
    fitness: shareOf(row),
  }
}

function shareOf({ lines, played }: { readonly lines: number; readonly played: number }): number {
  return lines === 0 ? 1 : played / lines
}
