import type { ElementWay, FlowNode, ProcedureModel, ProcessWay } from '../../engine/index.ts'

/** How a step of a diagram stands for one case. */
export type State =
  /** The case waits there. */
  | 'now'
  /** It waits there because something is wrong. */
  | 'stuck'
  | 'done'
  /** It was begun, and something else put an end to it. */
  | 'stopped'
  /** It may come while the rest goes on. */
  | 'any-time'
  | 'may-come'
  /** It has not come and will not any more. */
  | 'not-needed'

export interface Standing {
  readonly state: State
  /** How often the case was there. */
  readonly times: number
}

/** What is known of a process for one case. */
export interface Course {
  readonly way?: ProcessWay
  /** Whether a process that has not begun may still begin. */
  readonly mayBegin: boolean
}

/** How each step stands, by its id. */
export function standings(model: ProcedureModel, { way, mayBegin }: Course): ReadonlyMap<string, Standing> {
  const known = new Map((way?.elements ?? []).map((element) => [element.element, element]))
  const ahead = way?.standing === 'running' ? stillAhead(model, known) : new Set<string>()
  return new Map(
    [...model.nodes.values()].map((node): [string, Standing] => {
      const element = known.get(node.id) ?? insideOf(model, node, known)
      const isAhead = way === undefined ? mayBegin : ahead.has(node.id)
      return [node.id, { state: stateOf(element, isAhead), times: element?.entered ?? 0 }]
    }),
  )
}

/** A sub-process that only waits to begin stands as its start does. */
function insideOf(
  model: ProcedureModel,
  { id }: FlowNode,
  known: ReadonlyMap<string, ElementWay>,
): ElementWay | undefined {
  const inside = (model.scopes.get(id)?.nodes ?? []).flatMap((each) => known.get(each) ?? [])
  return inside.find(({ waiting }) => waiting === 'now') ?? inside.find(({ waiting }) => waiting !== undefined)
}

function stateOf(element: ElementWay | undefined, isAhead: boolean): State {
  if (element?.waiting === 'now') return 'now'
  if (element?.waiting === 'stuck') return 'stuck'
  if (element !== undefined && element.entered > 0)
    return element.done > 0 || element.stopped === 0 ? 'done' : 'stopped'
  if (element?.waiting === 'armed') return 'any-time'
  return isAhead ? 'may-come' : 'not-needed'
}

/** Everything that a token of today can still reach. */
function stillAhead(model: ProcedureModel, known: ReadonlyMap<string, ElementWay>): ReadonlySet<string> {
  const reached = new Set<string>()
  const queue = [...known.values()].filter(({ waiting }) => waiting !== undefined).map(({ element }) => element)
  const current = queue.filter((id) => known.get(id)?.waiting !== 'armed')
  queue.push(...current.flatMap((id) => beside(model, id)))
  for (const id of queue) {
    const node = model.nodes.get(id)
    if (node === undefined || reached.has(id)) continue
    reached.add(id)
    queue.push(...after(model, node))
  }
  return reached
}

function after(model: ProcedureModel, node: FlowNode): readonly string[] {
  const next = node.outgoing.flatMap((flow) => model.flows.get(flow)?.target ?? [])
  const scope = model.scopes.get(node.id)
  const inside = scope === undefined ? [] : [...scope.starts, ...startsOf(model, scope.eventSubProcesses)]
  const around = model.nodes.get(node.scope)
  // The end of a sub-process leads on from it.
  const outward = node.outgoing.length === 0 && around !== undefined ? after(model, { ...around, id: '' }) : []
  return [...next, ...inside, ...outward, ...('boundaries' in node ? node.boundaries : [])]
}

/** What can happen while a step waits: the event sub-processes of all that it stands in, until one has taken over. */
function beside(model: ProcedureModel, id: string): readonly string[] {
  const found: string[] = []
  for (let scope = model.scopes.get(model.nodes.get(id)?.scope ?? ''); scope !== undefined;) {
    found.push(...startsOf(model, scope.eventSubProcesses))
    if (scope.kind === 'event-sub-process' && interrupts(model, scope.starts)) break
    const around = model.nodes.get(scope.id)
    if (around !== undefined && 'boundaries' in around) found.push(...around.boundaries)
    scope = scope.parent === null ? undefined : model.scopes.get(scope.parent)
  }
  return found
}

function startsOf(model: ProcedureModel, scopes: readonly string[]): readonly string[] {
  return scopes.flatMap((id) => [id, ...(model.scopes.get(id)?.starts ?? [])])
}

function interrupts(model: ProcedureModel, starts: readonly string[]): boolean {
  return starts.some((id) => {
    const start = model.nodes.get(id)
    return start?.type === 'startEvent' && start.interrupting
  })
}
