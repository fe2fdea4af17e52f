/**
 * A strict reader of XML's outline, in time that grows with the text's length only. It comes before the BPMN parser, which
 * is slow on hostile texts and forgives broken ones, and it knows where each element stands.
 *
 * One file, because a reader of tags, text and names is one thing to check.
 */

/** An element of the file, with its place. */
export interface XmlElement {
  /** As written, prefix and all. */
  readonly name: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly parent: XmlElement | undefined
  /** `line:column`, each from 1. */
  readonly place: string
  /** Its own text, entities resolved. */
  text: string
}

export interface XmlAttribute {
  readonly name: string
  readonly local: string
  /** Empty for an attribute without a prefix. */
  readonly namespace: string
  /** Entities resolved. */
  readonly value: string
}

/** Why the file cannot be read on. */
export interface XmlFault {
  /** What kind of fault. */
  readonly rule: string
  /** `line:column` */
  readonly place: string
  readonly message: string
  readonly remedy: string
}

export interface XmlLimits {
  /** Elements that are not layout. */
  readonly elements: number
  /** Elements that say only where something is drawn; tools write four to eight for each step. */
  readonly layout: number
  readonly depth: number
  readonly namespaces: number
}

const NAME = /[\p{L}_][\p{L}\p{N}_.·-]*(?::[\p{L}_][\p{L}\p{N}_.·-]*)?/uy
const ATTRIBUTE = /\s+([\p{L}_][\p{L}\p{N}_.·:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy
const TAG_END = /\s*(\/?)>/y
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g
const STRAY_SIGN = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/
const FORBIDDEN_CHARACTER = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFD\uFFFE\uFFFF]/u
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

const LAYOUT: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/BPMN/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://www.omg.org/spec/DD/20100524/DI',
])

type Namespaces = ReadonlyMap<string, string>

/** Thrown and caught in this file only. */
class Stop extends Error {
  readonly rule: string
  readonly at: number
  readonly remedy: string
  constructor(rule: string, at: number, message: string, remedy: string) {
    super(message)
    this.rule = rule
    this.at = at
    this.remedy = remedy
  }
}

const AGAIN = 'Export the file again from the tool that drew it, as BPMN 2.0 XML.'

/** The elements in document order, up to the first fault if there is one. */
export function scanXml(
  text: string,
  limits: XmlLimits,
): { readonly elements: readonly XmlElement[]; readonly fault?: XmlFault } {
  const elements: XmlElement[] = []
  try {
    scan(text, limits, elements)
    return { elements }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    const { rule, at, message, remedy } = error
    return { elements, fault: { rule, place: placeAt(text)(at), message, remedy } }
  }
}

function scan(text: string, limits: XmlLimits, elements: XmlElement[]): void {
  const odd = FORBIDDEN_CHARACTER.exec(text)
  if (odd)
    throw new Stop('not-text', odd.index, 'A character here cannot stand in XML.', 'Save the file as UTF-8 text.')
  const place = placeAt(text)
  const open: { readonly element: XmlElement; readonly namespaces: Namespaces; text: string[] }[] = []
  const counts = { elements: 0, layout: 0 }
  let declared = 0
  let at = text.startsWith('\uFEFF') ? 1 : 0
  if (text.startsWith('<?xml', at)) at = after(text, '?>', at)

  while (at < text.length) {
    const inside = open.at(-1)
    if (text[at] !== '<') {
      const end = text.indexOf('<', at)
      const piece = text.slice(at, end === -1 ? text.length : end)
      if (inside) inside.text.push(decode(piece, at))
      else if (piece.trim() !== '') throw new Stop('not-xml', at, 'Text stands outside the elements.', AGAIN)
      at += piece.length
    } else if (text.startsWith('<!--', at)) {
      at = after(text, '-->', at + 4)
    } else if (text.startsWith('<![CDATA[', at) && inside) {
      const end = after(text, ']]>', at)
      inside.text.push(text.slice(at + 9, end - 3))
      at = end
    } else if (text.startsWith('<!', at)) {
      throw new Stop('doctype', at, 'The file has a DOCTYPE or ENTITY declaration.', 'Delete it; a diagram needs none.')
    } else if (text.startsWith('<?', at)) {
      throw new Stop('instruction', at, 'The file has a processing instruction (<?…?>).', 'Delete it; it does nothing.')
    } else if (text.startsWith('</', at)) {
      const name = match(NAME, text, at + 2)?.[0] ?? ''
      const end = match(TAG_END, text, at + 2 + name.length)
      if (inside?.element.name !== name || !end || end[1] === '/') {
        const expected = inside ? `</${inside.element.name}>` : 'the end of the file'
        throw new Stop('not-xml', at, `</${name}> stands where ${expected} should.`, AGAIN)
      }
      inside.element.text = inside.text.join('')
      open.pop()
      at += 2 + name.length + end[0].length
    } else {
      if (!inside && elements.length > 0) throw new Stop('not-xml', at, 'A second root element begins here.', AGAIN)
      if (open.length >= limits.depth) {
        const remedy = 'Use fewer sub-processes inside each other.'
        throw new Stop('too-deep', at, `Elements stand more than ${limits.depth} deep in each other.`, remedy)
      }
      const tag = readTag(text, at)
      const own = tag.attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
      declared += own.length
      if (declared > limits.namespaces) {
        const message = `The file declares more than ${limits.namespaces} namespaces.`
        throw new Stop('too-many-namespaces', at, message, 'Declare each namespace once, on the first element.')
      }
      const around = inside?.namespaces ?? new Map([['xml', XML_NAMESPACE]])
      const namespaces =
        own.length === 0 ? around : new Map([...around, ...own.map(([name, uri]) => [name.slice(6), uri] as const)])
      const element: XmlElement = {
        ...resolve(tag.name, namespaces, at, true),
        attributes: tag.attributes.map(([name, value]) => ({ ...resolve(name, namespaces, at, false), value })),
        parent: inside?.element,
        place: place(at),
        text: '',
      }
      const kind = LAYOUT.has(element.namespace) ? 'layout' : 'elements'
      counts[kind] += 1
      if (counts[kind] > limits[kind]) {
        const what = kind === 'layout' ? 'elements of layout' : 'elements'
        const remedy = 'Split the procedure into stages, each in its own file.'
        throw new Stop('too-many-elements', at, `The file has more than ${limits[kind]} ${what}.`, remedy)
      }
      elements.push(element)
      if (!tag.closed) open.push({ element, namespaces, text: [] })
      at = tag.end
    }
  }
  const last = open.at(-1)
  if (last) throw new Stop('not-xml', text.length, `The file ends inside <${last.element.name}>.`, AGAIN)
  if (elements.length === 0) throw new Stop('not-xml', 0, 'The file holds no XML element.', AGAIN)
}

interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [string, string])[]
  readonly closed: boolean
  /** The offset behind it. */
  readonly end: number
}

function readTag(text: string, start: number): Tag {
  const name = match(NAME, text, start + 1)?.[0]
  if (name === undefined) throw new Stop('not-xml', start, "'<' begins no element here.", AGAIN)
  const attributes = new Map<string, string>()
  let at = start + 1 + name.length
  for (;;) {
    const end = match(TAG_END, text, at)
    if (end) return { name, attributes: [...attributes], closed: end[1] === '/', end: at + end[0].length }
    const found = match(ATTRIBUTE, text, at)
    const attribute = found?.[1]
    if (!found || attribute === undefined) throw new Stop('not-xml', at, `The tag <${name}> cannot be read on.`, AGAIN)
    if (attributes.has(attribute)) {
      throw new Stop('not-xml', at, `<${name}> has the attribute '${attribute}' twice.`, 'Delete one of the two.')
    }
    attributes.set(attribute, decode(found[2] ?? found[3] ?? '', at))
    at += found[0].length
  }
}

function resolve(name: string, namespaces: Namespaces, at: number, isElement: boolean) {
  const colon = name.indexOf(':')
  const prefix = colon === -1 ? '' : name.slice(0, colon)
  const local = name.slice(colon + 1)
  if (prefix === 'xmlns' || name === 'xmlns') return { name, local, namespace: 'http://www.w3.org/2000/xmlns/' }
  if (prefix === '' && !isElement) return { name, local, namespace: '' }
  const namespace = namespaces.get(prefix) ?? (prefix === '' ? '' : undefined)
  if (namespace === undefined) {
    const remedy = `Declare it (xmlns:${prefix}="…") or delete '${name}'.`
    throw new Stop('not-xml', at, `The prefix '${prefix}' is declared nowhere.`, remedy)
  }
  return { name, local, namespace }
}

function decode(piece: string, at: number): string {
  if (!piece.includes('&')) return piece
  const noCharacter = () => {
    const message = "'&' begins no character that XML knows."
    return new Stop('entity', at, message, "Write '&amp;' for the sign itself; other entities are not read.")
  }
  // Asked first: a replacement looks for all that it will replace before it begins.
  if (STRAY_SIGN.test(piece)) throw noCharacter()
  return piece.replace(ENTITY, (whole, named?: string, decimal?: string, hexadecimal?: string) => {
    if (named !== undefined) return NAMED[named] ?? whole
    const code = decimal === undefined ? parseInt(hexadecimal ?? '0', 16) : parseInt(decimal, 10)
    if (code > 0x10ffff || (code < 32 && ![9, 10, 13].includes(code))) throw noCharacter()
    return String.fromCodePoint(code)
  })
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  if (at === -1) throw new Stop('not-xml', from, `'${end}' is missing: the file breaks off.`, AGAIN)
  return at + end.length
}

/** Offsets to `line:column`. */
function placeAt(text: string): (offset: number) => string {
  const lines = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at + 1)
  let line = 1
  return (offset) => {
    if (offset < (lines[line - 1] ?? 0)) line = 1
    while ((lines[line] ?? Infinity) <= offset) line += 1
    return `${line}:${offset - (lines[line - 1] ?? 0) + 1}`
  }
}
