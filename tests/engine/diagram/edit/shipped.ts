import { readdirSync, readFileSync } from 'node:fs'

/** Every diagram that we ship, by its path below `processes/`. */
export function shippedDiagrams(): ReadonlyMap<string, string> {
  const folder = new URL('../../../../processes/', import.meta.url)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bpmn'))
  return new Map(paths.toSorted().map((path) => [path, readFileSync(new URL(path, folder), 'utf8')]))
}

export function shipped(path: string): string {
  return shippedDiagrams().get(path) ?? ''
}
