import { tooLarge } from '../admit.ts'
import {
  childOf,
  childrenOf,
  idOf,
  isA,
  isKnownNamespace,
  readModdle,
  REDRESS_NAMESPACE,
  writeModdle,
  type ModdleElement,
} from '../moddle.ts'

/**
 * A diagram in the one way in which we write it: attributes, namespaces and the places of the drawing in a fixed order,
 * without what a tool says of itself. The same meaning and layout, and the same text however often it is written.
 *
 * A text that our parser cannot read without a warning comes back as it is: to write it anew would lose what was not read.
 */
export async function canonicalDiagram(xml: string): Promise<string> {
  if (tooLarge(xml)) return xml
  const { definitions, warnings } = readModdle(xml)
  return definitions === undefined || warnings.length > 0 ? xml : writeCanonical(definitions)
}

/** Writes the elements as `canonicalDiagram` does. They are changed by it. */
export async function writeCanonical(definitions: ModdleElement): Promise<string> {
  tidy(definitions)
  for (const diagram of childrenOf(definitions, 'diagrams')) {
    const plane = childOf(diagram, 'plane')
    if (plane) plane.set('planeElement', inOrder(definitions, plane))
  }
  return `${(await writeModdle(definitions)).trimEnd()}\n`
}

/** What tools write about themselves. */
const OF_THE_TOOL = ['exporter', 'exporterVersion']
const TOOLS_OWN = 'http://camunda.org/schema/modeler/'

function tidy(definitions: ModdleElement): void {
  const elements = everyElement(definitions)
  const prefixes = new Set(elements.flatMap((each) => [each.$type, ...Object.keys(attributesOf(each))]).map(prefixOf))
  const ofTools = new Set(
    Object.entries(definitions.$attrs).flatMap(([name, uri]) =>
      name.startsWith('xmlns:') && String(uri).startsWith(TOOLS_OWN) ? [name.slice('xmlns:'.length)] : [],
    ),
  )
  for (const name of OF_THE_TOOL) definitions.set(name, undefined)
  for (const each of elements) {
    const $attrs = attributesOf(each)
    const own = Object.entries($attrs).sort(([one], [other]) => (one < other ? -1 : 1))
    for (const [name] of own) Reflect.deleteProperty($attrs, name)
    const kept = own.filter(
      ([name, value]) =>
        !ofTools.has(prefixOf(name)) &&
        !(isNamespace(name) && (isKnownNamespace(String(value)) || isUnused(name, prefixes, ofTools))),
    )
    Object.assign($attrs, Object.fromEntries(kept))
  }
  const others = { ...definitions.$attrs }
  for (const name of Object.keys(others)) Reflect.deleteProperty(definitions.$attrs, name)
  Object.assign(definitions.$attrs, NAMESPACES, others)
}

/** Those that every diagram declares; where each is used only decides whether it is written. */
const NAMESPACES = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
  'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
  'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:redress': REDRESS_NAMESPACE,
}

/** Those that its type does not know; what no type is known of has none of them. */
function attributesOf(element: Partial<Pick<ModdleElement, '$attrs'>>): Readonly<Record<string, unknown>> {
  return element.$attrs ?? {}
}

function isNamespace(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:')
}

function isUnused(name: string, prefixes: ReadonlySet<string>, ofTools: ReadonlySet<string>): boolean {
  const prefix = name.slice('xmlns:'.length)
  return ofTools.has(prefix) || (name !== 'xmlns' && !prefixes.has(prefix))
}

function prefixOf(name: string): string {
  return name.includes(':') ? (name.split(':')[0] ?? '') : ''
}

/** All elements of the tree, whatever their kind. */
function everyElement(root: ModdleElement): readonly ModdleElement[] {
  const found = new Set([root])
  for (const element of found) {
    for (const value of Object.values(element)) {
      for (const child of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
        if (isElement(child) && child.$parent === element) found.add(child)
      }
    }
  }
  return [...found]
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value
}

/** Shapes in the order of the elements that they draw, then lines; tools write both in the order of clicks. */
function inOrder(definitions: ModdleElement, plane: ModdleElement): readonly ModdleElement[] {
  const places = new Map(everyElement(definitions).map((element, index) => [idOf(element), index]))
  const placeOf = (drawn: ModdleElement) => {
    const place = places.get(idOf(childOf(drawn, 'bpmnElement'))) ?? places.size
    return isA(drawn, 'bpmndi:BPMNEdge') ? place + places.size + 1 : place
  }
  return childrenOf(plane, 'planeElement').toSorted((one, other) => placeOf(one) - placeOf(other))
}
