/*
 * Which numbers a public version leaves out. Pure, and of numbers alone: what they count is told by whoever asks.
 *
 * A number is left out because it is small, or because a smaller one could be worked out from it. Readers are taken to know
 * every sum that holds, how small is small, which numbers were left out for being small and which to protect them, and that
 * nought is always shown. Each number that is left out has at least two values that all of this allows: one is looked for,
 * by moving it by one and mending every sum with others that are left out, and while there is none, one more is left out.
 */

/** A number that is printed, or could be worked out. */
export interface Printed {
  readonly id: string
  readonly value: number
  /** `small`: left out for itself. `open`: shown whatever follows. `unsaid`: printed nowhere; guarded where it is small. */
  readonly as: 'small' | 'plain' | 'open' | 'unsaid' | 'small-unsaid'
  /** The most that a small one can be; undefined where it can be anything from 1, such as money. */
  readonly atMost?: number
}

/** The whole is what its parts add up to. */
export interface Adding {
  readonly whole: string
  readonly parts: readonly string[]
}

interface Variable extends Printed {
  withheld: boolean
  readonly least: number
  most: number
  readonly sums: Sum[]
}

interface Term {
  readonly variable: Variable
  /** How often it counts; less than nought for the whole. */
  readonly times: number
}

type Sum = readonly Term[]

/** Ids of the numbers to leave out. */
export function withheld(printed: readonly Printed[], addings: readonly Adding[]): ReadonlySet<string> {
  const variables = new Map(printed.map((each) => [each.id, variableOf(each)]))
  for (const adding of addings) link(adding, variables)
  const guarded = [...variables.values()].filter(({ as }) => as === 'small' || as === 'small-unsaid')
  for (const variable of guarded) {
    for (const another of toWithholdBesides(variable)) {
      another.withheld = true
      guarded.push(another)
    }
  }
  return new Set([...variables.values()].filter((each) => each.withheld && !isUnsaid(each)).map(({ id }) => id))
}

function isUnsaid({ as }: Printed): boolean {
  return as === 'unsaid' || as === 'small-unsaid'
}

function variableOf(each: Printed): Variable {
  const { as, atMost = Infinity } = each
  const isSmall = as === 'small'
  return {
    ...each,
    withheld: isSmall || isUnsaid(each),
    // Nought is always shown, so what is left out is at least 1; what is left out to protect another is more than small.
    least: isUnsaid(each) ? 0 : isSmall ? 1 : Number.isFinite(atMost) ? atMost + 1 : 1,
    most: isSmall ? atMost : Infinity,
    sums: [],
  }
}

function link({ whole, parts }: Adding, variables: ReadonlyMap<string, Variable>): void {
  const all = new Map<Variable, number>()
  for (const [id, times] of [[whole, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
    const variable = variables.get(id)
    if (variable === undefined) throw new RangeError(`There is no number ${id}`)
    all.set(variable, (all.get(variable) ?? 0) + times)
  }
  const sum = [...all].flatMap(([variable, times]): Sum => (times === 0 ? [] : [{ variable, times }]))
  for (const { variable } of sum) variable.sums.push(sum)
}

/** The most numbers that are left out together to protect one; where they are not enough, all that hang together are. */
const MOST_BESIDES = 6
/** Steps of the search with so many before it is given up. */
const STEPS = 5_000

interface Search {
  readonly moved: Map<Variable, number>
  /** Numbers that are still shown and would have to be left out. */
  readonly besides: Set<Variable>
  readonly mostBesides: number
  steps: number
}

/** The fewest numbers, the smallest first, that must be left out besides so that this one could be one more, or one less. */
function toWithholdBesides(variable: Variable): Iterable<Variable> {
  for (let mostBesides = 0; mostBesides <= MOST_BESIDES; mostBesides += 1) {
    for (const by of [1, -1]) {
      const search: Search = { moved: new Map(), besides: new Set(), mostBesides, steps: STEPS }
      if (fits(variable, by) && move(variable, by, search)) return search.besides
    }
  }
  return connectedTo(variable)
}

function fits({ value, least, most }: Variable, by: number): boolean {
  return value + by >= least && value + by <= most
}

function move(variable: Variable, by: number, search: Search): boolean {
  const { moved, besides } = search
  moved.set(variable, by)
  if (!variable.withheld) besides.add(variable)
  if (isMended(search)) return true
  moved.delete(variable)
  besides.delete(variable)
  return false
}

/** Mends the first sum that no longer comes out, in every way there is, and then the next. */
function isMended(search: Search): boolean {
  search.steps -= 1
  if (search.steps < 0) return false
  const { moved, besides, mostBesides } = search
  for (const variable of moved.keys()) {
    for (const sum of variable.sums) {
      const off = offBy(sum, moved)
      if (off === 0) continue
      return inOrder(sum, besides.size < mostBesides).some(({ variable: other, times }) => {
        const by = -off / times
        return !moved.has(other) && Number.isInteger(by) && fits(other, by) && move(other, by, search)
      })
    }
  }
  return true
}

/** What can mend a sum: first what is left out already, then, where more may be, what is shown; the smallest first. */
function inOrder(sum: Sum, withShown: boolean): Sum {
  return sum
    .filter(({ variable }) => variable.withheld || (withShown && isToSpare(variable)))
    .sort((a, b) => Number(b.variable.withheld) - Number(a.variable.withheld) || a.variable.value - b.variable.value)
}

/** Noughts say nothing of anybody, and are always shown. */
function isToSpare({ as, value, least }: Variable): boolean {
  return as === 'plain' && value >= least
}

function offBy(sum: Sum, moved: ReadonlyMap<Variable, number>): number {
  let off = 0
  for (const { variable, times } of sum) off += times * (moved.get(variable) ?? 0)
  return off
}

function connectedTo(variable: Variable): readonly Variable[] {
  const connected = new Set([variable])
  for (const each of connected) for (const sum of each.sums) for (const term of sum) connected.add(term.variable)
  return [...connected].filter((each) => !each.withheld && isToSpare(each))
}
