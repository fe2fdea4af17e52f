import {
  addDocument,
  addRedactedTwin,
  documentPage,
  documentsPage,
  InvalidVariablesError,
  openDocument,
  RefusedError,
  withdrawDocument,
  type Runtime,
} from '../../engine/index.ts'
import { uploadsOf, type PageParts } from '../../api/index.ts'
import { annotationViews } from '../cases/annotations.ts'
import { caseFrame, frameOf } from '../cases/index.ts'
import {
  field,
  makeArea,
  redirect,
  staffFormWithFiles,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { errorsOf, readDetails, type FormError } from './form.ts'
import { documentRow, kindItems } from './words.ts'

const LIST = '/cases/:caseId/documents'
const ONE = `${LIST}/:document`

/** `/cases/:caseId/documents`: what belongs to a case in writing, pictures and recordings. */
export function documentsArea({ runtime }: PageParts): Area {
  const area = makeArea()
  area.staff('get', LIST, 'see-case-file', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    const { page, documents, scanned } = await documentsPage(runtime, actor, caseId)
    const rows = documents.map((each) => documentRow(each, caseId, documents))
    return view('documents/list', {
      frame: frameOf(page, 'documents'),
      scanned,
      rows: rows.filter(({ withdrawn }) => withdrawn === undefined),
      withdrawn: rows.filter(({ withdrawn }) => withdrawn !== undefined),
    })
  })
  area.staff('get', `${LIST}/new`, 'add-document', (ask) => newPage(runtime, ask))
  area.staff('post', `${LIST}/new`, 'add-document', (ask) => add(runtime, ask), staffFormWithFiles('files'))
  area.staff('get', ONE, 'see-case-file', (ask) => onePage(runtime, ask))
  area.staff('get', `${ONE}/file`, 'see-case-file', async ({ actor, params, query }) => {
    const { caseId = '', document = '' } = params
    const plain = field(query, 'hidden-details') === 'left-out'
    const { mediaType, fileName, content } = await openDocument(runtime, actor, caseId, document, plain)
    return { kind: 'file', type: mediaType, name: fileName, content }
  })
  area.staff('post', `${ONE}/redacted`, 'add-document', (ask) => addTwin(runtime, ask), staffFormWithFiles('file'))
  area.staff('get', `${ONE}/withdraw`, 'add-document', (ask) => withdrawPage(runtime, ask))
  area.staff('post', `${ONE}/withdraw`, 'add-document', (ask) => withdraw(runtime, ask))
  return area
}

async function newPage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, params, query, body } = ask
  const caseId = params['caseId'] ?? ''
  const given: Fields = ask.request.method === 'POST' ? body : { task: field(query, 'task') }
  const data = {
    frame: await caseFrame(runtime, actor, caseId, 'documents'),
    kinds: kindItems(field(given, 'kind')),
    given,
    errors,
    errorOf: Object.fromEntries(errors.map(({ href, text }) => [href.slice(1), { text }])),
  }
  return view('documents/new', data, errors.length === 0 ? 200 : 422)
}

async function add(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body, request } = ask
  const caseId = params['caseId'] ?? ''
  const { details, errors } = readDetails(body)
  const said: FormError[] = [...errors]
  let added = 0
  try {
    const files = uploadsOf(request)
    if (files.length === 0) said.unshift({ text: 'Select a file', href: '#files' })
    if (said.length > 0) return await newPage(runtime, ask, said)
    for (const { fileName, content } of files) {
      // A title is of one document; of several each keeps its file's name.
      const { title, ...rest } = details
      const one = { ...rest, ...(files.length === 1 && title !== undefined && { title }), fileName, content }
      try {
        await addDocument(runtime, actor, caseId, one)
        added += 1
      } catch (error) {
        said.push(...errorsOf(error, files.length > 1 ? fileName : undefined))
      }
    }
  } catch (error) {
    said.push(...errorsOf(error))
  }
  if (said.length === 0) {
    const to =
      field(body, 'task') === '' ? `/cases/${caseId}/documents` : `/cases/${caseId}/tasks/${field(body, 'task')}`
    return redirect(to, { kind: 'success', title: added === 1 ? 'Document added.' : `${added} documents added.` })
  }
  const done =
    added === 0
      ? []
      : [
          {
            text: `${added} of the files ${added === 1 ? 'has' : 'have'} been added; do not send ${added === 1 ? 'it' : 'them'} again`,
            href: '#files',
          },
        ]
  return newPage(runtime, ask, [...done, ...said])
}

async function onePage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, params } = ask
  const { caseId = '', document: id = '' } = params
  const { page, document, twins, openings } = await documentPage(runtime, actor, caseId, id)
  const rows = twins.map((each) => documentRow(each, caseId, []))
  const data = {
    frame: frameOf(page, 'documents'),
    document: documentRow(document, caseId, twins),
    annotations: annotationViews(page, 'document', id),
    twins: rows,
    openings,
    errors,
    fileError: errors[0] === undefined ? undefined : { text: errors[0].text },
  }
  return view('documents/one', data, errors.length === 0 ? 200 : 422)
}

async function addTwin(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, request } = ask
  const { caseId = '', document = '' } = params
  try {
    const [file] = uploadsOf(request)
    if (file === undefined) return await onePage(runtime, ask, [{ text: 'Select the redacted copy', href: '#file' }])
    await addRedactedTwin(runtime, actor, caseId, document, file)
  } catch (error) {
    return onePage(runtime, ask, errorsOf(error, undefined, '#file'))
  }
  return redirect(`/cases/${caseId}/documents/${document}`, { kind: 'success', title: 'Redacted copy added.' })
}

async function withdrawPage(runtime: Runtime, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { actor, params } = ask
  const { caseId = '', document: id = '' } = params
  const { page, ...one } = await documentPage(runtime, actor, caseId, id)
  const document = documentRow(one.document, caseId, one.twins)
  const frame = frameOf(page, 'documents')
  return view('documents/withdraw', { frame, document, errors, error: errors[0] }, errors.length === 0 ? 200 : 422)
}

async function withdraw(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, params, body } = ask
  const { caseId = '', document = '' } = params
  try {
    await withdrawDocument(runtime, actor, caseId, document, field(body, 'reason'))
  } catch (error) {
    if (!(error instanceof InvalidVariablesError) && !(error instanceof RefusedError)) throw error
    const text =
      error instanceof RefusedError ? error.message : 'Say why the document is withdrawn, in at most 2,000 signs'
    return withdrawPage(runtime, ask, [{ text, href: '#reason' }])
  }
  return redirect(`/cases/${caseId}/documents`, { kind: 'success', title: 'Document withdrawn.' })
}
