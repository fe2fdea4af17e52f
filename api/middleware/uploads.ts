import type { Request, RequestHandler } from 'express'
import multer, { type Options } from 'multer'
import { InvalidVariablesError, MAX_DOCUMENT_BYTES } from '../../engine/index.ts'

/** Files in one request; they are held in memory until they are stored. */
export const MAX_FILES = 10

/** A file as it came. */
export interface UploadedFile {
  /** Of the form. */
  readonly field: string
  /** As it was sent; not to be believed. */
  readonly fileName: string
  readonly content: Buffer
}

/** How files are taken: into memory, with limits that come before anything else is done with them. */
export const UPLOADS: Options = {
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: {
    fileSize: MAX_DOCUMENT_BYTES,
    files: MAX_FILES,
    fields: 50,
    fieldSize: 100_000,
    fieldNameSize: 100,
    parts: 100,
    headerPairs: 20,
  },
}

/**
 * Reads a form with files `fields` naming those that may hold files. For pages; the API's uploads are read with its OpenAPI
 * document.
 */
export function readUploads(...fields: readonly string[]): RequestHandler {
  const read = multer(UPLOADS).fields(fields.map((name) => ({ name, maxCount: MAX_FILES })))
  return (request, response, next) => {
    void read(request, response, (error: unknown) => {
      next(error instanceof multer.MulterError ? inOurWords(error) : error)
    })
  }
}

/** The files of the request, in the order in which they came; a field that was left empty is none. */
export function uploadsOf(request: Request): readonly UploadedFile[] {
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
      return fault(`came with more files than ${MAX_FILES}, or under a name that the form does not have`)
    default:
      return fault('came in a form that is too large')
  }
}

function fault(message: string): InvalidVariablesError {
  return new InvalidVariablesError('The file', [{ at: '/file', message }])
}
