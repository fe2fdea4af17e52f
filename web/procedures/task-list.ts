import type { PageParts } from '../../api/index.ts'
import {
  discardDraft,
  draftConditions,
  draftHistory,
  listComments,
  mayDo,
  releaseLock,
  takeDraftBack,
  type ConditionOfDraft,
} from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft } from './draft-page.ts'
import { stepsOfDraft } from './draft-steps.ts'
import { lineView } from './procedure.ts'

/** `/procedures/…/drafts/…`: the steps from opening a draft to publishing it, with where each stands. */
export function addTaskListPages(area: Area, parts: PageParts): void {
  area.staff('get', DRAFT, 'read-procedures', (ask) => show(parts, ask))
  area.staff('post', `${DRAFT}/let-go`, 'edit-procedures', async (ask) => {
    const { draft, frame } = await withDraft(parts, ask)
    await releaseLock(parts.runtime, ask.actor, draft.id)
    return redirect(frame.base, { kind: 'success', title: 'Others can work on the draft now.' })
  })
  area.staff('post', `${DRAFT}/take-back`, 'edit-procedures', async (ask) => {
    const { draft, frame } = await withDraft(parts, ask)
    await takeDraftBack(parts.runtime, ask.actor, draft.id)
    const text = 'Approval must be asked for again before it is published.'
    return redirect(frame.base, { kind: 'success', title: 'The draft can be changed again.', text })
  })
  area.staff('get', `${DRAFT}/discard`, 'edit-procedures', async (ask) => {
    const { draft, frame } = await withDraft(parts, ask)
    return view('procedures/discard', { frame, draft })
  })
  area.staff('post', `${DRAFT}/discard`, 'edit-procedures', async (ask) => {
    const { draft, frame } = await withDraft(parts, ask)
    await discardDraft(parts.runtime, ask.actor, draft.id)
    return redirect(frame.procedureHref, { kind: 'success', title: 'The draft is discarded.' })
  })
}

async function show(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { runtime } = parts
  const { actor } = ask
  const asked = await withDraft(parts, ask)
  const { draft, frame, nameOf } = asked
  const [conditions, { lines, authors, from }, comments] = await Promise.all([
    draft.state === 'published' || draft.state === 'discarded' ? settled() : draftConditions(runtime, actor, draft.id),
    draftHistory(runtime, actor, draft.id),
    listComments(runtime, actor, draft.id),
  ])
  const nameOfAll = await namesOfUsers(
    runtime,
    lines.map((line) => line.actor),
  )
  const isAuthor = authors.includes(actor.id) || draft.approval?.askedBy === actor.id
  const mayApprove = mayDo(actor, 'activate-procedures')
  const mayEdit = mayDo(actor, 'edit-procedures')
  const isOpen = draft.state !== 'published' && draft.state !== 'discarded'
  const steps = stepsOfDraft({
    ...{ draft, frame, nameOf, conditions },
    ...(from !== undefined && { from }),
    isSecond: mayApprove && !isAuthor,
    mayAsk: mayDo(actor, 'deploy-procedures'),
    mayMove: mayDo(actor, 'migrate-cases'),
  })
  return view('procedures/task-list', {
    frame,
    draft,
    steps: steps.map((step, index) => ({ ...step, number: index + 1 })),
    done: steps.filter(({ status }) => status === 'completed').length,
    openComments: comments.filter(({ resolved }) => resolved === undefined).length,
    lines: lines.map((line) => lineView(line, nameOfAll)),
    mayLetGo: mayEdit && draft.lock?.holder === actor.id,
    mayTakeBack: mayEdit && (draft.state === 'approval-asked' || draft.state === 'approved'),
    mayDiscard: mayEdit && isOpen,
    isBarred: mayApprove && isAuthor && isOpen,
  })
}

/** What is over is not checked again. */
function settled(): readonly ConditionOfDraft[] {
  return ['changed', 'up-to-date', 'checks', 'scenarios'].map((id) => ({
    id,
    met: true,
    sentence: 'It is no longer worked on.',
  }))
}
