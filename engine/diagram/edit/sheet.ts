import { processesOf } from '../main-process.ts'
import { childOf, childrenOf, idOf, isA, newElement, readModdle, textOf, type ModdleElement } from '../moddle.ts'

/** A diagram laid open to be changed. What happens to it is thrown away when an operation is refused. */
export interface Sheet {
  readonly definitions: ModdleElement
  /** Every process, node and flow, by id. */
  readonly elements: Map<string, ModdleElement>
  /** Ids that a new element must not have: those of the file, and of the procedure's other diagrams. */
  readonly taken: Set<string>
}

/** Why an operation cannot be done, for its owner. */
export class EditRefusedError extends Error {}

/** @throws EditRefusedError when the text cannot be read without a warning. */
export function openSheet(xml: string, idsElsewhere: Iterable<string> = []): Sheet {
  const { definitions, warnings } = readModdle(xml)
  if (definitions === undefined || warnings.length > 0) {
    throw new EditRefusedError('The diagram cannot be read. See what the checks say of it, and mend that first.')
  }
  const elements = new Map<string, ModdleElement>()
  const taken = new Set(idsElsewhere)
  for (const match of xml.matchAll(/\sid="([^"]+)"/g)) taken.add(match[1] ?? '')
  const containers = [...processesOf(definitions)]
  for (const container of containers) {
    elements.set(idOf(container), container)
    for (const element of childrenOf(container, 'flowElements')) {
      elements.set(idOf(element), element)
      if (isA(element, 'bpmn:SubProcess')) containers.push(element)
    }
  }
  return { definitions, elements, taken }
}

/** @throws EditRefusedError */
export function elementOf(sheet: Sheet, id: string): ModdleElement {
  const element = sheet.elements.get(id)
  if (element === undefined) throw new EditRefusedError('That step is not in the diagram any more. Look at it again.')
  return element
}

/** A flow node. @throws EditRefusedError */
export function nodeOf(sheet: Sheet, id: string): ModdleElement {
  const element = elementOf(sheet, id)
  if (!isA(element, 'bpmn:FlowNode')) throw new EditRefusedError('That is no step.')
  return element
}

/** A sequence flow. @throws EditRefusedError */
export function flowOf(sheet: Sheet, id: string): ModdleElement {
  const element = elementOf(sheet, id)
  if (!isA(element, 'bpmn:SequenceFlow')) throw new EditRefusedError('That is no answer and no way.')
  return element
}

export function scopeOf(element: ModdleElement): ModdleElement {
  const scope = element.$parent
  if (scope === undefined) throw new EditRefusedError('That is no step.')
  return scope
}

export const outgoingOf = (sheet: Sheet, node: ModdleElement): readonly ModdleElement[] =>
  inListed(node, 'outgoing', flowsAt(sheet, node, 'sourceRef'))
export const incomingOf = (sheet: Sheet, node: ModdleElement): readonly ModdleElement[] =>
  flowsAt(sheet, node, 'targetRef')
export const sourceOf = (flow: ModdleElement): ModdleElement => end(flow, 'sourceRef')
export const targetOf = (flow: ModdleElement): ModdleElement => end(flow, 'targetRef')

/** From the flows themselves: tools leave the lists in the nodes out, or wrong. Their order is the node's own. */
function flowsAt({ elements }: Sheet, node: ModdleElement, at: 'sourceRef' | 'targetRef'): readonly ModdleElement[] {
  return [...elements.values()].filter((each) => isA(each, 'bpmn:SequenceFlow') && childOf(each, at) === node)
}

function inListed(node: ModdleElement, list: string, flows: readonly ModdleElement[]): readonly ModdleElement[] {
  const listed = childrenOf(node, list)
  const place = (flow: ModdleElement) => (listed.includes(flow) ? listed.indexOf(flow) : listed.length)
  return flows.toSorted((one, other) => place(one) - place(other))
}

function end(flow: ModdleElement, at: 'sourceRef' | 'targetRef'): ModdleElement {
  const node = childOf(flow, at)
  if (node === undefined) throw new EditRefusedError('A flow of the diagram leads nowhere. Mend that first.')
  return node
}

export const nameOf = (element: ModdleElement): string => textOf(element, 'name') ?? ''

/** Events on the border of an activity. */
export function boundariesOf(sheet: Sheet, node: ModdleElement): readonly ModdleElement[] {
  return [...sheet.elements.values()].filter((each) => childOf(each, 'attachedToRef') === node)
}

/** A list of an element as the array that it is, to be changed. */
export function listOf(element: ModdleElement, property: string): ModdleElement[] {
  const list = element.get(property)
  if (Array.isArray(list)) return list as ModdleElement[]
  element.set(property, [])
  return element.get(property) as ModdleElement[]
}

/** A new element below another; `at` puts it into a list, or into the only place of that name. */
export function put(
  parent: ModdleElement,
  at: string,
  type: string,
  properties: Readonly<Record<string, unknown>> = {},
  { isOnly = false }: { readonly isOnly?: boolean } = {},
): ModdleElement {
  const element = newElement(type, properties)
  adopt(parent, element)
  if (isOnly) parent.set(at, element)
  else listOf(parent, at).push(element)
  return element
}

export function adopt(parent: ModdleElement, element: ModdleElement): void {
  Object.assign(element, { $parent: parent })
}

/** Takes an element out of a list. */
export function drop(parent: ModdleElement, at: string, element: ModdleElement): void {
  const list = listOf(parent, at)
  const place = list.indexOf(element)
  if (place >= 0) list.splice(place, 1)
}

/** A readable id that nothing has yet: `task_agree_the_plan`. */
export function newId(sheet: Sheet, prefix: string, words: string): string {
  const slug = words
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, prefix === 'flow' ? LONGEST_OF_FLOW : LONGEST_SLUG)
    .replaceAll(/_+$/g, '')
  const stem = `${prefix}_${slug === '' ? 'new' : slug}`
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}_${count}`
    if (sheet.taken.has(id)) continue
    sheet.taken.add(id)
    return id
  }
}

const LONGEST_SLUG = 40
/** It names both its ends. */
const LONGEST_OF_FLOW = 120
