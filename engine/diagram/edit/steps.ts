import { deadlineInWords, type DeadlineInWords } from '../deadlines/index.ts'
import { readModdle } from '../moddle.ts'
import { parseProcess } from '../parse-process.ts'
import type {
  ActivityNode,
  DeadlineBinding,
  EventNode,
  FlowNode,
  Loop,
  ProcedureModel,
  SequenceFlow,
} from '../procedure-model.ts'
import { asksQuestion, inReadingOrder, isReadAsStep, kindInWords } from '../reading-order.ts'
import type { SignKind } from '../choices.ts'
import { readCondition, type PlainCondition } from './condition.ts'
import type { PlainTime } from './operation.ts'
import { processesOf } from '../main-process.ts'

/** A diagram as a table: what its picture says, step by step. */
export interface StepSection {
  /** The process or sub-process whose steps they are. */
  readonly element: string
  readonly title: string
  /** What can happen at any time, beside the main way. */
  readonly isAside: boolean
  /** The process itself, and no part of it. */
  readonly isWhole: boolean
  readonly clause: string
  readonly guidance: string
  readonly steps: readonly StepRow[]
}

export interface StepRow {
  readonly element: string
  /** Counts through the whole diagram, as in its outline. */
  readonly order: number
  readonly type: FlowNode['type']
  /** `Task`, `Question`, `Stage` … */
  readonly kind: string
  readonly name: string
  /** Code of a role. */
  readonly role?: string
  readonly form?: string
  readonly action?: string
  readonly parameters: Readonly<Record<string, string>>
  readonly outcome?: string
  /** Id of the process behind a stage. */
  readonly calls?: string
  readonly deadline?: { readonly binding: DeadlineBinding; readonly words: DeadlineInWords }
  readonly noDeadline?: string
  /** A time of its own, that is no deadline. */
  readonly timer?: PlainTime
  /** How often an activity is gone through; once when left out. */
  readonly loop?: Loop
  /** What an event waits for or gives. */
  readonly sign?: { readonly kind: SignKind; readonly code: string }
  /** FEEL: an event that waits until it holds. */
  readonly waitsUntil?: string
  /** Of an event that takes back what was done: the step, or every step where it is empty. */
  readonly takesBack?: string
  /** Of a step: that it can be taken back, or that it is done only to take another one back. */
  readonly undoing?: 'can-be-taken-back' | 'takes-back'
  /** Of what breaks into other work: whether that ends. */
  readonly stops?: boolean
  readonly clause: string
  readonly guidance: string
  /** Where it leads; of a question each answer. */
  readonly ways: readonly StepWay[]
  readonly isQuestion: boolean
  /** Events on its border: warnings before its last day, its lateness path, what breaks in. */
  readonly border: readonly BorderEvent[]
  /** Of an event on a border: the step. */
  readonly onBorderOf?: number
}

export interface StepWay {
  /** Id of the flow. */
  readonly way: string
  readonly name: string
  readonly isDefault: boolean
  /** Where it can be said in words. */
  readonly condition?: PlainCondition
  /** As it is written, in FEEL. */
  readonly conditionText?: string
  /** The step it comes to, past the places where ways only meet. */
  readonly to?: { readonly order: number; readonly element: string; readonly name: string }
}

export interface BorderEvent {
  readonly element: string
  readonly name: string
  readonly stops: boolean
  /** `late`: tells that the last day has passed. */
  readonly role: 'warning' | 'late' | 'other'
  readonly deadline?: DeadlineInWords
}

/** The steps of all processes of a file in the order of reading. Empty when the text is no diagram. */
export function stepsOf(xml: string): readonly StepSection[] {
  const { definitions } = readModdle(xml)
  if (definitions === undefined) return []
  let count = 0
  return processesOf(definitions).flatMap((process) => {
    const sections = sectionsOf(parseProcess(process), count)
    count += sections.reduce((sum, { steps }) => sum + steps.length, 0)
    return sections
  })
}

function sectionsOf(model: ProcedureModel, before: number): readonly StepSection[] {
  const ordered = [...model.scopes.values()].map((scope) => ({
    scope,
    nodes: inReadingOrder(model, scope.id).filter(isReadAsStep),
  }))
  const numbers = new Map(ordered.flatMap(({ nodes }) => nodes).map(({ id }, place) => [id, before + place + 1]))
  return ordered
    .map(({ scope, nodes }) => ({
      element: scope.id,
      title: model.nodes.get(scope.id)?.name ?? model.name,
      isAside: scope.kind === 'event-sub-process',
      isWhole: scope.kind === 'process',
      ...lawAndGuidance(model.nodes.get(scope.id)?.documentation ?? model.documentation),
      steps: nodes.map((node) => rowOf(model, node, numbers)),
    }))
    .filter(({ steps }) => steps.length > 0)
}

/** The clause stands in the first line. */
function lawAndGuidance(documentation: string): { readonly clause: string; readonly guidance: string } {
  const [clause = '', ...guidance] = documentation.split('\n')
  return { clause, guidance: guidance.join('\n').trim() }
}

function rowOf(model: ProcedureModel, node: FlowNode, numbers: ReadonlyMap<string, number>): StepRow {
  const { role, form, action, parameters = {}, outcome, noDeadline } = node.redress
  const binding = bindingOf(node)
  const calls = node.type === 'callActivity' ? node.calledElement : undefined
  const host = node.type === 'boundaryEvent' ? numbers.get(node.attachedTo ?? '') : undefined
  return {
    element: node.id,
    order: numbers.get(node.id) ?? 0,
    type: node.type,
    kind: kindInWords(node),
    name: node.name,
    parameters,
    ...lawAndGuidance(node.documentation),
    ways: node.outgoing.flatMap((id) => {
      const flow = model.flows.get(id)
      return flow === undefined ? [] : [wayOf(model, node, flow, numbers)]
    }),
    isQuestion: asksQuestion(node),
    border: 'boundaries' in node ? node.boundaries.flatMap((id) => borderEvent(model.nodes.get(id))) : [],
    ...(role !== undefined && { role }),
    ...(form !== undefined && { form }),
    ...(action !== undefined && { action }),
    ...(outcome !== undefined && { outcome }),
    ...(noDeadline !== undefined && { noDeadline }),
    ...(calls !== undefined && { calls }),
    ...(binding !== undefined && { deadline: { binding, words: deadlineInWords(binding) } }),
    ...(host !== undefined && { onBorderOf: host }),
    ...('loop' in node && { loop: node.loop }),
    ...('event' in node && eventOf(model, node)),
    ...(node.type === 'receiveTask' && { sign: { kind: 'message', code: node.message ?? '' } }),
    ...('isForCompensation' in node && undoingOf(model, node)),
  }
}

function undoingOf(model: ProcedureModel, { boundaries, isForCompensation }: ActivityNode): Pick<StepRow, 'undoing'> {
  if (isForCompensation) return { undoing: 'takes-back' }
  const isUndone = boundaries.some((id) => {
    const border = model.nodes.get(id)
    return border?.type === 'boundaryEvent' && border.event.kind === 'compensation'
  })
  return isUndone ? { undoing: 'can-be-taken-back' } : {}
}

function eventOf(
  model: ProcedureModel,
  node: EventNode,
): Pick<StepRow, 'timer' | 'sign' | 'waitsUntil' | 'stops' | 'takesBack'> {
  const { event, interrupting } = node
  const breaksIn =
    node.type === 'boundaryEvent' ||
    (node.type === 'startEvent' && model.scopes.get(node.scope)?.kind === 'event-sub-process')
  return {
    ...(event.kind === 'timer' && event.timer.kind !== 'deadline' && { timer: event.timer }),
    ...(event.kind === 'conditional' && { waitsUntil: event.condition }),
    ...(event.kind === 'message' && { sign: { kind: event.kind, code: event.message } }),
    ...(event.kind === 'signal' && { sign: { kind: event.kind, code: event.signal } }),
    ...(event.kind === 'error' && { sign: { kind: event.kind, code: event.error ?? '' } }),
    ...(event.kind === 'escalation' && { sign: { kind: event.kind, code: event.escalation ?? '' } }),
    ...(event.kind === 'compensation' && node.type !== 'boundaryEvent' && { takesBack: event.activity ?? '' }),
    ...(breaksIn && { stops: interrupting }),
  }
}

function wayOf(
  model: ProcedureModel,
  node: FlowNode,
  { id, name, target, condition }: SequenceFlow,
  numbers: ReadonlyMap<string, number>,
): StepWay {
  const to = comesTo(model, target, numbers)
  const read = condition === undefined ? undefined : readCondition(condition)
  return {
    way: id,
    name,
    isDefault: 'default' in node && node.default === id,
    ...(read !== undefined && { condition: read }),
    ...(condition !== undefined && { conditionText: condition }),
    ...(to !== undefined && { to: { order: numbers.get(to.id) ?? 0, element: to.id, name: to.name } }),
  }
}

function comesTo(model: ProcedureModel, target: string, numbers: ReadonlyMap<string, number>): FlowNode | undefined {
  const seen = new Set<string>()
  let node = model.nodes.get(target)
  while (node !== undefined && !numbers.has(node.id) && !seen.has(node.id)) {
    seen.add(node.id)
    node = model.nodes.get(model.flows.get(node.outgoing[0] ?? '')?.target ?? '')
  }
  return node
}

function bindingOf(node: FlowNode): DeadlineBinding | undefined {
  const isTimer = 'event' in node && node.event.kind === 'timer'
  if (isTimer && node.event.timer.kind === 'deadline') return node.event.timer.deadline
  return node.redress.deadline
}

function borderEvent(node: FlowNode | undefined): readonly BorderEvent[] {
  if (node?.type !== 'boundaryEvent') return []
  const binding = bindingOf(node)
  const isBeside = !node.interrupting && binding !== undefined
  return [
    {
      element: node.id,
      name: node.name,
      stops: node.interrupting,
      role: isBeside && binding.at === 'breach' ? 'late' : isBeside && binding.at === 'warning' ? 'warning' : 'other',
      ...(binding !== undefined && { deadline: deadlineInWords(binding) }),
    },
  ]
}
