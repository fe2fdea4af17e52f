import type { Request, RequestHandler } from 'express'
import multer, { type Options } from 'multer'
import { InvalidVariablesError, MAX_DOCUMENT_BYTES } from '../../engine/index.ts'

/** Files in one form. */
export const MAX_FILES = 10
/** Bytes in one form: its files are held in memory until they are stored. */
const MAX_FORM_BYTES = 60 * 1024 * 1024

/** A file as it came. */
export interface UploadedFile {
  /** Of the form. */
  readonly field: string
  /** As it was sent; not to be believed. */
  readonly fileName: string
  readonly content: Buffer
}

/** How files are taken: into memory, with limits that come before anything else is done with them. */
const taking = (files: number): Options => ({
  storage: multer.memoryStorage(),
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
      next(Object.assign(new Error('The form is too large'), { status: 413 }))
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
