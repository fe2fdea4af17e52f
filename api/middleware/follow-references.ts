type Members = Readonly<Record<string, unknown>>

/**
 * A copy of an OpenAPI document whose references (`#/components/…`) are followed, without the schemas and parameters that
 * they named.
 *
 * @throws RangeError for a reference that leads nowhere, or back to itself.
 */
export function followReferences(document: object): object {
  const root = document as Members
  const followed = new Map<string, unknown>()
  const underWay = new Set<string>()

  const target = (reference: string): unknown => {
    if (followed.has(reference)) return followed.get(reference)
    if (underWay.has(reference)) throw new RangeError(`The reference ${reference} leads back to itself`)
    underWay.add(reference)
    const found = copy(lookUp(root, reference))
    underWay.delete(reference)
    followed.set(reference, found)
    return found
  }
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (!isMembers(value)) return value
    const { $ref: reference } = value
    if (typeof reference === 'string') return target(reference)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)]))
  }

  const { components, ...rest } = root
  const { schemas: _schemas, parameters: _parameters, ...others } = isMembers(components) ? components : {}
  return copy({ ...rest, components: others }) as object
}

function lookUp(root: Members, reference: string): unknown {
  let at: unknown = root
  for (const name of reference.replace(/^#\//, '').split('/')) {
    if (!isMembers(at) || !Object.hasOwn(at, name)) throw new RangeError(`The reference ${reference} leads nowhere`)
    at = at[name]
  }
  return at
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
