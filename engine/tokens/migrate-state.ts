import type { EventNode, FlowNode, ProcedureModel } from '../diagram/procedure-model.ts'
import { workOf } from './activity.ts'
import { compile, nodeOf } from './compiled-model.ts'
import { reachingOf } from './inclusive-join.ts'
import { bySource, type Instruction, type MoveFailure, type MoveFailureCode } from './migrate-plan.ts'
import { nameIn } from './migrate-words.ts'
import type { Completed, Held, HeldJoin, HeldLoop, HeldScope, HeldWait, TokenState, Variables } from './token-state.ts'
import { isWait } from './token-state.ts'
import { placeOf, type Place, type WaitFor } from './wait.ts'

/** A state put onto another diagram, before anything of it is armed or looked at. */
export interface Mapped {
  readonly held: readonly Held[]
  readonly failures: readonly MoveFailure[]
  /** Instructions that this state needed. */
  readonly used: readonly Instruction[]
  /** Events that wait no more, and those that are to wait anew in their place. */
  readonly disarmed: readonly HeldWait[]
  readonly rearmed: readonly { readonly event: EventNode; readonly place: Place }[]
  /** Event-based gateways at which a token waits, by what its events have in common (`on`). */
  readonly gateways: ReadonlyMap<string, WaitingGateway>
  /** For what is held, by its id: the element at which it stood. */
  readonly stoodAt: ReadonlyMap<string, string>
}

export interface WaitingGateway {
  /** In the new diagram. */
  readonly gateway: string
  readonly parent: string
  readonly local: Variables | undefined
}

/** Puts each thing that a state holds where the plan says. What cannot be put is a failure; all are told. */
export function mapState(
  from: ProcedureModel,
  to: ProcedureModel,
  plan: readonly Instruction[],
  { held, variables }: TokenState,
): Mapped {
  const [source, target] = [compile(from), compile(to)]
  const places = bySource(plan)
  const used = new Map<string, Instruction>()
  const failures: MoveFailure[] = []
  const disarmed: HeldWait[] = []
  const rearmed: { event: EventNode; place: Place }[] = []
  const gateways = new Map<string, WaitingGateway>()
  const gone = new Set<string>()
  const mapped = held.flatMap((each): readonly Held[] => {
    const put = gone.has(each.parent) ? undefined : putOne(each)
    if (put === undefined) gone.add(each.id)
    return put === undefined ? [] : [put]
  })
  const stoodAt = new Map(held.map(({ id, element }) => [id, element]))
  return { held: mapped, failures, used: [...used.values()], disarmed, rearmed, gateways, stoodAt }

  function fail(code: MoveFailureCode, element: string, message: string): undefined {
    if (!failures.some((other) => other.message === message)) failures.push({ code, message, source: element })
    return undefined
  }

  /** The element's place in the new diagram; undefined where the plan gives none, or one that is not there. */
  function targetOf(element: string): FlowNode | undefined {
    const instruction = places.get(element)
    if (instruction === undefined) return undefined
    used.set(element, instruction)
    const node = from.nodes.get(element)
    // The start of an event sub-process goes with it, though the case is not in it.
    if (node?.type === 'startEvent') targetOf(node.scope)
    return to.nodes.get(instruction.target)
  }

  function mustHave(element: string): FlowNode | undefined {
    const found = targetOf(element)
    if (found !== undefined) return found
    fail('no-instruction', element, `The case is at ${nameIn(from, element)}, and nothing says where that goes`)
    return undefined
  }

  function putOne(each: Held): Held | undefined {
    if (isWait(each)) return putWait(each)
    switch (each.kind) {
      case 'scope':
        return putScope(each)
      case 'loop':
        return putLoop(each)
      case 'join':
        return putJoin(each)
      case 'compensation': {
        fail(
          'compensation',
          each.element,
          `What was done is being undone at ${nameIn(from, each.element)}: the case can move when that is over`,
        )
        return undefined
      }
    }
  }

  function putWait(wait: HeldWait): Held | undefined {
    if (wait.kind === 'incident') {
      const why = 'solve that first, then move the case'
      fail('incident', wait.element, `Something is wrong at ${nameIn(from, wait.element)}: ${why}`)
      return undefined
    }
    switch (wait.role) {
      case 'boundary':
      case 'start':
        return putBeside(wait)
      case 'gateway':
        return putAfterGateway(wait)
      default: {
        const node = mustHave(wait.element)
        if (node === undefined) return undefined
        if ('event' in node) return putEvent(wait, node)
        const waitFor = 'boundaries' in node ? workOf(node) : undefined
        return waitFor && standing(wait, node.id, waitFor)
      }
    }
  }

  /** An event beside the flow without a place waits no more; the case does not stand there. */
  function putBeside(wait: HeldWait): Held | undefined {
    const node = targetOf(wait.element)
    if (node !== undefined && 'event' in node) return putEvent(wait, node)
    disarmed.push(wait)
    return undefined
  }

  function putAfterGateway(wait: HeldWait): Held | undefined {
    const gateway = from.flows.get(wait.flow ?? '')?.source ?? wait.element
    const put = mustHave(gateway)
    if (put === undefined) return undefined
    if (wait.on !== undefined) gateways.set(wait.on, { gateway: put.id, parent: wait.parent, local: wait.local })
    const node = targetOf(wait.element)
    const flow = node?.incoming.find((id) => to.flows.get(id)?.source === put.id)
    if (node === undefined || flow === undefined) {
      disarmed.push(wait)
      return undefined
    }
    const moved = { ...wait, flow }
    if ('event' in node) return putEvent(moved, node)
    const waitFor = 'boundaries' in node ? workOf(node) : undefined
    return waitFor && standing(moved, node.id, waitFor)
  }

  /** Undefined too where it is to be armed anew in the same place. */
  function putEvent(wait: HeldWait, node: EventNode): Held | undefined {
    const kept = keptWait(wait, nodeOf(source, wait.element).node, node, places.get(wait.element)?.anew === true)
    if (kept === undefined) {
      disarmed.push(wait)
      rearmed.push({ event: node, place: placeOf(wait) })
      return undefined
    }
    return kept
  }

  function putScope(scope: HeldScope): Held | undefined {
    const element = scope.parent === '' ? to.id : mustHave(scope.element)?.id
    if (element === undefined) return undefined
    const done = scope.done?.flatMap((each) => putCompleted(each) ?? [])
    return { ...scope, element, ...(done !== undefined && { done }) }
  }

  function putLoop(loop: HeldLoop): Held | undefined {
    const node = mustHave(loop.element)
    if (node === undefined) return undefined
    const done = loop.done?.flatMap((each) => putCompleted(each) ?? [])
    return { ...loop, element: node.id, ...(done !== undefined && { done }) }
  }

  function putJoin(join: HeldJoin): Held | undefined {
    const node = mustHave(join.element)
    if (node === undefined) return undefined
    const arrived: Record<string, number> = {}
    for (const [flow, count] of Object.entries(join.arrived)) {
      const now = pathOf(flow, node.id, Object.keys(arrived))
      if (now === undefined) {
        const path = `the path by which the case came to ${nameIn(from, join.element)}`
        fail('no-path', join.element, `Nothing says what ${path} is in the new version (${flow})`)
        return undefined
      }
      arrived[now] = (arrived[now] ?? 0) + count
    }
    return { ...join, element: node.id, arrived }
  }

  /** By which flow it would have come: as the plan says, by the same one, or from the nearest step that is still there. */
  function pathOf(flow: string, gateway: string, taken: readonly string[]): string | undefined {
    const said = places.get(flow)
    if (said !== undefined) {
      used.set(flow, said)
      return to.flows.get(said.target)?.target === gateway ? said.target : undefined
    }
    if (to.flows.get(flow)?.target === gateway) return flow
    const incoming = to.nodes.get(gateway)?.incoming.filter((id) => !taken.includes(id)) ?? []
    const reaching = reachingOf(target, gateway)
    const looked = new Set<string>()
    for (const at = [flow]; at.length > 0;) {
      const before = from.flows.get(at.shift() ?? '')?.source
      if (before === undefined || looked.has(before)) continue
      looked.add(before)
      const placed = places.get(before)
      if (placed !== undefined) used.set(before, placed)
      const step = placed?.target ?? before
      const direct = incoming.filter((id) => to.flows.get(id)?.source === step)
      const past = direct.length === 1 ? direct : incoming.filter((id) => reaching.get(id)?.has(step) === true)
      if (past.length === 1) return past[0]
      if (past.length === 0) at.push(...(from.nodes.get(before)?.incoming ?? []))
    }
    return undefined
  }

  function putCompleted(completed: Completed): Completed | undefined {
    const node = targetOf(completed.element)
    const name = nameIn(from, completed.element)
    if (node === undefined) {
      fail('compensation', completed.element, `What was done at ${name} can be undone, and it has no mapping`)
      return undefined
    }
    const handler = nodeOf(target, node.id).handler ?? target.scopes.get(node.id)?.handler
    if (completed.handler !== undefined && handler === undefined) {
      const why = `nothing undoes ${nameIn(to, node.id)} in the new version`
      fail('compensation', completed.element, `What was done at ${name} can be undone, but ${why}`)
      return undefined
    }
    const inner = completed.inner?.flatMap((each) => putCompleted(each) ?? [])
    const { handler: _handler, inner: _inner, ...rest } = completed
    return {
      ...rest,
      element: node.id,
      ...(handler !== undefined && completed.handler !== undefined && { handler }),
      ...(inner !== undefined && { inner }),
    }
  }

  /** The same wait, under the same id, at another step. */
  function standing(wait: HeldWait, element: string, waitFor: WaitFor): HeldWait | undefined {
    const holder = held.find(({ id }) => id === wait.parent)
    const local = holder?.kind === 'loop' ? renamed(holder, wait.local) : wait.local
    const { local: _local, ...place } = placeOf(wait)
    return { id: wait.id, element, ...waitFor, ...place, ...(local !== undefined && { local }) }
  }

  /** Each instance of a loop keeps its item, under the name that the new diagram gives it. */
  function renamed(loop: HeldLoop, local: Variables | undefined): Variables | undefined {
    const [was, is] = [elementVariable(from, loop.element), elementVariable(to, places.get(loop.element)?.target)]
    if (was === undefined || is === undefined || was === is || local === undefined) return local
    if (Object.hasOwn(local, is) || Object.hasOwn(variables, is)) {
      const why = `the case has a value of that name already`
      fail('variable-conflict', loop.element, `${nameIn(from, loop.element)} calls its item “${is}” now, and ${why}`)
      return local
    }
    const { [was]: item, ...others } = local
    return item === undefined ? others : { ...others, [is]: item }
  }
}

function elementVariable({ nodes }: ProcedureModel, id: string | undefined): string | undefined {
  const node = nodes.get(id ?? '')
  const loop = node !== undefined && 'loop' in node ? node.loop : undefined
  return loop?.kind === 'multi-instance' ? loop.elementVariable : undefined
}

/**
 * An event that goes on waiting, for the message or signal of the new diagram. A timer keeps its moment; a deadline takes
 * the new rule, whose moment follows from the facts. Undefined where it has to begin to wait anew.
 */
function keptWait(wait: HeldWait, was: FlowNode, { id, event }: EventNode, anew: boolean): HeldWait | undefined {
  const base = { id: wait.id, element: id, ...placeOf(wait) }
  switch (event.kind) {
    case 'message':
      return { ...base, kind: 'message', message: event.message }
    case 'signal':
      return { ...base, kind: 'signal', signal: event.signal }
    case 'conditional':
      return anew || wait.was === undefined ? undefined : { ...base, kind: 'condition', was: wait.was }
    case 'timer': {
      const { timer } = event
      if (timer.kind === 'deadline') {
        if (wait.kind !== 'deadline') return undefined
        const round = timer.deadline.repeat === undefined ? undefined : wait.round
        return { ...base, kind: 'deadline', deadline: timer.deadline, ...(round !== undefined && { round }) }
      }
      const before = 'event' in was && was.event.kind === 'timer' ? was.event.timer.kind : undefined
      if (anew || wait.kind !== 'timer' || before !== timer.kind) return undefined
      return {
        ...base,
        kind: 'timer',
        due: wait.due,
        ...(wait.repeatsLeft !== undefined && { repeatsLeft: wait.repeatsLeft }),
        ...(wait.cycle !== undefined && { cycle: wait.cycle }),
      }
    }
    default:
      return undefined
  }
}
