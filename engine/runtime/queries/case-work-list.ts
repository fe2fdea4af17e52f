import type { FlowNode, ProcedureModel } from '../../diagram/procedure-model.ts'
import type { TaskRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { LoadedProcedure } from '../procedures.ts'
import { openWaits, type InstanceTree, type ProcessInstance } from '../tree.ts'

/** What is to be done in one part of the procedure. */
export interface StageWork {
  /** As the diagram calls it: `Stage 1`. */
  readonly name: string
  readonly tasks: readonly StageTask[]
}

export interface StageTask {
  readonly name: string
  readonly role: string
  /** `not-yet`: it comes when others are done, as the way now goes. */
  readonly status: 'open' | 'done' | 'not-yet'
  readonly taskId?: string
  readonly assignee?: string
  readonly dueOn?: LocalDate
  readonly rule?: string
  readonly doneAt?: Instant
  readonly doneBy?: string
}

/** What follows once something is done. */
export interface NextStep {
  /** What it comes after. */
  readonly after: string
  /** In words of the diagram, each with the answer under which it comes (`Yes`). */
  readonly then: readonly { readonly what: string; readonly when?: string }[]
}

/** The tasks of a case by the part of the procedure that they belong to: done, open, and those that will come. */
export function workList(
  procedure: LoadedProcedure,
  tree: InstanceTree,
  tasks: readonly TaskRow[],
): readonly StageWork[] {
  const stages = new Map<string, { name: string; tasks: StageTask[] }>()
  for (const instance of tree.instances.values()) {
    const model = procedure.processes.get(instance.process)?.model
    const own = tasks.filter(({ instanceId, status }) => instanceId === instance.id && status !== 'cancelled')
    const coming = model === undefined || instance.ended ? [] : comingIn(model, instance, tree)
    const known = new Set(own.map(({ element }) => element))
    const listed = [
      ...own.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).map(stageTask),
      ...coming.filter(({ id }) => !known.has(id)).map(notYet),
    ]
    if (listed.length === 0) continue
    const name = model?.name ?? instance.process
    const stage = stages.get(name) ?? { name, tasks: [] }
    stage.tasks.push(...listed)
    stages.set(name, stage)
  }
  return [...stages.values()]
}

/** What happens after each thing that the case waits for in the normal course. */
export function nextSteps(procedure: LoadedProcedure, tree: InstanceTree): readonly NextStep[] {
  return openWaits(tree).flatMap(({ instance, wait }) => {
    if (wait.kind === 'child' || wait.role === 'boundary' || wait.role === 'start') return []
    const model = procedure.processes.get(instance.process)?.model
    const node = model?.nodes.get(wait.element)
    if (model === undefined || node === undefined || node.name === '') return []
    const then = followers(model, node).slice(0, MOST_FOLLOWERS)
    return then.length === 0 ? [] : [{ after: node.name, then }]
  })
}

/** More than these is the diagram's business. */
const MOST_FOLLOWERS = 4

function stageTask(task: TaskRow): StageTask {
  const { id, name, role, status, assignee, dueOn, deadlineRule, completedAt, completedBy } = task
  return {
    name,
    role,
    status: status === 'done' ? 'done' : 'open',
    taskId: id,
    ...(assignee !== null && { assignee }),
    ...(dueOn !== null && { dueOn }),
    ...(deadlineRule !== null && { rule: deadlineRule }),
    ...(completedAt !== null && { doneAt: completedAt }),
    ...(completedBy !== null && { doneBy: completedBy }),
  }
}

function notYet({ name, id, redress }: FlowNode): StageTask {
  return { name: name === '' ? id : name, role: redress.role ?? '', status: 'not-yet' }
}

/** User tasks to which a way leads from where the tokens of the instance stand, in the normal course. */
function comingIn(model: ProcedureModel, instance: ProcessInstance, tree: InstanceTree): readonly FlowNode[] {
  const from = openWaits(tree).flatMap(({ instance: other, wait }) => {
    if (other.id !== instance.id || wait.role === 'boundary' || wait.role === 'start') return []
    return model.nodes.get(wait.element) ?? []
  })
  const seen = new Set(from.map(({ id }) => id))
  const queue = from.flatMap((node) => after(model, node).map(({ node: next }) => next))
  const coming: FlowNode[] = []
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (seen.has(node.id)) continue
    seen.add(node.id)
    if (node.type === 'userTask') coming.push(node)
    queue.push(...after(model, node).map(({ node: next }) => next), ...inside(model, node))
  }
  return coming
}

/** The nearest steps with a name, gateways passed over: their questions, with the answers, say when. */
function followers(model: ProcedureModel, node: FlowNode): readonly { what: string; when?: string }[] {
  const found = new Map<string, { what: string; when?: string }>()
  const seen = new Set([node.id])
  const look = (from: FlowNode, when: readonly string[]): void => {
    for (const { node: next, name } of after(model, from)) {
      if (seen.has(next.id)) continue
      seen.add(next.id)
      const conditions = name === '' ? when : [...when, `${from.name} ${name}`.trim()]
      if (next.type.endsWith('Gateway') || next.name === '') look(next, conditions)
      else found.set(next.id, { what: next.name, ...(conditions.length > 0 && { when: conditions.join('. ') }) })
    }
  }
  look(node, [])
  return [...found.values()]
}

/** Nodes that follow, with the name of the flow; after the last of a sub-process, what follows the sub-process. */
function after(model: ProcedureModel, node: FlowNode): readonly { readonly node: FlowNode; readonly name: string }[] {
  if (node.outgoing.length === 0) {
    const around = model.nodes.get(node.scope)
    const isSideTrack = around !== undefined && 'triggeredByEvent' in around && around.triggeredByEvent
    return around === undefined || isSideTrack ? [] : after(model, around)
  }
  return node.outgoing.flatMap((id) => {
    const flow = model.flows.get(id)
    const target = flow === undefined ? undefined : model.nodes.get(flow.target)
    return flow === undefined || target === undefined ? [] : [{ node: target, name: flow.name }]
  })
}

/** Where a sub-process begins. */
function inside(model: ProcedureModel, node: FlowNode): readonly FlowNode[] {
  if (node.type !== 'subProcess' && node.type !== 'transaction') return []
  return (model.scopes.get(node.id)?.starts ?? []).flatMap((id) => model.nodes.get(id) ?? [])
}
