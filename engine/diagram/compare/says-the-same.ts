import { semanticHashOf } from '../hashes.ts'
import { mainProcessOf } from '../main-process.ts'
import { readModdle } from '../moddle.ts'
import { parseDiagram } from '../parse.ts'
import type { ProcedureModel } from '../procedure-model.ts'
import { scanXml } from '../scan-xml.ts'
import { letterParts } from './compare-letter.ts'
import { cellText } from './compare-table.ts'
import { readJson, shown } from './json-facts.ts'
import { kindOf } from './procedure-side.ts'
import { readXml, type XmlNode } from './xml-tree.ts'

/**
 * Whether two texts of a file mean the same, found without the sentences: a diagram by the model that cases run on, the
 * others by their content. What cannot be read means nothing that could be the same.
 */
export function saysTheSame(path: string, was: string, now: string): boolean {
  if (kindOf(path) !== 'diagram') return isWrittenTheSame(path, was, now, 'meaning')
  const [before, after] = [meaningOf(was), meaningOf(now)]
  return before !== undefined && before === after
}

/** How much of a text is looked at: all of it; all but identifiers that nothing refers to; nor how it is drawn. */
type Depth = 'all' | 'identifiers' | 'meaning'

/** Whether two texts differ in nothing but spaces, comments, prefixes and orders that say nothing. */
export function isWrittenTheSame(path: string, was: string, now: string, depth: Depth): boolean {
  const written = writtenAs(path, was, depth)
  return written !== undefined && written === writtenAs(path, now, depth)
}

function writtenAs(path: string, text: string, depth: Depth): string | undefined {
  switch (kindOf(path)) {
    case 'diagram':
    case 'table': {
      const root = readXml(text)
      if (typeof root === 'string') return undefined
      return treeInText(root, { depth, isTable: kindOf(path) === 'table' })
    }
    case 'letter':
      return path.endsWith('.docx') ? text.trim() : JSON.stringify([...letterParts(text).entries()])
    case 'form':
    case 'settings':
    case 'scenarios': {
      const json = readJson(text)
      return json === undefined ? undefined : shown(json)
    }
    case 'other':
      return text
  }
}

interface Look {
  readonly depth: Depth
  /** Its rows and columns have an order; the elements of a diagram have none. */
  readonly isTable: boolean
}

function treeInText(node: XmlNode, look: Look): string {
  const { depth, isTable } = look
  const isQuiet = depth !== 'all' && (node.isLayout || (isTable && !IDENTIFIED.has(node.name)))
  const attributes = [...node.attributes]
    .filter(([name]) => !(isQuiet && name === 'id'))
    .map(([name, value]) => `${name}=${JSON.stringify(value.trim())}`)
    .toSorted()
  const children = node.children
    .filter((child) => !(depth === 'meaning' && child.isLayout))
    .map((child) => treeInText(child, look))
  // The points of a line have an order, the shapes on a sheet have none.
  const inOrder = isTable || node.name.endsWith('Edge') ? children : children.toSorted()
  const text = isTable && node.name === 'text' && depth !== 'all' ? cellText(node.text) : node.text
  return isTable && depth !== 'all' && text === '-'
    ? ''
    : `<${node.name} ${attributes.join(' ')}>${text}${inOrder.join('')}</>`
}

/** Elements of tables whose identifiers are referred to, or stay with a case. */
const IDENTIFIED: ReadonlySet<string> = new Set(['definitions', 'decision', 'decisionTable', 'input', 'output', 'rule'])

/** SHA-256 over what runs; the order of events at the edge of a step is none. */
function meaningOf(xml: string): string | undefined {
  if (scanXml(xml, LIMITS).fault !== undefined) return undefined
  const { definitions } = readModdle(xml)
  if (definitions === undefined || mainProcessOf(definitions, true).main === undefined) return undefined
  const diagram = parseDiagram(definitions, true)
  if (diagram === undefined) return undefined
  const others = new Map([...diagram.others].map(([id, model]) => [id, withSortedEdges(model)]))
  return semanticHashOf({ id: diagram.id, main: withSortedEdges(diagram.main), others })
}

const LIMITS = { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 }

function withSortedEdges(model: ProcedureModel): ProcedureModel {
  return {
    ...model,
    nodes: new Map(
      [...model.nodes].map(([id, node]) => [
        id,
        'boundaries' in node ? { ...node, boundaries: node.boundaries.toSorted() } : node,
      ]),
    ),
  }
}
