import { randomUUID } from 'node:crypto'
import {
  completeTask,
  ConflictError,
  InvalidVariablesError,
  NotPermittedError,
  previewCompletion,
  RefusedError,
  saveTaskDraft,
  type CompleteTask,
  type Consequences,
  type Fault,
  type Runtime,
} from '../../engine/index.ts'
import { tryLetter } from '../../handlers/index.ts'
import {
  formFieldsOf,
  readAnswers,
  sayFaults,
  showForm,
  type Posted,
  type ReadForm,
  type ShownFault,
} from '../forms/index.ts'
import { field, momentInWords, redirect, view, type Reply, type StaffAsk } from '../frame/index.ts'
import { answersInWords } from './answers-in-words.ts'
import { consequencesInWords } from './consequences-in-words.ts'
import { newPeople } from './new-people.ts'
import { openTask, shared, showTask, type Opened } from './opened.ts'

/**
 * The answers as they were filled in, what would follow from them, and the button that does it. Nothing is done yet, but
 * the answers are kept as a draft: the browser's own way back leads to the form with them.
 */
export async function lookOnceMore(runtime: Runtime, ask: StaffAsk, opened: Opened, posted: Posted): Promise<Reply> {
  const read = readAnswers(opened.layout, posted)
  const { id, assignee } = opened.page.task
  try {
    if (assignee === ask.actor.id) await saveTaskDraft(runtime, ask.actor, { taskId: id, fields: posted })
    const found = await previewCompletion(runtime, ask.actor, requestOf(opened, read), tryLetter)
    return read.misread.length > 0
      ? withFaults(runtime, ask, opened, posted, read, [])
      : showConsequences(runtime, ask, opened, posted, read, found)
  } catch (error) {
    return notNow(runtime, ask, opened, posted, read, error)
  }
}

/** Completes the task. Whoever was too late is told who was quicker, and keeps what they had filled in. */
export async function complete(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body } = ask
  const opened = await openTask(runtime, ask)
  const posted = formFieldsOf(body)
  const read = readAnswers(opened.layout, posted)
  const seen = Number(field(body, '_version'))
  const key = field(body, '_key')
  try {
    const request = { ...requestOf(opened, read), ...(Number.isInteger(seen) && seen > 0 && { taskVersion: seen }) }
    await completeTask(runtime, actor, request, key === '' ? {} : { idempotencyKey: key })
  } catch (error) {
    return notNow(runtime, ask, opened, posted, read, error)
  }
  const { caseId, name } = opened.page.task
  return redirect(`/cases/${caseId}`, { kind: 'success', title: `Completed: ${name}.` })
}

function requestOf({ page, layout }: Opened, { answers }: ReadForm): CompleteTask {
  const people = newPeople(layout, answers, page)
  return { taskId: page.task.id, answers, ...(people.length > 0 && { people }) }
}

/** What stands in the way: faults of the form, the rules, or somebody who was quicker. */
async function notNow(
  runtime: Runtime,
  ask: StaffAsk,
  opened: Opened,
  posted: Posted,
  read: ReadForm,
  error: unknown,
): Promise<Reply> {
  if (error instanceof InvalidVariablesError) return withFaults(runtime, ask, opened, posted, read, error.faults)
  const now = await openTask(runtime, ask)
  if (error instanceof ConflictError || now.page.task.status !== 'open') return lost(runtime, ask, now, posted)
  if (error instanceof RefusedError || error instanceof NotPermittedError) {
    return showTask(runtime, ask, now, posted, { faults: [refusal(now, posted, error)] })
  }
  throw error
}

function withFaults(
  runtime: Runtime,
  ask: StaffAsk,
  opened: Opened,
  posted: Posted,
  read: ReadForm,
  faults: readonly Fault[],
): Reply {
  const { layout, choices } = opened
  const said = sayFaults(layout, { posted, choices, read }, faults)
  const unplaced = faults.filter(() => said.length === 0).map(({ at, message }) => `${at} ${message}`.trim())
  const rest = unplaced.map((text) => ({ text, href: `#${firstOf(opened, posted)}`, path: '' }))
  return showTask(runtime, ask, opened, posted, { faults: [...said, ...rest] })
}

/** A refusal of the case or the law, beside the field that it is about where that is known. */
function refusal(opened: Opened, posted: Posted, error: RefusedError | NotPermittedError): ShownFault {
  const { message } = error
  const name = error instanceof RefusedError ? FIELD_OF[error.reason] : undefined
  const isThere = opened.layout.fields.some((each) => each.name === name)
  if (name !== undefined && isThere) return { text: message, href: `#${name}`, path: name }
  return { text: message, href: `#${firstOf(opened, posted)}`, path: '' }
}

const FIELD_OF: Readonly<Record<string, string>> = { 'late-not-said': 'late', 'same-person': 'person' }

function firstOf({ layout, choices }: Opened, posted: Posted): string {
  return showForm(layout, { posted, choices, messages: new Map() }).firstId
}

function showConsequences(
  runtime: Runtime,
  ask: StaffAsk,
  opened: Opened,
  posted: Posted,
  { answers }: ReadForm,
  found: Consequences,
): Reply {
  const { page, layout, choices } = opened
  const people = [...page.people, ...newPeople(layout, answers, page)]
  const next = consequencesInWords(found, { ...page, people }, runtime.council)
  return view('tasks/check', {
    ...shared(runtime, ask, opened),
    answers: answersInWords(layout, answers, choices),
    next,
    carried: carriedIn(posted),
    key: randomUUID(),
    version: found.taskVersion,
    errors: next.blocked.map(({ step, message }, index) => ({
      text: `“${step}” cannot be done yet: ${message}`,
      href: `#blocked-${index + 1}`,
    })),
  })
}

/** Somebody was quicker, or the procedure has moved on: who and when, and what was filled in, to keep. */
export function lost(runtime: Runtime, ask: StaffAsk, opened: Opened, posted: Posted): Reply {
  const { page, layout, choices } = opened
  const { task } = page
  const by = task.completedBy === null ? 'Somebody' : (page.names.get(task.completedBy) ?? task.completedBy)
  const isOpen = task.status === 'open'
  const when = task.completedAt === null ? '' : ` on ${momentInWords(task.completedAt)}`
  return view(
    'tasks/lost',
    {
      ...shared(runtime, ask, opened),
      isOpen,
      what: isOpen
        ? 'Somebody has changed this task since you opened it.'
        : task.status === 'done'
          ? `${by} completed this task${when}.`
          : 'The procedure has moved on without this task.',
      answers: answersInWords(layout, readAnswers(layout, posted).answers, choices),
      carried: carriedIn(posted),
    },
    409,
  )
}

/** What was filled in, in hidden fields, so that it goes from page to page without being stored. */
function carriedIn(posted: Posted): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(posted).flatMap(([name, value]) => [value].flat().map((each) => ({ name, value: each })))
}
