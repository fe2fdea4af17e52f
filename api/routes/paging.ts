import type { Request } from 'express'

/** `?after=…&limit=…`, as the store takes them. */
export function pageRequest(request: Request): { readonly after?: string; readonly limit?: number } {
  const { after, limit } = request.query
  return {
    ...(typeof after === 'string' && { after }),
    ...(limit !== undefined && { limit: Number(limit) }),
  }
}
