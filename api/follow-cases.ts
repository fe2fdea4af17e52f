import { canDo, type Actor, type CaseChanged, type Runtime } from '../engine/index.ts'
import type { Onlookers } from './routes/events.ts'

/** Comment lines keep proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 25_000

/** Somebody who follows what happens, on a stream of server-sent events. */
export interface Follower {
  readonly actor: Actor
  /** Whether the key, or the session and its user, still stand as they did when the stream began. */
  readonly isStillThere: () => Promise<boolean>
  /** What they are told of a change. */
  readonly say: (event: CaseChanged) => object
  readonly write: (text: string) => void
  readonly end: () => void
  /** Between two lines that only say that the stream is open; a follower who has gone is missed by then. */
  readonly keepAliveMs?: number
}

/**
 * Tells a follower of changes of cases that they may see, as they happen. Before each line it is asked anew whether they
 * are still there: whose key was revoked, who signed out or has other roles by now hears no more, and the stream ends.
 *
 * @returns how to stop.
 */
export function followCases(
  runtime: Runtime,
  onlookers: Onlookers,
  { actor, isStillThere, say, write, end, keepAliveMs = KEEP_ALIVE_MS }: Follower,
): () => void {
  // One after the other, so that events keep their order.
  let told: Promise<void> = Promise.resolve()
  const inTurn = (tell: () => Promise<void>) => {
    // Whoever cannot be asked now is told by the next change, or looks again.
    told = told.then(tell).catch(() => undefined)
  }
  const stop = () => {
    clearInterval(keepAlive)
    unwatch()
  }
  const ifThere = async (speak: () => Promise<void> | void): Promise<void> => {
    if (await isStillThere()) {
      await speak()
      return
    }
    stop()
    end()
  }
  write(': listening\n\n')
  const unwatch = onlookers.watch((event) => {
    inTurn(() =>
      ifThere(async () => {
        const decision = await canDo(runtime, actor, 'read-cases', event.caseId)
        if (decision.kind === 'allow') write(`event: case-changed\ndata: ${JSON.stringify(say(event))}\n\n`)
      }),
    )
  }, end)
  const keepAlive = setInterval(() => {
    inTurn(() =>
      ifThere(() => {
        write(': still here\n\n')
      }),
    )
  }, keepAliveMs)
  keepAlive.unref()
  return stop
}
