import {
  childOf,
  childrenOf,
  documentationOf,
  expressionOf,
  flagOf,
  idOf,
  isA,
  textOf,
  type ModdleElement,
} from './moddle.ts'
import { parseNode, type Surroundings } from './parse-node.ts'
import { present } from './parse-redress.ts'
import type { FlowNode, Lane, ProcedureModel, Scope, SequenceFlow } from './procedure-model.ts'
import { withoutEquals } from './feel/index.ts'

/** One process with its sub-processes. */
export function parseProcess(process: ModdleElement): ProcedureModel {
  const containers = containersOf(process)
  const flows = new Map(containers.flatMap(flowsOf).map((flow) => [flow.id, flow]))
  const surroundings: Surroundings = {
    ...ends(containers, flows),
    boundaries: boundariesOf(containers),
    handlers: handlersOf(containers),
  }
  const nodes = new Map(
    containers.flatMap((container) =>
      nodesOf(container).map((element): readonly [string, FlowNode] => [
        idOf(element),
        parseNode(element, idOf(container), surroundings),
      ]),
    ),
  )
  return {
    id: idOf(process),
    name: textOf(process, 'name') ?? '',
    documentation: documentationOf(process),
    nodes,
    flows,
    scopes: new Map(containers.map((container) => [idOf(container), scopeOf(container, nodes)])),
    lanes: containers.flatMap((container) => lanesOf(childrenOf(container, 'laneSets'))),
  }
}

/** The process and every sub-process in it, outer ones first. */
function containersOf(process: ModdleElement): readonly ModdleElement[] {
  const containers = [process]
  for (const container of containers) {
    containers.push(...childrenOf(container, 'flowElements').filter((element) => isA(element, 'bpmn:SubProcess')))
  }
  return containers
}

function nodesOf(container: ModdleElement): readonly ModdleElement[] {
  return childrenOf(container, 'flowElements').filter((element) => isA(element, 'bpmn:FlowNode'))
}

function flowsOf(container: ModdleElement): readonly SequenceFlow[] {
  return childrenOf(container, 'flowElements')
    .filter((element) => isA(element, 'bpmn:SequenceFlow'))
    .map((element) => {
      const condition = expressionOf(element, 'conditionExpression')
      return {
        id: idOf(element),
        name: textOf(element, 'name') ?? '',
        source: idOf(childOf(element, 'sourceRef')),
        target: idOf(childOf(element, 'targetRef')),
        ...present({ condition: condition === undefined ? undefined : withoutEquals(condition) }),
      }
    })
}

/**
 * The flows into and out of each node, from the flows themselves: many tools leave the lists in the nodes out, or wrong.
 * Only the order of outgoing flows is taken from the node's list.
 */
function ends(
  containers: readonly ModdleElement[],
  flows: ReadonlyMap<string, SequenceFlow>,
): Pick<Surroundings, 'incoming' | 'outgoing'> {
  const all = [...flows.values()]
  const listed = new Map<string, number>()
  for (const node of containers.flatMap(nodesOf)) {
    for (const [index, flow] of childrenOf(node, 'outgoing').entries()) listed.set(`${idOf(node)} ${idOf(flow)}`, index)
  }
  const place = ({ source, id }: SequenceFlow) => listed.get(`${source} ${id}`) ?? Number.MAX_SAFE_INTEGER
  const outgoing = grouped(all, ({ source }) => source)
  return {
    incoming: grouped(all, ({ target }) => target),
    outgoing: new Map([...outgoing].map(([id, own]) => [id, own.toSorted((one, other) => place(one) - place(other))])),
  }
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

function boundariesOf(containers: readonly ModdleElement[]): ReadonlyMap<string, readonly string[]> {
  const events = containers.flatMap(nodesOf).filter((node) => isA(node, 'bpmn:BoundaryEvent'))
  const groups = grouped(events, (event) => idOf(childOf(event, 'attachedToRef')))
  return new Map([...groups].map(([activity, own]) => [activity, own.map(idOf)]))
}

/** The activity that an association joins to each boundary event, whichever way it was drawn. */
function handlersOf(containers: readonly ModdleElement[]): ReadonlyMap<string, string> {
  const associations = containers
    .flatMap((container) => childrenOf(container, 'artifacts'))
    .filter((artifact) => isA(artifact, 'bpmn:Association'))
  const handlers = new Map<string, string>()
  for (const association of associations) {
    const [source, target] = [childOf(association, 'sourceRef'), childOf(association, 'targetRef')]
    if (!source || !target) continue
    for (const [event, activity] of [[source, target] as const, [target, source] as const]) {
      if (isA(event, 'bpmn:BoundaryEvent') && isA(activity, 'bpmn:Activity')) handlers.set(idOf(event), idOf(activity))
    }
  }
  return handlers
}

function scopeOf(container: ModdleElement, nodes: ReadonlyMap<string, FlowNode>): Scope {
  const own = nodesOf(container).map(idOf)
  const parent = container.$parent
  return {
    id: idOf(container),
    kind: kindOf(container),
    parent: isA(container, 'bpmn:Process') ? null : idOf(parent),
    nodes: own,
    starts: own.filter((id) => nodes.get(id)?.type === 'startEvent'),
    eventSubProcesses: own.filter((id) => {
      const node = nodes.get(id)
      return node?.type === 'subProcess' && node.triggeredByEvent === true
    }),
  }
}

function kindOf(container: ModdleElement): Scope['kind'] {
  if (isA(container, 'bpmn:Process')) return 'process'
  if (isA(container, 'bpmn:Transaction')) return 'transaction'
  return flagOf(container, 'triggeredByEvent') ? 'event-sub-process' : 'sub-process'
}

/** Lanes that hold others come before them. */
function lanesOf(laneSets: readonly ModdleElement[]): readonly Lane[] {
  return laneSets.flatMap((laneSet) =>
    childrenOf(laneSet, 'lanes').flatMap((lane) => {
      const inner = childOf(lane, 'childLaneSet')
      return [
        { id: idOf(lane), name: textOf(lane, 'name') ?? '', nodes: childrenOf(lane, 'flowNodeRef').map(idOf) },
        ...(inner ? lanesOf([inner]) : []),
      ]
    }),
  )
}
