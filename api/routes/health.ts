import { Router } from 'express'
import { SYNTHETIC, type Runtime } from '../../engine/index.ts'
import type { DiskWatch } from '../disk-watch.ts'

/**
 * `/health`: the process answers. `/ready`: the database answers too, the procedures are there, whether the data is synthetic,
 * and whether nothing is written because the disk is nearly full.
 */
export function healthRoutes(runtime: Runtime, isReady: () => boolean, disk?: Pick<DiskWatch, 'isFull'>): Router {
  const routes = Router()
  routes.get('/health', (_request, response) => {
    response.json({ status: 'ok' })
  })
  routes.get('/ready', async (_request, response) => {
    try {
      const procedures = (await runtime.store.read.procedures()).filter(({ status }) => status === 'active').length
      const ready = isReady() && procedures > 0
      const synthetic = ready && (await runtime.store.read.setting(SYNTHETIC)) !== undefined
      response.status(ready ? 200 : 503).json({
        status: ready ? 'ready' : 'starting',
        procedures,
        ...(synthetic && { data: 'synthetic' }),
        ...(disk?.isFull() === true && { disk: 'full' }),
      })
    } catch {
      response.status(503).json({ status: 'no database' })
    }
  })
  return routes
}
