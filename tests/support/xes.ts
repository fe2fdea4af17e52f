import { SaxesParser } from 'saxes'

/*
 * Reads XES with a parser that knows nothing of ours, and holds it to the structure that the schema of IEEE Std 1849-2016
 * gives: which element may stand where, in which order, with which attributes, of which type. `xes-schema.ts` has libxml2 hold
 * it to a schema of that form; what none can say is looked at here only: which keys an extension has, what a global promises.
 */

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

export interface ReadXes {
  /** Each with the path of the element; empty where the file keeps to the standard. */
  readonly faults: readonly string[]
  readonly log: Attributes
  readonly traces: readonly { readonly attributes: Attributes; readonly events: readonly Attributes[] }[]
  readonly extensions: ReadonlyMap<string, string>
}
type Attributes = Readonly<Record<string, string>>

const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  string: /^[^]*$/,
  date: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  int: /^[+-]?\d{1,18}$/,
  float: /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/,
  boolean: /^(true|false|0|1)$/,
  id: /^[^]+$/,
}
const NAME = /^[A-Za-z_:][\w:.-]*$/
const NC_NAME = /^[A-Za-z_][\w.-]*$/
const TOKEN = /^(\S+( \S+)*)?$/

/** @throws Error where the file is not well-formed XML. */
export function readXes(text: string): ReadXes {
  const root = parse(text)
  const faults: string[] = []
  const fault = (at: string, what: string) => faults.push(`${at}: ${what}`)
  const only = (at: string, { attributes }: Element, allowed: Readonly<Record<string, [boolean, RegExp]>>) => {
    for (const [key, [isNeeded, form]] of Object.entries(allowed)) {
      const value = attributes[key]
      if (value === undefined ? isNeeded : !form.test(value)) fault(at, `${key} is ${value ?? 'missing'}`)
    }
    for (const key of Object.keys(attributes)) if (!Object.hasOwn(allowed, key)) fault(at, `${key} is not known`)
  }
  const inOrder = (at: string, { children, text: own }: Element, order: readonly (readonly string[])[]) => {
    if (own.trim() !== '') fault(at, 'has text')
    let place = 0
    for (const { name } of children) {
      const found = order.findIndex((names) => names.includes(name))
      if (found < 0) fault(at, `may not hold ${name}`)
      else if (found < place) fault(at, `${name} comes too late`)
      else place = found
    }
  }
  const kinds = [...Object.keys(ATTRIBUTES), 'list']
  const attributesOf = (at: string, element: Element): Attributes => {
    const found: Record<string, string> = {}
    for (const child of element.children.filter(({ name }) => kinds.includes(name))) {
      const here = `${at}/${child.name}[${child.attributes['key'] ?? ''}]`
      const form = ATTRIBUTES[child.name]
      only(here, child, { key: [true, NAME], ...(form !== undefined && { value: [true, form] }) })
      inOrder(here, child, [kinds, ...(child.name === 'list' ? [['values']] : [])])
      const key = child.attributes['key'] ?? ''
      if (Object.hasOwn(found, key)) fault(here, 'stands there twice')
      found[key] = child.attributes['value'] ?? ''
    }
    return found
  }

  if (root.name !== 'log') fault('/', `begins with ${root.name}`)
  only('log', root, {
    'xes.version': [true, /^\d+(\.\d+)?$/],
    'xes.features': [false, TOKEN],
    xmlns: [false, /^http:\/\/www\.xes-standard\.org\/$/],
  })
  inOrder('log', root, [['extension'], ['global'], ['classifier'], kinds, ['trace'], ['event']])
  const extensions = new Map<string, string>()
  const globals: Record<string, readonly string[]> = {}
  root.children.forEach((element, n) => {
    const at = `log/${element.name}[${n}]`
    if (element.name === 'extension') {
      only(at, element, { name: [true, NC_NAME], prefix: [true, NC_NAME], uri: [true, /^\S+$/] })
      extensions.set(element.attributes['prefix'] ?? '', element.attributes['uri'] ?? '')
    }
    if (element.name === 'global') {
      only(at, element, { scope: [false, /^(trace|event)$/] })
      inOrder(at, element, [kinds])
      globals[element.attributes['scope'] ?? 'event'] = Object.keys(attributesOf(at, element))
    }
    if (element.name === 'classifier') {
      only(at, element, { name: [true, NC_NAME], scope: [false, /^(trace|event)$/], keys: [true, TOKEN] })
    }
  })
  const known = (at: string, attributes: Attributes) => {
    for (const key of Object.keys(attributes)) {
      if (!extensions.has(key.split(':')[0] ?? '')) fault(at, `${key} is of no extension that is declared`)
    }
  }
  const traces = root.children.flatMap((trace, n) => {
    if (trace.name !== 'trace') return []
    const at = `trace[${n}]`
    only(at, trace, {})
    inOrder(at, trace, [kinds, ['event']])
    const attributes = attributesOf(at, trace)
    known(at, attributes)
    for (const key of globals['trace'] ?? []) if (!Object.hasOwn(attributes, key)) fault(at, `lacks ${key}`)
    const events = trace.children.flatMap((event, place) => {
      if (event.name !== 'event') return []
      const here = `${at}/event[${place}]`
      only(here, event, {})
      inOrder(here, event, [kinds])
      const own = attributesOf(here, event)
      known(here, own)
      for (const key of globals['event'] ?? []) if (!Object.hasOwn(own, key)) fault(here, `lacks ${key}`)
      return [own]
    })
    return [{ attributes, events }]
  })
  const log = attributesOf('log', root)
  known('log', log)
  return { faults, log, traces, extensions }
}

function parse(text: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (own) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += own
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  const [root] = top.children
  if (root === undefined) throw new Error('There is no element')
  return root
}
