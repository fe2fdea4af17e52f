import { createHash } from 'node:crypto'
import { checkDocumentDetails, MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, type DocumentDetails } from '../../case/document.ts'
import { InvalidVariablesError, NotFoundError, RefusedError } from '../../errors.ts'
import type { DocumentRow } from '../../store/rows.ts'
import { SYSTEM, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CaseWork } from '../case-work.ts'
import { cleanFileName } from '../documents/file-name.ts'
import { typeOf } from '../documents/media-type.ts'
import { hasHiddenDetails } from '../documents/photograph.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

/** A document as it comes in: what is said of it, and the file itself. */
export interface AddDocument extends DocumentDetails {
  readonly content: Buffer
}

/**
 * Adds a document to a case. What kind of file it is is found by looking at it; its name is not believed. It stays as it
 * came: nothing overwrites it.
 *
 * @throws InvalidVariablesError when the file is empty, too large or of a kind that is not taken.
 * @throws RefusedError (`too-many-documents`) when the case has as many as it may.
 */
export async function addDocument(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  document: AddDocument,
  options: CommandOptions = {},
): Promise<Changed<{ readonly document: string }>> {
  return store(runtime, actor, caseId, document, undefined, options)
}

/** Adds a copy of a document in which words are blacked out; it says of which document it is the copy. */
export async function addRedactedTwin(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  of: string,
  { fileName, content }: Pick<AddDocument, 'fileName' | 'content'>,
  options: CommandOptions = {},
): Promise<Changed<{ readonly document: string }>> {
  return store(runtime, actor, caseId, { kind: 'other', fileName, content }, of, options)
}

/** Hides a document that should not have been added; that it was there, and why it is hidden, stays. */
export async function withdrawDocument(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  id: string,
  reason: string,
  options: CommandOptions = {},
): Promise<Changed<{ readonly document: string }>> {
  const words = reason.trim()
  if (words === '' || words.length > 2000) {
    throw new InvalidVariablesError('The document', [
      { at: '/reason', message: 'must say why, in at most 2,000 signs' },
    ])
  }
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'add-document', request: ['withdraw-document', id, words] },
    () => ({ type: 'document-withdrawn', element: id, payload: words }),
    async (work) => {
      const row = await documentOf(work, id)
      if (row.withdrawnAt !== null) throw new RefusedError('withdrawn', 'This document has been withdrawn already.')
      work.unit.updateDocument(caseId, id, { withdrawnAt: work.now, withdrawnBy: actor.id, withdrawnReason: words })
      return { document: id }
    },
  )
}

/** What a scanner found in a document. */
export type ScanResult = Exclude<DocumentRow['scan'], 'not-scanned'>

/**
 * Records what a scanner found. Redress's own doing: no person says of a file that it is clean. The case stays at its
 * version, so that nobody who has it open is told that it changed.
 */
export async function recordScan(runtime: Runtime, caseId: string, id: string, result: ScanResult): Promise<void> {
  await runtime.store.command(async (unit) => {
    const known = await unit.documents(caseId)
    if (!known.some((each) => each.id === id)) throw new NotFoundError('document', id)
    unit.updateDocument(caseId, id, { scan: result, scannedAt: unit.now })
    const { id: actor, role } = SYSTEM
    unit.audit({ caseId, actor, role, type: 'document-scanned', element: id, outcome: result, body: {} })
  })
}

async function store(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { content, ...said }: AddDocument,
  twinOf: string | undefined,
  options: CommandOptions,
): Promise<Changed<{ readonly document: string }>> {
  const details = checkDocumentDetails(said)
  if (content.length > MAX_DOCUMENT_BYTES) throw fileFault(`is larger than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB`)
  const found = await typeOf(content, cleanFileName(details.fileName))
  if (found.kind === 'refused') throw fileFault(found.reason)
  const { mediaType, fileName } = found
  const sha256 = createHash('sha256').update(content).digest('hex')

  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'add-document', request: ['add-document', details, twinOf ?? null, sha256] },
    ({ document }) => ({
      type: 'document-added',
      element: document,
      body: {
        kind: details.kind,
        mediaType,
        size: content.length,
        sha256,
        ...(twinOf !== undefined && { redactedOf: twinOf }),
      },
    }),
    async (work) => {
      const { unit, now, today } = work
      const known = await unit.documents(caseId)
      if (known.length >= MAX_DOCUMENTS) {
        throw new RefusedError(
          'too-many-documents',
          `A case can have ${MAX_DOCUMENTS} documents, and this one has them.`,
        )
      }
      const original = twinOf === undefined ? undefined : await documentOf(work, twinOf)
      if (original?.redactedOf != null) {
        throw new RefusedError(
          'copy-of-a-copy',
          'This is a redacted copy itself; add the copy to the document that it was made of.',
        )
      }
      const receivedOn = details.receivedOn ?? today
      if (receivedOn > today)
        throw new InvalidVariablesError('The document', [{ at: '/receivedOn', message: 'is after today' }])
      const id = `d${known.length + 1}`
      unit.addDocument(
        {
          caseId,
          id,
          kind: original?.kind ?? details.kind,
          title: original === undefined ? (details.title ?? fileName) : `${original.title} (redacted)`,
          fileName,
          mediaType,
          size: content.length,
          sha256,
          hiddenDetails: hasHiddenDetails(content, mediaType),
          receivedOn,
          receivedFrom: details.receivedFrom ?? null,
          uploadedBy: actor.id,
          uploadedAt: now,
          scan: 'not-scanned',
          scannedAt: null,
          redactedOf: twinOf ?? null,
          taskId: details.taskId ?? null,
          withdrawnAt: null,
          withdrawnBy: null,
          withdrawnReason: null,
        },
        content,
      )
      return { document: id }
    },
  )
}

async function documentOf({ unit, row }: CaseWork, id: string): Promise<DocumentRow> {
  const found = (await unit.documents(row.id)).find((each) => each.id === id)
  if (found === undefined) throw new NotFoundError('document', id)
  return found
}

function fileFault(message: string): InvalidVariablesError {
  return new InvalidVariablesError('The file', [{ at: '/file', message }])
}
