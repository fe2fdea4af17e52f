import type { Instant } from '../values/instant.ts'
import { dueWork, type DueWork } from './due-work.ts'
import type { Store } from './store.ts'
import type { RunWork } from './work-runner.ts'
import type { WorkKind } from './wake.ts'

export interface Rounds {
  readonly store: Store
  readonly run: RunWork
  readonly kinds: readonly WorkKind[]
  /** Cases whose work is done at the same time. */
  readonly concurrency: number
  /** What a piece threw though its handler did not: the database is away. */
  readonly onError: (error: unknown) => void
}

export interface Progress {
  readonly done: number
  /** Pieces that were due again at once: whoever had them could not go on with them. */
  readonly stuck: readonly DueWork[]
}

/** Pieces to look up at once. */
const BATCH = 500

/**
 * Does what is due, each case's work in order and several cases at a time, until nothing is due or `limit` pieces are
 * done. No piece is done twice for the same moment.
 */
export async function doDueWork(
  { store, run, kinds, concurrency, onError }: Rounds,
  now: () => Instant,
  limit: number,
  skip: (work: DueWork) => boolean = () => false,
): Promise<Progress> {
  const tried = new Map<string, Instant>()
  let done = 0
  let asked = BATCH
  for (;;) {
    const found = await dueWork(store.look, kinds, now(), asked)
    const fresh = found.filter((work) => tried.get(nameOf(work)) !== work.due && !skip(work)).slice(0, limit - done)
    if (fresh.length === 0 && found.length === asked && done < limit) {
      asked += BATCH
      continue
    }
    if (fresh.length === 0) return { done, stuck: found.filter((work) => tried.has(nameOf(work))) }
    asked = BATCH + found.length - fresh.length
    for (const work of fresh) tried.set(nameOf(work), work.due)
    await inLines(linesOf(fresh), concurrency, async (line) => {
      let waitsForEarlier = false
      for (const work of line) {
        // Asked again, since the line may be long and each of its pieces slow.
        if (skip(work)) continue
        // A later timer of the case waits for one that was put off; it is found again once that has fired.
        if (waitsForEarlier && work.kind === 'timer') {
          tried.delete(nameOf(work))
          continue
        }
        const came = await run(work, now).catch((error: unknown) => {
          onError(error)
          return 'lost'
        })
        done += 1
        // Where not even that could be stored nobody else sees that it waits: then the others stay tried as well.
        if (came === 'lost' && work.kind === 'timer') break
        waitsForEarlier ||= came === 'put-off'
      }
    })
  }
}

export function nameOf({ kind, id }: Pick<DueWork, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

/** One line a case; work of no case stands alone. */
function linesOf(works: readonly DueWork[]): readonly (readonly DueWork[])[] {
  const lines = new Map<string, DueWork[]>()
  for (const work of works) {
    const key = work.caseId ?? nameOf(work)
    const line = lines.get(key)
    if (line === undefined) lines.set(key, [work])
    else line.push(work)
  }
  return [...lines.values()]
}

async function inLines<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker))
}
