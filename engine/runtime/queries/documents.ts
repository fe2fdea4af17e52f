import type { DocumentKind } from '../../case/document.ts'
import { NotFoundError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { DocumentRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { MASKED, mayDo, type Actor, type Masking } from '../../access/index.ts'
import { canDo, readingOf, recordReading } from '../access.ts'
import { withoutHiddenDetails } from '../documents/photograph.ts'
import type { Runtime } from '../runtime.ts'
import { readForPage, type CasePage } from './case-page.ts'

/** A document of a case, without what it holds. */
export interface DocumentView {
  readonly document: string
  readonly kind: DocumentKind
  readonly title: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly hiddenDetails: boolean
  readonly receivedOn: LocalDate
  readonly receivedFrom?: string
  readonly uploadedBy: string
  readonly uploadedAt: Instant
  readonly scan: DocumentRow['scan']
  readonly scannedAt?: Instant
  /** Whether it can be opened now; otherwise why not. */
  readonly closed?: 'infected' | 'being-scanned' | 'withdrawn' | 'erased'
  readonly redactedOf?: string
  readonly task?: string
  readonly withdrawn?: { readonly at: Instant; readonly by: string; readonly reason: string }
}

/** What stands in the audit trail of looking at what documents there are. */
const LOOKING = readingOf('documents')

/** The documents of a case, in the order in which they came. Looking is itself recorded in the audit trail. */
export async function listDocuments(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly documents: readonly DocumentView[]; readonly scanned: boolean }> {
  const rows = await look(runtime, actor, caseId)
  return listFrom(runtime, rows)
}

/** A case with its documents: one page, and one line in the audit trail. */
export async function documentsPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly page: CasePage } & ReturnType<typeof listFrom>> {
  const { page, masking } = await readForPage(runtime, actor, caseId, LOOKING)
  return { page, ...listFrom(runtime, await shownTo(runtime, actor, caseId, masking)) }
}

/** The documents of a case; the asker has been let through, and that stands in the trail. */
export async function documentsShown(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  masking: Masking,
): Promise<readonly DocumentView[]> {
  return listFrom(runtime, await shownTo(runtime, actor, caseId, masking)).documents
}

function listFrom(
  runtime: Runtime,
  rows: readonly DocumentRow[],
): { readonly documents: readonly DocumentView[]; readonly scanned: boolean } {
  return { documents: rows.map((row) => viewOf(runtime, row)), scanned: runtime.scanner !== undefined }
}

/** Who opened a document, and when. */
export interface Opening {
  readonly at: Instant
  readonly by: string
  readonly role: string
}

/** One document, with its copies; and, for those who may read the trail, with who opened it. */
export interface OneDocument {
  readonly document: DocumentView
  readonly twins: readonly DocumentView[]
  readonly openings?: readonly Opening[]
}

export async function documentView(runtime: Runtime, actor: Actor, caseId: string, id: string): Promise<OneDocument> {
  return oneFrom(runtime, actor, caseId, id, await look(runtime, actor, caseId))
}

/** A case with one of its documents: one page, and one line in the audit trail. */
export async function documentPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  id: string,
): Promise<OneDocument & { readonly page: CasePage }> {
  const { page, masking } = await readForPage(runtime, actor, caseId, LOOKING)
  const rows = await shownTo(runtime, actor, caseId, masking)
  return { page, ...(await oneFrom(runtime, actor, caseId, id, rows)) }
}

async function oneFrom(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  id: string,
  rows: readonly DocumentRow[],
): Promise<OneDocument> {
  const row = rows.find((each) => each.id === id)
  if (row === undefined) throw new NotFoundError('document', id)
  const openings = mayDo(actor, 'read-history') ? await runtime.store.read.documentOpenings(caseId, id) : undefined
  return {
    document: viewOf(runtime, row),
    twins: rows.filter(({ redactedOf }) => redactedOf === id).map((twin) => viewOf(runtime, twin)),
    ...(openings !== undefined && {
      openings: openings.map(({ at, actor: by, role }) => ({ at, by, role })),
    }),
  }
}

/**
 * What a document holds, to be saved and never shown in place. The trail says who opened it.
 *
 * @param plain - A photograph without the details that cannot be seen on it.
 * @throws RefusedError when it is infected, withdrawn, erased, or a scanner has yet to look at it.
 */
export async function openDocument(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  id: string,
  plain = false,
): Promise<{ readonly fileName: string; readonly mediaType: string; readonly content: Buffer }> {
  // All of it is asked whether or not there is such a document; its content is fetched for nobody who may not open it.
  const found = (await runtime.store.read.documents(caseId)).find((each) => each.id === id)
  const readsAdvice = await mayReadAdvice(runtime, actor, caseId)
  const mayOpen = (await canDo(runtime, actor, 'see-case-file', caseId)).kind === 'allow'
  const row = found !== undefined && isAdviceOfOthers(found, actor) && !readsAdvice ? undefined : found
  const closed = row === undefined ? undefined : closedBecause(runtime, row)
  const isOpen = row !== undefined && closed === undefined && mayOpen
  const content = isOpen ? await runtime.store.read.documentContent(caseId, id) : undefined
  const { masking } = await recordReading(runtime, actor, { caseId, action: 'see-case-file' }, ({ identity }) =>
    content === undefined || !identity ? LOOKING : { type: 'document-opened', element: id },
  )
  if (row === undefined) throw new NotFoundError('document', id)
  if (!masking.identity)
    throw new NotPermittedError('What a document holds names people, and names are not shown to you')
  if (closed !== undefined) throw new RefusedError(`document-${closed}`, WHY_CLOSED[closed])
  if (content === undefined) throw new RefusedError('document-erased', WHY_CLOSED.erased)
  const { fileName, mediaType } = row
  return { fileName, mediaType, content: plain ? withoutHiddenDetails(content, mediaType) : content }
}

const WHY_CLOSED = {
  infected: 'This file carries a virus. It is kept as evidence and cannot be opened.',
  'being-scanned': 'This file has not been looked at for viruses yet. Try again in a few minutes.',
  withdrawn: 'This document has been withdrawn.',
  erased: 'What this document held has been erased.',
} as const

/** Where there is a scanner nothing is opened before it has looked; where there is none, that is said and left to people. */
function closedBecause({ scanner }: Runtime, row: DocumentRow): DocumentView['closed'] {
  if (row.scan === 'infected') return 'infected'
  if (row.withdrawnAt !== null) return 'withdrawn'
  return row.scan !== 'clean' && scanner !== undefined ? 'being-scanned' : undefined
}

/** Lets through whoever may see the file of the case, and records that they looked; names are taken out for whom they are masked. */
async function look(runtime: Runtime, actor: Actor, caseId: string): Promise<readonly DocumentRow[]> {
  const { masking } = await recordReading(runtime, actor, { caseId, action: 'see-case-file' }, LOOKING)
  return shownTo(runtime, actor, caseId, masking)
}

async function shownTo(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  masking: Masking,
): Promise<readonly DocumentRow[]> {
  const all = await runtime.store.read.documents(caseId)
  const rows = masking.privileged ? all : all.filter((row) => !isAdviceOfOthers(row, actor))
  if (masking.identity) return rows
  const hidden = { title: MASKED, fileName: MASKED, receivedFrom: null, withdrawnReason: MASKED }
  return rows.map((row) => ({ ...row, ...hidden }))
}

/** Legal advice is privileged, and so is a copy of it in which words are blacked out. */
function isAdviceOfOthers({ kind, uploadedBy }: DocumentRow, actor: Actor): boolean {
  return kind === ('legal-advice' satisfies DocumentKind) && uploadedBy !== actor.id
}

async function mayReadAdvice(runtime: Runtime, actor: Actor, caseId: string): Promise<boolean> {
  return (await canDo(runtime, actor, 'read-privileged', caseId)).kind === 'allow'
}

function viewOf(runtime: Runtime, row: DocumentRow): DocumentView {
  const { id, kind, receivedFrom, scannedAt, redactedOf, taskId, withdrawnAt, withdrawnBy, withdrawnReason } = row
  const { title, fileName, mediaType, size, sha256, hiddenDetails, receivedOn, uploadedBy, uploadedAt, scan } = row
  const closed = closedBecause(runtime, row)
  return {
    document: id,
    kind: kind as DocumentKind,
    title,
    fileName,
    mediaType,
    size,
    sha256,
    hiddenDetails,
    receivedOn,
    uploadedBy,
    uploadedAt,
    scan,
    ...(receivedFrom !== null && { receivedFrom }),
    ...(scannedAt !== null && { scannedAt }),
    ...(closed !== undefined && { closed }),
    ...(redactedOf !== null && { redactedOf }),
    ...(taskId !== null && { task: taskId }),
    ...(withdrawnAt !== null && {
      withdrawn: { at: withdrawnAt, by: withdrawnBy ?? '', reason: withdrawnReason ?? '' },
    }),
  }
}
