import express, { type Express, type RequestHandler } from 'express'
import helmet, { type HelmetOptions } from 'helmet'
import { mayDo, NotPermittedError, type Runtime } from '../engine/index.ts'
import type { DiskWatch } from './disk-watch.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Admission } from './middleware/admission.ts'
import { actorOf, authenticate } from './middleware/authenticate.ts'
import { headAsGet } from './middleware/head-as-get.ts'
import { keepContract } from './middleware/keep-contract.ts'
import { keyLimits } from './middleware/limits.ts'
import { noStore } from './middleware/no-store.ts'
import { plainProblem, problems, sendProblem } from './middleware/problems.ts'
import { refuseDangerousKeys } from './middleware/refuse-dangerous-keys.ts'
import { refuseWhileFull } from './middleware/refuse-while-full.ts'
import { refuseUnstorable } from './middleware/storable.ts'
import { requestId } from './middleware/request-id.ts'
import { routeOf } from './middleware/route-of.ts'
import openApiDocument from './openapi.json' with { type: 'json' }
import { accessRoutes } from './routes/access.ts'
import { auditRoutes } from './routes/audit.ts'
import { caseRoutes, openingRoutes } from './routes/cases.ts'
import { changeRoutes } from './routes/changes.ts'
import { retentionRoutes } from './routes/retention.ts'
import { clockRoutes } from './routes/clock.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes, type Onlookers } from './routes/events.ts'
import { exportRoutes } from './routes/exports.ts'
import { figureRoutes } from './routes/figures.ts'
import { healthRoutes } from './routes/health.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { letterRoutes } from './routes/letters.ts'
import { equalityRoutes, intakeRoutes } from './routes/intake.ts'
import { keptDeadlineRoutes } from './routes/kept-deadlines.ts'
import { complianceRoutes } from './routes/compliance.ts'
import { learningRoutes } from './routes/learning.ts'
import { operationRoutes } from './routes/operations.ts'
import { partnerReplyRoutes } from './routes/partner-replies.ts'
import { draftDiagramRoutes } from './routes/draft-diagrams.ts'
import { draftPartRoutes } from './routes/draft-parts.ts'
import { scenarioRoutes } from './routes/scenarios.ts'
import { comparisonRoutes } from './routes/comparisons.ts'
import { draftRoutes } from './routes/drafts.ts'
import { modelerRoutes, templateRoutes } from './routes/modeler.ts'
import { liveRoutes } from './routes/live.ts'
import { migrationRoutes } from './routes/migration.ts'
import { procedureRoutes } from './routes/procedures.ts'
import { recordRoutes } from './routes/records.ts'
import { reportRoutes } from './routes/reports.ts'
import { searchRoutes } from './routes/search.ts'
import { taskRoutes } from './routes/tasks.ts'
import { trackRoutes } from './routes/track.ts'
import { userRoutes } from './routes/users.ts'
import type { CouncilPaper } from '../handlers/print/index.ts'
import type { Config } from './config.ts'
import type { PartnerLinks } from './partner-links.ts'
import type { VirtualClock } from './clock.ts'

export interface AppDependencies {
  readonly runtime: Runtime
  readonly onlookers: Onlookers
  readonly log: Log
  readonly metrics: Metrics
  /** The pages keep to it by themselves. */
  readonly admission: Admission
  /** The pages ask it by themselves. */
  readonly disk: DiskWatch
  /** Milliseconds, for durations only. */
  readonly nowMs: () => number
  /** False until everything is up, and again while shutting down. */
  readonly isReady: () => boolean
  /** An answer that differs from the OpenAPI document is a 500; otherwise it is sent, and stands in the log. */
  readonly strictAnswers: boolean
  readonly partnerLinks: PartnerLinks
  /** The Word files that letters are printed with. */
  readonly paper: CouncilPaper
  /** Proxies in front, each of which says for whom it asks. */
  readonly trustProxy: number
  /** How reports are printed. */
  readonly printing: Pick<Config, 'publicUrl' | 'pdfBrowser'>
  /** Pages for people, at every address that is not the API's. */
  readonly pages?: RequestHandler
  /** There when the service runs on a virtual clock, with the work to do before and after each move. */
  readonly virtual?: { readonly clock: VirtualClock; readonly drain: () => Promise<number> }
}

/** An answer of the API is looked at by programs: a browser that is led to one runs and loads nothing, in no frame. */
const HEADERS: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
}

/** The application with nothing listening, so that tests can drive it. */
export function createApp(dependencies: AppDependencies): Express {
  const { runtime, onlookers, log, metrics, nowMs, isReady, strictAnswers, virtual, partnerLinks, paper, pages } =
    dependencies
  const { printing, admission } = dependencies
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  // An ETag is a case's version here, and nothing else.
  app.set('etag', false)
  // Limits by address count who asks, not the proxy in between.
  app.set('trust proxy', dependencies.trustProxy)
  app.use(helmet(HEADERS), noStore)
  app.use(requestId(log, nowMs))
  app.use(metrics.middleware)
  app.use(healthRoutes(runtime, isReady, dependencies.disk))
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(openApiDocument)
  })
  app.use(['/api/v1', '/engine-rest'], admission.middleware())
  app.use('/api/v1', unlessByLink(authenticate(runtime)), keyLimits(nowMs))
  app.use(['/api/v1', '/engine-rest'], refuseWhileFull(dependencies.disk))
  app.get('/metrics', authenticate(runtime), mustReadOperations, metrics.show)
  app.use('/api/v1/events', eventRoutes(runtime, onlookers))
  app.use('/engine-rest', authenticate(runtime, { basicToo: true }), modelerRoutes(runtime))
  if (pages !== undefined) app.use(unlessApi(pages))
  app.use(headAsGet, express.json({ limit: '2mb' }), refuseDangerousKeys, refuseUnstorable)
  app.use(keepContract({ log, strictAnswers }))
  app.use('/api/v1/cases', caseRoutes(runtime))
  app.use('/api/v1/openings', openingRoutes(runtime))
  app.use('/api/v1/intake', intakeRoutes(runtime))
  app.use('/api/v1/equality', equalityRoutes(runtime))
  app.use('/api/v1', inboxRoutes(runtime))
  app.use('/api/v1/tasks', taskRoutes(runtime))
  app.use('/api/v1', comparisonRoutes(runtime))
  app.use('/api/v1', draftRoutes(runtime))
  app.use('/api/v1', templateRoutes(runtime))
  app.use('/api/v1', migrationRoutes(runtime))
  app.use('/api/v1', liveRoutes(runtime))
  app.use('/api/v1/procedures', procedureRoutes(runtime))
  app.use('/api/v1/drafts', draftDiagramRoutes(runtime))
  app.use('/api/v1/drafts', draftPartRoutes(runtime, paper))
  app.use('/api/v1/drafts', scenarioRoutes(runtime))
  app.use('/api/v1/clock', clockRoutes(runtime, virtual))
  app.use('/api/v1/partner-replies', partnerReplyRoutes(runtime, partnerLinks, nowMs))
  app.use('/api/v1/track', trackRoutes(runtime, nowMs))
  app.use('/api/v1/learning', learningRoutes(runtime))
  app.use('/api/v1/figures', figureRoutes(runtime))
  app.use('/api/v1/reports', reportRoutes(runtime, printing))
  app.use('/api/v1', complianceRoutes(runtime))
  app.use('/api/v1/audit/exports', exportRoutes(runtime))
  app.use('/api/v1/audit', auditRoutes(runtime))
  app.use('/api/v1', keptDeadlineRoutes(runtime))
  app.use('/api/v1', changeRoutes(runtime))
  app.use('/api/v1', retentionRoutes(runtime))
  app.use('/api/v1', recordRoutes(runtime, printing))
  app.use('/api/v1/search', searchRoutes(runtime))
  app.use('/api/v1', documentRoutes(runtime))
  app.use('/api/v1', accessRoutes(runtime))
  app.use('/api/v1', userRoutes(runtime))
  app.use('/api/v1', operationRoutes(runtime))
  app.use('/api/v1', letterRoutes(runtime, paper))
  app.use((_request, response) => {
    sendProblem(response, plainProblem(404, 'There is nothing at this address'))
  })
  app.use(
    problems((error, request, response) => {
      log.error('request-failed', {
        requestId: response.get('x-request-id'),
        method: request.method,
        route: routeOf(request),
        error: error instanceof Error ? error.name : 'unknown',
      })
    }),
  )
  return app
}

/** Where a signed link, or what a one-time code was exchanged for, stands in place of a key. */
function unlessByLink(withKey: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith('/partner-replies/') || request.path.startsWith('/track/')) next()
    else void withKey(request, response, next)
  }
}

/** Addresses of the API keep their own answers, unknown ones included. */
function unlessApi(pages: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (/^\/api(\/|$)/.test(request.path)) next()
    else void pages(request, response, next)
  }
}

const mustReadOperations: RequestHandler = (request, _response, next) => {
  if (!mayDo(actorOf(request), 'read-operations')) throw new NotPermittedError('Your role may not read metrics')
  next()
}
