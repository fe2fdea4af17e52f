import { capital } from '../../values/capital.ts'
import { DEFINITIONS, type DiagramSide } from './diagram-items.ts'
import { nodeInWords, nameOf } from './diagram-names.ts'
import type { XmlNode } from './xml-tree.ts'

/** What is drawn elsewhere or otherwise, in words; what is new or gone is told where it is told at all. */
export function layoutDifference(before: DiagramSide, after: DiagramSide): readonly string[] {
  const [olds, news] = [drawnIn(before), drawnIn(after)]
  const ids = new Set([...news.keys(), ...olds.keys()])
  return [...ids].flatMap((id) => {
    if (olds.get(id) === news.get(id)) return []
    const inBoth = before.items.has(id) && after.items.has(id)
    if (!inBoth && (before.items.has(id) || after.items.has(id))) return []
    const item = after.items.get(id)
    return [capital(item === undefined ? nodeInWords(after, id) : nameOf(after, item))]
  })
}

/** How each thing is drawn, by its id. The sheet as a whole is the root's. */
function drawnIn({ root }: DiagramSide): ReadonlyMap<string, string> {
  const drawn = new Map<string, string>()
  for (const child of root.children) if (child.isLayout) take(child)
  return drawn

  function take(node: XmlNode): void {
    const of = node.attributes.get('bpmnElement') ?? node.attributes.get('dmnElementRef')
    const isSheet = !/(Shape|Edge)$/.test(node.name)
    const id = isSheet ? (of ?? DEFINITIONS) : (of ?? '')
    const own = isSheet ? node.children.filter(isContent) : node.children
    const said = [node.name, ...attributesOf(node), ...own.map(written)].join(' ')
    drawn.set(id, [...(drawn.has(id) ? [drawn.get(id) ?? ''] : []), said].toSorted().join('\n'))
    if (isSheet) for (const child of node.children) if (!isContent(child)) take(child)
  }
}

/** Not a shape, a line or a sheet: a style, a size. */
function isContent({ name }: XmlNode): boolean {
  return !/(Shape|Edge|Plane|Diagram)$/.test(name)
}

function written(node: XmlNode): string {
  return `<${[node.name, ...attributesOf(node), node.text].join(' ')}>${node.children.map(written).join('')}</>`
}

/** Without the shapes' own identifiers, and numbers however they are written. */
function attributesOf({ attributes }: XmlNode): readonly string[] {
  return [...attributes]
    .filter(([name]) => name !== 'id')
    .map(([name, value]) => `${name}=${/^-?\d+(\.\d+)?$/.test(value) ? String(Number(value)) : value}`)
    .toSorted()
}
