import { caseId as asCaseId } from '../case/case-id.ts'
import { standingFacts, replay } from '../case/evolve.ts'
import type { Fact, FactType } from '../case/fact.ts'
import type { FactData } from '../case/fact-data.ts'
import { outcomeGroup, type OutcomeGroup } from '../case/outcome.ts'
import type { Clock } from '../law/clock.ts'
import { clocks, type ClockContext } from '../law/clocks.ts'
import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'

/** A case as the store has it: its facts, and the procedure in which it now is. */
export interface CaseFacts {
  readonly caseId: string
  readonly procedure: string
  readonly facts: readonly Fact[]
  /** By what its time limits are counted besides the law; the same object for cases of which it is the same. */
  readonly context?: ClockContext
}

/** Under which heading an annual report counts a case. */
export type CountedAs =
  'adult' | 'children' | 'other-children' | 'corporate' | 'public-health' | 'feedback' | 'ombudsman' | 'other'

/** The headings that are complaints. */
export const COMPLAINTS = ['adult', 'children', 'other-children', 'corporate', 'public-health'] as const

/** What an annual report looks at of one case, as its facts left it on one day. */
export interface CountedCase {
  readonly caseId: string
  readonly countedAs: CountedAs
  /** Adults' or children's, for what is no complaint; undefined where nobody said. */
  readonly area: Area | undefined
  readonly receivedOn: LocalDate | undefined
  /** Undefined while it is open. */
  readonly closedOn: LocalDate | undefined
  readonly outcome: string
  readonly group: OutcomeGroup
  readonly service: string | undefined
  readonly byChild: boolean
  /** With the NHS. */
  readonly joint: boolean
  /** How far it came before it was settled. */
  readonly settledAt: SettledAt
  /** An investigation of the council's own was begun: not a joint one, and not a provider's. */
  readonly investigatedInternally: boolean
  /** The outer time limit of its procedure was missed: 6 months for adults, 20 working days of Stage 1 for children. */
  readonly limitMissed: boolean
  readonly feedback: FactData['feedback-received'] | undefined
  /** Its clocks of these rules, as they stood on that day, with those of local targets that stand in for them. */
  readonly clocksOf: (rules: ReadonlySet<string>) => readonly Clock[]
  /** Standing facts up to that day. */
  readonly facts: readonly Fact[]
  /** Types of those facts. */
  readonly factTypes: ReadonlySet<FactType>
}

export type Area = 'adult' | 'children'

/** `early`: settled without a finding and without an investigation. */
export type SettledAt = 'early' | 'stage-1' | 'stage-2' | 'stage-3' | 'investigation' | 'not-settled'

/** The rules whose missing counts as "exceeded the statutory timescale". */
const OUTER_LIMITS: Readonly<Partial<Record<CountedAs, ReadonlySet<string>>>> = {
  adult: new Set(['adult-social-care.response']),
  children: new Set(['children-act.stage-1-limit']),
}

/** What a report can know of a case. */
export interface Knowing {
  /** What happened later is left out. */
  readonly asAt: LocalDate
  /** What was recorded later is left out; everything was recorded in time when left out. */
  readonly knownAt?: Instant
}

/** What a case is, up to and with a day; undefined where it had not begun by then. */
export function countedCase(each: CaseFacts, knowing: Knowing): CountedCase | undefined {
  const known = knownOf(each, knowing)
  return known.length === 0 ? undefined : withClocks(said(each, known), known, knowing.asAt, each.context)
}

/**
 * The same on two days. Most cases were over by the first, and nothing more was said of them: those are read once.
 */
export function countedOn(
  each: CaseFacts,
  first: Knowing,
  second: Knowing,
): readonly [CountedCase | undefined, CountedCase | undefined] {
  const later = knownOf(each, second)
  if (later.length === 0) return [undefined, undefined]
  const parts = said(each, later)
  const counted = withClocks(parts, later, second.asAt, each.context)
  const earlier = knownOf(each, first)
  if (earlier.length === 0) return [undefined, counted]
  const then = earlier.length === later.length ? parts : said(each, earlier)
  return [withClocks(then, earlier, first.asAt, each.context), counted]
}

function knownOf({ facts }: CaseFacts, { asAt, knownAt }: Knowing): readonly Fact[] {
  return facts.filter((fact) => fact.on <= asAt && (knownAt === undefined || fact.recordedAt <= knownAt))
}

type Said = Omit<CountedCase, 'clocksOf' | 'limitMissed'>

/** What depends on the facts alone, and not on the day. */
function said({ caseId, procedure, facts }: CaseFacts, known: readonly Fact[]): Said {
  const standing = standingFacts(known)
  const factTypes = new Set(standing.map(({ type }) => type))
  const has: Has = (...types) => types.some((type) => factTypes.has(type))
  const service = lastService(standing)
  const countedAs = headingOf(standing, procedureAsAt(procedure, facts, known), service)
  const joint = has('nhs-part-detected')
  const closing = closingOf(standing)
  const outcome = closing?.outcome ?? replay(asCaseId(caseId), known).outcome
  const received = standing.findLast((fact) => fact.type === 'complaint-received')
  return {
    caseId,
    countedAs,
    area: areaOf(standing, countedAs),
    receivedOn: received?.on ?? standing.find(({ type }) => OPENING.has(type))?.on,
    closedOn: closing?.on,
    outcome,
    group: outcomeGroup(outcome as Parameters<typeof outcomeGroup>[0]),
    service,
    byChild: received?.type === 'complaint-received' && received.data.byChild,
    joint,
    settledAt: settledAt(has, outcome),
    investigatedInternally: countedAs === 'adult' && !joint && isInternal(standing, has),
    feedback: feedbackOf(standing),
    facts: standing,
    factTypes,
  }
}

/** What a case begins with that is no complaint. */
const OPENING: ReadonlySet<FactType> = new Set([
  'feedback-received',
  'ombudsman-contact-received',
  'learning-panel-called',
])

function feedbackOf(standing: readonly Fact[]): CountedCase['feedback'] {
  let feedback: CountedCase['feedback']
  for (const fact of standing) {
    if (fact.type === 'feedback-received') feedback = fact.data
    if (fact.type === 'feedback-categorised' && feedback !== undefined) feedback = { ...feedback, ...fact.data }
  }
  return feedback
}

function withClocks(
  parts: Said,
  known: readonly Fact[],
  asAt: LocalDate,
  context: ClockContext = NO_CONTEXT,
): CountedCase {
  const rule = OUTER_LIMITS[parts.countedAs]
  const clocksOf = (only: ReadonlySet<string>) => clocks(known, asAt, { ...context, only })
  let limitMissed: boolean | undefined
  return {
    ...parts,
    clocksOf,
    get limitMissed() {
      return (limitMissed ??= rule !== undefined && clocksOf(rule).some(isMissed))
    },
  }
}

const NO_CONTEXT: ClockContext = {}

type Has = (...types: readonly FactType[]) => boolean

function isMissed({ status }: Clock): boolean {
  return status === 'met-late' || status === 'breached'
}

/** The procedure in which the case then was: where a later fact says that it went on in another, the one it came from. */
function procedureAsAt(procedure: string, facts: readonly Fact[], known: readonly Fact[]): string {
  if (known.length === facts.length) return procedure
  const later = standingFacts(facts).find((fact) => fact.type === 'procedure-begun' && !known.includes(fact))
  return later?.type === 'procedure-begun' ? later.data.from : procedure
}

interface Closing {
  readonly on: LocalDate
  readonly outcome: string
}

/**
 * How it was closed. An Ombudsman who takes a closed case up again does not make it a complaint that was open at the end
 * of a year: the closing before that stands. A case that was opened again for a next stage is open until it closes again.
 */
function closingOf(facts: readonly Fact[]): Closing | undefined {
  let closing: Closing | undefined
  for (const fact of facts) {
    if (fact.type === 'case-closed') closing ??= { on: fact.on, outcome: fact.data.outcome }
    if (fact.type === 'case-reopened' && !fact.data.reason.startsWith(HANDED_OVER)) closing = undefined
  }
  return closing
}

/** How a hand-over says why it opens a closed case (engine/runtime/go-on.ts). */
const HANDED_OVER = 'goes on in another procedure'

/** Procedures that are no complaint's own: a case passes through them, or is handed to them afterwards. */
const NOT_A_ROUTE: ReadonlySet<string> = new Set(['intake', 'ombudsman', 'learning'])

function headingOf(facts: readonly Fact[], procedure: string, service: string | undefined): CountedAs {
  const first = facts[0]
  if (first?.type === 'feedback-received') return 'feedback'
  if (first?.type === 'ombudsman-contact-received') return 'ombudsman'
  const begun = facts.flatMap((fact) => (fact.type === 'procedure-begun' ? [fact.data.from, fact.data.procedure] : []))
  const route = (begun.length > 0 ? begun : [procedure]).filter((id) => !NOT_A_ROUTE.has(id))
  switch (route.at(-1)) {
    case 'adult-social-care':
    case 'nhs-joint':
      return 'adult'
    case 'children-act':
      return 'children'
    case 'public-health':
      return 'public-health'
    case 'corporate':
      return service !== undefined && CHILDRENS_SERVICES.has(service) ? 'other-children' : 'corporate'
    default:
      return 'other'
  }
}

/** Services for children outside of the statutory procedure, as the forms name them. */
const CHILDRENS_SERVICES: ReadonlySet<string> = new Set([
  'inclusion',
  'education',
  'send',
  'adoption',
  'fostering',
  'children-other',
])

function areaOf(facts: readonly Fact[], countedAs: CountedAs): Area | undefined {
  if (countedAs === 'adult') return 'adult'
  if (countedAs === 'children' || countedAs === 'other-children') return 'children'
  const first = facts[0]
  if (first?.type !== 'feedback-received' && first?.type !== 'ombudsman-contact-received') return undefined
  if (first.data.area.startsWith('adult')) return 'adult'
  return first.data.area.startsWith('child') ? 'children' : undefined
}

function lastService(facts: readonly Fact[]): string | undefined {
  const said = facts.flatMap((fact) => {
    switch (fact.type) {
      case 'complaint-classified':
      case 'complaint-triaged':
      case 'feedback-received':
      case 'feedback-categorised':
        return fact.data.service === undefined ? [] : [fact.data.service]
      default:
        return []
    }
  })
  return said.at(-1)
}

function settledAt(has: Has, outcome: string): SettledAt {
  if (has('panel-met')) return 'stage-3'
  if (has('complaint-adjudicated')) return 'stage-2'
  if (outcome === 'resolved-early') return 'early'
  if (has('stage-1-answered')) return 'stage-1'
  if (has('adult-response-sent', 'joint-response-sent')) return 'investigation'
  return has('case-closed') ? 'early' : 'not-settled'
}

/**
 * The council itself began to investigate: the risk was graded, and it was neither put right at once nor a provider's to
 * answer.
 */
function isInternal(facts: readonly Fact[], has: Has): boolean {
  if (has('provider-notified') || !has('risk-graded')) return false
  return !facts.some((fact) => fact.type === 'early-resolution-tried' && fact.data.outcome === 'resolved')
}
