import type { RequestHandler } from 'express'
import multer from 'multer'
import { inMemory, readUploads } from '../../api/index.ts'
import { InvalidValueError } from '../../engine/index.ts'
import { makeLimit, makeUserLimit } from './limit.ts'
import { csrfOfUpload } from './security.ts'
import { signedIn } from './who-asks.ts'

/**
 * For pages of staff whose form has files: reads them, then holds the form to its session's token. Of somebody who did not
 * sign in nothing is read.
 */
export function staffFormWithFiles(...fields: readonly string[]): RequestHandler {
  const read = readUploads(...fields)
  const often = makeUserLimit({ perMinutes: 10, most: 100 })
  return (request, response, next) => {
    if (signedIn(request) === undefined) {
      next()
      return
    }
    void often(request, response, (tooOften?: unknown) => {
      if (tooOften !== undefined) next(tooOften)
      else {
        void read(request, response, (error?: unknown) => {
          if (error === undefined) void csrfOfUpload(request, response, next)
          else next(error)
        })
      }
    })
  }
}

/** Bytes of the one file that complainants add at a time. */
const LARGEST = 10 * 1024 * 1024

/**
 * For pages of complainants whose form has one file, `file`: reads it into memory, then holds the form to its session's
 * token. One that is too large leads to `tooLarge`, a page that says so.
 */
export function formWithFile(tooLarge: string): RequestHandler {
  const limits = { fileSize: LARGEST, files: 1, fields: 20, fieldSize: 100_000, fieldNameSize: 100, headerPairs: 20 }
  const read = multer({ storage: inMemory, limits }).single('file')
  const often = makeLimit({ perMinutes: 10, most: 60 })
  const take: RequestHandler = (request, response, next) => {
    read(request, response, (error: unknown) => {
      if (!(error instanceof multer.MulterError)) {
        if (error === undefined || error === null) void csrfOfUpload(request, response, next)
        else next(error)
        return
      }
      // The rest of the form was not read, so its token cannot be checked: nothing is stored, and the page says why.
      if (error.code === 'LIMIT_FILE_SIZE') response.redirect(303, tooLarge)
      else next(new InvalidValueError('form of one file', error.field ?? error.code))
    })
  }
  return (request, response, next) => {
    void often(request, response, (error?: unknown) => {
      if (error === undefined) void take(request, response, next)
      else next(error)
    })
  }
}
