import { scanXml, type XmlLimits } from './scan-xml.ts'

/** UTF-8 bytes of a diagram. */
export const LARGEST = 1_048_576
export const LIMITS: XmlLimits = { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 }

/**
 * Whether the parser of BPMN may be given the text. With some broken ones, no longer than a diagram, it is busy for minutes,
 * and nothing else is done meanwhile.
 */
export function isParseable(xml: string): boolean {
  return xml.length <= LARGEST && scanXml(xml, LIMITS).fault === undefined
}
