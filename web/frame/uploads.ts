import type { RequestHandler } from 'express'
import { readUploads } from '../../api/index.ts'
import { csrfOfUpload } from './security.ts'
import { signedIn } from './who-asks.ts'

/**
 * For pages of staff whose form has files: reads them, then holds the form to its session's token. Of somebody who did not
 * sign in nothing is read.
 */
export function staffFormWithFiles(...fields: readonly string[]): RequestHandler {
  const read = readUploads(...fields)
  return (request, response, next) => {
    if (signedIn(request) === undefined) {
      next()
      return
    }
    void read(request, response, (error?: unknown) => {
      if (error === undefined) void csrfOfUpload(request, response, next)
      else next(error)
    })
  }
}
