import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fromMillis, instant, type Clock, type Instant } from '../engine/index.ts'

/** The machine's own clock. */
export const systemClock: Clock = { now: () => fromMillis(Date.now()) }

/** A clock that stands still until it is told to move; for demonstrations, trials and tests. */
export interface VirtualClock extends Clock {
  moveTo(at: Instant): void
}

/** A virtual clock in memory. */
export function virtualClock(start: Instant): VirtualClock {
  let current = start
  return {
    now: () => current,
    moveTo(at) {
      current = at
    },
  }
}

/** A virtual clock that keeps its time in a file, so that it stands where it stood after a restart. */
export function storedVirtualClock(file: string, start: Instant): VirtualClock {
  let current = stored(file) ?? start
  return {
    now: () => current,
    moveTo(at) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.new`, JSON.stringify({ now: at }))
      renameSync(`${file}.new`, file)
      current = at
    },
  }
}

function stored(file: string): Instant | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  return instant((JSON.parse(text) as { now: string }).now)
}
