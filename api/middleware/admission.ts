import type { Request, RequestHandler, Response } from 'express'
import { plainProblem, sendProblem } from './problems.ts'

/**
 * Answers so many requests at a time. Whoever comes while all places are taken is told at once to come again, before
 * anything of what they sent was read: they wait a few seconds, and nobody who was let in waits for long.
 */
export interface Admission {
  /** @param refuse - Says no, once status and `Retry-After` are set; as the API does when left out. */
  readonly middleware: (refuse?: (response: Response) => void) => RequestHandler
  /** Requests that hold a place. */
  readonly underWay: () => number
}

export interface AdmissionOptions {
  readonly most: number
  /** Whoever sends for longer holds no place meanwhile, in ms: what is still to come costs nothing. @default 1000 */
  readonly arrivesMs?: number
  /** Told of each request that was turned away. */
  readonly onRefused?: () => void
}

/** Nor does whoever reads slowly, or waits for something long, a report say; in ms. */
const HELD_MS = 60_000
/** Those turned away are told different times, in turn, so that they do not all come back at one moment; in seconds. */
const WAITS = [2, 3, 4, 5, 6]
/** Streams of events are open for hours, and hold no place. */
const STREAMS = /^\/(api\/v1\/)?events$/

export function makeAdmission({ most, arrivesMs = 1_000, onRefused }: AdmissionOptions): Admission {
  let underWay = 0
  let refused = 0
  const hold = (request: Request, response: Response): void => {
    underWay += 1
    let isHeld = true
    const leave = () => {
      if (isHeld) underWay -= 1
      isHeld = false
    }
    const arriving = setTimeout(() => {
      if (!request.complete) leave()
    }, arrivesMs)
    const held = setTimeout(leave, HELD_MS)
    arriving.unref()
    held.unref()
    response.once('close', () => {
      clearTimeout(arriving)
      clearTimeout(held)
      leave()
    })
  }
  return {
    underWay: () => underWay,
    middleware: (refuse = refuseAsProblem) => {
      return (request, response, next) => {
        const isStream = STREAMS.test(request.baseUrl + request.path)
        if (isStream || underWay < most) {
          if (!isStream) hold(request, response)
          next()
          return
        }
        response.status(503).set('Retry-After', String(WAITS[refused % WAITS.length]))
        refused += 1
        onRefused?.()
        refuse(response)
      }
    },
  }
}

function refuseAsProblem(response: Response): void {
  sendProblem(response, plainProblem(503, 'More is asked than can be answered just now; ask again in a few seconds'))
}
