import express, { type Express } from 'express'
import { refuseWhileFull, type PageParts } from '../../api/index.ts'
import { mayDo } from '../../engine/index.ts'
import type { Area } from './area.ts'
import { assetRoutes, assetsVersion } from './assets.ts'
import { busyPage, errorPages, notFound } from './errors.ts'
import { csrfProtection, sameSite, securityHeaders } from './security.ts'
import { sessionMiddleware } from './session.ts'
import { sharedData } from './shared-data.ts'
import { useTemplates } from './templates.ts'
import { waysIn } from './ways-in.ts'
import { whoAsks, type WhoAsks } from './who-asks.ts'

/** The application of all pages: headers → assets → who is let in → session → who asks → form → areas → errors. */
export function makePagesApp(parts: PageParts, areas: readonly Area[], find: WhoAsks): Express {
  const { runtime, config, log, admission } = parts
  const secure = config.publicUrl.startsWith('https://')
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('trust proxy', config.signIn.trustProxy)
  app.set('view engine', 'njk')
  app.set('etag', false)
  useTemplates(app, { mayDo, council: runtime.council, assets: `/assets/${assetsVersion()}` })
  app.use(securityHeaders(secure))
  app.use('/assets/:version', assetRoutes())
  app.use(admission.middleware(busyPage(app)))
  app.use(sessionMiddleware(parts, secure), whoAsks(find), sharedData(runtime))
  app.use(sameSite, express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 5_000 }), csrfProtection)
  app.use(refuseWhileFull(parts.disk))
  for (const { router } of areas) app.use(router)
  app.use(notFound, waysIn(runtime), errorPages(log))
  return app
}
