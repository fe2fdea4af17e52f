import { DmnModdle } from 'dmn-moddle'
import { textOf, type ModdleElement } from '../moddle.ts'

/*
 * Moddle's elements are changed in place; each is read anew for every edit and thrown away after it.
 */

const moddle = new DmnModdle()

/** The root element of a DMN file. @throws Error for a text that is none. */
export async function readDmn(xml: string): Promise<ModdleElement> {
  return (await moddle.fromXML(xml, 'dmn:Definitions')).rootElement
}

export async function writeDmn(root: ModdleElement): Promise<string> {
  return (await moddle.toXML(root, { format: true, preamble: true })).xml
}

export function listOf(element: ModdleElement, property: string): ModdleElement[] {
  return element.get(property) as ModdleElement[]
}

/** Undefined takes the property away. */
export function write(element: ModdleElement, property: string, value: unknown): void {
  if (textOf(element, property) === value) return
  ;(element as unknown as { set(name: string, value: unknown): void }).set(property, value)
}

export function make(
  type: string,
  attributes: Readonly<Record<string, unknown>>,
  parent: ModdleElement,
): ModdleElement {
  const element = moddle.create(type, attributes)
  ;(element as { $parent?: ModdleElement }).$parent = parent
  return element
}

/** An id that nothing in the file has; a number is put behind, or raised, where one has it. */
export function fresh(ids: Set<string>, base: string, first?: number): string {
  for (let number = first ?? 1; ; number += 1) {
    const id = first === undefined && number === 1 ? base : `${base}_${number}`
    if (ids.has(id)) continue
    ids.add(id)
    return id
  }
}

export function idsIn(element: ModdleElement): Set<string> {
  const ids = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each)
    else if (typeof value === 'object' && value !== null && '$type' in value) {
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'id' && typeof inner === 'string') ids.add(inner)
        else visit(inner)
      }
    }
  }
  visit(element)
  return ids
}
