import { idOf, isA, type ModdleElement } from '../moddle.ts'
import type { DiagramOperation, NewAnswer, StepPlace } from './operation.ts'
import { freePlace, drawAt, newBox } from './place.ts'
import { EditRefusedError, flowOf, newId, nodeOf, outgoingOf, scopeOf, sourceOf, targetOf } from './sheet.ts'
import { isJoin, meetingOn, wayBeside } from './beside.ts'
import {
  addFlow,
  addNode,
  afterLoss,
  conditionOf,
  insertOn,
  meetingBefore,
  redraw,
  retarget,
  said,
  setCondition,
  type Desk,
} from './ways.ts'

import { conditionText } from './set-expressions.ts'
import { setDeadline, setParameters, setWords } from './write-words.ts'

export type Adding = Extract<
  DiagramOperation,
  { readonly do: `add-${'task' | 'action' | 'question' | 'stage' | 'end'}` }
>

/** What was done, and the element that is new. */
export interface Done {
  readonly what: string
  readonly element?: string
}

export function addStep(desk: Desk, operation: Adding): Done {
  const { where } = operation
  const place = placeInWords(desk, where)
  if ('beside' in where && operation.do === 'add-end') {
    throw new EditRefusedError('Ways that go on at the same time meet again: none of them ends by itself.')
  }
  const flow = wayOf(desk, where)
  const node = added(desk, flow, operation)
  setWords(node, operation)
  return { what: `${KINDS[operation.do]} ${said(node)} added ${place}`, element: idOf(node) }
}

const KINDS = {
  'add-task': 'Task',
  'add-action': 'Step',
  'add-question': 'Question',
  'add-stage': 'Stage',
  'add-end': 'End',
} as const

function added(desk: Desk, flow: ModdleElement, operation: Adding): ModdleElement {
  const { name } = operation
  switch (operation.do) {
    case 'add-task': {
      const { role, form } = operation
      const properties = { id: newId(desk, 'task', name), name, 'redress:role': role, 'redress:form': form }
      const { node } = insertOn(desk, flow, 'bpmn:UserTask', properties, 'activity')
      setDeadline(node, operation.deadline)
      return node
    }
    case 'add-action': {
      const properties = { id: newId(desk, 'svc', name), name, 'redress:action': operation.action }
      const type = operation.action === 'decide' ? 'bpmn:BusinessRuleTask' : 'bpmn:ServiceTask'
      const { node } = insertOn(desk, flow, type, properties, 'activity')
      setParameters(node, operation.parameters)
      return node
    }
    case 'add-stage': {
      const properties = { id: newId(desk, 'call', name), name, calledElement: operation.process }
      return insertOn(desk, flow, 'bpmn:CallActivity', properties, 'activity').node
    }
    case 'add-question':
      return addQuestion(desk, flow, name, operation.answers)
    case 'add-end':
      return addEnd(desk, flow, name, operation.outcome)
  }
}

function addQuestion(desk: Desk, flow: ModdleElement, name: string, answers: readonly NewAnswer[]): ModdleElement {
  if (answers.length < 2) throw new EditRefusedError('A question needs two answers or more.')
  const others = answers.filter(({ condition }) => condition === undefined)
  if (others.length !== 1) {
    throw new EditRefusedError('One answer, and only one, is taken when no other holds: leave its condition out.')
  }
  const properties = { id: newId(desk, 'gw', name), name }
  const { node, onward } = insertOn(desk, flow, 'bpmn:ExclusiveGateway', properties, 'gateway')
  const meeting = isJoin(desk, targetOf(onward)) ? meetingOn(desk, onward) : meetingBefore(desk, targetOf(onward))
  for (const [place, answer] of answers.entries()) {
    const way = place === 0 ? onward : addFlow(desk, node, meeting)
    writeAnswer(node, way, answer)
  }
  return node
}

/** What an answer says: its name, and its condition or that it is the one otherwise taken. */
export function writeAnswer(question: ModdleElement, way: ModdleElement, { name, condition }: NewAnswer): void {
  way.set('name', name)
  setCondition(way, condition === undefined ? undefined : conditionText(condition, conditionOf(way)))
  if (condition === undefined) question.set('default', way)
  else if (question.get('default') === way) question.set('default', undefined)
}

/** Leads a way to an end of its own. */
function addEnd(desk: Desk, flow: ModdleElement, name: string, outcome: string | undefined): ModdleElement {
  const [source, old] = [sourceOf(flow), targetOf(flow)]
  const scope = scopeOf(flow)
  const id = newId(desk, 'end', name)
  const end = addNode(
    desk,
    scope,
    'bpmn:EndEvent',
    { id, name, ...(outcome && { 'redress:outcome': outcome }) },
    source,
  )
  retarget(desk, flow, end)
  afterLoss(desk, old)
  const box = desk.board.boxes.get(idOf(source))
  if (box) {
    const shape = { id, scope: idOf(scope), plane: box.plane, name, size: 'event' } as const
    drawAt(desk.board, newBox(shape, freePlace(desk.board, box, 'event')))
  }
  redraw(desk, flow)
  return end
}

/** The flow on which something is to be added. @throws EditRefusedError */
export function wayOf(desk: Desk, where: StepPlace): ModdleElement {
  if ('beside' in where) return wayBeside(desk, where.beside)
  if ('way' in where) return notAfterWaiting(flowOf(desk, where.way))
  const node = nodeOf(desk, where.after)
  const [only, ...more] = outgoingOf(desk, node)
  if (only === undefined) throw new EditRefusedError(`Nothing comes after ${said(node)}: the way ends there.`)
  if (more.length > 0) throw new EditRefusedError(`Several ways leave ${said(node)}. Say after which of them.`)
  return notAfterWaiting(only)
}

function notAfterWaiting(flow: ModdleElement): ModdleElement {
  const source = sourceOf(flow)
  if (!isA(source, 'bpmn:EventBasedGateway')) return flow
  throw new EditRefusedError(`${said(source)} waits for the first of several events: nothing else can come there.`)
}

function placeInWords(desk: Desk, where: StepPlace): string {
  if ('beside' in where) return `at the same time as ${said(nodeOf(desk, where.beside))}`
  const flow = wayOf(desk, where)
  const source = sourceOf(flow)
  const answer = isA(source, 'bpmn:Gateway') && flow.get('name') !== undefined ? `the answer ${said(flow)} of ` : ''
  return `after ${answer}${said(source)}`
}
