/** How many took how long. */
export interface Spread {
  readonly number: number
  /** The middle one; of two in the middle the lower. Undefined where there is none. */
  readonly median: number | undefined
  /** Nine of ten took no longer. */
  readonly p90: number | undefined
  readonly longest: number | undefined
}

/** Whole numbers of working days, counted as they come: tens of thousands take no more room than there are lengths. */
export interface SpreadTally {
  add(days: number): void
  result(): Spread
}

export function makeSpread(): SpreadTally {
  const counts = new Map<number, number>()
  let number = 0
  return {
    add(days) {
      counts.set(days, (counts.get(days) ?? 0) + 1)
      number += 1
    },
    result() {
      const sorted = [...counts].sort(([one], [other]) => one - other)
      return {
        number,
        median: nth(sorted, Math.ceil(number / 2)),
        p90: nth(sorted, Math.ceil(number * 0.9)),
        longest: sorted.at(-1)?.[0],
      }
    },
  }
}

/** The nth of all, from 1. */
function nth(sorted: readonly (readonly [days: number, count: number])[], place: number): number | undefined {
  let seen = 0
  for (const [days, count] of sorted) {
    seen += count
    if (seen >= place) return days
  }
  return undefined
}
