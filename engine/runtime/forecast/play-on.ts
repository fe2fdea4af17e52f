import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import type { Fact, NewFact } from '../../case/fact.ts'
import type { FlowNode, ProcedureModel } from '../../diagram/procedure-model.ts'
import { clocks, type ClockContext } from '../../law/clocks.ts'
import { DEADLINE_RULES } from '../../law/rules.ts'
import { deadlineMoment } from '../../law/deadline-moment.ts'
import type { WorkingDayDefinition } from '../../law/working-days.ts'
import { step, type Stimulus, type Wait } from '../../tokens/index.ts'
import { dayOf, startOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { clocksFor } from '../keep-dates.ts'
import { rowId } from '../row-id.ts'
import { advance, openWaits, type InstanceTree, type ProcessInstance, type World } from '../tree.ts'
import type { StepMaker } from './do-step.ts'
import { workingDaysOn, type Medians } from './medians.ts'
import type { Past } from './past.ts'

/** A version of a procedure on which cases are played on. */
export interface Course {
  readonly processes: ReadonlyMap<string, { readonly model: ProcedureModel }>
  readonly context: ClockContext
  readonly calendar: WorkingDayDefinition
  readonly medians: Medians
  readonly past: Past
  readonly doStep: StepMaker
  /** In text, all on which it hangs how a case goes on: where it is the same, two versions play it in the same way. */
  readonly sameAs: {
    readonly processes: ReadonlyMap<string, string>
    /** Forms, letters, decisions, usual answers, the council's own targets. */
    readonly rest: string
  }
}

/** A case from where it stands. */
export interface Standing {
  readonly caseId: string
  readonly tree: InstanceTree
  readonly facts: readonly Fact[]
  /** Since when its open tasks are open, by the id of the row. */
  readonly began: ReadonlyMap<string, LocalDate>
}

export type PlayedOn =
  | {
      readonly kind: 'ended'
      readonly on: LocalDate
      readonly facts: readonly Fact[]
      /** Processes through which it went. */
      readonly through: ReadonlySet<string>
    }
  /** It cannot be told how the case goes on from some step. */
  | { readonly kind: 'stopped'; readonly because: StoppedBecause; readonly at?: string }

export type StoppedBecause = 'something-wrong' | 'nothing-known' | 'no-answer' | 'too-long' | 'too-far'

/** Tasks are taken to be done at the end of the working day: after its reminders, before the day is over. Hours, London. */
const EVENING = 17
/** What a case may take of steps, and how often one of them may come: more is a circle. */
const MOST_STEPS = 400
const MOST_VISITS = 25

/**
 * Plays a case on to its end, on time that passes only here. Tasks last as long as they did in the middle so far, the
 * service works at once, and of what comes from outside comes what came most often. Reminders beside a step, and what
 * somebody might tell us beside it, do not come. Pure.
 */
export function playOn(course: Course, standing: Standing, from: Instant): PlayedOn {
  const { caseId } = standing
  const facts = [...standing.facts]
  const moments = new Map<string, Moment>()
  const points = facts.reduce(evolve, emptyCase(asCaseId(caseId))).points.map(({ id }) => id)
  const visits = new Map<string, number>()
  let number = Math.max(0, ...facts.map(({ id }) => Number(id.slice(id.lastIndexOf('/') + 1)) || 0))
  let tree = standing.tree
  let now = from
  let learned = -1
  const world: World = {
    prefix: caseId,
    modelOf: (process) => course.processes.get(process)?.model,
    step(process, state, stimulus, at) {
      const model = course.processes.get(process)?.model
      if (model === undefined) throw new RangeError(`No diagram has the process ${process}`)
      return step(model, state, stimulus, at)
    },
  }

  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const open = openWaits(tree)
    const [wrong] = open.filter(({ wait }) => wait.kind === 'incident')
    if (wrong !== undefined) return stopped('something-wrong', wrong)
    if ([...tree.instances.values()].every(({ ended }) => ended)) {
      const through = new Set([...tree.instances.values()].map(({ process }) => process))
      return { kind: 'ended', on: dayOf(now), facts, through }
    }
    if (learned !== facts.length) {
      // A time limit moves with the facts; what else waits keeps its moment.
      for (const each of open) if (each.wait.kind === 'deadline') moments.delete(keyOf(each))
      learned = facts.length
    }
    const next = firstOf(open)
    if (next === 'too-far') return stopped('too-far')
    if (next === undefined)
      return stopped(
        'nothing-known',
        open.find(({ wait }) => standsStill(wait)),
      )
    if (next.at > now) now = next.at
    const outcome = take(next)
    if (outcome !== undefined) return outcome
  }
  return stopped('too-long')

  function firstOf(open: readonly Open[]): (Open & { readonly at: Instant }) | 'too-far' | undefined {
    let first: (Open & { readonly at: Instant }) | undefined
    for (const each of open) {
      const key = keyOf(each)
      if (!moments.has(key)) moments.set(key, momentOf(each, open))
      const at = moments.get(key)
      if (at === null) return 'too-far'
      if (at !== undefined && (first === undefined || at < first.at)) first = { ...each, at }
    }
    return first
  }

  function momentOf(each: Open, open: readonly Open[]): Moment {
    const { instance, wait } = each
    const node = nodeOf(each)
    if (wait.role === 'boundary' || wait.role === 'start') {
      const stops = node !== undefined && 'interrupting' in node && node.interrupting
      if (!stops || (wait.kind !== 'timer' && wait.kind !== 'deadline')) return undefined
    }
    switch (wait.kind) {
      case 'user': {
        const { steps, all } = course.medians
        return evening(
          standing.began.get(rowId(instance.id, wait.id)) ?? dayOf(now),
          steps.get(wait.element)?.workingDays ?? all,
        )
      }
      case 'job':
        return now
      case 'timer':
        return wait.due
      case 'deadline': {
        const counted = clocks(facts, dayOf(now), contextFor(course.context, wait.deadline.rule))
        return deadlineMoment(wait.deadline, clocksFor(instance, counted), wait.round ?? 0)
      }
      case 'message': {
        const past = course.past.events.get(wait.element)
        if (past === undefined || isOutdone(each, open, past.times)) return undefined
        return evening(dayOf(now), past.workingDays)
      }
      default:
        return undefined
    }
  }

  function evening(began: LocalDate, days: number): Moment {
    const day = workingDaysOn(began, days, course.calendar)
    if (day === undefined) return null
    const at = startOf(day, EVENING)
    return at < now ? now : at
  }

  /** Of several events of which the first counts, another came more often. */
  function isOutdone({ instance, wait }: Open, open: readonly Open[], times: number): boolean {
    return (
      wait.role === 'gateway' &&
      open.some(
        (other) =>
          other.instance.id === instance.id &&
          other.wait.role === 'gateway' &&
          other.wait.on === wait.on &&
          (course.past.events.get(other.wait.element)?.times ?? 0) > times,
      )
    )
  }

  function take(each: Open): PlayedOn | undefined {
    const { instance, wait } = each
    const node = nodeOf(each)
    if (node === undefined) return stopped('something-wrong', each)

    if (wait.kind === 'timer' || wait.kind === 'deadline') return tell(each, { type: 'fire', wait: wait.id })
    const { variables } = instance.state
    const visit = (visits.get(wait.element) ?? 0) + 1
    visits.set(wait.element, visit)
    if (visit > MOST_VISITS) return stopped('too-long', each)
    const asked = { node, wait: wait.id, caseId, facts, points, visit, today: dayOf(now) }
    const done = course.doStep({
      ...asked,
      variables: wait.local === undefined ? variables : { ...variables, ...wait.local },
    })
    if (done.kind === 'unknown') return stopped('no-answer', each)
    if (done.kind === 'error') return tell(each, { type: 'error', wait: wait.id, error: done.error })
    record(done.facts)
    const told = { wait: wait.id, variables: done.variables }
    if (wait.kind === 'message') return tell(each, { type: 'message', message: wait.message, ...told })
    return tell(each, { type: wait.kind === 'job' ? 'job-done' : 'complete', ...told })
  }

  function tell(each: Open, stimulus: Stimulus): PlayedOn | undefined {
    const result = advance(tree, each.instance.id, stimulus, now, world)
    if (result.kind === 'refused') return stopped('something-wrong', each)
    tree = result.tree
    return undefined
  }

  function record(added: readonly NewFact[]): void {
    for (const fact of added) {
      number += 1
      facts.push({ ...fact, id: `${caseId}/${number}`, recordedAt: now, recordedBy: 'forecast', role: 'system' })
    }
  }

  function nodeOf({ instance, wait }: Open): FlowNode | undefined {
    return course.processes.get(instance.process)?.model.nodes.get(wait.element)
  }

  function stopped(because: StoppedBecause, at?: Open): PlayedOn {
    const name = at && (nodeOf(at)?.name ?? '')
    return { kind: 'stopped', because, ...(name !== undefined && name !== '' && { at: name }) }
  }
}

/** Undefined for what is not awaited; `null` where the bank holidays are not known that far. */
type Moment = Instant | null | undefined

interface Open {
  readonly instance: ProcessInstance
  readonly wait: Wait
}

function keyOf({ instance, wait }: Open): string {
  return `${instance.id} ${wait.id}`
}

/** Of a rule of law nothing else is counted; a target of the council's own is counted with all. */
function contextFor(context: ClockContext, rule: string | undefined): ClockContext {
  if (rule === undefined) return context
  const own = CONTEXTS.get(context) ?? new Map<string, ClockContext>()
  CONTEXTS.set(context, own)
  const missed = DEADLINE_RULES.find(({ id }) => id === rule)?.afterMissing
  const known = own.get(rule) ?? { ...context, only: new Set(missed === undefined ? [rule] : [rule, missed]) }
  own.set(rule, known)
  return known
}

const CONTEXTS = new WeakMap<ClockContext, Map<string, ClockContext>>()

/** For this the case waits, were nothing else to come. */
function standsStill({ kind, role }: Wait): boolean {
  return role !== 'boundary' && role !== 'start' && kind !== 'child'
}
