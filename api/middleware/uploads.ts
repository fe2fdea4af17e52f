import type { Request, RequestHandler } from 'express'
import multer, { type Options, type StorageEngine } from 'multer'
import { InvalidVariablesError, MAX_DOCUMENT_BYTES } from '../../engine/index.ts'

/** Files in one form. */
export const MAX_FILES = 10
/** Bytes in one form: its files are held in memory until they are stored. */
const MAX_FORM_BYTES = 60 * 1024 * 1024

/** Bytes of all forms that are being read or answered at one time. */
export const MAX_HELD_BYTES = 200 * 1024 * 1024
/** When somebody may try again who came while as much was held. Seconds. */
const TRY_AGAIN_AFTER = 10

/** A file as it came. */
export interface UploadedFile {
  /** Of the form. */
  readonly field: string
  /** As it was sent; not to be believed. */
  readonly fileName: string
  readonly content: Buffer
}

let heldBytes = 0
const HELD = new WeakMap<Request, number>()

/**
 * Into memory, as long as the form and all forms of others together are not too large; what was held is let go with the
 * answer.
 */
export const inMemory: StorageEngine = {
  _handleFile(request, file, done) {
    const chunks: Buffer[] = []
    let size = 0
    let isDone = false
    const finish: typeof done = (error, info) => {
      if (isDone) return
      isDone = true
      done(error, info)
    }
    const fail = (error: Error): void => {
      chunks.length = 0
      file.stream.resume()
      finish(error)
    }
    file.stream.on('data', (chunk: Buffer) => {
      if (isDone) return
      const refused = hold(request, chunk.length)
      if (refused !== undefined) {
        fail(refused)
        return
      }
      chunks.push(chunk)
      size += chunk.length
    })
    file.stream.once('error', fail)
    file.stream.once('end', () => {
      finish(null, { buffer: Buffer.concat(chunks, size), size })
    })
  },
  _removeFile(_request, file, done) {
    Object.assign(file, { buffer: undefined })
    done(null)
  },
}

/** Counts what is held for the request; why not, where it is too much. */
function hold(request: Request, bytes: number): Error | undefined {
  const before = HELD.get(request)
  if (before === undefined) {
    request.res?.once('close', () => {
      heldBytes -= HELD.get(request) ?? 0
      HELD.delete(request)
    })
  }
  if ((before ?? 0) + bytes > MAX_FORM_BYTES) return tooLarge()
  if (heldBytes + bytes > MAX_HELD_BYTES) {
    return Object.assign(new Error('Many files are being sent just now; send this one again in a minute'), {
      status: 429,
      headers: { 'Retry-After': String(TRY_AGAIN_AFTER) },
    })
  }
  heldBytes += bytes
  HELD.set(request, (before ?? 0) + bytes)
  return undefined
}

function tooLarge(): Error {
  return Object.assign(new Error('The form is too large'), { status: 413 })
}

/** How files are taken: into memory, with limits that come before anything else is done with them. */
const taking = (files: number): Options => ({
  storage: inMemory,
  defParamCharset: 'utf8',
  limits: {
    fileSize: MAX_DOCUMENT_BYTES,
    files,
    fields: 50,
    fieldSize: 100_000,
    fieldNameSize: 100,
    parts: 100,
    headerPairs: 20,
  },
})

/** The API takes one file at a time. */
export const API_UPLOADS: Options = taking(1)

const FAULTS = new WeakMap<Request, InvalidVariablesError>()

/**
 * Reads a page's form with files into memory, `fields` naming those that may hold files. A form that breaks a limit comes
 * through without its files, and `uploadsOf` says why, so that the page can say it beside the field.
 */
export function readUploads(...fields: readonly string[]): RequestHandler {
  const read = multer(taking(MAX_FILES)).fields(fields.map((name) => ({ name, maxCount: MAX_FILES })))
  return (request, response, next) => {
    if (Number(request.get('content-length') ?? 0) > MAX_FORM_BYTES) {
      next(tooLarge())
      return
    }
    void read(request, response, (error: unknown) => {
      if (error instanceof multer.MulterError) {
        FAULTS.set(request, inOurWords(error))
        next()
      } else next(error)
    })
  }
}

/**
 * The files of the request, in the order in which they came; a field that was left empty is none.
 *
 * @throws InvalidVariablesError when the form broke a limit.
 */
export function uploadsOf(request: Request): readonly UploadedFile[] {
  const fault = FAULTS.get(request)
  if (fault !== undefined) throw fault
  const files = request.files ?? []
  const list = Array.isArray(files) ? files : Object.values(files).flat()
  return list
    .filter(({ originalname, size }) => originalname !== '' || size > 0)
    .map(({ fieldname, originalname, buffer }) => ({ field: fieldname, fileName: originalname, content: buffer }))
}

function inOurWords({ code }: multer.MulterError): InvalidVariablesError {
  switch (code) {
    case 'LIMIT_FILE_SIZE':
      return fault(`is larger than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB`)
    case 'LIMIT_FILE_COUNT':
    case 'LIMIT_UNEXPECTED_FILE':
      return fault(`came with others: more than ${MAX_FILES} at once, or in a field that the form does not have`)
    default:
      return fault('came in a form that is too large')
  }
}

function fault(message: string): InvalidVariablesError {
  return new InvalidVariablesError('The file', [{ at: '/file', message }])
}
