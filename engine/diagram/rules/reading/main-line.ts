import type { FlowNode, ProcedureModel } from '../../procedure-model.ts'
import { isActivity, isEvent } from './elements.ts'
import { reachableFrom } from './reach.ts'

/** The end events that can end the process itself: none of side tracks (reminders, late notices) or of sub-processes. */
export function endsOf(model: ProcedureModel): readonly FlowNode[] {
  const reached = reachableFrom(withoutSideTracks(model), startsOf(model))
  return [...model.nodes.values()].filter(
    (node) => node.type === 'endEvent' && reached.has(node.id) && endsProcess(model, node),
  )
}

function startsOf(model: ProcedureModel): readonly string[] {
  const inner = [...model.scopes.values()].filter(
    ({ kind, parent }) => kind === 'event-sub-process' && parent === model.id,
  )
  const starts = inner.flatMap((scope) => scope.starts)
  return [...(model.scopes.get(model.id)?.starts ?? []), ...starts.filter((id) => interrupts(model.nodes.get(id)))]
}

function withoutSideTracks(model: ProcedureModel): ProcedureModel {
  const nodes = [...model.nodes].filter(([, node]) => node.type !== 'boundaryEvent' || interrupts(node))
  return { ...model, nodes: new Map(nodes) }
}

function interrupts(node: FlowNode | undefined): boolean {
  return node !== undefined && isEvent(node) && node.interrupting
}

/** An embedded sub-process hands on to what follows it; an event sub-process of the process ends it. */
function endsProcess(model: ProcedureModel, node: FlowNode): boolean {
  if (node.scope === model.id) return true
  const around = model.nodes.get(node.scope)
  return around !== undefined && isActivity(around) && around.triggeredByEvent === true && around.scope === model.id
}
