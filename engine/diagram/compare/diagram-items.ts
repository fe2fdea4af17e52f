import type { Item } from './item.ts'
import { withoutEquals } from '../feel/index.ts'
import { flatten, type XmlNode } from './xml-tree.ts'

export interface DiagramItem extends Item {
  /** The process or sub-process around it; empty outside of all. */
  readonly parent: string
  /** The process that it belongs to; of a process itself, its own id. */
  readonly process: string
  /** Differences in these mean nothing. */
  readonly notation: ReadonlyMap<string, string>
}

/** What one BPMN file holds. */
export interface DiagramSide {
  readonly items: ReadonlyMap<string, DiagramItem>
  readonly root: XmlNode
  /** Flows by the node that they leave, and that they lead to, in the order in which they are tried. */
  readonly outgoing: ReadonlyMap<string, readonly DiagramItem[]>
  readonly incoming: ReadonlyMap<string, readonly DiagramItem[]>
}

/** Elements whose children stand for themselves, unless they are parts of it. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...['definitions', 'process', 'subProcess', 'transaction', 'adHocSubProcess', 'collaboration', 'category'],
])
const PARTS =
  /^(documentation|extensionElements|incoming|outgoing|laneSet|ioSpecification|property|.*LoopCharacteristics|.*EventDefinition|\{.*|redress:.*)$/

/** What stands for an attribute that is left out. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  startEvent: { '@isInterrupting': 'true' },
  boundaryEvent: { '@cancelActivity': 'true' },
  subProcess: { '@triggeredByEvent': 'false' },
  process: { '@isExecutable': 'false' },
}
const NEVER_SAID: Readonly<Record<string, string>> = {
  'multiInstanceLoopCharacteristics/@isSequential': 'false',
  'standardLoopCharacteristics/@testBefore': 'false',
  '@isForCompensation': 'false',
}
/** How tools sign what they write. */
const SIGNED: ReadonlySet<string> = new Set([
  ...['@targetNamespace', '@exporter', '@exporterVersion', '@expressionLanguage', '@typeLanguage'],
])
const CONDITION = /(^|\/)(conditionExpression|condition)\/#$/

/**
 * Reads the things of a diagram; lanes are things too, and each step says in which it stands.
 *
 * @param names - other keys for some of them, under which the other version has them
 */
export function readItems(root: XmlNode, names: ReadonlyMap<string, string> = new Map()): DiagramSide {
  const items = new Map<string, DiagramItem>()
  const lanes = new Map<string, string>()
  const listedOut = new Map<string, readonly string[]>()
  take(root, '', '')
  const known = [...items.values()].map((item): DiagramItem => {
    const lane = lanes.get(item.key)
    return lane === undefined ? item : { ...item, facts: new Map([...item.facts, ['lane', lane]]) }
  })
  const flows = known.filter(({ type }) => type === 'sequenceFlow')
  const place = ({ element, facts }: DiagramItem) => {
    const at = (listedOut.get(facts.get('@sourceRef') ?? '') ?? []).indexOf(element)
    return at < 0 ? Number.MAX_SAFE_INTEGER : at
  }
  return {
    root,
    items: new Map(known.map((item) => [item.key, item])),
    incoming: grouped(flows, '@targetRef'),
    outgoing: grouped(
      flows.toSorted((one, other) => place(one) - place(other)),
      '@sourceRef',
    ),
  }

  function take(node: XmlNode, parent: string, process: string): void {
    const id = node.attributes.get('id') ?? ''
    const key = keyOf(node, id, parent)
    const isContainer = CONTAINERS.has(node.name)
    const isApart = (child: XmlNode) =>
      child.name === 'laneSet' || LISTS.has(child.name) || (isContainer && !PARTS.test(child.name))
    const own = flatten(node, isApart)
    const item: DiagramItem = {
      key,
      type: node.name,
      element: id === '' ? parent : id,
      parent: parent === DEFINITIONS ? '' : parent,
      process: node.name === 'process' ? key : process,
      facts: factsOf(node, own.facts, names),
      notation: new Map([
        ...own.notation,
        ...[...own.facts].filter(([fact]) => isNotation(node, fact)),
        ...['incoming', 'outgoing'].map((list): [string, string] => [list, refsOf(node, list).toSorted().join(' ')]),
      ]),
    }
    items.set(key, item)
    listedOut.set(key, refsOf(node, 'outgoing'))
    for (const child of node.children) {
      if (child.name === 'laneSet') takeLanes(child, key, item.process)
      else if (isContainer && !PARTS.test(child.name) && !child.isLayout) take(child, key, item.process)
    }
  }

  function takeLanes(laneSet: XmlNode, parent: string, process: string): void {
    for (const lane of laneSet.children) {
      const id = lane.attributes.get('id') ?? ''
      const key = keyOf(lane, id, parent)
      const { facts, notation } = flatten(lane, ({ name }) => name === 'flowNodeRef' || name === 'childLaneSet')
      const holds = refsOf(lane, 'flowNodeRef').toSorted().join(' ')
      items.set(key, {
        ...{ key, type: lane.name, element: id, parent, process, facts },
        notation: new Map([...notation, ['flowNodeRef', holds]]),
      })
      for (const node of refsOf(lane, 'flowNodeRef')) lanes.set(node, key)
      for (const inner of lane.children) if (inner.name === 'childLaneSet') takeLanes(inner, key, process)
    }
  }

  function keyOf(node: XmlNode, id: string, parent: string): string {
    const wanted =
      node.name === 'definitions' ? DEFINITIONS : id === '' ? `${parent}/${node.name}` : (names.get(id) ?? id)
    let key = wanted
    for (let count = 2; items.has(key); count += 1) key = `${wanted}#${count}`
    return key
  }
}

/** The key of the file's root. */
export const DEFINITIONS = '/definitions'

const LISTS: ReadonlySet<string> = new Set(['incoming', 'outgoing'])

function refsOf(node: XmlNode, list: string): readonly string[] {
  return node.children.filter(({ name }) => name === list).map(({ text }) => text)
}

function factsOf(
  node: XmlNode,
  flat: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const facts = new Map(Object.entries(DEFAULTS[node.name] ?? {}))
  for (const [fact, value] of flat) {
    if (NEVER_SAID[fact] === value || isNotation(node, fact)) continue
    const named = fact === '@default' ? (names.get(value) ?? value) : value
    facts.set(fact, CONDITION.test(fact) ? withoutEquals(named) : named)
  }
  if (node.name === 'definitions') facts.set('@id', node.attributes.get('id') ?? '')
  const events = node.children.filter(({ name }) => name.endsWith('EventDefinition') && node.name !== 'definitions')
  if (node.name.endsWith('Event')) facts.set('event', events.map(({ name }) => name).join(' '))
  const loops = node.children.filter(({ name }) => name.endsWith('LoopCharacteristics'))
  if (loops.length > 0) facts.set('loop', loops.map(({ name }) => name).join(' '))
  return facts
}

/** Empty elements: of events and loops `event` and `loop` tell, the others say nothing. */
const EMPTY = /^(.*EventDefinition(\[\d+\])?|.*LoopCharacteristics|documentation(\[\d+\])?|conditionExpression)\/$/

function isNotation({ name }: XmlNode, fact: string): boolean {
  return EMPTY.test(fact) || (name === 'definitions' && SIGNED.has(fact))
}

function grouped(flows: readonly DiagramItem[], end: string): ReadonlyMap<string, readonly DiagramItem[]> {
  const groups = new Map<string, DiagramItem[]>()
  for (const flow of flows) {
    const node = flow.facts.get(end) ?? ''
    const group = groups.get(node)
    if (group === undefined) groups.set(node, [flow])
    else group.push(flow)
  }
  return groups
}
