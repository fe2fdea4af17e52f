import { createHash } from 'node:crypto'
import { InvalidVariablesError } from '../../errors.ts'

/*
 * How a sample is drawn. The method is published on the sample's page, so that anybody can do it again by hand or with
 * another tool; so it is never changed.
 *
 * 1. Every case has a key: SHA-256, in hexadecimal, of the seed followed by the reference, both as UTF-8.
 * 2. Within each stratum the cases are put in the order of their keys.
 * 3. The first of them are drawn: as many as `allocation` gives the stratum.
 */

/** `proportional`: by size, at least one of each stratum. `each`: so many of each. `all`: every case. */
export type Spread = 'proportional' | 'each' | 'all'

/** A case that can be drawn, and the stratum in which it lies. */
export interface Drawable {
  readonly caseId: string
  readonly stratum: string
}

export interface Drawn extends Drawable {
  /** From 1: by stratum, then by key. */
  readonly place: number
  readonly key: string
}

export interface DrawAsked {
  readonly seed: string
  /** A whole number from 1; with `all` it is not looked at. */
  readonly size: number
  readonly spread: Spread
}

/** @throws InvalidVariablesError when there are fewer cases to draw than there are strata. */
export function draw(population: readonly Drawable[], { seed, size, spread }: DrawAsked): readonly Drawn[] {
  const strata = byStratum(population)
  const shares = allocation(new Map([...strata].map(([name, cases]) => [name, cases.length])), size, spread)
  const drawn = [...strata].flatMap(([stratum, cases]) =>
    cases
      .map(({ caseId }) => ({ caseId, stratum, key: drawKey(seed, caseId) }))
      .sort((one, other) => compare(one.key, other.key))
      .slice(0, shares.get(stratum)),
  )
  return drawn.map((each, index) => ({ ...each, place: index + 1 }))
}

export function drawKey(seed: string, caseId: string): string {
  return createHash('sha256').update(`${seed}${caseId}`, 'utf8').digest('hex')
}

/**
 * How many are drawn of each stratum, by whole numbers alone.
 *
 * Proportional: one of each; what is left is shared out by what is left of each (rounded down), and the rest, one each,
 * goes to the largest remainders, of equal ones to the first by name. No stratum ever gets more than it has.
 *
 * @throws InvalidVariablesError when there are fewer cases to draw than there are strata.
 */
export function allocation(
  sizes: ReadonlyMap<string, number>,
  size: number,
  spread: Spread,
): ReadonlyMap<string, number> {
  const all = [...sizes].sort(([one], [other]) => compare(one, other))
  const total = all.reduce((sum, [, count]) => sum + count, 0)
  if (spread === 'all' || (spread === 'proportional' && size >= total)) return new Map(all)
  if (spread === 'each') return new Map(all.map(([name, count]) => [name, Math.min(count, size)]))
  if (size < all.length) {
    throw new InvalidVariablesError('The sample', [
      { at: '/size', message: `must be at least ${all.length}, so that there is one case of each group` },
    ])
  }
  const left = total - all.length
  const shared = size - all.length
  const shares = all.map(([name, count]) => {
    const part = shared * (count - 1)
    return { name, share: 1 + (left === 0 ? 0 : Math.floor(part / left)), remainder: left === 0 ? 0 : part % left }
  })
  const missing = size - shares.reduce((sum, { share }) => sum + share, 0)
  const luckier = new Set(
    [...shares]
      .sort((one, other) => other.remainder - one.remainder || compare(one.name, other.name))
      .slice(0, missing)
      .map(({ name }) => name),
  )
  return new Map(shares.map(({ name, share }) => [name, share + (luckier.has(name) ? 1 : 0)]))
}

/** The population as it is frozen: a line for each case, `SC-2026-00001,children-act`, in the order of references. */
export function populationLines(population: readonly Drawable[]): string {
  return [...population]
    .sort((one, other) => compare(one.caseId, other.caseId))
    .map(({ caseId, stratum }) => `${caseId},${stratum}\n`)
    .join('')
}

/** What `populationLines` wrote. */
export function populationIn(lines: string): readonly Drawable[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const comma = line.indexOf(',')
      return { caseId: line.slice(0, comma), stratum: line.slice(comma + 1) }
    })
}

/** SHA-256 of the lines as UTF-8, hex: what `sha256sum` says of the file. */
export function populationHash(lines: string): string {
  return createHash('sha256').update(lines, 'utf8').digest('hex')
}

/** In the order of the names of the strata. */
function byStratum(population: readonly Drawable[]): ReadonlyMap<string, readonly Drawable[]> {
  const strata = new Map<string, Drawable[]>()
  for (const each of population) {
    const own = strata.get(each.stratum) ?? []
    strata.set(each.stratum, own)
    own.push(each)
  }
  return new Map([...strata].sort(([one], [other]) => compare(one, other)))
}

/** By code units, as `LC_ALL=C sort` has references and hexadecimal. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
