import { withoutAdvice, type Actor } from '../../access/index.ts'
import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type ComplaintCase } from '../../case/complaint-case.ts'
import { evolve, standingFacts } from '../../case/evolve.ts'
import type { Fact } from '../../case/fact.ts'
import { registerOf, type Person } from '../../case/person.ts'
import { annotationsIn, type Rectified } from '../../case/rectification.ts'
import { NotFoundError } from '../../errors.ts'
import { isOpen, type Clock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { readingOf, recordReading } from '../access.ts'
import { lawContext } from '../case-work.ts'
import { treeOf } from '../change-case.ts'
import { expectedDates } from '../intake/expected-dates.ts'
import { expectedProcedure } from '../intake/intake-of.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { openWaits, type InstanceTree } from '../tree.ts'

/** What somebody who complains can do about their case now. */
export type OwnStep =
  | 'agree-statement'
  | 'next-stage'
  | 'satisfied'
  | 'withdraw'
  | 'add-point'
  | 'advocate'
  | 'add-file'
  | 'contact'
  | 'write'

/** A date that matters to whoever complains. */
export interface OwnDate {
  readonly rule: string
  /** `duty`: ours; `window`: theirs. */
  readonly nature: Clock['nature']
  readonly due: LocalDate
  readonly clause: string
  readonly policy: boolean
  readonly inWords: readonly string[]
  readonly isLate: boolean
  readonly isHeld: boolean
  /** Why it is late, and the day that we now say: as the notice had it. */
  readonly lateReason?: string
  readonly newDate?: LocalDate
  /** The new day that we said, once it has passed as well. */
  readonly missedDate?: LocalDate
}

/** A case as whoever complains sees it: their own words, the stage, the dates, and what they can do. */
export interface OwnCase {
  readonly reference: string
  readonly procedure: string
  readonly status: ComplaintCase['status']
  readonly receivedOn: LocalDate
  readonly isChild: boolean
  readonly acknowledgedOn?: LocalDate
  readonly lastToldOn?: LocalDate
  readonly withdrawnOn?: LocalDate
  readonly closedOn?: LocalDate
  readonly stages: ComplaintCase['stages']
  readonly points: readonly { readonly id: string; readonly text: string; readonly desiredOutcome: string }[]
  readonly dates: readonly OwnDate[]
  readonly can: readonly OwnStep[]
  readonly messages: readonly OwnMessage[]
  /** What they said is wrong in our record, the oldest first. */
  readonly corrections: readonly OwnCorrection[]
  readonly advocacy: ComplaintCase['advocacy']
  readonly contact: Person
}

export interface OwnMessage {
  readonly from: 'complainant' | 'team'
  readonly on: LocalDate
  readonly text: string
}

/** What they said is wrong in the record, and what was decided on it. */
export interface OwnCorrection {
  readonly on: LocalDate
  readonly kind: Rectified
  /** The day of the entry, where it is about one. */
  readonly of?: LocalDate
  readonly statement: string
  readonly decision?: {
    readonly on: LocalDate
    readonly outcome: 'accepted' | 'refused'
    readonly reason: string
    /** What is right. */
    readonly text?: string
  }
}

/**
 * The case of whoever complains, for them. Reading it is recorded in the audit trail.
 *
 * @param part - Which page of it is read, as the trail says it.
 * @throws NotFoundError when it is not theirs: there is no telling it from a case that does not exist.
 */
export async function ownCase(runtime: Runtime, actor: Actor, caseId: string, part = 'own-case'): Promise<OwnCase> {
  if (actor.boundTo !== caseId) throw new NotFoundError('case', caseId)
  const [row, facts, instances, people] = await Promise.all([
    runtime.store.read.case(caseId),
    runtime.store.read.facts(caseId),
    runtime.store.read.instances(caseId),
    peopleIn(runtime, caseId),
  ])
  await recordReading(runtime, actor, { caseId, action: 'see-own-case' }, readingOf(part))
  const person = people.get(actor.id)
  if (row === undefined || person === undefined) throw new NotFoundError('case', caseId)
  const state = facts.reduce(evolve, emptyCase(asCaseId(caseId)))
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const today = dayOf(runtime.clock.now())
  const all = clocks(facts, today, lawContext(runtime, procedure))
  const { acknowledgedOn, lastToldOn, withdrawnOn, closed, stages, advocacy, status, points } = state
  return {
    reference: caseId,
    procedure: row.procedure,
    status,
    receivedOn: row.receivedOn,
    isChild: registerOf(person, today) === 'child',
    ...(acknowledgedOn !== undefined && { acknowledgedOn }),
    ...(lastToldOn !== undefined && { lastToldOn }),
    ...(withdrawnOn !== undefined && { withdrawnOn }),
    ...(closed !== undefined && { closedOn: closed.on }),
    stages,
    points: points.map(({ id, text, desiredOutcome }) => ({ id, text, desiredOutcome })),
    dates: row.procedure === 'intake' ? datesBefore(facts, row.receivedOn, today) : datesOf(all, facts, today),
    can: stepsOf(state, row.procedure, treeOf(row, instances), all),
    messages: messagesOf(facts),
    corrections: correctionsOf(facts, actor.id),
    advocacy,
    contact: person,
  }
}

/** Ours: when we answer, and what comes before an answer. */
const DUTIES: ReadonlySet<string> = new Set([
  'children-act.acknowledgement',
  'children-act.stage-1-answer',
  'children-act.stage-2-answer',
  'children-act.panel-acknowledgement',
  'children-act.panel-meeting',
  'children-act.panel-report',
  'children-act.panel-response',
  'adult-social-care.acknowledgement',
  'adult-social-care.planned-response',
  'adult-social-care.response',
  'public-health.acknowledgement',
  'public-health.response',
  'complaint-handling-code.stage-1-acknowledgement',
  'complaint-handling-code.stage-1-answer',
  'complaint-handling-code.stage-2-acknowledgement',
  'complaint-handling-code.stage-2-answer',
])

/** Theirs: until when they can ask for more. Guidance where it is policy: a later request is not refused for that alone. */
const WINDOWS: ReadonlySet<string> = new Set([
  'children-act.stage-2-request-window',
  'children-act.panel-request-window',
  'complaint-handling-code.escalation-window',
  'ombudsman.complaint-window',
])

function datesOf(all: readonly Clock[], facts: readonly Fact[], today: LocalDate): readonly OwnDate[] {
  const notices = standingFacts(facts).flatMap((fact) => (fact.type === 'lateness-notice-sent' ? [fact.data] : []))
  return all
    .filter((clock) => isOpen(clock) && (DUTIES.has(clock.rule) || WINDOWS.has(clock.rule)))
    .filter(({ status }) => status !== 'lapsed')
    .flatMap((clock): readonly OwnDate[] => {
      const { rule, nature, due, clause, kind, explanation, status } = clock
      if (due === undefined) return []
      const notice = notices.findLast((each) => each.rule === rule)
      return [
        {
          rule,
          nature,
          due,
          clause,
          policy: kind === 'policy',
          inWords: explanation?.inWords ?? [],
          isLate: status === 'breached',
          isHeld: status === 'held',
          ...(status === 'breached' && notice !== undefined && { lateReason: notice.reason }),
          ...(status === 'breached' &&
            notice?.newDate !== undefined &&
            (notice.newDate < today ? { missedDate: notice.newDate } : { newDate: notice.newDate })),
        },
      ]
    })
    .toSorted((one, other) => one.due.localeCompare(other.due))
}

/** Before it is in a procedure no clock runs; the days are those of the procedure to which it is likely to go. */
function datesBefore(facts: readonly Fact[], receivedOn: LocalDate, today: LocalDate): readonly OwnDate[] {
  const described = standingFacts(facts).find((fact) => fact.type === 'complaint-described')
  if (described?.type !== 'complaint-described') return []
  const { area, nhsPart = false } = described.data
  const likely = expectedProcedure({ area: area as 'adult', nhs: { part: nhsPart } })
  const { acknowledgement, answer } = expectedDates(likely, receivedOn)
  return [acknowledgement, answer].flatMap((date): readonly OwnDate[] =>
    date === undefined
      ? []
      : [
          {
            rule: date.rule,
            nature: 'duty',
            due: date.by,
            clause: date.clause,
            policy: date.kind === 'policy',
            inWords: date.inWords,
            isLate: date.by < today,
            isHeld: false,
          },
        ],
  )
}

function stepsOf(
  state: ComplaintCase,
  procedure: string,
  tree: InstanceTree,
  all: readonly Clock[],
): readonly OwnStep[] {
  const waiting = messagesAwaited(tree)
  const live = state.status === 'open' || state.status === 'deferred'
  const open: Readonly<Record<OwnStep, boolean>> = {
    'agree-statement': waiting.has('record-commented'),
    'next-stage': nextStageOf(state, procedure, waiting, all) !== undefined,
    satisfied: waiting.has('complainant-satisfied'),
    'add-point': live && (waiting.has('points-added') || procedure === 'intake'),
    'add-file': live,
    advocate: live && state.advocacy.wantedOn === undefined && state.advocacy.appointedOn === undefined,
    contact: true,
    write: true,
    withdraw: waiting.has('complaint-withdrawn'),
  }
  return (Object.keys(open) as OwnStep[]).filter((step) => open[step])
}

export function messagesAwaited(tree: InstanceTree): ReadonlySet<string> {
  return new Set(openWaits(tree).flatMap(({ wait }) => (wait.kind === 'message' ? [wait.message] : [])))
}

/** The message by which they go on, while the procedure waits for it or can be begun again by it. */
export function nextStageOf(
  { stages, status }: ComplaintCase,
  procedure: string,
  waiting: ReadonlySet<string>,
  all: readonly Clock[],
): 'stage-2-requested' | 'panel-requested' | 'further-look-asked' | 'complaint-reopened' | undefined {
  if (waiting.has('panel-requested')) return 'panel-requested'
  if (waiting.has('further-look-asked')) return 'further-look-asked'
  const first = stages.find(({ stage }) => stage === 'stage-1' || stage === 'corporate-1')
  const second = stages.some(({ stage }) => stage === 'stage-2' || stage === 'corporate-2')
  if (first === undefined || second) return undefined
  const limitPassed = all.some(({ rule, status: how }) => rule === 'children-act.stage-1-limit' && how === 'breached')
  const isAnswered = first.answeredOn !== undefined
  if (waiting.has('stage-2-requested')) return isAnswered || limitPassed ? 'stage-2-requested' : undefined
  if (status !== 'closed' || !isAnswered) return undefined
  // Nobody is refused for asking late: the case is taken up again.
  return procedure === 'children-act'
    ? 'complaint-reopened'
    : procedure === 'corporate'
      ? 'stage-2-requested'
      : undefined
}

/** Of advice, which they may not know of, nothing. */
function correctionsOf(facts: readonly Fact[], person: string): readonly OwnCorrection[] {
  const told = withoutAdvice(facts, '')
  return annotationsIn(told)
    .filter((each) => each.person === person)
    .map(({ on, kind, of, statement, decision }) => {
      const entry = told.find(({ id }) => kind === 'entry' && id === of)
      return {
        ...{ on, kind, statement },
        ...(entry !== undefined && { of: entry.on }),
        ...(decision !== undefined && {
          decision: {
            ...{ on: decision.on, outcome: decision.outcome, reason: decision.reason },
            ...(decision.text !== undefined && { text: decision.text }),
          },
        }),
      }
    })
}

function messagesOf(facts: readonly Fact[]): readonly OwnMessage[] {
  return standingFacts(facts).flatMap((fact): readonly OwnMessage[] => {
    if (fact.type !== 'complainant-wrote' && fact.type !== 'team-wrote') return []
    return [{ from: fact.type === 'team-wrote' ? 'team' : 'complainant', on: fact.on, text: fact.data.text }]
  })
}
