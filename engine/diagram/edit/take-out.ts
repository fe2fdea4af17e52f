import { childOf, childrenOf, idOf, isA, type ModdleElement } from '../moddle.ts'
import type { Done } from './add-steps.ts'
import { isJoin, meetingOn, takeOutWay } from './beside.ts'
import {
  boundariesOf,
  EditRefusedError,
  flowOf,
  incomingOf,
  nodeOf,
  outgoingOf,
  scopeOf,
  sourceOf,
  targetOf,
} from './sheet.ts'
import {
  afterLoss,
  isMerge,
  isQuestion,
  meetingBefore,
  namedRoots,
  redraw,
  removeBehind,
  removeFlow,
  removeNode,
  removeUnused,
  retarget,
  said,
  type Desk,
} from './ways.ts'

/** Takes a step out; what came before it leads to what came after it. */
export function takeOut(desk: Desk, id: string, keep: string | undefined): Done {
  const node = nodeOf(desk, id)
  const name = said(node)
  const roots = namedRoots(desk)
  refuseWhatMustStay(desk, node)
  for (const event of boundariesOf(desk, node)) removeBehind(desk, event)
  if (isA(node, 'bpmn:BoundaryEvent')) removeBehind(desk, node)
  else if (node.get('triggeredByEvent') === true) removeNode(desk, node)
  else if (!takeOutWay(desk, node)) {
    if (isQuestion(desk, node)) keepOneAnswer(desk, node, keep)
    bridge(desk, node)
  }
  removeUnused(desk, roots)
  return { what: `${name} deleted` }
}

function refuseWhatMustStay(desk: Desk, node: ModdleElement): void {
  const name = said(node)
  if (isA(node, 'bpmn:StartEvent')) throw new EditRefusedError(`${name} is where it begins: it cannot be deleted.`)
  if (isA(node, 'bpmn:EndEvent')) {
    throw new EditRefusedError(
      `${name} is where a way ends: what leads there would lead nowhere. Lead it somewhere else instead.`,
    )
  }
  if (isA(node, 'bpmn:ParallelGateway')) {
    throw new EditRefusedError(
      `${name} holds ways together that go on at the same time. Delete their steps: when one way is left, it goes too.`,
    )
  }
  if (isA(node, 'bpmn:InclusiveGateway') || isA(node, 'bpmn:EventBasedGateway')) {
    throw new EditRefusedError(`${name} holds several ways together. Change it in the diagram.`)
  }
  if (isMerge(desk, node)) throw new EditRefusedError('Ways meet there: delete or lead elsewhere what comes before it.')
  if (incomingOf(desk, node).some((flow) => isA(sourceOf(flow), 'bpmn:EventBasedGateway'))) {
    throw new EditRefusedError(`${name} is one of the things that are waited for. Change that in the diagram.`)
  }
  const artifacts = childrenOf(scopeOf(node), 'artifacts').filter((artifact) => isA(artifact, 'bpmn:Association'))
  const isHandler = artifacts.some((each) => {
    const ends = [childOf(each, 'sourceRef'), childOf(each, 'targetRef')]
    return ends.includes(node) && ends.some((end) => end && isA(end, 'bpmn:BoundaryEvent'))
  })
  if (node.get('isForCompensation') === true || (isHandler && !isA(node, 'bpmn:BoundaryEvent'))) {
    throw new EditRefusedError(`${name} takes something back that was done. Change that in the diagram.`)
  }
}

/** Of a question all answers but one go; what only they lead to must not be left behind. */
function keepOneAnswer(desk: Desk, question: ModdleElement, keep: string | undefined): void {
  const ways = outgoingOf(desk, question)
  const isOneWay = new Set(ways.map((way) => beyond(desk, targetOf(way)))).size === 1
  const kept = keep === undefined ? (isOneWay ? ways[0] : undefined) : flowOf(desk, keep)
  if (kept === undefined || !ways.includes(kept)) {
    throw new EditRefusedError(`The answers of ${said(question)} lead to different steps. Say whose way is kept.`)
  }
  for (const way of ways.filter((each) => each !== kept)) {
    const target = targetOf(way)
    removeFlow(desk, way)
    afterLoss(desk, target)
  }
}

/** Past the places where ways only meet. */
function beyond(desk: Desk, node: ModdleElement): ModdleElement {
  const seen = new Set<ModdleElement>()
  let at = node
  for (let next = outgoingOf(desk, at)[0]; next && isMerge(desk, at) && !seen.has(at); next = outgoingOf(desk, at)[0]) {
    seen.add(at)
    at = targetOf(next)
  }
  return at
}

function bridge(desk: Desk, node: ModdleElement): void {
  const [onward, ...more] = outgoingOf(desk, node)
  const incoming = incomingOf(desk, node)
  if (onward === undefined)
    throw new EditRefusedError(`Nothing comes after ${said(node)}: what leads there would lead nowhere.`)
  if (more.length > 0) throw new EditRefusedError(`Several ways leave ${said(node)}. Change it in the diagram.`)
  const next = targetOf(onward)
  if (next === node) throw new EditRefusedError(`${said(node)} leads to itself. Change it in the diagram.`)
  removeFlow(desk, onward)
  let target = next
  for (const [place, flow] of incoming.entries()) {
    // The first comes in place of the way that went; where all of several ways are waited for, others meet it before.
    if (place > 0) {
      const first = incoming[0]
      target = first && isJoin(desk, target) ? meetingOn(desk, first) : meetingBefore(desk, target)
    }
    retarget(desk, flow, target)
    // The name of an answer stays with the question; of a plain way nothing is to be said.
    if (!isA(sourceOf(flow), 'bpmn:Gateway')) flow.set('name', undefined)
    redraw(desk, flow)
  }
  removeNode(desk, node)
  if (incoming.length === 0) afterLoss(desk, next)
  else if (target === next && isMerge(desk, next)) tidy(desk, next)
  refuseCircle(desk, incoming, idOf(node))
}

function tidy(desk: Desk, meeting: ModdleElement): void {
  if (incomingOf(desk, meeting).length === 1) afterLoss(desk, meeting)
}

function refuseCircle(desk: Desk, flows: readonly ModdleElement[], id: string): void {
  for (const flow of flows) {
    if (!desk.elements.has(idOf(flow))) continue
    if (sourceOf(flow) === targetOf(flow)) {
      throw new EditRefusedError(
        `Without it ${said(sourceOf(flow))} would lead to itself. Change ${id} in the diagram.`,
      )
    }
  }
}
