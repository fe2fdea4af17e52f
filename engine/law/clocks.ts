import type { Fact } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import { buildClock } from './build-clock.ts'
import type { Clock } from './clock.ts'
import { endOf } from './clock-end.ts'
import { startsOf, type ClockStart } from './clock-start.ts'
import { standingOn } from './history.ts'
import { localRule, type ClockRule, type LocalTarget } from './local-target.ts'
import { countsIn, procedureNamed } from './procedures.ts'
import { DEADLINE_RULES } from './rules.ts'

export interface ClockContext {
  /** Days on which the council is closed: left out by policy and local targets, counted by every law and code. */
  readonly closureDays?: readonly LocalDate[]
  /** The council's own targets, from the case's diagram. */
  readonly local?: readonly LocalTarget[]
  /** The rules to compute, in place of those of the case's procedure. */
  readonly rules?: readonly ClockRule[]
  /**
   * The procedure in which the case was started (`children-act`). Facts that classify or re-route it say so afterwards;
   * while nothing says it, every law that could apply is counted.
   */
  readonly procedure?: string
  /** Nothing but clocks of these rules of law, and of local targets that stand in for one of them: for whoever counts many. */
  readonly only?: ReadonlySet<string>
}

/**
 * Every clock of a case as at `today`: one for each fact that starts one, in the order of the rules.
 *
 * Always computed from the facts, so a fact that comes late or is corrected puts every date right. Facts after `today`
 * are left out: ask with an earlier day to see what stood then.
 */
export function clocks(facts: readonly Fact[], today: LocalDate, context: ClockContext = NO_CONTEXT): readonly Clock[] {
  const last = LAST.get(facts)
  if (last?.today === today && last.context === context && last.recorded === facts.length) return last.result
  const result = computed(facts, today, context)
  LAST.set(facts, { today, context, recorded: facts.length, result })
  return result
}

const NO_CONTEXT: ClockContext = {}
const NO_CLOCKS: readonly Clock[] = []

/**
 * What was computed last of a list of facts, for as long as somebody holds the list: one page or command asks for the same
 * clocks again and again, and the same facts give the same.
 */
const LAST = new WeakMap<
  readonly Fact[],
  {
    readonly today: LocalDate
    readonly context: ClockContext
    readonly recorded: number
    readonly result: readonly Clock[]
  }
>()

function computed(facts: readonly Fact[], today: LocalDate, context: ClockContext): readonly Clock[] {
  const history = standingOn(today, facts)
  const { rules = DEADLINE_RULES, local = [], only } = context
  const procedures = proceduresOf(history, context)
  const isAsked = (rule: string | undefined) => only === undefined || (rule !== undefined && only.has(rule))
  const counting = context.rules === undefined ? rules.filter((rule) => couldCount(rule, procedures)) : rules
  const known = counting.filter(({ id }) => isAsked(id))
  const types = new Set<string>(history.map(({ type }) => type))
  const started = (rule: ClockRule): readonly Clock[] =>
    rule.startedBy.some((type) => types.has(type))
      ? clocksOf(rule, startsOf(rule, history), history, today, context)
      : NO_CLOCKS
  const byLaw = known.filter(({ afterMissing }) => afterMissing === undefined).flatMap(started)
  const direct = [
    ...byLaw,
    ...local
      .filter(({ inPlaceOf }) => isAsked(inPlaceOf))
      .map(localRule)
      .filter((rule) => isWanted(rule, byLaw))
      .flatMap(started),
  ]
  const missed = known
    .filter(({ afterMissing }) => afterMissing !== undefined)
    .flatMap((rule) => clocksOf(rule, missesOf(rule, direct, history), history, today, context))
  const order = known.map(({ id }) => id)
  return [...direct, ...missed].sort((a, b) => place(order, a) - place(order, b))
}

/** A target that stands in for a rule of law is wanted only where that rule was not in force. */
function isWanted({ inPlaceOf }: ClockRule, byLaw: readonly Clock[]): boolean {
  return inPlaceOf === undefined || byLaw.every(({ rule, status }) => rule !== inPlaceOf || status === 'not-in-force')
}

function clocksOf(
  rule: ClockRule,
  starts: readonly ClockStart[],
  history: readonly Fact[],
  today: LocalDate,
  context: ClockContext,
): readonly Clock[] {
  if (starts.length === 0) return []
  const taken = new Set<string>()
  const left = context.rules === undefined ? leavingOf(rule, history) : undefined
  const found: Clock[] = []
  for (const start of starts) {
    if (left !== undefined && history.indexOf(left) < history.indexOf(start.fact)) continue
    const end = endOf(rule, start, history, { taken, left })
    if (end?.how === 'met') taken.add(end.fact.id)
    found.push(buildClock({ rule, start, end, history, today, closureDays: context.closureDays ?? [] }))
  }
  return found
}

/** The passing of another rule's last day, met afterwards or not at all, starts a clock on that day. */
function missesOf(rule: ClockRule, direct: readonly Clock[], history: readonly Fact[]): readonly ClockStart[] {
  return direct.flatMap(({ rule: missed, status, due, startedBy, startedOn, subject }) => {
    const fact = history.find(({ id }) => id === startedBy)
    if (missed !== rule.afterMissing || fact === undefined || due === undefined) return []
    if (status !== 'breached' && status !== 'met-late') return []
    return [{ fact, from: due, subject, meetableFrom: startedOn }]
  })
}

function couldCount({ instrument, onlyIn }: ClockRule, procedures: readonly string[]): boolean {
  if (onlyIn !== undefined) return procedures.some((name) => onlyIn.includes(name))
  return procedures.length === 0 || procedures.some((name) => countsIn(name, instrument))
}

/** Every procedure that the case has been in; none while nothing says so. */
export function proceduresOf(history: readonly Fact[], { procedure }: ClockContext): readonly string[] {
  const begun = history.flatMap((fact) => (fact.type === 'procedure-begun' ? [fact.data.from] : []))
  const said = [procedure, ...begun, ...history.map(procedureSaidBy)].filter((name) => name !== undefined)
  return [...new Set(said.flatMap((name) => procedureNamed(name) ?? []))]
}

/** The fact by which the case left every procedure that the rule belongs to, and to none of which it came back. */
function leavingOf({ instrument }: ClockRule, history: readonly Fact[]): Fact | undefined {
  if (instrument === 'local') return undefined
  const turns = history.filter((fact) => procedureNamed(procedureSaidBy(fact) ?? '') !== undefined)
  const last = turns.findLastIndex((fact) => countsIn(procedureNamed(procedureSaidBy(fact) ?? '') ?? '', instrument))
  return turns[last + 1]
}

function procedureSaidBy(fact: Fact): string | undefined {
  if (fact.type === 'complaint-classified') return fact.data.procedure
  return fact.type === 'complaint-rerouted' ? fact.data.to : undefined
}

function place(order: readonly string[], { rule }: Clock): number {
  const index = order.indexOf(rule)
  return index === -1 ? order.length : index
}
