import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { openDocument, recordCaseTaken, type Runtime, type WholeCase } from '../../engine/index.ts'
import { zipped, type PageParts, type ZippedFile } from '../../api/index.ts'
import { documentRow, type DocumentRow } from '../documents/words.ts'
import { redirect, type Reply, type StaffAsk } from '../frame/index.ts'

/** Names in the archive: a record that reads by itself, the list of documents, and the hash of every file. */
const [RECORD, INDEX, SUMS] = ['record.html', 'documents.csv', 'SHA256SUMS']

/**
 * The record of a case with its documents as one archive, made while it is sent. Each document that goes with it was opened,
 * and stands in the trail as opened; legal advice stays here, as does what cannot be opened, and the list says why.
 */
export async function recordWithDocuments(
  { runtime }: PageParts,
  ask: StaffAsk,
  { found, html }: { readonly found: WholeCase; readonly html: string },
): Promise<Reply> {
  const { actor } = ask
  const { caseId } = found.page.case
  if (found.page.masked) {
    return redirect(`/audit/exports/record?reference=${caseId}`, {
      kind: 'information',
      title: 'Documents name people, and names are not shown to you.',
      text: 'Take the record without them.',
    })
  }
  const documents = listed(found)
  const going = documents.filter(({ name }) => name !== undefined)
  const texts = [
    { name: RECORD, content: Buffer.from(html, 'utf8') },
    { name: INDEX, content: Buffer.from(indexOf(documents), 'utf8') },
  ]
  const sums = Buffer.from(
    [
      ...texts.map(({ name, content }) => `${hashOf(content)}  ${name}`),
      ...going.map(({ row, name = '' }) => `${row.sha256}  ${name}`),
      '',
    ].join('\n'),
    'utf8',
  )
  const taken = { format: 'zip', bytes: sums.length, sha256: hashOf(sums), documents: going.length } as const
  await recordCaseTaken(runtime, actor, { caseId, ...taken, masked: false })
  const files: ZippedFile[] = [
    ...[...texts, { name: SUMS, content: sums }].map(({ name, content }) => ({
      name,
      content: () => Promise.resolve(content),
      pack: true,
    })),
    ...going.map(({ row, name = '' }) => ({
      name,
      content: () => contentOf(runtime, ask, caseId, row),
      pack: row.mediaType === 'text/plain',
    })),
  ]
  return {
    kind: 'pieces',
    file: { name: `${caseId}-record.zip`, type: 'application/zip', pieces: zipped(files, found.madeAt) },
  }
}

/** @throws RangeError when it is not what was put in the list: the archive breaks off. */
async function contentOf(
  runtime: Runtime,
  { actor }: StaffAsk,
  caseId: string,
  { document, sha256 }: DocumentRow,
): Promise<Buffer> {
  const { content } = await openDocument(runtime, actor, caseId, document)
  if (hashOf(content) !== sha256) throw new RangeError(`Document ${document} is not what it was`)
  return content
}

interface Listed {
  readonly row: DocumentRow
  /** Its name in the archive; absent where it stays here. */
  readonly name?: string
  readonly because?: string
}

function listed({ documents, page }: WholeCase): readonly Listed[] {
  return documents.map((each) => {
    const row = documentRow(each, page.case.caseId, documents)
    if (row.closedText !== undefined) return { row, because: row.closedText }
    if (each.kind === 'legal-advice') return { row, because: 'Legal advice is privileged, and stays here.' }
    return { row, name: `documents/${row.document}-${row.fileName}` }
  })
}

function indexOf(documents: readonly Listed[]): string {
  const columns = ['Document', 'File', 'Kind', 'Title', 'Received', 'From', 'Copy of', 'Size', 'SHA-256', 'Not in here']
  const records = documents.map(({ row, name = '', because = '' }) => [
    ...[row.document, name, row.kindText, row.title, row.receivedOn, row.receivedFrom ?? '', row.redactedOf ?? ''],
    ...[row.size, row.sha256, because],
  ])
  return stringify(records, { header: true, columns, escape_formulas: true, bom: true })
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
