import { scanDocuments, type Runtime } from '../engine/index.ts'

/** Time between two looks for documents that nobody has scanned, and for a scanner that was down, in ms. */
const EVERY_MS = 60_000

/** Scanning, beside everything else. */
export interface ScanRounds {
  /** Looks soon: something has been added. */
  soon(): void
  /** Waits for the round that is under way. */
  close(): Promise<void>
}

/**
 * Has documents scanned after they were added, when the service starts, and every minute, so that a scanner that was down
 * is asked again. Never two rounds at once. Without a scanner nothing is done.
 */
export function makeScanRounds(runtime: Runtime, onError: (error: unknown) => void, everyMs = EVERY_MS): ScanRounds {
  if (runtime.scanner === undefined) return { soon: () => undefined, close: () => Promise.resolve() }
  let round: Promise<void> | undefined
  let again = false
  let closed = false

  const soon = () => {
    if (closed) return
    again = true
    round ??= run().finally(() => {
      round = undefined
      if (again) soon()
    })
  }
  const run = async () => {
    again = false
    try {
      while (!isClosed() && (await scanDocuments(runtime)) > 0) continue
    } catch (error) {
      onError(error)
    }
  }
  const isClosed = () => closed
  const every = setInterval(soon, everyMs)
  every.unref()
  soon()
  return {
    soon,
    async close() {
      closed = true
      clearInterval(every)
      await round
    },
  }
}
