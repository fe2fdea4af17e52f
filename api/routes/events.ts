import { Router } from 'express'
import { canDo, mayDo, NotPermittedError, type CaseChanged, type Runtime } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** Those who look on. One a process; told after each commit of this process. */
export interface Onlookers {
  readonly publish: (event: CaseChanged) => void
  /** Returns how to stop watching. `ended` is called when the service stops. */
  readonly watch: (listener: (event: CaseChanged) => void, ended: () => void) => () => void
  /** The service stops: nobody is told anything any more. */
  readonly close: () => void
}

export function makeOnlookers(): Onlookers {
  const onlookers = new Map<(event: CaseChanged) => void, () => void>()
  return {
    publish(event) {
      for (const tell of onlookers.keys()) tell(event)
    },
    watch(listener, ended) {
      onlookers.set(listener, ended)
      return () => onlookers.delete(listener)
    },
    close() {
      for (const end of onlookers.values()) end()
      onlookers.clear()
    },
  }
}

/** Comment lines keep proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 25_000

/** `/events`: changes of cases that the reader may see when they happen, as server-sent events; ids only. */
export function eventRoutes(runtime: Runtime, onlookers: Onlookers, keepAliveMs = KEEP_ALIVE_MS): Router {
  const routes = Router()
  routes.get('/', (request, response) => {
    const actor = actorOf(request)
    if (!mayDo(actor, 'read-cases')) throw new NotPermittedError('Your role may not follow cases')
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive' })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    response.flushHeaders()
    response.write(': listening\n\n')
    // One after the other, so that events keep their order.
    let told: Promise<void> = Promise.resolve()
    const tell = async (event: CaseChanged): Promise<void> => {
      const decision = await canDo(runtime, actor, 'read-cases', event.caseId)
      if (decision.kind === 'allow') response.write(`event: case-changed\ndata: ${JSON.stringify(event)}\n\n`)
    }
    const stop = onlookers.watch(
      (event) => {
        // Whoever cannot be asked now is told by the next change, or looks again.
        told = told.then(() => tell(event)).catch(() => undefined)
      },
      () => {
        response.end()
      },
    )
    const keepAlive = setInterval(() => response.write(': still here\n\n'), keepAliveMs)
    keepAlive.unref()
    response.on('close', () => {
      clearInterval(keepAlive)
      stop()
    })
  })
  return routes
}
