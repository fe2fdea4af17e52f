import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidValueError } from '../../errors.ts'
import { DUTIES, dutyNamed, instrumentOfDuty } from '../../law/duties.ts'
import type { Duty, DutyResult } from '../../law/duty.ts'
import type { FindingCount, FindingsFilter } from '../../store/findings.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { onlyVisible } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { lawVersion } from './law-version.ts'
import { placeOfDuty, resultAt, WAIVABLE } from './letters.ts'
import { quarterOfMonth } from './quarter.ts'
import { ruleView, type RuleView } from './rule-view.ts'
import { lastSweep } from './sweep.ts'

/** What findings are narrowed to. */
export interface ComplianceFilter {
  /** First and last day on which the complaints were received. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** Id of the procedure in which the case is. */
  readonly procedure?: string
  /** Code of the team that answers. */
  readonly team?: string
}

export interface ComplianceAsked extends ComplianceFilter {
  /** Id of a body of rules, or `every-procedure`. */
  readonly instrument?: string
  /** `C05`. */
  readonly rule?: string
}

/** Cases by what was found; where several duties are counted, each case once for each of them. */
export type ResultCounts = Readonly<Record<DutyResult, number>>

export interface ComplianceOverview {
  /** The moment of the last whole sweep; left out while there was none. */
  readonly asAt?: Instant
  /** Cases that were judged and are counted here. */
  readonly cases: number
  /** Cases that are not judged yet, or have changed since: they are counted as they were found last, if at all. */
  readonly waiting: number
  /** Cases with a stored deadline that is not what the facts give. */
  readonly differing: number
  readonly rules: readonly (RuleView & { readonly counts: ResultCounts })[]
  /** Duties by the provision that they come from. */
  readonly clauses: readonly {
    readonly clause: string
    readonly rules: readonly string[]
    readonly counts: ResultCounts
  }[]
  readonly procedures: readonly { readonly procedure: string; readonly counts: ResultCounts }[]
  /** Of the year that begins on 1 April, by the day of receipt: `2026-Q1`. */
  readonly quarters: readonly { readonly quarter: string; readonly counts: ResultCounts }[]
  /** Without a team: cases of which no team has had a task. */
  readonly teams: readonly { readonly team?: string; readonly counts: ResultCounts }[]
}

/**
 * How the duties were kept over all cases that the actor may see, as the last sweep found them. That somebody looked is in
 * the audit trail; which case was counted is not, since nothing of a single case is shown.
 *
 * @throws NotFoundError when there is no such rule.
 * @throws InvalidValueError when the days are the wrong way round.
 */
export async function complianceOverview(
  runtime: Runtime,
  actor: Actor,
  asked: ComplianceAsked = {},
): Promise<ComplianceOverview> {
  mustBeAllowed(actor, 'read-compliance')
  const filter = findingsFilter(runtime, actor, asked)
  const duties = dutiesAsked(asked)
  const { read } = runtime.store
  const today = dayOf(runtime.clock.now())
  const swept = await lastSweep(runtime)
  const [counts, waivers, waiting, differing] = await Promise.all([
    read.findingCounts(filter),
    read.waiversCounting(filter, today),
    read.casesToJudgeCount({ today, law: filter.law, since: swept?.row ?? 0 }, filter),
    read.casesDiffering(filter, { limit: 1, offset: 0 }),
  ])
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'compliance-viewed', body: { ...asked } })
    return Promise.resolve()
  })
  const tally = makeTally()
  for (const count of counts) for (const duty of duties) tally.add(count, duty)
  const counted = new Set(duties.map(({ id }) => id))
  for (const { rule, ...count } of waivers) if (counted.has(rule)) tally.waive(count, dutyNamed(rule))
  return {
    ...(swept !== undefined && { asAt: swept.at }),
    cases: counts.reduce((total, { cases }) => total + cases, 0),
    waiting,
    differing: differing.total,
    rules: duties.map((duty) => ({ ...ruleView(duty), counts: tally.of('rule', duty.id) })),
    clauses: tally.all('clause').map(([clause, found]) => {
      const rules = duties.filter((duty) => ruleView(duty).clause === clause).map(({ id }) => id)
      return { clause, rules, counts: found }
    }),
    procedures: tally.all('procedure').map(([procedure, found]) => ({ procedure, counts: found })),
    quarters: tally.all('quarter').map(([quarter, found]) => ({ quarter, counts: found })),
    teams: tally.all('team').map(([team, found]) => ({ ...(team !== '' && { team }), counts: found })),
  }
}

/** @throws InvalidValueError when the days are the wrong way round. */
export function findingsFilter(
  runtime: Runtime,
  actor: Actor,
  { from, to, procedure, team }: ComplianceFilter,
): FindingsFilter {
  if (from !== undefined && to !== undefined && from > to) throw new InvalidValueError('from', from)
  return {
    law: lawVersion(runtime),
    ...onlyVisible(runtime, actor),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(procedure !== undefined && { procedure }),
    ...(team !== undefined && { team }),
  }
}

function dutiesAsked({ instrument, rule }: ComplianceAsked): readonly Duty[] {
  if (rule !== undefined) return [dutyNamed(rule)]
  return instrument === undefined ? DUTIES : DUTIES.filter((duty) => instrumentOfDuty(duty).id === instrument)
}

type By = 'rule' | 'clause' | 'procedure' | 'quarter' | 'team'
type Counts = Record<DutyResult, number>

interface Tally {
  add(count: FindingCount, duty: Duty): void
  /** A waiver counts for that case: it leaves what was found. */
  waive(count: FindingCount, duty: Duty): void
  of(by: By, key: string): ResultCounts
  all(by: By): readonly (readonly [string, ResultCounts])[]
}

function makeTally(): Tally {
  const tables: Readonly<Record<By, Map<string, Counts>>> = {
    rule: new Map(),
    clause: new Map(),
    procedure: new Map(),
    quarter: new Map(),
    team: new Map(),
  }
  const row = (by: By, key: string): Counts => {
    const known = tables[by].get(key) ?? none()
    tables[by].set(key, known)
    return known
  }
  const rowsFor = ({ procedure, month, team }: FindingCount, duty: Duty): readonly Counts[] => [
    row('rule', duty.id),
    row('clause', ruleView(duty).clause),
    row('procedure', procedure),
    row('quarter', quarterOfMonth(month)),
    row('team', team ?? ''),
  ]
  const move = (count: FindingCount, duty: Duty, from: DutyResult | undefined, to: DutyResult): void => {
    for (const each of rowsFor(count, duty)) {
      each[to] += count.cases
      if (from !== undefined) each[from] -= count.cases
    }
  }
  const found = ({ results }: FindingCount, { id }: Duty) => resultAt(results, placeOfDuty(id) ?? -1)
  return {
    add(count, duty) {
      move(count, duty, undefined, found(count, duty))
    },
    waive(count, duty) {
      const from = found(count, duty)
      if (WAIVABLE.includes(from)) move(count, duty, from, 'waived')
    },
    of: (by, key) => tables[by].get(key) ?? none(),
    all: (by) => [...tables[by]].sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}

function none(): Counts {
  return { met: 0, 'not-met': 0, 'not-yet-due': 0, 'not-applicable': 0, 'cannot-tell': 0, waived: 0 }
}
