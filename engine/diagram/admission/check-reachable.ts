import type { FlowNode, ProcedureModel, Scope } from '../procedure-model.ts'
import { caution, refusal, type Remark } from './remark.ts'

/** Steps that no token can reach, and loops in which nothing ever waits. */
export function checkReachable(model: ProcedureModel): readonly Remark[] {
  const reached = reachedIn(model)
  const lost = [...model.nodes.values()].filter(({ id, scope }) => !reached.has(id) && isEntered(scope, reached, model))
  return [
    ...lost.map(({ id }) =>
      refusal(id, 'unreachable', 'No path leads to it from a start event.', 'Lead a flow to it, or delete it.'),
    ),
    ...checkAutomaticLoops(model),
  ]
}

/** Inside a sub-process that is itself lost, one finding is enough. */
function isEntered(scope: string, reached: ReadonlySet<string>, { id }: ProcedureModel): boolean {
  return scope === id || reached.has(scope)
}

function reachedIn(model: ProcedureModel): ReadonlySet<string> {
  const main = model.scopes.get(model.id)
  const reached = new Set(main ? entriesOf(main) : [])
  for (const id of reached) {
    const node = model.nodes.get(id)
    if (node) for (const next of nextOf(node, model)) reached.add(next)
  }
  return reached
}

function entriesOf({ starts, eventSubProcesses }: Scope): readonly string[] {
  return [...starts, ...eventSubProcesses]
}

function nextOf(node: FlowNode, { flows, nodes, scopes }: ProcedureModel): readonly string[] {
  const next = node.outgoing.flatMap((flow) => flows.get(flow)?.target ?? [])
  if ('boundaries' in node) {
    const inner = scopes.get(node.id)
    return [...next, ...node.boundaries, ...(inner ? entriesOf(inner) : [])]
  }
  if (!('event' in node)) return next
  if (node.compensationHandler !== undefined) next.push(node.compensationHandler)
  if (node.type !== 'intermediateThrowEvent' || node.event.kind !== 'link') return next
  const { link } = node.event
  const catches = [...nodes.values()].filter(
    (other) =>
      other.type === 'intermediateCatchEvent' &&
      other.scope === node.scope &&
      other.event.kind === 'link' &&
      other.event.link === link,
  )
  return [...next, ...catches.map(({ id }) => id)]
}

/** A token in such a loop would run until the step budget stops it, unless a condition changes, and nothing changes one. */
function checkAutomaticLoops(model: ProcedureModel): readonly Remark[] {
  const automatic = [...model.nodes.values()].filter(isAutomatic)
  const steps = new Map(automatic.map((node) => [node.id, nextOf(node, model)]))
  const back = new Map<string, string[]>()
  for (const [id, next] of steps) for (const to of next) if (steps.has(to)) back.set(to, [...(back.get(to) ?? []), id])
  const loops = withoutEnds(withoutEnds(new Set(steps.keys()), steps, back), back, steps)
  const [first] = loops
  if (first === undefined) return []
  const names = [...loops].slice(0, 5).join(', ')
  const message = `Nothing waits in this loop: ${names}. It may go round until it is stopped.`
  return [caution(first, 'loop-without-wait', message, 'Put the step that changes the condition into the loop.')]
}

type Steps = ReadonlyMap<string, readonly string[]>

/** Takes away what leads nowhere, then what led only there, and so on. What is left lies on loops or before them. */
function withoutEnds(ids: ReadonlySet<string>, next: Steps, back: Steps): ReadonlySet<string> {
  const left = new Set(ids)
  const ways = new Map([...ids].map((id) => [id, (next.get(id) ?? []).filter((to) => ids.has(to)).length]))
  const ended = [...ids].filter((id) => ways.get(id) === 0)
  for (const id of ended) {
    left.delete(id)
    for (const before of back.get(id) ?? []) {
      const remaining = (ways.get(before) ?? 0) - 1
      ways.set(before, remaining)
      if (remaining === 0) ended.push(before)
    }
  }
  return left
}

function isAutomatic(node: FlowNode): boolean {
  switch (node.type) {
    case 'task':
    case 'manualTask':
    case 'exclusiveGateway':
    case 'inclusiveGateway':
    case 'parallelGateway':
      return true
    case 'intermediateThrowEvent':
      return node.event.kind !== 'compensation'
    case 'intermediateCatchEvent':
      return node.event.kind === 'link'
    default:
      return false
  }
}
