import type { Fact, FactType } from '../../case/fact.ts'
import type { FactData, Stage } from '../../case/fact-data.ts'
import { InvalidValueError } from '../../errors.ts'
import { dayOf } from '../../values/instant.ts'
import { localDate, type LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { FactFilter } from '../../store/reader.ts'
import { onlyVisible } from '../access.ts'
import type { Runtime } from '../runtime.ts'

/** What complaints taught, what was promised, and what they cost, between two days. Computed from facts alone. */
export interface LearningOverview {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly learning: {
    readonly points: number
    /** Cases that taught nothing, with the reason on record. */
    readonly none: number
    /** The most frequent first. */
    readonly byAreaAndCause: readonly { readonly area: string; readonly rootCause: string; readonly points: number }[]
  }
  /** Agreed between the two days, as they stand today. */
  readonly actions: {
    readonly agreed: number
    readonly done: number
    readonly doneLate: number
    readonly open: number
    readonly overdue: number
  }
  /** In the order of the stages. Pence. */
  readonly costs: readonly StageCosts[]
  /** Money for complainants, by what it rests on. Pence. */
  readonly settlements: readonly {
    readonly basis: string
    readonly agreed: number
    readonly agreedPence: number
    readonly paid: number
    readonly paidPence: number
  }[]
  readonly panels: readonly { readonly caseId: string; readonly quarter: string; readonly metOn?: LocalDate }[]
}

export interface StageCosts {
  readonly stage: Stage
  readonly costs: number
  readonly invoiced: number
  readonly paid: number
  readonly total: number
}

/** Something that a case taught, for a panel to talk about. The text may still need names taken out. */
export interface LearningProposal {
  readonly area: string
  readonly rootCause: string
  readonly text: string
  readonly source: string
  readonly on: LocalDate
}

/** More facts than that are asked for in two halves. */
const MOST_FACTS = 50_000
const PAGE = 500
const MOST_PROPOSALS = 500

const BEGINNINGS: readonly FactType[] = [
  'learning-recorded',
  'no-learning-recorded',
  'action-agreed',
  'cost-recorded',
  'invoice-received',
  'settlement-agreed',
  'learning-panel-called',
]
/** What may come after the last day and still belongs to what began before it. */
const ENDINGS: readonly FactType[] = [
  'action-done',
  'invoice-paid',
  'settlement-paid',
  'learning-panel-met',
  'fact-corrected',
]

/** @throws InvalidValueError when the days are the wrong way round, or there is too much between them. */
export async function learningOverview(
  runtime: Runtime,
  actor: Actor,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<LearningOverview> {
  mustBeAllowed(actor, 'read-learning')
  if (from > to) throw new InvalidValueError('from', from)
  const facts = standingOf([
    ...(await factsAcross(runtime, BEGINNINGS, from, to)),
    ...(await factsAcross(runtime, ENDINGS, from)),
  ])
  return {
    from,
    to,
    learning: learningIn(facts),
    actions: actionsIn(facts, dayOf(runtime.clock.now())),
    costs: costsIn(facts),
    settlements: settlementsIn(facts),
    panels: panelsIn(facts),
  }
}

/**
 * What the cases of a quarter taught, for the agenda of its panel; restricted cases are left out. Reading it is recorded.
 *
 * @throws InvalidValueError for no quarter of a year (`2026-Q1`).
 */
export async function learningAgenda(
  runtime: Runtime,
  actor: Actor,
  { quarter }: { readonly quarter: string },
): Promise<{
  readonly quarter: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly proposals: readonly LearningProposal[]
  /** Further ones that are not shown. */
  readonly left: number
}> {
  mustBeAllowed(actor, 'read-learning')
  const { from, to } = quarterDays(quarter)
  const [learnt, turns] = await Promise.all([
    factsAcross(runtime, ['learning-recorded'], from, to, onlyVisible(runtime, actor, 'read-learning')),
    factsAcross(runtime, ['access-restricted', 'access-restriction-lifted', 'fact-corrected']),
  ])
  const restricted = new Set<string>()
  for (const fact of standingOf(turns)) {
    if (fact.type === 'access-restricted') restricted.add(caseOf(fact))
    if (fact.type === 'access-restriction-lifted') restricted.delete(caseOf(fact))
  }
  const corrected = new Set(turns.flatMap((fact) => (fact.type === 'fact-corrected' ? [fact.data.fact] : [])))
  const proposals = of(learnt, 'learning-recorded')
    .filter((fact) => !corrected.has(fact.id) && !restricted.has(caseOf(fact)) && isWhole(fact))
    .map((fact): LearningProposal => ({ ...fact.data, source: caseOf(fact), on: fact.on }))
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'learning-viewed', body: { quarter } })
    return Promise.resolve()
  })
  return {
    quarter,
    from,
    to,
    proposals: proposals.slice(0, MOST_PROPOSALS),
    left: proposals.slice(MOST_PROPOSALS).length,
  }
}

/** First and last day of a quarter of the financial year that begins on 1 April. */
export function quarterDays(quarter: string): { readonly from: LocalDate; readonly to: LocalDate } {
  const [, year = '', n = ''] = /^(\d{4})-(Q[1-4])$/.exec(quarter) ?? []
  const days = QUARTERS[n]?.(Number(year))
  if (days === undefined) throw new InvalidValueError('quarter', quarter)
  return { from: localDate(days[0]), to: localDate(days[1]) }
}

const QUARTERS: Readonly<Record<string, (year: number) => readonly [string, string]>> = {
  Q1: (year) => [`${year}-04-01`, `${year}-06-30`],
  Q2: (year) => [`${year}-07-01`, `${year}-09-30`],
  Q3: (year) => [`${year}-10-01`, `${year}-12-31`],
  Q4: (year) => [`${year + 1}-01-01`, `${year + 1}-03-31`],
}

async function factsAcross(
  { store }: Runtime,
  types: readonly FactType[],
  from?: LocalDate,
  to?: LocalDate,
  seen: Pick<FactFilter, 'visibleTo'> = {},
): Promise<readonly Fact[]> {
  const facts: Fact[] = []
  let after: string | undefined
  do {
    const page = await store.read.factsAcross({
      types,
      limit: PAGE,
      ...seen,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(after !== undefined && { after }),
    })
    facts.push(...page.rows)
    after = page.next
    if (facts.length > MOST_FACTS) throw new InvalidValueError('days, which hold too much at once', `${from}–${to}`)
  } while (after !== undefined)
  return facts
}

function standingOf(facts: readonly Fact[]): readonly Fact[] {
  const corrected = new Set(of(facts, 'fact-corrected').map(({ data }) => data.fact))
  return facts.filter((fact) => !corrected.has(fact.id) && isWhole(fact))
}

/** What was erased has no data any more, and is left out. */
function isWhole(fact: Fact): boolean {
  return fact.type === 'access-restriction-lifted' || Object.keys(fact.data).length > 0
}

function of<Type extends FactType>(facts: readonly Fact[], type: Type): readonly Fact<Type>[] {
  return facts.filter((fact): fact is Fact<Type> => fact.type === type)
}

function caseOf({ id }: Fact): string {
  return id.slice(0, id.lastIndexOf('/'))
}

function learningIn(facts: readonly Fact[]): LearningOverview['learning'] {
  const points = of(facts, 'learning-recorded')
  const counts = new Map<string, { area: string; rootCause: string; points: number }>()
  for (const { data } of points) {
    const { area, rootCause } = data
    const known = counts.get(`${area} ${rootCause}`)
    counts.set(`${area} ${rootCause}`, { area, rootCause, points: (known?.points ?? 0) + 1 })
  }
  return {
    points: points.length,
    none: of(facts, 'no-learning-recorded').length,
    byAreaAndCause: [...counts.values()].sort(
      (a, b) => b.points - a.points || compare(a.area, b.area) || compare(a.rootCause, b.rootCause),
    ),
  }
}

function actionsIn(facts: readonly Fact[], today: LocalDate): LearningOverview['actions'] {
  const doneOn = new Map(
    of(facts, 'action-done').map((fact) => [`${caseOf(fact)} ${fact.data.action}`, fact.on] as const),
  )
  const agreed = of(facts, 'action-agreed').map((fact) => ({
    dueOn: fact.data.dueOn,
    doneOn: doneOn.get(`${caseOf(fact)} ${fact.data.action}`),
  }))
  const done = agreed.filter((action) => action.doneOn !== undefined)
  const open = agreed.filter((action) => action.doneOn === undefined)
  return {
    agreed: agreed.length,
    done: done.length,
    doneLate: done.filter((action) => action.doneOn !== undefined && action.doneOn > action.dueOn).length,
    open: open.length,
    overdue: open.filter(({ dueOn }) => dueOn < today).length,
  }
}

const STAGES: readonly Stage[] = [
  'stage-1',
  'stage-2',
  'stage-3',
  'adult',
  'public-health',
  'corporate-1',
  'corporate-2',
  'ombudsman',
]

function costsIn(facts: readonly Fact[]): readonly StageCosts[] {
  const paid = new Set(of(facts, 'invoice-paid').map((fact) => `${caseOf(fact)} ${fact.data.invoice}`))
  const invoices = of(facts, 'invoice-received')
  return STAGES.flatMap((stage) => {
    const costs = sum(of(facts, 'cost-recorded').filter(({ data }) => data.stage === stage))
    const own = invoices.filter(({ data }) => data.stage === stage)
    const invoiced = sum(own)
    if (costs + invoiced === 0) return []
    const settled = own.filter((fact) => paid.has(`${caseOf(fact)} ${fact.data.invoice}`))
    return [{ stage, costs, invoiced, paid: sum(settled), total: costs + invoiced }]
  })
}

function settlementsIn(facts: readonly Fact[]): LearningOverview['settlements'] {
  const paid = new Set(of(facts, 'settlement-paid').map((fact) => `${caseOf(fact)} ${fact.data.settlement}`))
  return (['ombudsman', 'local'] satisfies FactData['settlement-agreed']['basis'][]).flatMap((basis) => {
    const agreed = of(facts, 'settlement-agreed').filter(({ data }) => data.basis === basis)
    const done = agreed.filter((fact) => paid.has(`${caseOf(fact)} ${fact.data.settlement}`))
    if (agreed.length === 0) return []
    return [{ basis, agreed: agreed.length, agreedPence: sum(agreed), paid: done.length, paidPence: sum(done) }]
  })
}

function panelsIn(facts: readonly Fact[]): LearningOverview['panels'] {
  const met = new Map(of(facts, 'learning-panel-met').map((fact) => [caseOf(fact), fact.on] as const))
  return of(facts, 'learning-panel-called').map((fact) => {
    const metOn = met.get(caseOf(fact))
    return { caseId: caseOf(fact), quarter: fact.data.quarter, ...(metOn !== undefined && { metOn }) }
  })
}

function sum(facts: readonly { readonly data: { readonly pence: number } }[]): number {
  return facts.reduce((total, { data }) => total + data.pence, 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
