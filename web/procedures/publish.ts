import type { PageParts } from '../../api/index.ts'
import {
  dayOf,
  draftConditions,
  draftHistory,
  InvalidVariablesError,
  procedureOverview,
  publishDraft,
  RefusedError,
} from '../../engine/index.ts'
import { redirect, shortDay, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'
import { DRAFT, withDraft } from './draft-page.ts'

/** `…/publish`: an approved draft becomes a version, from a day. */
export function addPublishPages(area: Area, parts: PageParts): void {
  area.staff('get', `${DRAFT}/publish`, 'activate-procedures', (ask) => show(parts, ask))
  area.staff('post', `${DRAFT}/publish`, 'activate-procedures', (ask) => publish(parts, ask))
}

async function show(parts: PageParts, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { runtime } = parts
  const { draft, frame, nameOf } = await withDraft(parts, ask)
  const [conditions, { authors }, procedure] = await Promise.all([
    draftConditions(runtime, ask.actor, draft.id),
    draftHistory(runtime, ask.actor, draft.id),
    procedureOverview(runtime, ask.actor, draft.procedure),
  ])
  const { approval } = draft
  const newest = procedure.versions[0]?.version ?? 0
  const isOwn = authors.includes(ask.actor.id) || approval?.askedBy === ask.actor.id
  return view(
    'procedures/publish',
    {
      ...{ frame, draft, conditions, procedure, errors, errorAt: byField(errors), isOwn },
      approvedBy: approval?.approvedBy === undefined ? undefined : nameOf(approval.approvedBy),
      version: newest + 1,
      ready: draft.state === 'approved' && !isOwn,
      days: dayItems(errors.length > 0 ? ask.body : today(parts), 'from', errors.length > 0),
    },
    errors.length > 0 ? 400 : 200,
  )
}

async function publish(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const from = dayOfFields(ask.body, 'from')
  if (from === undefined || from === 'none') {
    return show(parts, ask, [{ text: 'Enter the first day on which it counts', href: '#from-day' }])
  }
  try {
    const { version, procedure } = await publishDraft(parts.runtime, ask.actor, draft.id, { from })
    const text = `Complaints received from ${shortDay(from)} follow it. Cases that run stay on their version.`
    return redirect(`/procedures/${procedure}`, { kind: 'success', title: `Version ${version} is published.`, text })
  } catch (error) {
    if (error instanceof InvalidVariablesError) {
      return show(parts, ask, [{ text: 'The day must be today or later', href: '#from-day' }])
    }
    if (error instanceof RefusedError && error.reason === 'not-ready') {
      return show(parts, ask, [{ text: error.message, href: '#from-day' }])
    }
    if (error instanceof RefusedError && error.reason === 'approval-lapsed') {
      return redirect(frame.base, { kind: 'information', title: error.message })
    }
    throw error
  }
}

function today({ runtime }: PageParts): Fields {
  const [year, month, day] = dayOf(runtime.clock.now()).split('-')
  return { 'from-day': String(Number(day)), 'from-month': String(Number(month)), 'from-year': year }
}
