/** Something that is another than it was, within a piece of data. */
export interface Difference {
  /** Names and places that lead to it, from outside in: `properties › outcome › title`. */
  readonly at: string
  /** As JSON, cut short; absent where it was not there. */
  readonly before?: string
  /** Absent where it is there no more. */
  readonly after?: string
}

const MOST = 100
/** Letters of a value. */
const LONGEST = 300

/** What differs between two pieces of plain data; none where they are the same. At most 100. */
export function differencesIn(before: unknown, after: unknown): readonly Difference[] {
  const found: Difference[] = []
  compare(before, after, [], found)
  return found.slice(0, MOST)
}

function compare(before: unknown, after: unknown, path: readonly string[], found: Difference[]): void {
  if (found.length >= MOST || before === after) return
  const [was, is] = [partsIn(before), partsIn(after)]
  if (was === undefined || is === undefined) {
    const [one, other] = [textOf(before), textOf(after)]
    if (one === other) return
    found.push({
      at: path.join(' › '),
      ...(one !== undefined && { before: one }),
      ...(other !== undefined && { after: other }),
    })
    return
  }
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    compare(was.get(name), is.get(name), [...path, name], found)
  }
}

/** Undefined for what has no parts. Parts of a list are named by their place, from 1. */
function partsIn(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.map((each: unknown, n) => [String(n + 1), each]))
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value))
  return undefined
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
