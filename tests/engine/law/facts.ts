import type { Fact, FactType } from '../../../engine/index.ts'
import { localDate, startOf } from '../../../engine/index.ts'

/** One fact for a test: its day, its type, and what it carries where that matters. */
export type Told = readonly [on: string, type: FactType, data?: object]

/** Facts of one case in the order given, numbered from 1; recorded on the day they happened. */
export function factsOf(...told: readonly Told[]): readonly Fact[] {
  return told.map(
    ([on, type, data = {}], index) =>
      ({
        id: `C-1/${index + 1}`,
        type,
        on: localDate(on),
        data,
        recordedAt: startOf(localDate(on), 12),
        recordedBy: 'key-1',
        role: 'complaints-manager',
      }) as Fact,
  )
}

/** The same numbers for the same seed, from 0 up to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
