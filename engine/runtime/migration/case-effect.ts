import type { FlowNode } from '../../diagram/procedure-model.ts'
import type { Clock as LawClock } from '../../law/clock.ts'
import { clocks, type ClockContext } from '../../law/clocks.ts'
import type { OpenStep, RunningCase } from '../../store/index.ts'
import { waits, type Wait } from '../../tokens/index.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { treeOf } from '../change-case.ts'
import { foretell, workingDaysOn, type CaseForecast, type Course } from '../forecast/index.ts'
import { clocksFor, deadlineIn } from '../keep-dates.ts'
import { rowId } from '../row-id.ts'
import type { InstanceTree, ProcessInstance } from '../tree.ts'
import { moveTree, type CaseMoveFailure, type MovableVersion, type MovePlan } from './move-tree.ts'

/** A version, or a draft, with the law that it counts with and all that a case needs to be played on. */
export interface VersionInView extends MovableVersion {
  readonly context: ClockContext
  readonly course: Course
}

export type EffectKind = 'unaffected' | 'affected' | 'needs-mapping' | 'cannot-move'

/** What a draft would do to one case. Pure: nothing of the case changes. */
export interface CaseEffect {
  readonly effect: EffectKind
  readonly steps: readonly StepEffect[]
  readonly failures: readonly CaseMoveFailure[]
  readonly armed: readonly string[]
  readonly disarmed: readonly string[]
  readonly forecast: CaseForecast
  readonly dueNow?: LocalDate
  readonly dueThen?: LocalDate
}

/** A step at which the case is. */
export interface StepEffect {
  readonly process: string
  readonly element: string
  readonly name: string
  /** Its name in the draft, where it is another. */
  readonly becomes?: string
  /** Who does it, its form or its time limit is another. */
  readonly changed: boolean
  readonly dueNow?: LocalDate
  readonly dueThen?: LocalDate
  /** Were it to take as long as it took so far. */
  readonly doneBy?: LocalDate
}

export interface EffectAsked {
  readonly from: VersionInView
  readonly to: VersionInView
  /** The time limits of both are counted alike, so that they need not be counted twice. */
  readonly sameLimits: boolean
  readonly plan: MovePlan
  readonly now: Instant
  /** The time for the forecast is over: the rest is worked out without. */
  readonly late?: boolean
}

/** @param since - Open tasks of the case. */
export function effectOn(theCase: RunningCase, since: readonly OpenStep[], asked: EffectAsked): CaseEffect {
  const { row, instances, facts } = theCase
  const { from, to, plan, now, sameLimits } = asked
  const today = dayOf(now)
  const tree = treeOf(row, instances)
  const moved = moveTree(from, to, plan, tree, now)
  const failures: CaseMoveFailure[] = moved.kind === 'failed' ? [...moved.failures] : []
  if (row.status === 'incident') {
    failures.unshift({ code: 'case-incident', message: 'Something is wrong in the case: solve that first' })
  }
  const before = clocks(facts, today, from.context)
  const after = sameLimits || moved.kind === 'failed' ? before : clocks(facts, today, to.context)
  const began = new Map(since.map(({ instanceId, waitId, createdAt }) => [rowId(instanceId, waitId), dayOf(createdAt)]))
  const next = moved.kind === 'moved' ? moved.tree : undefined
  const steps = standingAt(tree).map(({ instance, wait }): StepEffect => {
    const node = nodeAt(from, instance, wait.element)
    const then = next?.instances.get(instance.id)
    const place = then && waits(then.state).find(({ id }) => id === wait.id)
    const target = then && place && nodeAt(to, then, place.element)
    const dueNow = dueOf(limitOf(node), clocksFor(instance, before))
    const dueThen = moved.kind === 'failed' ? dueNow : dueOf(limitOf(target ?? node), clocksFor(instance, after))
    const start = began.get(rowId(instance.id, wait.id))
    const done = start && doneBy(from.course, wait.element, start, today)
    return {
      process: instance.process,
      element: wait.element,
      name: nameOf(node, wait),
      changed: target !== undefined && isChanged(node, target),
      ...(target !== undefined && target.name !== node?.name && { becomes: nameOf(target, wait) }),
      ...(dueNow !== undefined && { dueNow }),
      ...(dueThen !== undefined && { dueThen }),
      ...(done !== undefined && { doneBy: done }),
    }
  })
  const happened = (type: 'wait-opened' | 'wait-closed', { processes }: MovableVersion) =>
    (moved.kind === 'moved' ? moved.happenings : []).flatMap(({ process, happening }) =>
      happening.type === type
        ? [processes.get(process)?.model.nodes.get(happening.element)?.name ?? happening.element]
        : [],
    )
  const [armed, disarmed] = [happened('wait-opened', to), happened('wait-closed', from)]
  const touched =
    armed.length + disarmed.length > 0 ||
    steps.some(({ changed, becomes, dueNow, dueThen }) => changed || becomes !== undefined || dueNow !== dueThen)
  const [dueNow, dueThen] = [earliest(steps.map((each) => each.dueNow)), earliest(steps.map((each) => each.dueThen))]
  return {
    effect: effectKind(failures, touched),
    steps,
    failures,
    armed,
    disarmed,
    forecast: forecast(),
    ...(dueNow !== undefined && { dueNow }),
    ...(dueThen !== undefined && { dueThen }),
  }

  function forecast(): CaseForecast {
    const [because] = failures
    if (asked.late === true) return { kind: 'not-foretold', because: 'the time for the forecast was over' }
    const { id: caseId } = row
    const then =
      next === undefined || because !== undefined
        ? 'it cannot move to the draft as it is'
        : ([to.course, { caseId, tree: next, facts, began }] as const)
    return foretell([from.course, { caseId, tree, facts, began }], then, now)
  }
}

/** When a step that began then is done, by what it took so far; undefined where bank holidays are not known that far. */
function doneBy(
  { medians: { steps, all }, calendar }: Course,
  element: string,
  began: LocalDate,
  today: LocalDate,
): LocalDate | undefined {
  const day = workingDaysOn(began, steps.get(element)?.workingDays ?? all, calendar)
  return day !== undefined && day < today ? today : day
}

/** The day by which a step is to be done, while its time limit runs. */
function dueOf(rule: string | undefined, lawClocks: readonly LawClock[]): LocalDate | undefined {
  const { dueOn, deadlineState } = deadlineIn(lawClocks, rule)
  return deadlineState === 'running' && dueOn !== null ? dueOn : undefined
}

/** Whoever moves the case can help these by saying where it goes. */
const HELPED: ReadonlySet<CaseMoveFailure['code']> = new Set([
  'no-instruction',
  'no-path',
  'process-missing',
  'other-process',
])

function effectKind(failures: readonly CaseMoveFailure[], touched: boolean): EffectKind {
  if (failures.length === 0) return touched ? 'affected' : 'unaffected'
  return failures.every(({ code }) => HELPED.has(code)) ? 'needs-mapping' : 'cannot-move'
}

/** What waits for somebody or something, events beside the flow and parts with their own diagram left out. */
function standingAt(tree: InstanceTree): readonly { readonly instance: ProcessInstance; readonly wait: Wait }[] {
  return [...tree.instances.values()].flatMap((instance) =>
    instance.ended
      ? []
      : waits(instance.state).flatMap((wait) =>
          wait.role === 'boundary' || wait.role === 'start' || wait.kind === 'child' ? [] : [{ instance, wait }],
        ),
  )
}

function nodeAt({ processes }: MovableVersion, { process }: ProcessInstance, element: string): FlowNode | undefined {
  return processes.get(process)?.model.nodes.get(element)
}

function nameOf(node: FlowNode | undefined, wait: Wait): string {
  return node === undefined || node.name === '' ? wait.element : node.name
}

function limitOf(node: FlowNode | undefined): string | undefined {
  return node?.redress.deadline?.rule ?? node?.redress.deadline?.local?.id
}

function isChanged(was: FlowNode | undefined, is: FlowNode): boolean {
  const parts = ({ redress: { role, form, action, deadline } }: FlowNode) =>
    JSON.stringify([role, form, action, deadline])
  return was === undefined || parts(was) !== parts(is)
}

function earliest(days: readonly (LocalDate | undefined)[]): LocalDate | undefined {
  return days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(0)
}
