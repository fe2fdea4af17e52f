import type { Request, RequestHandler, Response } from 'express'
import { plainProblem, sendProblem } from './problems.ts'

/** How many requests of one kind are answered in a minute. */
export interface RateLimit {
  readonly perMinute: number
  /** Whose requests are counted together; kept in memory only. */
  readonly keyOf: (request: Request) => string
  /** Milliseconds, for durations only. */
  readonly nowMs: () => number
  /** Says no, once `Retry-After` is set; as the API does when left out. */
  readonly refuse?: (response: Response) => void
}

const MINUTE_MS = 60_000
/** Asked by more than that in one minute, everybody is counted anew: memory is worth more than the count. */
const MOST_KEYS = 10_000

/** Answers 429, and when to come again, to whoever asks more often than is good. */
export function rateLimit({ perMinute, keyOf, nowMs, refuse = refuseAsProblem }: RateLimit): RequestHandler {
  const counts = new Map<string, number>()
  let startedMs = nowMs()
  return (request, response, next) => {
    const now = nowMs()
    if (now - startedMs >= MINUTE_MS || counts.size >= MOST_KEYS) {
      counts.clear()
      startedMs = now
    }
    const key = keyOf(request)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= perMinute) {
      next()
      return
    }
    response.set('Retry-After', String(Math.max(1, Math.ceil((startedMs + MINUTE_MS - now) / 1000))))
    refuse(response)
  }
}

function refuseAsProblem(response: Response): void {
  sendProblem(response, plainProblem(429, 'Too many requests; ask again in a minute'))
}
