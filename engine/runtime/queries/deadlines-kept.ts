import type { Fact } from '../../case/fact.ts'
import { InvalidValueError } from '../../errors.ts'
import type { Clock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import type { RuleKind } from '../../law/deadline-rule.ts'
import { stageOfRule, STAGES_OF_RULES, type StageOfRule } from '../../law/stage-of-rule.ts'
import type { CaseListFilter } from '../../store/case-list.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { onlyVisible } from '../access.ts'
import { lawContext } from '../case-work.ts'
import type { Runtime } from '../runtime.ts'

/*
 * Which time limits were kept, on the cases received between two days: each clock worked out anew from the facts, by the
 * code that tells caseworkers their dates. A count is never kept; it is the number of the lines that stand behind it.
 */

/**
 * How a time limit of the council's ended, or stands. `in-extension`: in the longer time that was given in time. `late`:
 * done after its last day. `not-done`: the last day passed, and it was not done. `cannot-tell`: the record does not say
 * by when.
 */
export const KEPT_STATES = ['in-time', 'in-extension', 'late', 'not-done', 'held', 'running', 'cannot-tell'] as const
export type KeptState = (typeof KEPT_STATES)[number]

export interface DeadlinesAsked {
  /** First and last day on which the cases were received. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** The procedure in which the case is now. */
  readonly procedure?: string
  /** Code of the team whose roles act on the time limit. */
  readonly team?: string
}

/** One time limit of one case. Names no person. */
export interface KeptDeadline {
  readonly caseId: string
  readonly procedure: string
  readonly rule: string
  readonly title: string
  readonly clause: string
  readonly kind: RuleKind
  readonly stage: StageOfRule
  readonly team?: string
  /** Which one of several: the body, the reference, the recommendation. */
  readonly subject?: string
  readonly startedOn: LocalDate
  readonly due?: LocalDate
  readonly state: KeptState
  readonly doneOn?: LocalDate
  /** After the last day; 0 where it is not late, or was done on a day that is none. */
  readonly lateByWorkingDays: number
  /** Code of the reason why it was late, or of what it waits for; absent where nobody recorded one. */
  readonly reason?: string
  /** It was late, but the complainant had agreed to wait. */
  readonly consented?: true
}

export type Counts = Readonly<Record<KeptState, number>>

/** One kind of time limit, with how often it stands in each state. */
export interface DeadlineCount extends Pick<KeptDeadline, 'rule' | 'title' | 'clause' | 'kind' | 'stage'> {
  readonly counts: Counts
  readonly total: number
}

export interface ReasonCount {
  readonly rule: string
  readonly state: KeptState
  /** Absent where nobody recorded one. */
  readonly reason?: string
  readonly count: number
}

export interface DeadlinesKept {
  readonly from: LocalDate
  readonly to: LocalDate
  /** The day as at which they stand so. */
  readonly today: LocalDate
  /** Cases received between the two days, in that procedure. */
  readonly cases: number
  /** In the order in which a case comes to them. */
  readonly deadlines: readonly DeadlineCount[]
  /** Why they were late or wait, the most frequent first. */
  readonly reasons: readonly ReasonCount[]
}

/** Which lines are wanted, of those that are counted. */
export interface DeadlineLinesAsked extends DeadlinesAsked {
  readonly rule?: string
  readonly states?: readonly KeptState[]
  /** `none`: late, and nobody recorded why. */
  readonly reason?: string
  readonly offset?: number
  /** At most 500; 25 when left out. */
  readonly limit?: number
}

/** How the time limits of these cases were kept, counted. That somebody asked stands in the audit trail. */
export async function deadlinesKept(runtime: Runtime, actor: Actor, asked: DeadlinesAsked): Promise<DeadlinesKept> {
  const { lines, cases, today } = await linesOf(runtime, actor, asked)
  const counts = new Map<string, { readonly line: KeptDeadline; readonly counts: Record<KeptState, number> }>()
  const reasons = new Map<string, ReasonCount>()
  for (const line of lines) {
    const { rule, state, reason } = line
    const known = counts.get(rule) ?? { line, counts: noCounts() }
    known.counts[state] += 1
    counts.set(rule, known)
    if (!NEEDS_REASON.has(state)) continue
    const key = `${rule} ${state} ${reason ?? ''}`
    const count = (reasons.get(key)?.count ?? 0) + 1
    reasons.set(key, { rule, state, ...(reason !== undefined && { reason }), count })
  }
  const { from, to } = asked
  return {
    from,
    to,
    today,
    cases,
    deadlines: [...counts.values()].map(({ line, counts: own }): DeadlineCount => {
      const { rule, title, clause, kind, stage } = line
      return { rule, title, clause, kind, stage, counts: own, total: Object.values(own).reduce((a, b) => a + b, 0) }
    }),
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
  }
}

/** The lines behind a count, the earliest last day first. */
export async function deadlineLines(
  runtime: Runtime,
  actor: Actor,
  { rule, states, reason, offset = 0, limit = 25, ...asked }: DeadlineLinesAsked,
): Promise<{ readonly lines: readonly KeptDeadline[]; readonly total: number; readonly today: LocalDate }> {
  const { lines, today } = await linesOf(runtime, actor, asked)
  const wanted = lines
    .filter((line) => rule === undefined || line.rule === rule)
    .filter(({ state }) => states === undefined || states.includes(state))
    .filter((line) => reason === undefined || (line.reason ?? (NEEDS_REASON.has(line.state) ? 'none' : '')) === reason)
    .toSorted((a, b) => compare(a.due ?? '9999', b.due ?? '9999') || compare(a.caseId, b.caseId))
  const most = Math.min(Math.max(1, limit), MOST_LINES)
  return { lines: wanted.slice(offset, offset + most), total: wanted.length, today }
}

const MOST_LINES = 500
/** Cases read at once. */
const PAGE = 250
const NEEDS_REASON: ReadonlySet<KeptState> = new Set(['late', 'not-done', 'held'])

async function linesOf(
  runtime: Runtime,
  actor: Actor,
  { from, to, procedure, team }: DeadlinesAsked,
): Promise<{ readonly lines: readonly KeptDeadline[]; readonly cases: number; readonly today: LocalDate }> {
  mustBeAllowed(actor, 'read-compliance')
  if (from > to) throw new InvalidValueError('from', from)
  const { store } = runtime
  const today = dayOf(runtime.clock.now())
  const narrowed: CaseListFilter = {
    receivedFrom: from,
    receivedTo: to,
    ...(procedure !== undefined && { procedures: [procedure] }),
  }
  const lines: KeptDeadline[] = []
  let cases = 0
  let after: string | undefined
  do {
    const page = await store.read.cases({
      narrowed: { to: narrowed, today },
      ...onlyVisible(runtime, actor, 'read-cases'),
      limit: PAGE,
      ...(after !== undefined && { after }),
    })
    const facts = await store.read.factsOf(page.rows.map(({ id }) => id))
    for (const row of page.rows) {
      const loaded = await runtime.procedures.load(row.procedure, row.procedureVersion)
      const own = facts.get(row.id) ?? []
      for (const clock of clocks(own, today, lawContext(runtime, loaded))) {
        const line = lineOf(runtime, row, clock, own)
        if (line !== undefined && (team === undefined || line.team === team)) lines.push(line)
      }
    }
    cases += page.rows.length
    after = page.next
  } while (after !== undefined)
  await store.command((unit) => {
    const body = { from, to, ...(procedure !== undefined && { procedure }), ...(team !== undefined && { team }) }
    unit.audit({ actor: actor.id, role: actor.role, type: 'deadlines-read', body })
    return Promise.resolve()
  })
  const inOrder = (a: KeptDeadline, b: KeptDeadline) =>
    STAGES_OF_RULES.indexOf(a.stage) - STAGES_OF_RULES.indexOf(b.stage)
  return { lines: lines.sort(inOrder), cases, today }
}

function lineOf(
  { council: { roleTeams } }: Pick<Runtime, 'council'>,
  { id: caseId, procedure }: { readonly id: string; readonly procedure: string },
  clock: Clock,
  facts: readonly Fact[],
): KeptDeadline | undefined {
  const state = stateOf(clock)
  if (state === undefined) return undefined
  const { rule, inPlaceOf, title, clause, kind, subject, startedOn, due, metOn, lateByWorkingDays } = clock
  const team = clock.decidedBy.map((role) => roleTeams[role]).find((each) => each !== undefined)
  const reason = state === 'held' ? clock.heldOn : reasonOf(clock, facts)
  return {
    caseId,
    procedure,
    rule,
    title,
    clause,
    kind,
    stage: stageOfRule(inPlaceOf ?? rule),
    startedOn,
    state,
    lateByWorkingDays,
    ...(team !== undefined && { team }),
    ...(subject !== undefined && { subject }),
    ...(due !== undefined && { due }),
    ...(metOn !== undefined && { doneOn: metOn }),
    ...(reason !== undefined && NEEDS_REASON.has(state) && { reason }),
    ...(clock.timeliness === 'breach-consented' && { consented: true }),
  }
}

/** Undefined for what nobody owed, or no longer: windows, deferrals, what another clock took the place of. */
function stateOf({ nature, status, timeliness, metOn }: Clock): KeptState | undefined {
  if (nature === 'window') return undefined
  switch (status) {
    case 'met':
      return timeliness === 'in-extension' ? 'in-extension' : 'in-time'
    case 'met-late':
    case 'breached':
      return metOn === undefined ? 'not-done' : 'late'
    case 'held':
    case 'running':
      return status
    case 'unknown':
      return 'cannot-tell'
    case 'lapsed':
    case 'void':
    case 'stopped':
    case 'superseded':
    case 'not-in-force':
      return undefined
  }
}

/** The last reason that was recorded for it. */
function reasonOf({ ledger }: Clock, facts: readonly Fact[]): string | undefined {
  const named = ledger.findLast(({ event }) => event === 'reason-recorded')?.fact
  const fact = named === undefined ? undefined : facts.find(({ id }) => id === named)
  return fact?.type === 'lateness-reason-recorded' ? fact.data.reasonCode : undefined
}

function noCounts(): Record<KeptState, number> {
  return { 'in-time': 0, 'in-extension': 0, late: 0, 'not-done': 0, held: 0, running: 0, 'cannot-tell': 0 }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
