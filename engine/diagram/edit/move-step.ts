import { idOf, isA, type ModdleElement } from '../moddle.ts'
import type { Done } from './add-steps.ts'
import { middleOf, rightOf } from './board.ts'
import { moveBox, settle } from './make-room.ts'
import { drop, EditRefusedError, incomingOf, listOf, nodeOf, outgoingOf, scopeOf, sourceOf, targetOf } from './sheet.ts'
import { redraw, retarget, said, type Desk } from './ways.ts'

/** Lets a step change places with the one before it or after it, in a chain of steps. */
export function moveStep(desk: Desk, id: string, direction: 'up' | 'down'): Done {
  const node = nodeOf(desk, id)
  const { onward, back } = linksOf(desk, node)
  const other = direction === 'down' ? targetOf(onward) : sourceOf(back)
  linksOf(desk, other)
  const [first, second] = direction === 'down' ? [node, other] : [other, node]
  exchange(desk, first, second)
  return { what: `${said(node)} moved ${direction === 'down' ? 'after' : 'before'} ${said(other)}`, element: id }
}

/** The one way to a step and the one way from it. @throws EditRefusedError */
function linksOf(desk: Desk, node: ModdleElement): { readonly back: ModdleElement; readonly onward: ModdleElement } {
  const isStep =
    isA(node, 'bpmn:Activity') || isA(node, 'bpmn:IntermediateThrowEvent') || isA(node, 'bpmn:IntermediateCatchEvent')
  const [back, ...otherBack] = incomingOf(desk, node)
  const [onward, ...otherOnward] = outgoingOf(desk, node)
  const isInChain = back && onward && otherBack.length === 0 && otherOnward.length === 0
  if (!isStep || !isInChain || isA(sourceOf(back), 'bpmn:EventBasedGateway')) {
    const why = isA(node, 'bpmn:Gateway') ? 'ways part or meet there' : 'it is not one of a chain of steps'
    throw new EditRefusedError(`A step cannot change places with ${said(node)}: ${why}.`)
  }
  return { back, onward }
}

function exchange(desk: Desk, first: ModdleElement, second: ModdleElement): void {
  const { back: to, onward: between } = linksOf(desk, first)
  const { onward: from } = linksOf(desk, second)
  retarget(desk, to, second)
  resource(desk, between, second)
  retarget(desk, between, first)
  resource(desk, from, first)
  const [one, other] = [desk.board.boxes.get(idOf(first)), desk.board.boxes.get(idOf(second))]
  if (one && other) {
    const [a, b] = [middleOf(one), middleOf(other)]
    const inRow = Math.abs(a.y - b.y) < 1 && rightOf(one) <= other.x
    const [left, right] = [one.x, rightOf(other)]
    moveBox(desk.board, other.id, inRow ? left - other.x : a.x - b.x, a.y - b.y)
    moveBox(desk.board, one.id, inRow ? right - rightOf(one) : b.x - a.x, b.y - a.y)
    settle(desk.board, idOf(scopeOf(first)))
  }
  for (const flow of [to, between, from]) redraw(desk, flow)
}

function resource(desk: Desk, flow: ModdleElement, source: ModdleElement): void {
  drop(sourceOf(flow), 'outgoing', flow)
  flow.set('sourceRef', source)
  listOf(source, 'outgoing').push(flow)
  const line = desk.board.lines.get(idOf(flow))
  if (line) line.source = idOf(source)
}
