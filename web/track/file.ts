import { addDocument, EngineError, fileFault, ownCase } from '../../engine/index.ts'
import { redirect, view, type Ask, type Reply } from '../frame/index.ts'
import type { Owner } from './owner.ts'

export async function filePage({ runtime, actor, holder }: Owner, { query }: Ask, fault?: string): Promise<Reply> {
  const { isChild, can } = await ownCase(runtime, actor, holder.caseId, 'file')
  if (!can.includes('add-file')) return redirect('/track/case')
  const wrong = fault ?? (query['too-large'] === 'yes' ? 'The file must be 10 MB or smaller' : undefined)
  return view(
    'track/file',
    { title: 'Add a file', isChild, fault: wrong, errors: wrong === undefined ? [] : [{ text: wrong, href: '#file' }] },
    fault === undefined ? 200 : 422,
  )
}

export async function addFile(owner: Owner, ask: Ask): Promise<Reply> {
  const { file } = ask.request
  if (file === undefined) return filePage(owner, ask, 'Choose a file first')
  const fileName = Buffer.from(file.originalname, 'latin1').toString('utf8').slice(0, 200)
  const wrong = await fileFault(file.buffer, fileName)
  if (wrong !== undefined) return filePage(owner, ask, `The file ${wrong}`)
  try {
    const document = { kind: 'evidence', fileName, content: file.buffer } as const
    await addDocument(owner.runtime, owner.actor, owner.holder.caseId, document)
  } catch (error) {
    if (error instanceof EngineError) return filePage(owner, ask, error.message)
    throw error
  }
  return redirect('/track/case', { kind: 'success', title: 'We added your file.' })
}
