import type { PageParts } from '../../api/index.ts'
import {
  approveDraft,
  askForApproval,
  compareDraft,
  draftConditions,
  draftHistory,
  InvalidVariablesError,
  RefusedError,
  sendDraftBack,
  StepUpNeededError,
  summaryOf,
} from '../../engine/index.ts'
import { field, momentInWords, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'
import { DRAFT, withDraft } from './draft-page.ts'

/** Sentences of the comparison that stand on the page itself; all of them are on its own page. */
const SHOWN = 50

/** `…/ask` and `…/review`: approval is asked for, and given or refused by a second person. */
export function addReviewPages(area: Area, parts: PageParts): void {
  area.staff('get', `${DRAFT}/ask`, 'deploy-procedures', (ask) => askPage(parts, ask))
  area.staff('post', `${DRAFT}/ask`, 'deploy-procedures', (ask) => askFor(parts, ask))
  area.staff('get', `${DRAFT}/review`, 'activate-procedures', (ask) => reviewPage(parts, ask))
  area.staff('post', `${DRAFT}/review`, 'activate-procedures', (ask) => decide(parts, ask))
}

async function askPage(parts: PageParts, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const conditions = await draftConditions(parts.runtime, ask.actor, draft.id)
  return view(
    'procedures/ask',
    {
      ...{ frame, draft, conditions, errors, errorAt: byField(errors) },
      ready: draft.state === 'draft' && conditions.every(({ met }) => met),
      comment: written(ask).comment,
      ...(await differencesOf(parts, ask, draft.id)),
    },
    errors.length > 0 ? 400 : 200,
  )
}

async function askFor(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const comment = field(ask.body, 'comment')
  try {
    await askForApproval(parts.runtime, ask.actor, draft.id, { comment })
  } catch (error) {
    if (error instanceof InvalidVariablesError)
      return askPage(parts, ask, [commentFault(comment, 'what you changed, and why')])
    throw keepingWords(ask, error)
  }
  const text = 'Nobody changes the draft until they answer, or until it is taken back.'
  return redirect(frame.base, { kind: 'success', title: 'A second person is asked to approve the draft.', text })
}

async function reviewPage(parts: PageParts, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { draft, frame, nameOf } = await withDraft(parts, ask)
  const [conditions, { lines, authors }] = await Promise.all([
    draftConditions(parts.runtime, ask.actor, draft.id),
    draftHistory(parts.runtime, ask.actor, draft.id),
  ])
  const { approval } = draft
  return view(
    'procedures/review',
    {
      ...{ frame, draft, conditions, errors, errorAt: byField(errors) },
      asked:
        approval === undefined
          ? undefined
          : {
              by: nameOf(approval.askedBy),
              at: momentInWords(approval.askedAt),
              words: lines.find(({ what }) => what === 'approval-asked')?.words,
              hash: approval.hash.slice(0, 12),
              whole: approval.hash,
            },
      isOwn: authors.includes(ask.actor.id) || approval?.askedBy === ask.actor.id,
      ...written(ask),
      ...(await differencesOf(parts, ask, draft.id)),
    },
    errors.length > 0 ? 400 : 200,
  )
}

async function decide(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const comment = field(ask.body, 'comment')
  const decision = field(ask.body, 'decision')
  if (decision !== 'approve' && decision !== 'send-back') {
    return reviewPage(parts, ask, [{ text: 'Choose whether you approve the draft', href: '#decision' }])
  }
  try {
    const hash = field(ask.body, 'seen')
    if (decision === 'approve') await approveDraft(parts.runtime, ask.actor, draft.id, { comment, hash })
    else await sendDraftBack(parts.runtime, ask.actor, draft.id, { comment })
  } catch (error) {
    if (error instanceof InvalidVariablesError)
      return reviewPage(parts, ask, [commentFault(comment, 'what must be mended')])
    if (error instanceof RefusedError && error.reason === 'approval-lapsed') {
      return redirect(frame.base, { kind: 'information', title: error.message })
    }
    if (error instanceof RefusedError && error.reason === 'draft-moved-on') {
      return reviewPage(parts, ask, [{ text: error.message, href: '#decision' }])
    }
    throw keepingWords(ask, error)
  }
  return decision === 'approve'
    ? redirect(`${frame.base}/publish`, { kind: 'success', title: 'You have approved the draft.' })
    : redirect(frame.base, { kind: 'success', title: 'The draft is sent back to be worked on.' })
}

/** What stands in the form; what was written before somebody had to prove who they are stands there again, once. */
function written({ body, session, request }: StaffAsk): { readonly comment: string; readonly decision: string } {
  const { at, ...before } = session.writtenBefore ?? {}
  delete session.writtenBefore
  if (at === request.path && request.method === 'GET') return { comment: '', decision: '', ...before }
  return { comment: field(body, 'comment'), decision: field(body, 'decision') }
}

function keepingWords({ body, session, request }: StaffAsk, error: unknown): unknown {
  if (error instanceof StepUpNeededError) {
    const { path: at } = request
    session.writtenBefore = { at, comment: field(body, 'comment').slice(0, 2_000), decision: field(body, 'decision') }
  }
  return error
}

function commentFault(comment: string, what: string): FormError {
  return { text: comment === '' ? `Say ${what}` : 'Use 2,000 characters or fewer', href: '#comment' }
}

/** What the draft changes of the version in force, in sentences. */
async function differencesOf({ runtime }: PageParts, { actor }: StaffAsk, draftId: string) {
  const comparison = await compareDraft(runtime, actor, draftId)
  return {
    summary: summaryOf(comparison),
    changes: comparison.changes.slice(0, SHOWN).map(({ where, sentence, level }) => ({ where, sentence, level })),
    more: Math.max(0, comparison.changes.length - SHOWN),
  }
}
