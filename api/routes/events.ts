import { Router } from 'express'
import { mayDo, NotPermittedError, type CaseChanged } from '../../engine/index.ts'
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

/** `/events`: task and case changes as server-sent events; ids only. */
export function eventRoutes(onlookers: Onlookers, keepAliveMs = KEEP_ALIVE_MS): Router {
  const routes = Router()
  routes.get('/', (request, response) => {
    if (!mayDo(actorOf(request), 'read-cases')) throw new NotPermittedError('Your role may not follow cases')
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive' })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    response.flushHeaders()
    response.write(': listening\n\n')
    const stop = onlookers.watch(
      (event) => {
        response.write(`event: case-changed\ndata: ${JSON.stringify(event)}\n\n`)
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
