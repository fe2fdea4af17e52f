import { ConflictError, InvalidVariablesError, RefusedError, saveDraft, type DraftChange } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import {
  fieldsOf,
  formFieldsOf,
  NO_CHOICES,
  postedFrom,
  readAnswers,
  sayFaults,
  showForm,
  type FormLike,
  type Posted,
  type ShownFault,
} from '../forms/index.ts'
import { redirect, view, type Notice, type Reply, type StaffAsk } from '../frame/index.ts'
import type { DraftAsked } from './draft-page.ts'

/** Choices of a long list with what each means, folded away until somebody asks for it. */
export interface Explained {
  readonly summary: string
  readonly groups: readonly {
    readonly title: string
    readonly items: readonly { readonly title: string; readonly says: string }[]
  }[]
}

/** A page that asks a few things about a part of a draft, and does one thing to it. */
export interface Question {
  readonly title: string
  /** What the change is about, above the title: the form, the letter. */
  readonly about: string
  /** Where it leads without a change. */
  readonly back: string
  readonly intro?: readonly string[]
  /** What follows from it, one a line. */
  readonly list?: readonly string[]
  readonly schema: FormLike
  readonly explained?: Explained
  /** What stands there now. */
  readonly answers?: Readonly<Record<string, unknown>>
  readonly button?: string
  /** It takes something away. */
  readonly warning?: boolean
}

/** The page, empty or with what stands there now. */
export function askQuestion({ frame }: DraftAsked, question: Question): Reply {
  const layout = fieldsOf(question.schema)
  return shown(frame, question, postedFrom(layout, question.answers ?? {}), [])
}

/** The answers that were posted, as far as the page can read them, with what is missing. */
export function answersTo(
  question: Question,
  { body }: StaffAsk,
): {
  readonly answers: Readonly<Record<string, unknown>>
  readonly posted: Posted
  readonly faults: readonly ShownFault[]
} {
  const layout = fieldsOf(question.schema)
  const posted = formFieldsOf(body)
  const read = readAnswers(layout, posted)
  const missing = (question.schema.required ?? []).flatMap((name) => {
    const value = read.answers[name]
    return value === undefined || value === '' ? [{ at: `/${name}`, message: 'is missing' }] : []
  })
  return { answers: read.answers, posted, faults: sayFaults(layout, { posted, choices: NO_CHOICES, read }, missing) }
}

/** What a change would write, or why it cannot be. */
export type Change =
  | { readonly changes: readonly DraftChange[]; readonly to: string; readonly what: string }
  | { readonly refused: string }

/** Reads the answers, makes the change and saves it; the page again where that cannot be. */
export async function answerQuestion(
  { runtime }: PageParts,
  ask: StaffAsk,
  asked: DraftAsked,
  question: Question,
  change: (answers: Readonly<Record<string, unknown>>) => Change | Promise<Change>,
): Promise<Reply> {
  const { answers, posted, faults } = answersTo(question, ask)
  if (faults.length > 0) return shown(asked.frame, question, posted, faults)
  const made = await change(answers)
  const saved = 'refused' in made ? made.refused : await saveChange({ runtime }, ask, asked, made)
  if (typeof saved !== 'string') return saved
  const first = showForm(fieldsOf(question.schema), { posted, choices: NO_CHOICES, messages: new Map() }).firstId
  return shown(asked.frame, question, posted, [{ text: saved, href: `#${first}`, path: '' }])
}

/** Saves, and goes on with a notice; or says why not. */
export async function saveChange(
  { runtime }: Pick<PageParts, 'runtime'>,
  { actor }: Pick<StaffAsk, 'actor'>,
  { draft }: DraftAsked,
  { changes, what, to }: Exclude<Change, { refused: string }>,
): Promise<Reply | string> {
  try {
    await saveDraft(runtime, actor, draft.id, { revision: draft.revision, changes, what: what.slice(0, 300) })
    const notice: Notice = { kind: 'success', title: 'Saved in the draft.' }
    return redirect(to, notice)
  } catch (error) {
    if (error instanceof InvalidVariablesError) return `${error.faults[0]?.message ?? error.message}.`
    if (error instanceof ConflictError || error instanceof RefusedError) return sentence(error.message)
    throw error
  }
}

function shown(frame: DraftAsked['frame'], question: Question, posted: Posted, faults: readonly ShownFault[]): Reply {
  const messages = new Map(faults.map(({ path, text }) => [path, text]))
  const form = showForm(fieldsOf(question.schema), { posted, choices: NO_CHOICES, messages })
  const { title, about, back, intro = [], list = [], button = 'Save', warning = false, explained } = question
  const data = { frame, title, about, back, intro, list, button, warning, form, explained }
  const errors = faults.map(({ text, href }) => ({ text, href }))
  return view('procedures/question', { ...data, errors }, faults.length > 0 ? 422 : 200)
}

/** The text of an answer; empty where there is none. */
export function said(answers: Readonly<Record<string, unknown>>, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value.trim() : ''
}

export function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/** A list to choose one of. */
export function oneOf(
  title: string,
  options: readonly { readonly value: string; readonly text: string }[],
  description?: string,
): object {
  return {
    type: 'string',
    title,
    enum: options.map(({ value }) => value),
    'x-labels': Object.fromEntries(options.map(({ value, text }) => [value, text])),
    ...(description !== undefined && { description }),
  }
}
