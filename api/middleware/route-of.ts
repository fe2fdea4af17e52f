import type { Request } from 'express'

/** The pattern that a request's path fits (`/api/v1/cases/:caseId`), or `none`. Never the path: it holds references. */
export function routeOf(request: Request): string {
  const path = (request.route as { readonly path?: string } | undefined)?.path
  return path === undefined ? 'none' : `${request.baseUrl}${path}`.replace(/(?<=.)\/$/, '')
}
