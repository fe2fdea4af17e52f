import express, { type Request, type RequestHandler } from 'express'
import { middleware as openApiValidator } from 'express-openapi-validator'
import type { Log } from '../log.ts'
import openApiDocument from '../openapi.json' with { type: 'json' }
import { followReferences } from './follow-references.ts'
import { routeOf } from './route-of.ts'
import { API_UPLOADS } from './uploads.ts'

type ApiSpec = Exclude<Parameters<typeof openApiValidator>[0]['apiSpec'], string>

interface Contract {
  readonly log: Log
  /** An answer that differs from the OpenAPI document is a 500; otherwise it is sent, and stands in the log. */
  readonly strictAnswers: boolean
}

/** The third part of `/api/v1/cases/…`. */
const SEGMENT = 3

/**
 * Holds requests and answers to the OpenAPI document, under `/api/v1` but for its stream of events.
 *
 * The validator looks through all addresses of its document at each request, and takes the whole document along for each
 * address that it checks for the first time. So each part of the API has a document of its own, read when it is first asked.
 */
export function keepContract(contract: Contract): RequestHandler {
  const { paths, ...rest } = followReferences(openApiDocument) as { readonly paths: Readonly<Record<string, object>> }
  const parts = new Map<string, Record<string, object>>()
  for (const [path, operations] of Object.entries(paths)) {
    const segment = segmentOf(path)
    parts.set(segment, { ...parts.get(segment), [path]: operations })
  }
  const validators = new Map<string, RequestHandler>()
  return (request, response, next) => {
    if (!request.path.startsWith('/api/v1/') || request.path.startsWith('/api/v1/events')) {
      next()
      return
    }
    const asked = segmentOf(request.path)
    // Of what is in none of the parts, each says that it is not there.
    const segment = parts.has(asked) ? asked : ''
    const known = validators.get(segment)
    const validator = known ?? validatorOf({ ...rest, paths: parts.get(segment) ?? {} } as unknown as ApiSpec, contract)
    if (known === undefined) validators.set(segment, validator)
    void validator(request, response, next)
  }
}

function segmentOf(path: string): string {
  return path.split('/')[SEGMENT] ?? ''
}

function validatorOf(apiSpec: ApiSpec, { log, strictAnswers }: Contract): RequestHandler {
  const router = express.Router()
  router.use(
    openApiValidator({
      apiSpec,
      validateRequests: { allErrors: true, removeAdditional: false },
      validateResponses: strictAnswers || {
        onError: (_error, _body, request: Request) => {
          // What a command has done is done: its answer is not lost for a flaw in the document.
          log.error('answer-differs', { method: request.method, route: routeOf(request) })
        },
      },
      validateSecurity: false,
      // A test holds the document to its standard, once, and not every start.
      validateApiSpec: false,
      $refParser: { mode: 'dereference' },
      fileUploader: API_UPLOADS,
    }),
  )
  return router
}
