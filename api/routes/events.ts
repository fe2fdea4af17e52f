import { Router } from 'express'
import { mayDo, NotPermittedError, type CaseChanged, type Runtime } from '../../engine/index.ts'
import { followCases } from '../follow-cases.ts'
import { actorOf, keyStillStands } from '../middleware/authenticate.ts'

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

/** `/events`: changes of cases that the reader may see when they happen, as server-sent events; ids only. */
export function eventRoutes(runtime: Runtime, onlookers: Onlookers, keepAliveMs?: number): Router {
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
    const stop = followCases(runtime, onlookers, {
      actor,
      isStillThere: () => keyStillStands(request),
      say: (event) => event,
      write: (text) => response.write(text),
      end: () => response.end(),
      ...(keepAliveMs !== undefined && { keepAliveMs }),
    })
    response.on('close', stop)
  })
  return routes
}
