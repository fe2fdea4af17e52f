import type { FlowNode } from '../diagram/procedure-model.ts'
import { isOutsideFlow } from './compiled-model.ts'

/**
 * What stands at `source` in the old diagram stands at `target` in the new one. Both are ids of elements; for what has
 * arrived at a gateway they may be ids of sequence flows.
 */
export interface Instruction {
  readonly source: string
  readonly target: string
  /**
   * The event waits for what the new diagram says, as if it began to wait now: a timer counts from now, a condition is
   * looked at again, a deadline that has come before comes again by its new rule. Without it a timer keeps its moment.
   */
  readonly anew?: true
}

/** Why something cannot be moved. `message` is a sentence that names the step; it holds no value of a case. */
export interface MoveFailure {
  readonly code: MoveFailureCode
  readonly message: string
  readonly source?: string
  readonly target?: string
}

export type MoveFailureCode =
  // An instruction that cannot be followed
  | 'no-such-source'
  | 'no-such-target'
  | 'mapped-twice'
  | 'incompatible-types'
  | 'other-event'
  | 'event-scope'
  | 'events-merged'
  | 'flow-scope'
  | 'gateway-paths'
  | 'gateways-merged'
  | 'loop-added'
  | 'loop-removed'
  | 'loop-order'
  | 'condition-changed'
  | 'not-an-event'
  | 'compensation-handler'
  // A case that cannot follow it
  | 'no-instruction'
  | 'no-path'
  | 'variable-conflict'
  | 'incident'
  | 'compensation'
  | 'cannot-arm'
  | 'would-go-on'
  | 'would-wait-for-ever'
  | 'other-work'

/** Whether a case can stand there, so that it needs an instruction. */
export function isMappable(node: FlowNode): boolean {
  switch (node.type) {
    case 'exclusiveGateway':
    case 'endEvent':
    case 'intermediateThrowEvent':
      return false
    case 'startEvent':
      return node.event.kind !== 'none'
    case 'intermediateCatchEvent':
      return node.event.kind !== 'none' && node.event.kind !== 'link'
    default:
      return true
  }
}

/** A plan with what is looked up in it. Made once for each plan, which is never changed. */
export interface PlanIndex {
  /** The first ones: a second instruction for the same source is a fault of the plan, and is not followed. */
  readonly bySource: ReadonlyMap<string, Instruction>
  readonly mappedTwice: ReadonlySet<string>
  readonly byTarget: ReadonlyMap<string, readonly Instruction[]>
}

const indexes = new WeakMap<readonly Instruction[], PlanIndex>()

export function indexOf(plan: readonly Instruction[]): PlanIndex {
  const known = indexes.get(plan)
  if (known !== undefined) return known
  const bySource = new Map<string, Instruction>()
  const mappedTwice = new Set<string>()
  const byTarget = new Map<string, Instruction[]>()
  for (const each of plan) {
    if (bySource.has(each.source)) mappedTwice.add(each.source)
    else bySource.set(each.source, each)
    byTarget.set(each.target, [...(byTarget.get(each.target) ?? []), each])
  }
  const made = { bySource, mappedTwice, byTarget }
  indexes.set(plan, made)
  return made
}

export function bySource(plan: readonly Instruction[]): ReadonlyMap<string, Instruction> {
  return indexOf(plan).bySource
}

/** Whether an event waits for something else than before: another condition, another rule of a deadline. */
export function isChanged(source: FlowNode, target: FlowNode): boolean {
  if (!('event' in source) || !('event' in target)) return false
  const [was, is] = [source.event, target.event]
  if (was.kind === 'conditional' && is.kind === 'conditional') return was.condition !== is.condition
  if (was.kind !== 'timer' || is.kind !== 'timer') return false
  if (was.timer.kind !== 'deadline' || is.timer.kind !== 'deadline') return false
  return JSON.stringify(countedIn(was.timer.deadline)) !== JSON.stringify(countedIn(is.timer.deadline))
}

/** A compensation handler is begun by no flow, so that nothing can be moved to it that a flow began. */
export function isHandler(node: FlowNode): boolean {
  return 'boundaries' in node && isOutsideFlow(node) && node.triggeredByEvent !== true
}

/** Of a deadline, all that its moment hangs on; its title is not. */
function countedIn({ rule, local, at, before, repeat }: Deadline): readonly unknown[] {
  const own = local && [local.id, local.workingDays, local.calendar, local.startedBy, local.metBy, local.onlyWhere]
  return [rule, own, at, before, repeat]
}

type Deadline = Extract<
  Extract<Extract<FlowNode, { event: unknown }>['event'], { kind: 'timer' }>['timer'],
  { kind: 'deadline' }
>['deadline']
