import {
  mailCheckpoint,
  noteHolder,
  RefusedError,
  signTrail,
  TrailBrokenError,
  type Runtime,
  type SigningKey,
  type StoredCheckpoint,
} from '../engine/index.ts'
import { HeldOtherwiseError, putIntoFolder } from './checkpoint-folder.ts'

/** Time between two looks for new rows, and the longest that they wait to be signed, in ms. */
const LOOK_MS = 5_000
const WAIT_MS = 60_000
/** Holder's name of the folder. */
const FOLDER = 'folder'
/** So many are handed over at once, after a folder was out of reach. */
const MOST_AT_ONCE = 1_000

export interface CheckpointRounds {
  /** Signs what is new, whatever the time, and hands it to those who hold it. */
  now(): Promise<void>
  /** The last round, and no more. */
  close(): Promise<void>
}

export interface CheckpointConfig {
  readonly runtime: Runtime
  readonly key: SigningKey
  /** Where each checkpoint goes as a file. */
  readonly folder: string | undefined
  /** False on virtual time: then rounds come only when they are asked for. */
  readonly live: boolean
  readonly nowMs: () => number
  /** Told why nothing was signed, or handed over; codes, no content. */
  readonly onFailed: (why: string) => void
}

/**
 * Signs the audit trail every minute in which it grew, each thousand rows, and when the service stops; and hands what was
 * signed to those outside who hold it. A failure is told, shown and tried again: it stops no command.
 */
export function makeCheckpointRounds(config: CheckpointConfig): CheckpointRounds {
  const { runtime, key, folder, live, nowMs, onFailed } = config
  const { audit } = runtime.store
  let last: Promise<void> = Promise.resolve()
  let signedAtMs = nowMs()

  const attempt = async (what: () => Promise<void>): Promise<void> => {
    try {
      await what()
    } catch (error) {
      onFailed(reasonOf(error))
    }
  }
  const sign = async (): Promise<void> => {
    signedAtMs = nowMs()
    await attempt(async () => {
      await signTrail(runtime, key)
    })
    await attempt(() => handToFolder())
    await attempt(() => mailCheckpoint(runtime))
  }
  const handToFolder = async (): Promise<void> => {
    if (folder === undefined) return
    const held = (await audit.holders()).find(({ holder }) => holder === FOLDER)?.size ?? 0
    const newer = await newerThan(held)
    const newest = newer.at(-1)
    if (newest === undefined) return
    try {
      await putIntoFolder(folder, newer)
      await noteHolder(runtime, FOLDER, { size: newest.size })
    } catch (error) {
      await noteHolder(runtime, FOLDER, { error: reasonOf(error) })
      throw error
    }
  }
  const newerThan = async (size: number): Promise<readonly StoredCheckpoint[]> => {
    const newest = await audit.checkpoints(MOST_AT_ONCE)
    return newest.filter((each) => each.size > size).toReversed()
  }
  const look = async (): Promise<void> => {
    await attempt(async () => {
      const [newest] = await audit.checkpoints(1)
      const fresh = (await audit.size()) - (newest?.size ?? 0)
      if (fresh >= 1_000 || (fresh > 0 && nowMs() - signedAtMs >= WAIT_MS)) await sign()
    })
  }
  const inTurn = (round: () => Promise<void>): Promise<void> => {
    last = last.then(round, round)
    return last
  }
  const every = live ? setInterval(() => void inTurn(look), LOOK_MS) : undefined
  every?.unref()

  return {
    now: () => inTurn(sign),
    async close() {
      clearInterval(every)
      await (live ? inTurn(sign) : last)
    },
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RefusedError) return error.reason
  if (error instanceof TrailBrokenError) return `trail-broken at row ${error.findings[0]?.seq ?? 0}`
  if (error instanceof HeldOtherwiseError) return error.message
  if (error instanceof Error && 'code' in error) return String(error.code)
  return error instanceof Error ? error.name : 'unknown'
}
