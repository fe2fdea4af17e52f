import { BpmnModdle, type ModdleElement, type ModdleWarning, type Reader, type RootHandler } from 'bpmn-moddle'
import { isParseable } from './parseable.ts'
import redress from './redress.moddle.json' with { type: 'json' }

export type { ModdleElement, ModdleWarning }

/** The namespace of what Redress adds to BPMN. */
export const REDRESS_NAMESPACE = redress.uri

const moddle = new BpmnModdle({ redress })

/**
 * BPMN XML as the elements of bpmn-moddle, with every warning that it gave; no `definitions` when it stopped half-way, or
 * must not begin.
 *
 * The parser does all its work before it returns, yet hands the result out in a promise only. Whoever needs a diagram is
 * often in the middle of a step that cannot wait, so we take the result from the root handler, at the moment it is done.
 */
export function readModdle(xml: string): {
  readonly definitions: ModdleElement | undefined
  readonly warnings: readonly ModdleWarning[]
} {
  if (!isParseable(xml)) return { definitions: undefined, warnings: [] }
  const read: { root?: RootHandler; isComplete: boolean } = { isComplete: false }
  const handler = function (this: Reader, type: string): RootHandler {
    const root = (Object.getPrototypeOf(this) as Reader).handler.call(this, type)
    const end = root.handleEnd.bind(root)
    root.handleEnd = () => {
      end()
      read.isComplete = true
    }
    read.root = root
    return root
  }
  // What it would reject with shows as a root that never ended.
  moddle.fromXML(xml, 'bpmn:Definitions', { handler }).catch(() => undefined)
  return { definitions: read.isComplete ? read.root?.element : undefined, warnings: read.root?.context.warnings ?? [] }
}

/** A new element of a type of BPMN or of ours, which belongs to nothing yet. */
export function newElement(type: string, properties: Readonly<Record<string, unknown>> = {}): ModdleElement {
  return moddle.create(type, properties)
}

/** The elements as text. */
export async function writeModdle(definitions: ModdleElement): Promise<string> {
  const { xml } = await moddle.toXML(definitions, { format: true })
  return xml
}

/** Whether the parser knows the words of that namespace. */
export function isKnownNamespace(uri: string): boolean {
  return moddle.getPackage(uri) !== undefined
}

/** Whether an element is of a BPMN type or of one derived from it; content that the parser does not know is of none. */
export function isA(element: ModdleElement, type: string): boolean {
  return element.$instanceOf?.(type) ?? false
}

/** An attribute or a plain text below the element; undefined when it is not there or empty. */
export function textOf(element: ModdleElement, property: string): string | undefined {
  const value = element.get(property)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function flagOf(element: ModdleElement, property: string): boolean {
  return element.get(property) === true
}

/** A number that is written there; one that cannot be read is undefined. */
export function numberOf(element: ModdleElement, property: string): number | undefined {
  const value = element.get(property)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The element below, or the one referred to. */
export function childOf(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element.get(property)
  return isElement(value) ? value : undefined
}

export function childrenOf(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element.get(property)
  return Array.isArray(value) ? value.filter(isElement) : []
}

/** Its id, or an empty text. */
export function idOf(element: ModdleElement | undefined): string {
  return (element && textOf(element, 'id')) ?? ''
}

/** The body of an expression below: FEEL, a timer's text. */
export function expressionOf(element: ModdleElement, property: string): string | undefined {
  const expression = childOf(element, property)
  return expression && textOf(expression, 'body')
}

/** Its documentation texts, each line trimmed: how a tool indents them is no part of their meaning. */
export function documentationOf(element: ModdleElement): string {
  const texts = childrenOf(element, 'documentation').map((documentation) => textOf(documentation, 'text') ?? '')
  return texts
    .map((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .join('\n'),
    )
    .join('\n\n')
}

/** The `redress:` elements of a type in its extension elements. */
export function extensionsOf(element: ModdleElement, type: string): readonly ModdleElement[] {
  const extensions = childOf(element, 'extensionElements')
  return extensions ? childrenOf(extensions, 'values').filter(({ $type }) => $type === type) : []
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value && 'get' in value
}
