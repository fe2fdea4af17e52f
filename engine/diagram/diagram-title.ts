import type { XmlElement } from './scan-xml.ts'

/** What people call a diagram: its process's name; where it has none, its file. */
export function diagramTitle(path: string, elements: readonly XmlElement[]): string {
  const process = elements.find(({ local }) => local === 'process')
  const name = process?.attributes.find((attribute) => attribute.name === 'name')?.value.trim() ?? ''
  return name === '' ? (path.split('/').at(-1) ?? path) : `“${name}”`
}
