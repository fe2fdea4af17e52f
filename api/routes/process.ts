import type { Request, Router } from 'express'
import {
  courseLines,
  processView,
  variantCases,
  type LocalDate,
  type ProcessAsked,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/audit/process`: how the cases of a procedure went. */
export function addProcessRoutes(routes: Router, runtime: Runtime): void {
  routes.get('/process', async (request, response) => {
    response.json(await processView(runtime, actorOf(request), askedOf(request)))
  })
  routes.get('/process/variant', async (request, response) => {
    const { variant } = request.query as { readonly variant: string }
    const asked = { ...askedOf(request), ...pageOf(request), variant }
    response.json(await variantCases(runtime, actorOf(request), asked))
  })
  routes.get('/process/courses', async (request, response) => {
    response.json(await courseLines(runtime, actorOf(request), { ...askedOf(request), ...pageOf(request) }))
  })
}

function askedOf({ query }: Request): ProcessAsked {
  const { procedure, version, from, to, team } = query as {
    readonly procedure: string
    readonly version?: string
    readonly from?: LocalDate
    readonly to?: LocalDate
    readonly team?: string
  }
  return {
    procedure,
    ...(version !== undefined && { version: Number(version) }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(team !== undefined && { team }),
  }
}

function pageOf({ query: { offset, limit } }: Request): { readonly offset: number; readonly limit: number } {
  return { offset: Number(offset ?? 0), limit: Number(limit ?? 50) }
}
