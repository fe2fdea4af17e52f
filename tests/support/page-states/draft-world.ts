import {
  addComment,
  approveDraft,
  askForApproval,
  openDraft,
  publishDraft,
  readDraft,
  saveDraft,
  type Actor,
} from '../../../engine/index.ts'
import type { TestPages } from '../pages.ts'
import { PEOPLE } from './state.ts'

/** Drafts of a small procedure, each as far as its pages show it; scenarios have states of their own. */
export async function draftsOf({ service }: TestPages): Promise<readonly (readonly [string, string])[]> {
  const runtime = { ...service.runtime, publishConditions: [] }
  const owner: Actor = { ...PEOPLE.owner, steppedUpAt: runtime.clock.now() }
  const manager: Actor = { ...PEOPLE.manager, steppedUpAt: runtime.clock.now() }
  const at = (id: string) => `/procedures/learning/drafts/${id}`
  const change = async (id: string, path: string, text: (before: string) => string) => {
    const { files, revision } = await readDraft(runtime, owner, id)
    const changes = [{ path, text: text(files.find((file) => file.path === path)?.text ?? '') }]
    await saveDraft(runtime, owner, id, { revision, changes, what: 'What was agreed' })
  }
  const titled = async (title: string) => {
    const { id } = await openDraft(runtime, owner, 'learning')
    await change(id, 'procedure.json', (text) => text.replace(/"title": "[^"]*"/, `"title": "${title}"`))
    return id
  }
  const asked = async (title: string) => {
    const id = await titled(title)
    await askForApproval(runtime, owner, id, { comment: 'As the committee decided.' })
    return id
  }
  const published = await asked('Learning from complaints')
  const late = await titled('Learning, actions and costs')
  await approveDraft(runtime, manager, published, { comment: 'Agreed.' })
  await publishDraft(runtime, manager, published)

  const { id: faulty } = await openDraft(runtime, owner, 'learning')
  await change(faulty, 'learning-closing.bpmn', (text) => text.replace(/ redress:role="[^"]*"/, ''))
  const about = { file: 'learning-closing.bpmn', words: 'Who does this now?' }
  await addComment(runtime, PEOPLE.manager, faulty, about)
  const approved = await asked('Approved')
  await approveDraft(runtime, manager, approved, { comment: '' })
  return [
    ['draft:faulty', at(faulty)],
    ['draft:late', at(late)],
    ['draft:asked', at(await asked('Asked'))],
    ['draft:approved', at(approved)],
    ['draft:published', at(published)],
  ]
}
