import type { RequestHandler } from 'express'

/** Answers are about people: no browser and no proxy keeps them. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}
