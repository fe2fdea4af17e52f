import { Router } from 'express'
import { instant, InvalidValueError, mustBeAllowed, RefusedError, type Runtime } from '../../engine/index.ts'
import type { VirtualClock } from '../clock.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/clock`: what time it is here, and on a virtual clock a way to move it; everything that falls due is then done. */
export function clockRoutes(
  runtime: Runtime,
  virtual: { readonly clock: VirtualClock; readonly moved: () => Promise<number> } | undefined,
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
    virtual.clock.moveTo(to)
    const done = await virtual.moved()
    response.json({ now: virtual.clock.now(), kind: 'virtual', done })
  })
  return routes
}
