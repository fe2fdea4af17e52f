import { EARLY_APPLIERS } from './apply/early.ts'
import { latest } from './apply/parts.ts'
import { OTHER_ROUTE_APPLIERS } from './apply/other-routes.ts'
import { STAGE_APPLIERS } from './apply/stages.ts'
import type { Appliers } from './apply/parts.ts'
import type { CaseId } from './case-id.ts'
import { emptyCase, type CaseStatus, type ComplaintCase } from './complaint-case.ts'
import type { Fact, FactType } from './fact.ts'
import { overallOutcome } from './outcome.ts'

/** What each fact changes. A fact type without an entry does not compile. */
const APPLIERS: Appliers<FactType> = { ...EARLY_APPLIERS, ...STAGE_APPLIERS, ...OTHER_ROUTE_APPLIERS }

/**
 * The case once one more fact is known. Never throws: whether a fact is allowed was settled by `decide` before it
 * was recorded, and what has been recorded is read for ever.
 */
export function evolve(state: ComplaintCase, fact: Fact): ComplaintCase {
  const facts = [...state.facts, fact]
  if (fact.type === 'fact-corrected') return replay(state.id, facts)
  return { ...settled(applied(state, fact)), facts }
}

/** The case as all its facts leave it, those that stand corrected left out. */
export function replay(id: CaseId, facts: readonly Fact[]): ComplaintCase {
  const state = standingFacts(facts).reduce(applied, emptyCase(id))
  return { ...settled(state), facts }
}

/**
 * The facts that no later fact takes back, in the order of recording. A correction that is itself corrected no longer
 * counts, so the first fact stands again. Clocks, duties and reports read these.
 */
export function standingFacts(facts: readonly Fact[]): readonly Fact[] {
  const takenBack = new Set<string>()
  const standing: Fact[] = []
  for (const fact of facts.toReversed()) {
    if (takenBack.has(fact.id)) continue
    if (fact.type === 'fact-corrected') takenBack.add(fact.data.fact)
    standing.push(fact)
  }
  return standing.reverse()
}

function applied<Type extends FactType>(state: ComplaintCase, fact: Fact<Type>): ComplaintCase {
  const apply = APPLIERS[fact.type] as Appliers<Type>[Type]
  const next = apply(state, fact)
  if (!isToComplainant(fact)) return next
  return { ...next, lastToldOn: latest(next.lastToldOn, fact.on) }
}

function settled(state: ComplaintCase): ComplaintCase {
  return {
    ...state,
    status: statusOf(state),
    outcome: overallOutcome(state.points.map(({ decisions }) => decisions.at(-1)?.outcome)),
  }
}

function statusOf({ openedOn, closed, withdrawnOn, decisions, deferrals }: ComplaintCase): CaseStatus {
  if (openedOn === undefined) return 'not-received'
  if (closed !== undefined) return 'closed'
  if (withdrawnOn !== undefined) return 'withdrawn'
  if (decisions.refused !== undefined || decisions.excluded !== undefined) return 'refused'
  const waiting = deferrals.some(({ scope, resubmittedOn }) => scope === 'all' && resubmittedOn === undefined)
  return waiting ? 'deferred' : 'open'
}

/** Facts that say the complainant heard from us. */
const TELLING: ReadonlySet<FactType> = new Set([
  'complainant-told',
  'team-wrote',
  'acknowledgement-sent',
  'procedure-information-given',
  'advocacy-offered',
  'lateness-notice-sent',
  'stage-1-answered',
  'stage-2-right-notified',
  'record-of-complaint-sent',
  'stage-2-answered',
  'panel-request-acknowledged',
  'panel-response-sent',
  'ombudsman-signposted',
  'withdrawal-confirmed',
  'discussion-offered',
  'adult-response-sent',
  'adult-period-missed-notified',
  'public-health-response-sent',
  'joint-response-sent',
  'corporate-1-acknowledged',
  'corporate-1-answered',
  'corporate-2-acknowledged',
  'corporate-2-answered',
])

/** Kinds of notice that go to the people who consider the complaint, not to the one who made it. */
export const NOTICES_TO_OFFICERS: ReadonlySet<string> = new Set(['appointment', 'panel-invitation'])

function isToComplainant(fact: Fact): boolean {
  if (fact.type === 'notice-sent') return !NOTICES_TO_OFFICERS.has(fact.data.kind)
  return TELLING.has(fact.type)
}
