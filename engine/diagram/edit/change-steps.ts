import { childOf, idOf, isA, type ModdleElement } from '../moddle.ts'
import type { Done } from './add-steps.ts'
import { writeAnswer } from './add-steps.ts'
import type { DiagramOperation } from './operation.ts'
import { labelBelow } from './route.ts'
import { EditRefusedError, elementOf, flowOf, nodeOf, outgoingOf, scopeOf, sourceOf, targetOf } from './sheet.ts'
import {
  addFlow,
  afterLoss,
  isMerge,
  isQuestion,
  meetingBefore,
  redraw,
  removeFlow,
  retarget,
  said,
  type Desk,
} from './ways.ts'
import { setEventCondition, setRepeat, setTimer } from './set-expressions.ts'
import { setSign, setStops, setTakenBack } from './set-events.ts'
import { setDeadline, setLocal, setParameters, setWords } from './write-words.ts'

export type Setting = Extract<DiagramOperation, { readonly do: 'rename' | `set-${string}` }>

/** Changes what a step says, and nothing of where it stands. */
export function changeStep(desk: Desk, operation: Setting): Done {
  if (operation.do === 'set-local') {
    const { local } = operation
    const many = setLocal(desk.elements.values(), local)
    if (many === 0) throw new EditRefusedError(`The diagram does not name the target ‘${local.title}’.`)
    return { what: `${local.title}: ${local.workingDays} working days` }
  }
  const element = elementOf(desk, operation.element)
  return { what: changed(desk, element, operation), element: operation.element }
}

function changed(
  desk: Desk,
  element: ModdleElement,
  operation: Exclude<Setting, { readonly do: 'set-local' }>,
): string {
  switch (operation.do) {
    case 'rename': {
      const before = said(element)
      element.set('name', operation.name)
      const box = desk.board.boxes.get(operation.element)
      if (box && !isA(element, 'bpmn:Activity')) box.label ??= labelBelow(box, operation.name)
      return `${before} is now called ${said(element)}`
    }
    case 'set-role':
      only(element, ['bpmn:UserTask', 'bpmn:CatchEvent'], 'done by somebody')
      element.set('redress:role', operation.role)
      return `${said(element)}: who does it`
    case 'set-form':
      only(element, ['bpmn:UserTask', 'bpmn:CatchEvent'], 'done with a form')
      element.set('redress:form', operation.form)
      return `${said(element)}: the form`
    case 'set-deadline':
      setDeadline(element, operation.deadline)
      return `${said(element)}: the deadline`
    case 'set-words':
      setWords(element, operation)
      return `${said(element)}: the clause and the guidance`
    case 'set-action':
      only(element, ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask'], 'done by the service')
      element.set('redress:action', operation.action)
      setParameters(element, operation.parameters)
      return `${said(element)}: what the service does`
    case 'set-stage':
      only(element, ['bpmn:CallActivity'], 'a stage')
      element.set('calledElement', operation.process)
      return `${said(element)}: the diagram behind it`
    case 'set-outcome':
      only(element, ['bpmn:EndEvent'], 'an end')
      element.set('redress:outcome', operation.outcome)
      return `${said(element)}: the outcome`
    case 'set-timer':
      setTimer(element, operation.timer)
      return `${said(element)}: when it acts`
    case 'set-repeat':
      only(element, ['bpmn:Activity'], 'a step that could be gone through several times')
      setRepeat(element, operation.loop)
      return `${said(element)}: how often it is gone through`
    case 'set-condition':
      setEventCondition(element, operation.condition)
      return `${said(element)}: its condition`
    case 'set-sign':
      setSign(desk, element, operation.code.trim())
      return `${said(element)}: what it waits for or says`
    case 'set-taken-back':
      setTakenBack(desk, element, operation.step)
      return `${said(element)}: what is taken back`
    case 'set-stops':
      setStops(element, operation.stops)
      return `${said(element)} ${operation.stops ? 'stops what it breaks into' : 'stops nothing'}`
  }
}

function only(element: ModdleElement, types: readonly string[], what: string): void {
  if (!types.some((type) => isA(element, type))) throw new EditRefusedError(`${said(element)} is not ${what}.`)
}

export type Answering = Extract<DiagramOperation, { readonly do: `${string}-answer` | 'lead' }>

/** Answers of questions, and where ways lead. */
export function changeAnswers(desk: Desk, operation: Answering): Done {
  switch (operation.do) {
    case 'add-answer': {
      const question = nodeOf(desk, operation.question)
      if (!isQuestion(desk, question)) throw new EditRefusedError(`${said(question)} is no question.`)
      if (operation.answer.condition === undefined) mustHaveNoOther(question, undefined)
      const target = mayLeadTo(desk, question, operation.to)
      const flow = addFlow(desk, question, meetingBefore(desk, target))
      writeAnswer(question, flow, operation.answer)
      return { what: `Answer ${said(flow)} added to ${said(question)}`, element: idOf(flow) }
    }
    case 'change-answer': {
      const flow = flowOf(desk, operation.way)
      const question = sourceOf(flow)
      const chooses = isQuestion(desk, question) || isA(question, 'bpmn:Activity')
      if (!chooses) throw new EditRefusedError(`${said(flow)} is no answer to a question.`)
      if (operation.answer.condition === undefined) mustHaveNoOther(question, flow)
      const before = said(flow)
      writeAnswer(question, flow, operation.answer)
      return { what: `Answer ${before} of ${said(question)} changed`, element: idOf(question) }
    }
    case 'remove-answer': {
      const flow = flowOf(desk, operation.way)
      const [question, target] = [sourceOf(flow), targetOf(flow)]
      if (!isQuestion(desk, question)) throw new EditRefusedError(`${said(flow)} is no answer to a question.`)
      if (outgoingOf(desk, question).length <= 2) {
        throw new EditRefusedError('A question needs two answers. Delete the question instead, or add an answer first.')
      }
      const name = said(flow)
      removeFlow(desk, flow)
      afterLoss(desk, target)
      return { what: `Answer ${name} of ${said(question)} removed`, element: idOf(question) }
    }
    case 'lead':
      return lead(desk, operation.way, operation.to)
  }
}

function mustHaveNoOther(question: ModdleElement, flow: ModdleElement | undefined): void {
  const other = childOf(question, 'default')
  if (other === undefined || other === flow) return
  throw new EditRefusedError(`${said(other)} is the answer taken when no other holds. Give this one a condition.`)
}

function lead(desk: Desk, way: string, to: string): Done {
  const flow = flowOf(desk, way)
  const [source, old] = [sourceOf(flow), targetOf(flow)]
  const target = mayLeadTo(desk, source, to)
  if (old === target || (isMerge(desk, old) && outgoingOf(desk, old).some((each) => targetOf(each) === target))) {
    throw new EditRefusedError(`It leads to ${said(target)} already.`)
  }
  if (isA(source, 'bpmn:EventBasedGateway')) {
    throw new EditRefusedError(`${said(source)} waits for the first of several events, and leads to those alone.`)
  }
  retarget(desk, flow, meetingBefore(desk, target))
  redraw(desk, flow)
  afterLoss(desk, old)
  const what = flow.get('name') === undefined ? said(source) : `${said(flow)} of ${said(source)}`
  return { what: `${what} now leads to ${said(target)}`, element: idOf(source) }
}

/** @throws EditRefusedError */
function mayLeadTo(desk: Desk, source: ModdleElement, to: string): ModdleElement {
  const target = nodeOf(desk, to)
  if (target === source) throw new EditRefusedError('A step cannot lead to itself.')
  if (scopeOf(target) !== scopeOf(source)) {
    throw new EditRefusedError(`${said(target)} is part of something else: no way can lead there.`)
  }
  return target
}
