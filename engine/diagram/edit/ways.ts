import { childOf, childrenOf, expressionOf, idOf, isA, newElement, type ModdleElement } from '../moddle.ts'
import type { Board } from './board.ts'
import { drawInto, newBox, SIZES, type Size } from './place.ts'
import { pushApart, settle } from './make-room.ts'
import { middleOf } from './board.ts'
import {
  adopt,
  boundariesOf,
  drop,
  EditRefusedError,
  incomingOf,
  listOf,
  nameOf,
  newId,
  outgoingOf,
  put,
  scopeOf,
  sourceOf,
  targetOf,
  type Sheet,
} from './sheet.ts'

/** A diagram and its drawing, laid open together. */
export interface Desk extends Sheet {
  readonly board: Board
}

/** An element as a sentence names it. */
export function said(element: ModdleElement): string {
  const name = nameOf(element)
  if (name !== '') return `‘${name}’`
  return isA(element, 'bpmn:Gateway') ? 'the place where ways meet or part' : `the step ${idOf(element)}`
}

/** Where ways only meet, and nothing is asked. */
export function isMerge(desk: Sheet, node: ModdleElement): boolean {
  return isA(node, 'bpmn:ExclusiveGateway') && nameOf(node) === '' && outgoingOf(desk, node).length <= 1
}

export function isQuestion(desk: Sheet, node: ModdleElement): boolean {
  if (isA(node, 'bpmn:InclusiveGateway')) return outgoingOf(desk, node).length > 1
  return isA(node, 'bpmn:ExclusiveGateway') && (outgoingOf(desk, node).length > 1 || nameOf(node) !== '')
}

/** A new node in a scope, in the text after another one. Its box is drawn apart. */
export function addNode(
  desk: Desk,
  scope: ModdleElement,
  type: string,
  properties: Readonly<Record<string, unknown>> & { readonly id: string },
  after?: ModdleElement,
): ModdleElement {
  const node = newElement(type, properties)
  adopt(scope, node)
  const list = listOf(scope, 'flowElements')
  const place = after === undefined ? -1 : list.indexOf(after)
  list.splice(place < 0 ? list.length : place + 1, 0, node)
  desk.elements.set(properties.id, node)
  const lane = after && laneOf(desk, after)
  if (lane) listOf(lane, 'flowNodeRef').push(node)
  return node
}

function laneOf(desk: Desk, node: ModdleElement): ModdleElement | undefined {
  const lanes = [...desk.elements.values()].flatMap((each) =>
    childrenOf(each, 'laneSets').flatMap((set) => childrenOf(set, 'lanes')),
  )
  return lanes.find((lane) => childrenOf(lane, 'flowNodeRef').includes(node))
}

export interface WayParts {
  readonly id?: string
  readonly name?: string
  /** FEEL. */
  readonly condition?: string
}

/** A new flow. Its line is drawn when the lines are mended, unless it is there already. */
export function addFlow(desk: Desk, source: ModdleElement, target: ModdleElement, parts: WayParts = {}): ModdleElement {
  const scope = scopeOf(source)
  const id = parts.id ?? newId(desk, 'flow', `${idOf(source)}_to_${idOf(target)}`)
  const flow = put(scope, 'flowElements', 'bpmn:SequenceFlow', { id, sourceRef: source, targetRef: target })
  if (parts.name !== undefined && parts.name !== '') flow.set('name', parts.name)
  setCondition(flow, parts.condition)
  listOf(source, 'outgoing').push(flow)
  listOf(target, 'incoming').push(flow)
  desk.elements.set(id, flow)
  const box = desk.board.boxes.get(idOf(source))
  if (box && !desk.board.lines.has(id)) {
    const ends = { source: idOf(source), target: idOf(target) }
    desk.board.lines.set(id, { id, scope: idOf(scope), plane: box.plane, points: [], ...ends })
  }
  return flow
}

export function conditionOf(flow: ModdleElement): string {
  return expressionOf(flow, 'conditionExpression') ?? ''
}

export function setCondition(flow: ModdleElement, condition: string | undefined): void {
  if (condition === undefined) flow.set('conditionExpression', undefined)
  else put(flow, 'conditionExpression', 'bpmn:FormalExpression', { body: condition }, { isOnly: true })
}

export function retarget(desk: Desk, flow: ModdleElement, target: ModdleElement): void {
  drop(targetOf(flow), 'incoming', flow)
  flow.set('targetRef', target)
  listOf(target, 'incoming').push(flow)
  const line = desk.board.lines.get(idOf(flow))
  if (line) line.target = idOf(target)
}

/** Draws a flow's line anew, from end to end. */
export function redraw({ board }: Desk, flow: ModdleElement): void {
  const line = board.lines.get(idOf(flow))
  if (line) line.points = []
}

export function removeFlow(desk: Desk, flow: ModdleElement): void {
  const source = sourceOf(flow)
  drop(source, 'outgoing', flow)
  drop(targetOf(flow), 'incoming', flow)
  if (childOf(source, 'default') === flow) source.set('default', undefined)
  drop(scopeOf(flow), 'flowElements', flow)
  desk.elements.delete(idOf(flow))
  desk.board.lines.delete(idOf(flow))
}

/** Takes a node out of the diagram with all that is inside of it; its flows must be gone. */
export function removeNode(desk: Desk, node: ModdleElement): void {
  for (const inner of [...childrenOf(node, 'flowElements')]) {
    if (isA(inner, 'bpmn:SequenceFlow')) {
      desk.elements.delete(idOf(inner))
      desk.board.lines.delete(idOf(inner))
    } else removeNode(desk, inner)
  }
  const scope = scopeOf(node)
  for (const artifact of [...childrenOf(scope, 'artifacts')]) {
    if ([childOf(artifact, 'sourceRef'), childOf(artifact, 'targetRef')].includes(node)) undraw(desk, scope, artifact)
  }
  const lane = laneOf(desk, node)
  if (lane) drop(lane, 'flowNodeRef', node)
  drop(scope, 'flowElements', node)
  desk.elements.delete(idOf(node))
  desk.board.boxes.delete(idOf(node))
}

function undraw(desk: Desk, scope: ModdleElement, artifact: ModdleElement): void {
  drop(scope, 'artifacts', artifact)
  for (const diagram of childrenOf(desk.definitions, 'diagrams')) {
    const plane = childOf(diagram, 'plane')
    const drawn = plane && childrenOf(plane, 'planeElement').find((each) => childOf(each, 'bpmnElement') === artifact)
    if (plane && drawn) drop(plane, 'planeElement', drawn)
  }
}

/** Takes messages, signals and the like away that nothing names any more; those that nothing named before stay. */
export function removeUnused(desk: Desk, before: ReadonlySet<ModdleElement>): void {
  const now = namedRoots(desk)
  for (const root of before) if (!now.has(root)) drop(desk.definitions, 'rootElements', root)
}

export function namedRoots(desk: Sheet): ReadonlySet<ModdleElement> {
  const elements = [...desk.elements.values()]
  const holders = [...elements, ...elements.flatMap((each) => childrenOf(each, 'eventDefinitions'))]
  const named = holders.flatMap((each) =>
    ['messageRef', 'signalRef', 'errorRef', 'escalationRef'].flatMap((reference) => childOf(each, reference) ?? []),
  )
  return new Set(named)
}

/**
 * Where a further way may lead so that it comes to `target`: a place where ways meet is put before it when there is none,
 * and all that led there leads to that.
 *
 * @throws EditRefusedError
 */
export function meetingBefore(desk: Desk, target: ModdleElement): ModdleElement {
  if (childOf(target, 'attachedToRef') || isA(target, 'bpmn:StartEvent')) {
    throw new EditRefusedError(`No way can lead to ${said(target)}: it begins by itself.`)
  }
  if (target.get('triggeredByEvent') === true || target.get('isForCompensation') === true) {
    throw new EditRefusedError(`No way can lead to ${said(target)}: it stands beside the rest.`)
  }
  const incoming = incomingOf(desk, target)
  if (isMerge(desk, target) || incoming.length === 0) return target
  if (incoming.some((flow) => isA(sourceOf(flow), 'bpmn:EventBasedGateway'))) {
    throw new EditRefusedError(`${said(target)} is one of the things that are waited for: no other way can lead there.`)
  }
  const [before] = incoming.length === 1 ? incoming.map(sourceOf) : []
  if (before && isMerge(desk, before)) return before
  if (isA(target, 'bpmn:Gateway') && !isA(target, 'bpmn:ExclusiveGateway') && incoming.length > 1) {
    throw new EditRefusedError(`No further way can lead to ${said(target)}: ways that run at the same time meet there.`)
  }
  const scope = scopeOf(target)
  const id = newId(desk, 'gw', `to_${idOf(target).replace(/^[a-z]+_/, '')}`)
  const merge = addNode(desk, scope, 'bpmn:ExclusiveGateway', { id }, sourceOf(incoming[0] ?? target))
  sayMeeting(merge)
  const box = desk.board.boxes.get(idOf(target))
  if (box) {
    const [x, y] = [box.x, middleOf(box).y - SIZES.gateway.height / 2]
    pushApart(desk.board, idOf(scope), 'x', box.x, SIZES.gateway.width + 48)
    desk.board.boxes.set(id, newBox({ id, scope: idOf(scope), plane: box.plane, name: '', size: 'gateway' }, { x, y }))
  }
  for (const flow of incoming) retarget(desk, flow, merge)
  addFlow(desk, merge, target)
  settle(desk.board, idOf(scope))
  return merge
}

export function sayMeeting(merge: ModdleElement): void {
  put(merge, 'documentation', 'bpmn:Documentation', { text: 'Local practice\nWays meet here; nothing is decided.' })
}

/**
 * Puts right what a node is after a way to it was taken away: a meeting of one way goes, and an end that nothing leads to.
 *
 * @throws EditRefusedError when a step could not be reached any more.
 */
export function afterLoss(desk: Desk, node: ModdleElement): void {
  const incoming = incomingOf(desk, node)
  const [onward, ...others] = outgoingOf(desk, node)
  if (incoming.length > 0) {
    const [only] = incoming
    if (incoming.length === 1 && only && onward && others.length === 0 && isMerge(desk, node)) {
      const next = targetOf(onward)
      removeFlow(desk, onward)
      retarget(desk, only, next)
      redraw(desk, only)
      removeNode(desk, node)
    }
    return
  }
  if (isMerge(desk, node) && onward) {
    const next = targetOf(onward)
    removeFlow(desk, onward)
    removeNode(desk, node)
    afterLoss(desk, next)
    return
  }
  const ends = childrenOf(scopeOf(node), 'flowElements').filter((each) => isA(each, 'bpmn:EndEvent'))
  if (isA(node, 'bpmn:EndEvent') && ends.length > 1) {
    removeNode(desk, node)
    return
  }
  throw new EditRefusedError(
    isA(node, 'bpmn:EndEvent')
      ? `Nothing would lead to ${said(node)}, and without it there would be no end.`
      : `Nothing would lead to ${said(node)} any more. Lead another way there first, or delete it.`,
  )
}

/** The nodes that can be reached through an event on a border and in no other way. */
export function onlyBehind(desk: Sheet, event: ModdleElement): readonly ModdleElement[] {
  const found = new Set([event])
  for (const node of found) {
    for (const flow of outgoingOf(desk, node)) {
      const target = targetOf(flow)
      if (incomingOf(desk, target).every((each) => found.has(sourceOf(each)))) found.add(target)
    }
    for (const boundary of node === event ? [] : boundariesOf(desk, node)) found.add(boundary)
  }
  return [...found]
}

/** Takes an event on a border away, with the steps that only it leads to. */
export function removeBehind(desk: Desk, event: ModdleElement): void {
  const nodes = onlyBehind(desk, event)
  const reached: ModdleElement[] = []
  for (const node of nodes) {
    for (const flow of [...incomingOf(desk, node), ...outgoingOf(desk, node)]) {
      if (!nodes.includes(targetOf(flow))) reached.push(targetOf(flow))
      removeFlow(desk, flow)
    }
  }
  for (const node of nodes) removeNode(desk, node)
  for (const node of new Set(reached)) if (desk.elements.has(idOf(node))) afterLoss(desk, node)
}

/** A new node on a flow, drawn there. The flow keeps its id and leads to the node; a new one leads on. */
export function insertOn(
  desk: Desk,
  flow: ModdleElement,
  type: string,
  properties: Readonly<Record<string, unknown>> & { readonly id: string },
  size: Size,
): { readonly node: ModdleElement; readonly onward: ModdleElement } {
  const next = targetOf(flow)
  const node = addNode(desk, scopeOf(flow), type, properties, sourceOf(flow))
  const onwardId = newId(desk, 'flow', `${properties.id}_to_${idOf(next)}`)
  const line = desk.board.lines.get(idOf(flow))
  const name = typeof properties['name'] === 'string' ? properties['name'] : ''
  if (line) drawInto(desk.board, line, { id: properties.id, name, size, onward: onwardId })
  retarget(desk, flow, node)
  const onward = addFlow(desk, node, next, { id: onwardId })
  return { node, onward }
}
