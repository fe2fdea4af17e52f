import { childrenOf, idOf, isA, readModdle, type ModdleElement } from '../moddle.ts'
import { addEvent } from './add-events.ts'
import { addStep } from './add-steps.ts'
import { readBoard, writeBoard, type Board } from './board.ts'
import { writeCanonical } from './canonical.ts'
import { changeAnswers, changeStep } from './change-steps.ts'
import { addLateness, removeLateness } from './lateness.ts'
import { layOut } from './lay-out.ts'
import { settle } from './make-room.ts'
import { moveStep } from './move-step.ts'
import type { DiagramOperation, Edited } from './operation.ts'
import { mendLines } from './place.ts'
import { isAwry } from './route.ts'
import { boundariesOf, EditRefusedError, nameOf, openSheet, outgoingOf, targetOf } from './sheet.ts'
import { takeOut } from './take-out.ts'
import { said, type Desk } from './ways.ts'
import type { Done } from './add-steps.ts'
import { capital } from '../../values/capital.ts'

export interface EditOptions {
  /** Of the procedure's other diagrams: an id stands once in a procedure. */
  readonly idsElsewhere?: Iterable<string>
}

/**
 * Does one thing to a diagram, and draws what is new: beside its neighbour, what stands to the right giving way, the rest
 * where it was. Ids of what is not touched stay.
 *
 * What it says is right as BPMN; whether it is right by the rules is for the checks to say.
 */
export async function editDiagram(
  xml: string,
  operation: DiagramOperation,
  { idsElsewhere = [] }: EditOptions = {},
): Promise<Edited> {
  try {
    const sheet = openSheet(xml, idsElsewhere)
    const desk: Desk = { ...sheet, board: readBoard(sheet) }
    const unreachedBefore = unreached(desk)
    if (!isDrawn(desk)) layOut(desk)
    const awry = awryLines(desk.board)
    const done = perform(desk, operation)
    const lost = unreached(desk).find((id) => !unreachedBefore.includes(id))
    if (lost !== undefined) {
      const element = desk.elements.get(lost)
      throw new EditRefusedError(`Then no way would lead to ${element ? said(element) : lost} any more.`)
    }
    redrawAll(desk, awry)
    writeBoard(desk, desk.board)
    const written = await writeCanonical(desk.definitions)
    const { definitions: again, warnings } = readModdle(written)
    if (again === undefined || warnings.length > 0) throw new EditRefusedError('The diagram could not be written.')
    return { ...done, xml: written, what: capital(done.what) }
  } catch (error) {
    if (error instanceof EditRefusedError) return { refused: capital(error.message) }
    throw error
  }
}

function perform(desk: Desk, operation: DiagramOperation): Done {
  switch (operation.do) {
    case 'add-task':
    case 'add-action':
    case 'add-question':
    case 'add-stage':
    case 'add-end':
      return addStep(desk, operation)
    case 'add-wait':
    case 'add-border':
    case 'add-aside':
      return addEvent(desk, operation)
    case 'rename':
    case 'set-role':
    case 'set-form':
    case 'set-deadline':
    case 'set-local':
    case 'set-words':
    case 'set-action':
    case 'set-stage':
    case 'set-outcome':
    case 'set-timer':
    case 'set-repeat':
    case 'set-condition':
    case 'set-sign':
    case 'set-stops':
    case 'set-taken-back':
      return changeStep(desk, operation)
    case 'add-answer':
    case 'change-answer':
    case 'remove-answer':
    case 'lead':
      return changeAnswers(desk, operation)
    case 'delete':
      return takeOut(desk, operation.element, operation.keep)
    case 'move':
      return moveStep(desk, operation.element, operation.direction)
    case 'add-lateness':
      return addLateness(desk, operation.element, operation.repeat)
    case 'remove-lateness':
      return removeLateness(desk, operation.element)
    case 'lay-out':
      layOut(desk)
      return { what: 'Laid out again' }
  }
}

/** Whether everything has its place in the drawing. */
function isDrawn({ elements, board }: Desk): boolean {
  return [...elements].every(([id, element]) => {
    if (isA(element, 'bpmn:FlowNode')) return board.boxes.has(id)
    return !isA(element, 'bpmn:SequenceFlow') || board.lines.has(id)
  })
}

function awryLines(board: Board): ReadonlySet<string> {
  return new Set(
    [...board.lines.values()].filter((line) => line.points.length > 1 && isAwry(board, line)).map(({ id }) => id),
  )
}

function redrawAll(desk: Desk, awryBefore: ReadonlySet<string>): void {
  const { board } = desk
  const scopes = new Set([...board.boxes.values()].map(({ scope }) => scope))
  for (const scope of scopes) settle(board, scope)
  const nameOfLine = (id: string) => {
    const flow = desk.elements.get(id)
    return flow === undefined ? '' : nameOf(flow)
  }
  for (const scope of scopes) mendLines(board, scope, nameOfLine, awryBefore)
}

/** Nodes that no start leads to. What begins by itself is reached. */
function unreached(desk: Desk): readonly string[] {
  const nodes = [...desk.elements.values()].filter((element) => isA(element, 'bpmn:FlowNode'))
  const reached = new Set<ModdleElement>(nodes.filter(beginsByItself))
  for (const node of reached) {
    for (const flow of outgoingOf(desk, node)) reached.add(targetOf(flow))
    for (const event of boundariesOf(desk, node)) reached.add(event)
  }
  return nodes.filter((node) => !reached.has(node)).map(idOf)
}

function beginsByItself(node: ModdleElement): boolean {
  const isLink = childrenOf(node, 'eventDefinitions').some(({ $type }) => $type === 'bpmn:LinkEventDefinition')
  return (
    isA(node, 'bpmn:StartEvent') ||
    node.get('triggeredByEvent') === true ||
    node.get('isForCompensation') === true ||
    (isLink && isA(node, 'bpmn:IntermediateCatchEvent'))
  )
}
