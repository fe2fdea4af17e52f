import type { ActivityNode, EventNode, FlowNode, ProcedureModel } from '../diagram/procedure-model.ts'
import { indexOf, isChanged, isHandler, isMappable, type Instruction, type MoveFailure } from './migrate-plan.ts'
import { eventInWords, kindInWords, nameIn } from './migrate-words.ts'

/** What one instruction is checked against: both diagrams, and what the rest of the plan says of them. */
interface Pair {
  readonly from: ProcedureModel
  readonly to: ProcedureModel
  /** Another instruction with the same target. */
  readonly merged: Instruction | undefined
  readonly source: FlowNode
  readonly target: FlowNode
  readonly given: Instruction
  /** Where the plan puts an element or the process itself; undefined when nowhere. */
  readonly placeOf: (element: string) => string | undefined
}

type Found = Omit<MoveFailure, 'source' | 'target'>

/** Everything that is wrong with one instruction of a plan. */
export function checkInstruction(
  from: ProcedureModel,
  to: ProcedureModel,
  plan: readonly Instruction[],
  given: Instruction,
): readonly MoveFailure[] {
  const { source: id, target: targetId } = given
  const named = (found: readonly Found[]) => found.map((each) => ({ ...each, source: id, target: targetId }))
  const { bySource: places, mappedTwice, byTarget } = indexOf(plan)
  const twice = mappedTwice.has(id)
    ? [fault('mapped-twice', `${nameIn(from, id)} is mapped twice; say once where its cases go`)]
    : []
  if (from.flows.has(id) && to.flows.has(targetId)) return named(twice)
  const source = from.nodes.get(id)
  const target = to.nodes.get(targetId)
  if (source === undefined || !isMappable(source)) {
    return named([fault('no-such-source', `The old version has no step ${nameIn(from, id)} at which a case can be`)])
  }
  if (target === undefined || !isMappable(target)) {
    return named([
      fault('no-such-target', `The new version has no step ${nameIn(to, targetId)} at which a case can be`),
    ])
  }
  const placeOf = (element: string) => (element === from.id ? to.id : places.get(element)?.target)
  const merged = byTarget.get(targetId)?.find((each) => each.source !== id)
  const pair: Pair = { from, to, merged, source, target, given, placeOf }
  const kinds = checkKinds(pair)
  return named([...twice, ...(kinds.length > 0 ? kinds : CHECKS.flatMap((check) => check(pair)))])
}

const CHECKS: readonly ((pair: Pair) => readonly Found[])[] = [
  checkScope,
  checkEventScope,
  checkMerging,
  checkGateway,
  checkLoop,
  checkAnew,
  checkHandler,
]

function checkKinds({ from, to, source, target }: Pair): readonly Found[] {
  const [was, is] = [nameIn(from, source.id), nameIn(to, target.id)]
  if (familyOf(source) !== familyOf(target)) {
    return [
      fault(
        'incompatible-types',
        `${was} is ${kindInWords(source)} and ${is} is ${kindInWords(target)}: a case cannot go from one to the other`,
      ),
    ]
  }
  if ('event' in source && 'event' in target && source.event.kind !== target.event.kind) {
    return [
      fault(
        'other-event',
        `${was} waits for ${eventInWords(source)} and ${is} for ${eventInWords(target)}: these are different events`,
      ),
    ]
  }
  return []
}

/** What waits in the same way. Service, send and rule tasks all wait for the service. */
function familyOf(node: FlowNode): string {
  switch (node.type) {
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
      return 'service'
    case 'task':
    case 'manualTask':
      return 'passed'
    case 'receiveTask':
      return node.message === undefined ? 'receive-by-hand' : 'receive'
    case 'subProcess':
      return node.triggeredByEvent === true ? 'event-sub-process' : 'sub-process'
    default:
      return node.type
  }
}

function checkScope({ from, to, source, target, placeOf }: Pair): readonly Found[] {
  const place = placeOf(source.scope)
  if (place === target.scope) return []
  const was = nameIn(from, source.id)
  if (place === undefined) {
    return [fault('flow-scope', `${was} is inside ${nameIn(from, source.scope)}, which has no mapping: map that too`)]
  }
  return [
    fault(
      'flow-scope',
      `${was} is inside ${nameIn(from, source.scope)}, whose cases go to ${nameIn(to, place)}, but ${nameIn(to, target.id)} is inside ${nameIn(to, target.scope)}`,
    ),
  ]
}

function checkEventScope({ from, to, source, target, placeOf }: Pair): readonly Found[] {
  if (!('event' in source) || !('event' in target) || source.attachedTo === undefined) return []
  const place = placeOf(source.attachedTo)
  if (place !== undefined && place === target.attachedTo) return []
  const [was, host] = [nameIn(from, source.id), nameIn(from, source.attachedTo)]
  const why =
    place === undefined
      ? `${host} has no mapping`
      : `${nameIn(to, target.id)} is at the edge of ${nameIn(to, target.attachedTo ?? '')}`
  return [fault('event-scope', `${was} is at the edge of ${host} and stays with it, but ${why}`)]
}

/** Two events beside the flow cannot become one: it would wait twice. */
function checkMerging({ from, to, merged: other, source, target }: Pair): readonly Found[] {
  if (source.type !== 'boundaryEvent' && source.type !== 'startEvent') return []
  if (other === undefined) return []
  const both = `${nameIn(from, source.id)} and ${nameIn(from, other.source)}`
  return [fault('events-merged', `${both} cannot both become ${nameIn(to, target.id)}: only one event can`)]
}

function checkGateway({ from, to, merged: other, source, target }: Pair): readonly Found[] {
  if (source.type !== 'parallelGateway' && source.type !== 'inclusiveGateway' && source.type !== 'eventBasedGateway') {
    return []
  }
  const found: Found[] = []
  const [was, is] = [nameIn(from, source.id), nameIn(to, target.id)]
  const [had, has] = [source.incoming.length, target.incoming.length]
  if (source.type !== 'eventBasedGateway' && has < had) {
    found.push(
      fault('gateway-paths', `${had} paths meet at ${was} and only ${has} at ${is}: it needs at least as many`),
    )
  }
  if (other !== undefined) {
    const both = `${was} and ${nameIn(from, other.source)}`
    found.push(fault('gateways-merged', `${both} cannot both become ${is}: only one meeting of paths can`))
  }
  return found
}

function checkLoop({ from, to, source, target }: Pair): readonly Found[] {
  const [was, is] = [loopOf(source), loopOf(target)]
  const [old, fresh] = [nameIn(from, source.id), nameIn(to, target.id)]
  if (was === undefined && is === undefined) return []
  if (was === undefined) {
    return [fault('loop-added', `${old} is done once and ${fresh} several times: that cannot be added while it runs`)]
  }
  if (is === undefined) {
    const why = 'that cannot be taken away while it runs'
    return [fault('loop-removed', `${old} is done several times and ${fresh} once: ${why}`)]
  }
  if (orderOf(was) === orderOf(is)) return []
  const why = `${old} is done ${orderOf(was)} and ${fresh} ${orderOf(is)}`
  return [fault('loop-order', `${why}: that cannot change while it runs`)]
}

function loopOf(node: FlowNode): ActivityNode['loop'] {
  return 'loop' in node ? node.loop : undefined
}

function orderOf(loop: NonNullable<ActivityNode['loop']>): string {
  if (loop.kind === 'standard') return 'again and again'
  return loop.sequential ? 'several times one after the other' : 'several times side by side'
}

function checkAnew({ from, source, target, given }: Pair): readonly Found[] {
  const was = nameIn(from, source.id)
  if (given.anew === true && !('event' in source)) {
    return [fault('not-an-event', `${was} is a step and no event: there is nothing in it that can be counted anew`)]
  }
  if (given.anew === true || !isConditional(source) || !isChanged(source, target)) return []
  return [
    fault('condition-changed', `${was} waits for a condition that has changed: say that it is to be looked at anew`),
  ]
}

function isConditional(node: FlowNode): node is EventNode {
  return 'event' in node && node.event.kind === 'conditional'
}

function checkHandler({ from, to, source, target }: Pair): readonly Found[] {
  if (isHandler(source) === isHandler(target)) return []
  const [was, is] = [nameIn(from, source.id), nameIn(to, target.id)]
  const [undoing, other] = isHandler(source) ? [was, is] : [is, was]
  return [fault('compensation-handler', `${undoing} undoes what was done and ${other} does not`)]
}

function fault(code: MoveFailure['code'], message: string): Found {
  return { code, message }
}
