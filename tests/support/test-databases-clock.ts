import type { Clock } from '../../engine/ports.ts'
import { fromMillis, instant, toMillis, type Instant } from '../../engine/values/instant.ts'

/** A clock that stands still until it is told otherwise. */
export interface FixedClock extends Clock {
  set(to: Instant): void
  advance(milliseconds: number): Instant
}

export function fixedClock(start = '2026-03-02T09:00:00.000Z'): FixedClock {
  let at = instant(start)
  return {
    now: () => at,
    set(to) {
      at = to
    },
    advance(milliseconds) {
      at = fromMillis(toMillis(at) + milliseconds)
      return at
    },
  }
}
