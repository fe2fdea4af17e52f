import {
  draftFiles,
  newDraftCode,
  openDraftCode,
  readPublicDraft,
  savePublicDraft,
  sealDraftCode,
  type DraftFile,
  type Runtime,
} from '../../engine/index.ts'
import type { PageSession } from '../frame/index.ts'
import type { Answers } from './question.ts'

/** A complaint that is being written in this session. */
export interface Draft {
  /** All that leads to it; the session knows it, the database does not. */
  readonly code: string
  readonly answers: Answers
  /** Pages that have been sent. */
  readonly done: ReadonlySet<string>
}

/** What the session remembers of it. */
interface Remembered {
  /** Sealed. */
  readonly code: string
  /** Of the service's running time, when the first page was sent. */
  readonly startedMs: number
}

/** What the session remembers of a complaint that has been sent: enough for the page that says so. */
export interface SentComplaint {
  readonly reference: string
  readonly kind: 'complaint' | 'comment' | 'compliment'
  readonly receivedOn: string
  readonly procedure?: string
  readonly isChild: boolean
  readonly area: string
  readonly equality?: 'answered'
}

export async function draftOf(runtime: Runtime, session: PageSession): Promise<Draft | undefined> {
  const remembered = rememberedOf(session)
  if (remembered === undefined) return undefined
  const code = openDraftCode(runtime, remembered.code)
  const stored = code === undefined ? undefined : await readPublicDraft(runtime, code)
  if (code === undefined || stored === undefined) return undefined
  const { answers, done } = stored.data as unknown as { answers: Answers; done: readonly string[] }
  return { code, answers, done: new Set(done) }
}

export async function beginDraft(runtime: Runtime, session: PageSession, nowMs: number): Promise<Draft> {
  const code = newDraftCode()
  const draft: Draft = { code, answers: {}, done: new Set() }
  await storeDraft(runtime, draft)
  takeUpDraft(runtime, session, code, nowMs)
  return draft
}

/** Goes on with a draft that was saved. */
export function takeUpDraft(runtime: Runtime, session: PageSession, code: string, nowMs: number): void {
  session['complain'] = { code: sealDraftCode(runtime, code), startedMs: nowMs } satisfies Remembered
  delete session['complainSent']
}

export async function storeDraft(runtime: Runtime, { code, answers, done }: Draft): Promise<void> {
  await savePublicDraft(runtime, code, { answers, done: [...done] })
}

export function rememberedOf(session: PageSession): Remembered | undefined {
  return session['complain'] as Remembered | undefined
}

export function sentOf(session: PageSession): SentComplaint | undefined {
  return session['complainSent'] as SentComplaint | undefined
}

export function forgetDraft(session: PageSession): void {
  delete session['complain']
}

export async function filesOf(runtime: Runtime, { code }: Draft): Promise<readonly DraftFile[]> {
  return draftFiles(runtime, code)
}
