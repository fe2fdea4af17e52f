import type { PageParts } from '../../api/index.ts'
import { redirect, type Ask, type Reply } from '../frame/index.ts'
import { draftOf, sentOf, type Draft } from './draft.ts'
import { firstUndone, isReached, pathAfter } from './journey.ts'
import type { Asking } from './question.ts'

/** What every page of the form works with. */
export interface Form {
  readonly parts: PageParts
  asking(draft: Draft): Asking
}

/** A page of the form, once all before it have been sent; whoever is too far ahead is led back. */
export async function withDraft(
  form: Form,
  path: string,
  { session }: Ask,
  page: (draft: Draft) => Reply | Promise<Reply>,
): Promise<Reply> {
  const draft = await draftOf(form.parts.runtime, session)
  if (draft === undefined) return redirect(withoutDraft(session))
  if (isReached(path, draft.answers, draft.done)) return page(draft)
  return redirect(`/complain/${firstUndone(draft.answers, draft.done)}`)
}

/** Whoever has sent the form, and comes back to it with the browser's own way back, is told once more what came of it. */
export function withoutDraft(session: Ask['session']): string {
  return sentOf(session) === undefined ? '/complain' : '/complain/sent'
}

/** Where to go on: whoever changes an answer goes back to the check, by what the change makes necessary. */
export function nextPath({ answers, done }: Draft, path: string, from: string): string {
  return from === 'check' ? firstUndone(answers, done) : pathAfter(path, answers)
}
