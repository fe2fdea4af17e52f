const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#10': ' ' }

/** What the elements of a diagram are called, by their ids; the id where one has no name. */
export function elementNames(xml: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [tag] of xml.matchAll(/<(?!bpmndi|dc|di)[\w-]+(?::\w*)?\s[^<>]*>/g)) {
    const id = attribute(tag, 'id')
    if (id !== undefined) names.set(id, attribute(tag, 'name') ?? id)
  }
  return names
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  if (value === undefined || value === '') return undefined
  return value.replaceAll(/&(#?\w+);/g, (whole, entity: string) => ENTITIES[entity] ?? whole)
}
