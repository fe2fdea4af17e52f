import { processesOf } from '../main-process.ts'
import { idOf, isA, newElement, type ModdleElement } from '../moddle.ts'
import { wayOf, type Done } from './add-steps.ts'
import { bottomOf, rightOf } from './board.ts'
import type { DiagramOperation, NewEvent } from './operation.ts'
import { drawAt, freeOnBorder, newBox, SIZES } from './place.ts'
import { setEventCondition, setTimer } from './set-expressions.ts'
import { setSign, SIGNS } from './set-events.ts'
import { adopt, EditRefusedError, listOf, newId, nodeOf, put, scopeOf } from './sheet.ts'
import { addFlow, addNode, insertOn, said, type Desk } from './ways.ts'
import { setWords } from './write-words.ts'

export type AddingEvent = Extract<DiagramOperation, { readonly do: 'add-wait' | 'add-border' | 'add-aside' }>

/** What happens by itself: on the way, during a step, or at any time. */
export function addEvent(desk: Desk, operation: AddingEvent): Done {
  const { name } = operation
  switch (operation.do) {
    case 'add-wait': {
      const flow = wayOf(desk, operation.where)
      const properties = { id: newId(desk, 'ev', name), name }
      const { node } = insertOn(desk, flow, 'bpmn:IntermediateCatchEvent', properties, 'event')
      define(desk, node, operation.event)
      setWords(node, operation)
      return { what: `${said(node)} is waited for`, element: idOf(node) }
    }
    case 'add-border':
      return addBorder(desk, operation)
    case 'add-aside':
      return addAside(desk, operation)
  }
}

const ENDED = 'Dealt with'

function addBorder(desk: Desk, operation: Extract<AddingEvent, { do: 'add-border' }>): Done {
  const { name, stops, element } = operation
  const host = nodeOf(desk, element)
  if (!isA(host, 'bpmn:Activity') || host.get('triggeredByEvent') === true) {
    throw new EditRefusedError(`Nothing can break into ${said(host)}.`)
  }
  const scope = scopeOf(host)
  const properties = { id: newId(desk, 'ev', name), name, attachedToRef: host, cancelActivity: stops }
  const event = addNode(desk, scope, 'bpmn:BoundaryEvent', properties, host)
  define(desk, event, operation.event)
  setWords(event, operation)
  mustMayGoOn(operation.event, stops)
  const end = addNode(desk, scope, 'bpmn:EndEvent', { id: newId(desk, 'end', name), name: ENDED }, event)
  setWords(end, operation)
  const box = desk.board.boxes.get(element)
  if (box) {
    const shape = { scope: box.scope, plane: box.plane, size: 'event' } as const
    const taken = [...desk.board.boxes.values()].filter((each) => each.host === element)
    const below = taken.filter((each) => bottomOf(each) > bottomOf(box) - 1)
    const { width, height } = SIZES.event
    const at = { x: freeOnBorder(box, below), y: bottomOf(box) - height / 2 }
    const own = { ...newBox({ ...shape, id: idOf(event), name }, at), host: element }
    own.label = { x: at.x + width + 2, y: bottomOf(box) + 4, width: 60, height: 14 }
    desk.board.boxes.set(idOf(event), own)
    drawAt(
      desk.board,
      newBox({ ...shape, id: idOf(end), name: ENDED }, { x: at.x + width + ROOM, y: bottomOf(box) + ROOM }),
    )
  }
  addFlow(desk, event, end)
  return { what: `${said(host)}: ${said(event)} can happen during it`, element: idOf(event) }
}

const ROOM = 48
/** Of a frame around a start and an end. */
const FRAME = { width: 260, height: 130 } as const

function addAside(desk: Desk, operation: Extract<AddingEvent, { do: 'add-aside' }>): Done {
  const { name, stops } = operation
  const [process] = processesOf(desk.definitions)
  if (process === undefined) throw new EditRefusedError('The diagram has no process.')
  mustMayGoOn(operation.event, stops)
  const properties = { id: newId(desk, 'any', name), name, triggeredByEvent: true }
  const group = addNode(desk, process, 'bpmn:SubProcess', properties)
  setWords(group, operation)
  const start = addNode(desk, group, 'bpmn:StartEvent', {
    ...{ id: newId(desk, 'start', name), name, isInterrupting: stops },
  })
  define(desk, start, operation.event)
  const end = addNode(desk, group, 'bpmn:EndEvent', { id: newId(desk, 'end', name), name: ENDED }, start)
  for (const each of [start, end]) setWords(each, operation)
  const boxes = [...desk.board.boxes.values()].filter(({ scope }) => scope === idOf(process))
  const [first] = boxes
  if (first) {
    const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.max(...boxes.map(bottomOf)) + 2 * ROOM]
    const { plane } = first
    const frame = { id: idOf(group), scope: idOf(process), plane, isOpen: true, isAside: true, x, y, ...FRAME }
    desk.board.boxes.set(idOf(group), frame)
    const shape = { scope: idOf(group), plane, size: 'event' } as const
    const line = y + (FRAME.height - SIZES.event.height) / 2
    drawAt(desk.board, newBox({ ...shape, id: idOf(start), name }, { x: x + ROOM, y: line }))
    const last = rightOf(frame) - ROOM - SIZES.event.width
    drawAt(desk.board, newBox({ ...shape, id: idOf(end), name: ENDED }, { x: last, y: line }))
  }
  addFlow(desk, start, end)
  return { what: `${said(group)} can happen at any time`, element: idOf(start) }
}

/** @throws EditRefusedError for an error that would stop nothing. */
function mustMayGoOn({ kind }: NewEvent, stops: boolean): void {
  if (kind === 'error' && !stops) {
    throw new EditRefusedError('What goes wrong always stops the work that it breaks into.')
  }
}

function define(desk: Desk, element: ModdleElement, event: NewEvent): void {
  const type =
    event.kind === 'time'
      ? 'bpmn:TimerEventDefinition'
      : event.kind === 'condition'
        ? 'bpmn:ConditionalEventDefinition'
        : SIGNS.find(({ of }) => of === event.kind)?.definition
  if (type === undefined) throw new EditRefusedError('Say what it waits for.')
  const definition = newElement(type, { id: newId(desk, 'def', idOf(element)) })
  adopt(element, definition)
  listOf(element, 'eventDefinitions').push(definition)
  if (event.kind === 'time') setTimer(element, event.timer)
  else if (event.kind === 'condition') {
    put(definition, 'condition', 'bpmn:FormalExpression', { body: '' }, { isOnly: true })
    setEventCondition(element, event.condition)
  } else setSign(desk, element, event.code.trim())
}
