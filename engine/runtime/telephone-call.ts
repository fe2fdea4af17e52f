import { checkNewFact } from '../case/fact-schema.ts'
import { InvalidVariablesError, NotFoundError } from '../errors.ts'
import type { OutboxRow, TaskRow } from '../store/rows.ts'
import { dayInWords } from '../values/day-in-words.ts'
import { dayOf } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { BesideOutcome } from './beside-task.ts'
import type { CaseWork } from './case-work.ts'
import { makeForm, type FormSchema } from './form.ts'

/*
 * Whoever cannot be written to is called. The words to say lie in the outbox, where no mailer takes them and nobody prints
 * them; the call is a task without a token: the procedure has gone on, as it does when a letter waits to be printed.
 */

const FORM = 'telephone-call'

/** The form of every call; built in, so that it is there for every procedure. */
export const CALL_FORM: FormSchema = {
  $id: FORM,
  title: 'Telephone and tell them',
  type: 'object',
  properties: {
    spokenOn: {
      type: 'string',
      format: 'date',
      title: 'When did you call?',
      description: 'The day of the call, for example 2026-07-15',
    },
    reached: {
      type: 'boolean',
      title: 'Did you reach them and tell them everything?',
      description: 'If not, the task stays open, so that somebody tries again.',
    },
    note: {
      type: 'string',
      maxLength: 2_000,
      title: 'Anything to note about the call (optional)',
    },
  },
  required: ['spokenOn', 'reached'],
  additionalProperties: false,
  'x-redress': {},
} as FormSchema

/** What the task asks, for whoever looks at it. */
export function callGuidance(task: Pick<TaskRow, 'id'>): string {
  return `They can be told by telephone only, or asked for it. Message ${task.id} has the words to say and names whom to call; their number stands among the people of the case. If you do not reach them, say so: the task stays open.`
}

export function isCall({ element, form }: Pick<TaskRow, 'element' | 'form'>): boolean {
  return element === FORM && form === FORM
}

export function isCallMessage({ details }: Pick<OutboxRow, 'details'>): boolean {
  return details['telephone'] === true
}

/** Opens the task of a call whose words are in the outbox under that id. */
export function openCall({ runtime, unit, row }: CaseWork, id: string): void {
  unit.openTask({
    id,
    caseId: row.id,
    instanceId: row.id,
    waitId: id,
    element: FORM,
    name: 'Telephone them and tell them',
    role: 'caseworker',
    candidateTeam: runtime.council.roleTeams['caseworker'] ?? null,
    form: FORM,
  })
}

interface CallAnswers {
  readonly spokenOn: LocalDate
  readonly reached: boolean
  readonly note?: string
}

/**
 * Records a call: that the person was told, on the day of the call. Not reached, nothing is recorded but the attempt, and
 * the task stays open.
 *
 * @throws InvalidVariablesError with every fault of the answers.
 */
export async function completeCall(work: CaseWork, task: TaskRow, given: unknown): Promise<BesideOutcome> {
  makeForm(CALL_FORM).read(given, work.today)
  const { spokenOn, reached, note } = given as CallAnswers
  const message = await work.unit.outboxMessage(task.id)
  if (message === undefined) throw new NotFoundError('message', task.id)
  if (spokenOn > work.today || spokenOn < dayOf(message.createdAt)) {
    const fault = { at: '/spokenOn', message: `must be from ${dayInWords(dayOf(message.createdAt))} to today` }
    throw new InvalidVariablesError('The form', [fault])
  }
  const noted = note === undefined || note.trim() === '' ? {} : { note }
  if (!reached) {
    work.unit.updateTask(task.id, { draft: null }, task.version)
    return { type: 'telephone-not-reached', facts: [], ...noted }
  }
  work.unit.updateMessage(task.id, { status: 'sent', sentAt: work.now })
  work.unit.closeTask(task.id, { status: 'done', by: work.actor.id }, task.version)
  const fact = message.details['factOnSent']
  if (fact !== undefined) work.record([checkNewFact({ ...(fact as object), on: spokenOn })])
  return { type: 'telephoned', facts: ['complainant-told'], ...noted }
}
