import { childrenOf, extensionsOf, idOf, isA, newElement, textOf, type ModdleElement } from '../moddle.ts'
import { deadlineOf } from '../parse-redress.ts'
import type { Done } from './add-steps.ts'
import { bottomOf, rightOf, type Board } from './board.ts'
import { drawAt, freeOnBorder, newBox, SIZES } from './place.ts'
import { adopt, boundariesOf, EditRefusedError, listOf, newId, nodeOf, scopeOf } from './sheet.ts'
import { addFlow, addNode, removeBehind, said, type Desk } from './ways.ts'
import { deadlineHolder, setDeadline, setParameters, setWords } from './write-words.ts'

/** Working days between two notices that we are late, where nothing else is said. */
const USUAL_REPEAT = 10

/** A timer on the border of a step that tells the complainant when its last day has passed, and stops nothing. */
export function addLateness(desk: Desk, id: string, repeat = USUAL_REPEAT): Done {
  const task = nodeOf(desk, id)
  const [element] = extensionsOf(deadlineHolder(task), 'redress:Deadline')
  const deadline = element && deadlineOf(element)
  const rule = deadline?.rule ?? deadline?.local?.id
  if (!isA(task, 'bpmn:Activity') || deadline === undefined || rule === undefined) {
    throw new EditRefusedError(`${said(task)} has no deadline that could pass. Give it one first.`)
  }
  if (latenessOf(desk, task)) throw new EditRefusedError(`${said(task)} has its lateness path already.`)
  const scope = scopeOf(task)
  const stem = idOf(task).replace(/^[a-z]+_/, '')
  const clause = (childrenOf(task, 'documentation')[0]?.get('text') as string | undefined)?.split('\n')[0] ?? ''
  const properties = { id: newId(desk, 'ev', `${stem} late`), name: 'Late', attachedToRef: task, cancelActivity: false }
  const event = addNode(desk, scope, 'bpmn:BoundaryEvent', properties, task)
  const timer = newElement('bpmn:TimerEventDefinition', { id: newId(desk, 'ev', `${stem} late definition`) })
  adopt(event, timer)
  listOf(event, 'eventDefinitions').push(timer)
  setDeadline(event, { ...deadline, at: 'breach', repeat })
  setWords(event, { clause, guidance: `The day after the last day, and again every ${repeat} working days.` })
  const tellId = newId(desk, 'svc', `${stem} late`)
  const telling = { id: tellId, name: 'Tell the complainant we are late', 'redress:action': TELLING }
  const tell = addNode(desk, scope, 'bpmn:ServiceTask', telling, event)
  setParameters(tell, { rule })
  setWords(tell, { clause, guidance: 'Says sorry, why, and when it will come.' })
  const end = addNode(desk, scope, 'bpmn:EndEvent', { id: newId(desk, 'end', `${stem} late`), name: 'Told' }, tell)
  setWords(end, { clause, guidance: 'The notice is out.' })
  drawBelow(desk.board, idOf(task), [idOf(event), idOf(tell), idOf(end)])
  addFlow(desk, event, tell)
  addFlow(desk, tell, end)
  return { what: `${said(task)}: the complainant is told when it is late`, element: idOf(event) }
}

const TELLING = 'send-lateness-notice'

export function removeLateness(desk: Desk, id: string): Done {
  const task = nodeOf(desk, id)
  const event = latenessOf(desk, task)
  if (event === undefined) throw new EditRefusedError(`${said(task)} has no lateness path of its own.`)
  removeBehind(desk, event)
  return { what: `${said(task)}: no lateness path of its own any more`, element: id }
}

/** The event on the border of a step that comes when its last day has passed and stops nothing. */
export function latenessOf(desk: Desk, task: ModdleElement): ModdleElement | undefined {
  return boundariesOf(desk, task).find((event) => {
    const [deadline] = extensionsOf(deadlineHolder(event), 'redress:Deadline')
    return event.get('cancelActivity') === false && deadline !== undefined && textOf(deadline, 'at') === 'breach'
  })
}

/** The event at the foot of its step, and what follows it in a row below. */
function drawBelow(board: Board, host: string, [eventId = '', tellId = '', endId = '']: readonly string[]): void {
  const task = board.boxes.get(host)
  if (task === undefined) return
  const shape = { scope: task.scope, plane: task.plane }
  const { width, height } = SIZES.event
  const taken = [...board.boxes.values()].filter((box) => box.host === host && bottomOf(box) > bottomOf(task) - 1)
  const x = freeOnBorder(task, taken)
  const at = { x, y: bottomOf(task) - height / 2 }
  const event = { ...newBox({ ...shape, id: eventId, name: 'Late', size: 'event' }, at), host }
  event.label = { x: x + width + 2, y: bottomOf(task) + 4, width: 30, height: 14 }
  board.boxes.set(eventId, event)
  const row = bottomOf(task) + ROOM
  const tell = newBox({ ...shape, id: tellId, name: '', size: 'activity' }, { x: x + width + ROOM, y: row })
  drawAt(board, tell)
  const told = { x: rightOf(tell) + ROOM, y: tell.y + (tell.height - height) / 2 }
  drawAt(board, newBox({ ...shape, id: endId, name: 'Told', size: 'event' }, told))
}

const ROOM = 48
