import type { Runtime } from '../engine/index.ts'

/** A timer that has been due for so long, in ms, is not being fired as it falls due. */
const BEHIND_MS = 60_000

/**
 * Whether timers wait that should have fired: after a long time down, say. What only looks over all cases then waits, so
 * that it takes nothing from those who work, and does not judge cases that are about to change.
 */
export async function isBehind({ store, clock }: Pick<Runtime, 'store' | 'clock'>): Promise<boolean> {
  const { rows } = await store.read.timers({ status: 'armed', limit: 1 })
  const due = rows[0]?.dueAt
  return due !== undefined && Date.parse(due) < Date.parse(clock.now()) - BEHIND_MS
}
