import type { Diagram, FlowNode, ProcedureModel } from '../procedure-model.ts'
import { named, nodesOf, processesOf } from './reading/elements.ts'
import type { DiagramRule, Fault } from './rule.ts'

/** Running cases, scenarios and the record find a step by its id: a new id is a new step. */
export const idsStayTheSame: DiagramRule = {
  id: 'ids-stay-the-same',
  about: 'A step keeps its id from one version to the next, even when its name changes.',
  check: (diagram, { previous }) => [...madeUpIds(diagram), ...changedIds(diagram, previous)],
}

/** The editor's own ids, such as `Activity_0ltb75r`: a step drawn anew gets another, and no record can be read by it. */
const MADE_UP =
  /^(Activity|Event|Gateway|Task|StartEvent|EndEvent|IntermediateThrowEvent|BoundaryEvent|CallActivity|SubProcess)_[0-9a-z]{7}$/

function madeUpIds(diagram: Diagram): readonly Fault[] {
  return nodesOf(diagram)
    .filter(({ id }) => MADE_UP.test(id) && /\d/.test(id))
    .map((node) => ({
      element: node.id,
      message: `${named(node)} has an id that the editor made up: drawn anew, it would be another step.`,
      remedy: 'Give it an id that says what it is and stays, such as task_agree_statement.',
    }))
}

function changedIds(diagram: Diagram, previous: Diagram | undefined): readonly Fault[] {
  if (previous === undefined) return []
  const before = new Map(processesOf(previous).map((model) => [model.id, model]))
  return processesOf(diagram).flatMap((model) => {
    const old = model.id === diagram.main.id ? previous.main : before.get(model.id)
    if (old === undefined) return []
    const gone = [...old.nodes.values()].filter(({ id }) => !model.nodes.has(id))
    const added = [...model.nodes.values()].filter(({ id }) => !old.nodes.has(id))
    return added.flatMap((node) => {
      const twin = gone.find((other) => isSameStep(other, old, node, model))
      if (twin === undefined) return []
      return [
        {
          element: node.id,
          message: `${named(node)} was ${twin.id} in the version before: cases that stand there would lose their place.`,
          remedy: `Give it back the id ${twin.id}.`,
        },
      ]
    })
  })
}

/** Of the same kind, and with the same name or between the same neighbours. */
function isSameStep(old: FlowNode, oldModel: ProcedureModel, node: FlowNode, model: ProcedureModel): boolean {
  if (old.type !== node.type) return false
  if (old.name.trim() !== '' && old.name.trim() === node.name.trim()) return true
  return place(old, oldModel) === place(node, model)
}

function place({ id, incoming, outgoing }: FlowNode, { flows }: ProcedureModel): string {
  const sources = incoming.map((flow) => flows.get(flow)?.source).sort()
  const targets = outgoing.map((flow) => flows.get(flow)?.target).sort()
  return sources.length + targets.length === 0 ? id : `${sources.join()} → ${targets.join()}`
}
