import { idOf, isA, type ModdleElement } from '../moddle.ts'
import { bottomOf, middleOf, rightOf, type Box } from './board.ts'
import { drawAt, newBox, SIZES } from './place.ts'
import { boundariesOf, EditRefusedError, incomingOf, newId, nodeOf, outgoingOf, sourceOf, targetOf } from './sheet.ts'
import {
  addFlow,
  insertOn,
  meetingBefore,
  redraw,
  removeFlow,
  removeNode,
  retarget,
  said,
  sayMeeting,
  type Desk,
} from './ways.ts'
import { setWords } from './write-words.ts'

const LOCAL = 'Local practice'
const PARTING = { clause: LOCAL, guidance: 'What follows goes on at the same time.' }
const JOINING = { clause: LOCAL, guidance: 'It goes on when all of them are done.' }

/** Between a way and the one drawn below it. */
const GAP = 48

/** Where ways part that are all gone at the same time. */
export function isFork(desk: Desk, node: ModdleElement): boolean {
  return isA(node, 'bpmn:ParallelGateway') && outgoingOf(desk, node).length > 1
}

/** Where it is waited for all of several ways. */
export function isJoin(desk: Desk, node: ModdleElement): boolean {
  return isA(node, 'bpmn:ParallelGateway') && incomingOf(desk, node).length > 1
}

/**
 * A way, still empty, that is gone at the same time as a step: ways part before the step and meet after it, and where they
 * do so already there is one more of them.
 *
 * @throws EditRefusedError where the ways would not meet again.
 */
export function wayBeside(desk: Desk, id: string): ModdleElement {
  const host = nodeOf(desk, id)
  refuseWhatMayNotReturn(desk, host)
  const onward = outgoingOf(desk, host)[0]
  if (onward === undefined)
    throw new EditRefusedError(`Nothing comes after ${said(host)}: the ways could not meet again.`)
  const back = wayTo(desk, host)
  const isParted = isFork(desk, sourceOf(back)) && isJoin(desk, targetOf(onward))
  const fork = isParted ? sourceOf(back) : gatewayOn(desk, back, 'and', PARTING)
  const join = isParted ? targetOf(onward) : gatewayOn(desk, outgoingOf(desk, host)[0] ?? onward, 'all_done', JOINING)
  const flow = addFlow(desk, fork, join)
  drawBelow(desk, flow, { fork, join })
  return flow
}

function refuseWhatMayNotReturn(desk: Desk, host: ModdleElement): void {
  const isStep = isA(host, 'bpmn:Activity') && host.get('triggeredByEvent') !== true
  if (!isStep || host.get('isForCompensation') === true) {
    throw new EditRefusedError(
      `Nothing can go on at the same time as ${said(host)}: choose a task, a stage or what the service does.`,
    )
  }
  if (outgoingOf(desk, host).length > 1)
    throw new EditRefusedError(`Several ways leave ${said(host)}. Change it in the diagram.`)
  const breaks = boundariesOf(desk, host).find((event) => event.get('cancelActivity') !== false)
  if (breaks !== undefined) {
    throw new EditRefusedError(
      `${said(breaks)} can stop ${said(host)}: what goes on at the same time would then wait for it for ever.`,
    )
  }
  if (incomingOf(desk, host).some((flow) => isA(sourceOf(flow), 'bpmn:EventBasedGateway'))) {
    throw new EditRefusedError(`${said(host)} is one of the things that are waited for. Change that in the diagram.`)
  }
}

/** The one way to a step; several meet before it first. */
function wayTo(desk: Desk, host: ModdleElement): ModdleElement {
  const incoming = incomingOf(desk, host)
  const [only] = incoming.length > 1 ? outgoingOf(desk, meetingBefore(desk, host)) : incoming
  if (only === undefined) throw new EditRefusedError(`No way leads to ${said(host)}.`)
  return only
}

function gatewayOn(desk: Desk, flow: ModdleElement, stem: string, words: typeof PARTING): ModdleElement {
  const { node } = insertOn(desk, flow, 'bpmn:ParallelGateway', { id: newId(desk, 'gw', stem) }, 'gateway')
  setWords(node, words)
  return node
}

/** A place where further ways may meet one that goes on to where all of several ways are waited for. */
export function meetingOn(desk: Desk, flow: ModdleElement): ModdleElement {
  const id = newId(desk, 'gw', `to_${idOf(targetOf(flow)).replace(/^[a-z]+_/, '')}`)
  const { node } = insertOn(desk, flow, 'bpmn:ExclusiveGateway', { id }, 'gateway')
  sayMeeting(node)
  return node
}

/** Below all that stands on the ways between, with room for a step; what stands there gives way. */
function drawBelow(
  desk: Desk,
  flow: ModdleElement,
  { fork, join }: { readonly fork: ModdleElement; readonly join: ModdleElement },
): void {
  const { board } = desk
  const line = board.lines.get(idOf(flow))
  const [from, to] = [board.boxes.get(idOf(fork)), board.boxes.get(idOf(join))]
  if (line === undefined || from === undefined || to === undefined || rightOf(from) >= to.x) return
  const own = between(desk, fork, join).flatMap((node) => board.boxes.get(idOf(node)) ?? [])
  const lowest = Math.max(...[from, to, ...own].map(lowestOf))
  const room = { id: ' room', scope: from.scope, plane: from.plane, name: '', size: 'activity' } as const
  drawAt(board, newBox(room, { x: middleOf(from).x + GAP, y: lowest + GAP }))
  board.boxes.delete(room.id)
  const y = lowest + GAP + SIZES.activity.height / 2
  const [left, right] = [middleOf(from).x, middleOf(to).x]
  line.points = [
    { x: left, y: bottomOf(from) },
    { x: left, y },
    { x: right, y },
    { x: right, y: bottomOf(to) },
  ]
}

function lowestOf(box: Box): number {
  return Math.max(bottomOf(box), box.label === undefined ? 0 : box.label.y + box.label.height)
}

/** Nodes on the ways from one to the other, with the events on their borders. */
function between(desk: Desk, fork: ModdleElement, join: ModdleElement): readonly ModdleElement[] {
  const found = new Set<ModdleElement>([fork])
  for (const node of found) {
    for (const flow of outgoingOf(desk, node)) if (targetOf(flow) !== join) found.add(targetOf(flow))
    for (const event of boundariesOf(desk, node)) found.add(event)
  }
  return [...found]
}

/**
 * Takes out a step that is alone on one of several ways gone at the same time, with its way. Where one way is left, nothing
 * parts there any more.
 *
 * @returns whether it was such a step.
 */
export function takeOutWay(desk: Desk, node: ModdleElement): boolean {
  const [back, ...otherBack] = incomingOf(desk, node)
  const [onward, ...otherOnward] = outgoingOf(desk, node)
  if (back === undefined || onward === undefined || otherBack.length + otherOnward.length > 0) return false
  const [fork, join] = [sourceOf(back), targetOf(onward)]
  if (!isFork(desk, fork) || !isJoin(desk, join)) return false
  for (const flow of [back, onward]) removeFlow(desk, flow)
  removeNode(desk, node)
  for (const gateway of [fork, join]) dissolve(desk, gateway)
  return true
}

/** A gateway with one way in and one way out goes. */
function dissolve(desk: Desk, gateway: ModdleElement): void {
  const [back, ...otherBack] = incomingOf(desk, gateway)
  const [onward, ...otherOnward] = outgoingOf(desk, gateway)
  if (back === undefined || onward === undefined || otherBack.length + otherOnward.length > 0) return
  const next = targetOf(onward)
  removeFlow(desk, onward)
  retarget(desk, back, next)
  redraw(desk, back)
  removeNode(desk, gateway)
}
