import { BPMN } from './admission/xml-names.ts'
import { scanXml } from './scan-xml.ts'

/** Ids of the processes in a diagram, none where it cannot be read. */
export function processIdsIn(xml: string): readonly string[] {
  const { elements } = scanXml(xml, { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 })
  return elements
    .filter(({ local, namespace }) => local === 'process' && namespace === BPMN)
    .flatMap(({ attributes }) => attributes.find(({ name }) => name === 'id')?.value ?? [])
}
