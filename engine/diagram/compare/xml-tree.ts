import { scanXml, type XmlElement } from '../scan-xml.ts'
import { BPMN } from '../admission/xml-names.ts'
import { REDRESS_NAMESPACE } from '../moddle.ts'

/** An element of a file, free of how it is written: prefixes, spaces, comments, the order of attributes. */
export interface XmlNode {
  /** `userTask`, `redress:deadline`, `{http://…}thing`. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
  readonly children: readonly XmlNode[]
  /** Where it only says how things are drawn. */
  readonly isLayout: boolean
}

const LIMITS = { elements: 15_000, layout: 15_000, depth: 20, namespaces: 64 }

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const XMLNS = 'http://www.w3.org/2000/xmlns/'
const PREFIXES: Readonly<Record<string, string>> = { [REDRESS_NAMESPACE]: 'redress:', [XSI]: 'xsi:' }
const LAYOUT = /^https?:\/\/www\.omg\.org\/spec\/(BPMN\/20100524\/DI|DD\/|DMN\/[^/]+\/(DMNDI|DC|DI)\b)/

/** The root of an XML file; a text where it is none, saying why. */
export function readXml(text: string): XmlNode | string {
  const { elements, fault } = scanXml(text, LIMITS)
  if (fault !== undefined) return `${fault.message} (${fault.place})`
  const own = elements[0]?.namespace ?? ''
  const children = new Map<XmlElement, XmlNode[]>()
  let root: XmlNode | undefined
  for (const element of elements) {
    const inside: XmlNode[] = []
    children.set(element, inside)
    const node: XmlNode = {
      name: nameOf(element, own),
      attributes: new Map(
        element.attributes
          .filter(({ namespace }) => namespace !== XMLNS)
          .map(({ namespace, local, value }) => [
            namespace === '' ? local : nameOf({ namespace, local }, own),
            namespace === XSI ? value.replace(/^[^:]*:/, '') : value,
          ]),
      ),
      text: tidy(element.text),
      children: inside,
      isLayout: LAYOUT.test(element.namespace),
    }
    if (element.parent === undefined) root ??= node
    else children.get(element.parent)?.push(node)
  }
  return root ?? 'The file holds no element.'
}

function nameOf({ namespace, local }: { readonly namespace: string; readonly local: string }, own: string): string {
  if (namespace === own || namespace === BPMN) return local
  const prefix = PREFIXES[namespace]
  return prefix === undefined ? `{${namespace}}${local}` : `${prefix}${local}`
}

/** Without the spaces around it and around each of its lines: they are the tools' indentation. */
export function tidy(text: string): string {
  return text.trim().replaceAll(/[^\S\n]*\r?\n[^\S\n]*/g, '\n')
}

/**
 * Everything below an element as paths and values: `@name`, `documentation/#`, `extensionElements/redress:deadline/@rule`.
 *
 * Identifiers of what nothing refers to (`…/@id`) are left to `notation`.
 * @param isApart - children that stand for themselves
 */
export function flatten(
  node: XmlNode,
  isApart: (child: XmlNode) => boolean,
): { readonly facts: ReadonlyMap<string, string>; readonly notation: ReadonlyMap<string, string> } {
  const facts = new Map<string, string>()
  const notation = new Map<string, string>()
  walk(node, '', isApart)
  return { facts, notation }

  function walk(each: XmlNode, path: string, leaveOut: (child: XmlNode) => boolean): void {
    const before = facts.size
    for (const [name, value] of each.attributes) {
      if (SAYS_NOTHING.has(name) || (path !== '' && name === 'id')) notation.set(`${path}@${name}`, value)
      // The name of a parameter is in its path.
      else if (name !== (path === '' ? 'id' : each.name === 'redress:parameter' ? 'name' : ''))
        facts.set(`${path}@${name}`, value.trim())
    }
    const children = each.children.filter((child) => !leaveOut(child) && !child.isLayout)
    if (each.text !== '') facts.set(`${path}#`, each.text)
    const counts = new Map<string, number>()
    for (const child of children) {
      const name =
        child.name === 'redress:parameter' ? `${child.name}[${child.attributes.get('name') ?? ''}]` : child.name
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      walk(child, `${path}${name}${count > 1 ? `[${count}]` : ''}/`, () => false)
    }
    if (each.name === 'redress:parameter' && !facts.has(`${path}@value`)) facts.set(`${path}@value`, '')
    if (path !== '' && facts.size === before && each.name !== 'extensionElements') facts.set(path, each.name)
  }
}

/** Which kind of expression it is said to be; there is one kind. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['xsi:type'])
