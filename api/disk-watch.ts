import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StoreUnavailableError } from '../engine/index.ts'

/** Space that is left where the database is, in bytes. */
export interface Space {
  readonly free: number
  readonly of: number
}

/** Watches the space that is left for an SQLite database, so that it stops taking things up before the disk is full. */
export interface DiskWatch {
  look(): Promise<void>
  /** Bytes that were left at the last look; undefined where nothing is watched. */
  freeBytes(): number | undefined
  isFull(): boolean
  /** @throws StoreUnavailableError while too little is left. */
  mustHaveRoom(): void
  close(): Promise<void>
}

export interface DiskWatchConfig {
  /** Of SQLite; undefined for PostgreSQL, whose disk is not this machine's. */
  readonly file: string | undefined
  /** MiB that must be left; undefined: 200, or 5 % of the disk where that is less. 0: nothing is watched. */
  readonly minFreeMb: number | undefined
  readonly spaceOf?: (folder: string) => Promise<Space>
  /** Too little is left, or enough again. */
  readonly onChange: (isFull: boolean, freeBytes: number) => void
  readonly onError: (error: unknown) => void
}

const LOOK_MS = 2_000
const MIB = 1_048_576
const USUAL_MIB = 200
const USUAL_SHARE = 0.05
/** So much more than the least must be free before anything is taken up again, so that it does not flutter. */
const AGAIN = 1.1

export function makeDiskWatch({ file, minFreeMb, spaceOf = spaceAt, onChange, onError }: DiskWatchConfig): DiskWatch {
  const isWatched = file !== undefined && minFreeMb !== 0
  let free: number | undefined
  let isFull = false
  let last: Promise<void> = Promise.resolve()

  const round = async (): Promise<void> => {
    if (!isWatched) return
    try {
      const space = await spaceOf(dirname(file))
      const least = minFreeMb === undefined ? Math.min(USUAL_MIB * MIB, USUAL_SHARE * space.of) : minFreeMb * MIB
      const now = space.free < (isFull ? least * AGAIN : least)
      ;({ free } = space)
      if (now === isFull) return
      isFull = now
      onChange(isFull, free)
    } catch (error) {
      // A disk of which nothing can be asked: what is written to it says whether it works.
      onError(error)
    }
  }
  const look = (): Promise<void> => {
    last = last.then(round)
    return last
  }
  const every = isWatched ? setInterval(() => void look(), LOOK_MS) : undefined
  every?.unref()
  void look()

  return {
    look,
    freeBytes: () => free,
    isFull: () => isFull,
    mustHaveRoom() {
      if (!isFull) return
      throw new StoreUnavailableError(
        'The disk is nearly full: nothing new is taken up until there is room again. What is there can be read.',
      )
    },
    async close() {
      clearInterval(every)
      await last
    },
  }
}

async function spaceAt(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, of: blocks * bsize }
}
