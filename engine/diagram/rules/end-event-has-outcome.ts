import type { EventNode, FlowNode, ProcedureModel } from '../procedure-model.ts'
import { isActivity, isEvent, named, processesOf } from './reading/elements.ts'
import { reachableFrom } from './reading/reach.ts'
import type { DiagramRule } from './rule.ts'

/** The annual report is a count of ends: an end without an outcome would be missing from it. */
export const endEventHasOutcome: DiagramRule = {
  id: 'end-event-has-outcome',
  about: 'Every end of a procedure or stage records its outcome.',
  clause: 'SI 2006/1738 reg 13',
  check: (diagram) =>
    processesOf(diagram).flatMap((model) => {
      const main = mainLine(model)
      return [...model.nodes.values()]
        .filter(isEvent)
        .filter((node) => isEnd(node) && main.has(node.id) && (node.redress.outcome ?? '').trim() === '')
        .map((node) => ({
          element: node.id,
          message: `${named(node)} does not say which outcome it is.`,
          remedy: 'Give it redress:outcome with the code that the annual report counts.',
        }))
    }),
}

/** Ends that hand an error or a cancellation to what is outside are no outcomes. */
function isEnd(node: EventNode): boolean {
  return node.type === 'endEvent' && !['error', 'cancel', 'compensation'].includes(node.event.kind)
}

/** What can end the process itself: not the ends of side tracks (reminders, late notices) or of sub-processes. */
function mainLine(model: ProcedureModel): ReadonlySet<string> {
  const reached = reachableFrom(onlyMain(model), startsOf(model))
  return new Set([...reached].filter((id) => endsProcess(model, model.nodes.get(id))))
}

function startsOf(model: ProcedureModel): readonly string[] {
  const inner = [...model.scopes.values()].filter(
    ({ kind, parent }) => kind === 'event-sub-process' && parent === model.id,
  )
  const starts = inner.flatMap((scope) => scope.starts)
  return [...(model.scopes.get(model.id)?.starts ?? []), ...starts.filter((id) => interrupts(model.nodes.get(id)))]
}

/** The process without the side tracks that leave its main line running. */
function onlyMain(model: ProcedureModel): ProcedureModel {
  const nodes = [...model.nodes].filter(([, node]) => node.type !== 'boundaryEvent' || interrupts(node))
  return { ...model, nodes: new Map(nodes) }
}

function interrupts(node: FlowNode | undefined): boolean {
  return node !== undefined && isEvent(node) && node.interrupting
}

/** An embedded sub-process hands on to what follows it; an event sub-process of the process ends it. */
function endsProcess(model: ProcedureModel, node: FlowNode | undefined): boolean {
  if (node === undefined || node.scope === model.id) return node !== undefined
  const around = model.nodes.get(node.scope)
  return around !== undefined && isActivity(around) && around.triggeredByEvent === true && around.scope === model.id
}
