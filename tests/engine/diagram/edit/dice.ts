export type Dice = (sides: number) => number

/** Numbers from 0 to `sides` - 1, the same for the same seed. */
export function diceOf(seed: number): Dice {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

export function oneOf<Item>(items: readonly Item[], dice: Dice): Item {
  return items[dice(items.length)]!
}
