import { compileSchema, mustFit } from '../schema.ts'
import type { LocalDate } from '../values/local-date.ts'

/** What a document is to the case. */
export const DOCUMENT_KINDS = [
  'complaint',
  'evidence',
  'correspondence',
  'consent',
  'record-of-complaint',
  'investigation-report',
  'independent-person-report',
  'panel-papers',
  'partner-reply',
  'legal-advice',
  'other',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What is said of a document when it is added. */
export interface DocumentDetails {
  readonly kind: DocumentKind
  /** The file's name when left out. */
  readonly title?: string
  /** As the sender named the file; folders and signs that mislead are taken out. */
  readonly fileName: string
  /** Today when left out; never after it. */
  readonly receivedOn?: LocalDate
  /** Who sent it, in words. */
  readonly receivedFrom?: string
  /** Id of the task at which it is attached. */
  readonly taskId?: string
}

const LINE = {
  type: 'string',
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*$',
} as const

const check = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'fileName'],
  properties: {
    kind: { enum: DOCUMENT_KINDS },
    title: LINE,
    fileName: { type: 'string', maxLength: 1000 },
    receivedOn: { type: 'string', format: 'date' },
    receivedFrom: LINE,
    taskId: { type: 'string', maxLength: 200 },
  },
})

/** @throws InvalidVariablesError with every fault when `value` does not say what a document is. */
export function checkDocumentDetails(value: unknown): DocumentDetails {
  mustFit('The document', check, value)
  return value as DocumentDetails
}

/** Bytes that one document may have. */
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
/** Documents that one case may have. */
export const MAX_DOCUMENTS = 200
