import { Router } from 'express'
import { instant, InvalidValueError, mustBeAllowed, RefusedError, type Runtime } from '../../engine/index.ts'
import type { VirtualClock } from '../clock.ts'
import { actorOf } from '../middleware/authenticate.ts'

/**
 * `/clock`: what time it is here, and on a virtual clock a way to move it. What is due is done before it moves, at the time
 * at which it fell due, and everything that falls due by moving is done after.
 */
export function clockRoutes(
  runtime: Runtime,
  virtual: { readonly clock: VirtualClock; readonly drain: () => Promise<number> } | undefined,
): Router {
  const routes = Router()
  routes.get('/', (_request, response) => {
    response.json({ now: runtime.clock.now(), kind: virtual === undefined ? 'system' : 'virtual' })
  })
  routes.put('/', async (request, response) => {
    mustBeAllowed(actorOf(request), 'set-clock')
    if (virtual === undefined) {
      throw new RefusedError('system-clock', 'This service runs on real time; start it with REDRESS_CLOCK=virtual')
    }
    const to = instant((request.body as { now: string }).now)
    if (to < virtual.clock.now()) throw new InvalidValueError('moment after the present one', to)
    const before = await virtual.drain()
    virtual.clock.moveTo(to)
    const after = await virtual.drain()
    response.json({ now: virtual.clock.now(), kind: 'virtual', done: before + after })
  })
  return routes
}
