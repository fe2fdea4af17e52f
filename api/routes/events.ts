import { Router } from 'express'
import { mayDo, NotPermittedError, type CaseChanged } from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** Those who look on. One a process; told after each commit of this process. */
export interface Onlookers {
  readonly publish: (event: CaseChanged) => void
  readonly watch: (listener: (event: CaseChanged) => void) => () => void
}

export function makeOnlookers(): Onlookers {
  const listeners = new Set<(event: CaseChanged) => void>()
  return {
    publish(event) {
      for (const listener of listeners) listener(event)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Comment lines keep proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 25_000

/** `/events`: task and case changes as server-sent events; ids only. */
export function eventRoutes(onlookers: Onlookers): Router {
  const routes = Router()
  routes.get('/', (request, response) => {
    if (!mayDo(actorOf(request), 'read-cases')) throw new NotPermittedError('Your role may not follow cases')
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive' })
    response.flushHeaders()
    response.write(': listening\n\n')
    const stop = onlookers.watch((event) => {
      response.write(`event: case-changed\ndata: ${JSON.stringify(event)}\n\n`)
    })
    const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS)
    keepAlive.unref()
    request.on('close', () => {
      clearInterval(keepAlive)
      stop()
    })
  })
  return routes
}
