import type { Request } from 'express'

/**
 * The pattern that a request's path fits (`/api/v1/cases/{caseId}`), or `none`. Never the path: it holds references.
 *
 * The OpenAPI validator knows it best; what is outside of its document is named by its own route.
 */
export function routeOf(request: Request): string {
  const { openapi } = request as { readonly openapi?: { readonly openApiRoute?: string } }
  if (openapi?.openApiRoute !== undefined) return openapi.openApiRoute
  const route = request.route as { readonly path?: string } | undefined
  return route?.path === undefined ? 'none' : `${request.baseUrl}${route.path}`.replace(/(?<=.)\/$/, '')
}
