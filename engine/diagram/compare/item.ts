/** A thing of a file that can be added, removed and changed: a step, a field, a row. */
export interface Item {
  /** Equal in both versions where it is the same thing. */
  readonly key: string
  readonly type: string
  /** Id to point at. */
  readonly element: string
  /** Everything that the file says of it, by path. */
  readonly facts: ReadonlyMap<string, string>
}

export interface Pair<Kind extends Item> {
  readonly was?: Kind
  readonly now?: Kind
}

export interface FactChange {
  readonly fact: string
  readonly was?: string
  readonly now?: string
}

/** The things of two versions side by side, in the order of the newer; what is gone stands where it stood. */
export function pairsOf<Kind extends Item>(before: readonly Kind[], after: readonly Kind[]): readonly Pair<Kind>[] {
  const known = new Map(before.map((item) => [item.key, item]))
  const kept = new Set(after.map(({ key }) => key))
  // What is gone follows the nearest thing before it that is still there.
  const gone = new Map<string, Pair<Kind>[]>()
  let last = ''
  for (const item of before) {
    if (kept.has(item.key)) last = item.key
    else gone.set(last, [...(gone.get(last) ?? []), { was: item }])
  }
  const placed = after.flatMap((item) => {
    const was = known.get(item.key)
    return [was === undefined ? { now: item } : { was, now: item }, ...(gone.get(item.key) ?? [])]
  })
  return [...(gone.get('') ?? []), ...placed]
}

/** Facts that differ; of a thing that is new or gone, all of them. */
export function factsChanged({ was, now }: Pair<Item>): readonly FactChange[] {
  const names = new Set([...(was?.facts.keys() ?? []), ...(now?.facts.keys() ?? [])])
  return [...names].flatMap((fact) => {
    const [old, recent] = [was?.facts.get(fact), now?.facts.get(fact)]
    if (old === recent) return []
    return [{ fact, ...(old !== undefined && { was: old }), ...(recent !== undefined && { now: recent }) }]
  })
}
