import type { XmlElement } from '../scan-xml.ts'

/** The id of the element, or of the one around it that has one, or the place. */
export function ownerOf(element: XmlElement): string {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const id = idIn(at)
    if (id !== undefined && id.trim() !== '') return id
  }
  return element.place
}

export function idIn({ attributes }: XmlElement): string | undefined {
  return attributes.find(({ name }) => name === 'id')?.value
}
