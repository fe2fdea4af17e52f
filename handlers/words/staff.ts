import { capital, dayInWords } from '../../engine/index.ts'
import type { LocalDate } from '../../engine/index.ts'

/** What a colleague can be told. A message to staff carries the reference and no more of the case. */
export const STAFF_TEMPLATES = [
  'new-case',
  'task-waiting',
  'deadline-warning',
  'deadline-missed',
  'answer-needed',
  'stage-requested',
  'complaint-withdrawn',
  'consider-freezing',
  'advocate-needed',
  'appointment-needed',
  'proceedings-review',
  'extreme-risk',
] as const
export type StaffTemplate = (typeof STAFF_TEMPLATES)[number]

/** The body of a message to a colleague. */
export function staffMessage(data: {
  template: StaffTemplate
  reference: string
  what?: string
  due?: LocalDate
}): string {
  const { template, reference, what, due } = data
  const date =
    due === undefined ? [] : [`${what === undefined ? '' : `${capital(what)}. `}Last day: ${dayInWords(due)}.`]
  return [TEMPLATES[template], ...date, `Open case ${reference} to see what there is to do.`].join('\n\n')
}

const TEMPLATES: Readonly<Record<StaffTemplate, string>> = {
  'new-case': 'A new complaint has come in.',
  'task-waiting': 'A task is waiting for you.',
  'deadline-warning': 'A deadline is near.',
  'deadline-missed': 'A deadline has been missed. The complainant must be told why, and by when.',
  'answer-needed': 'A complaint needs your answer.',
  'stage-requested': 'The complainant has asked for the next stage. It cannot be refused.',
  'complaint-withdrawn': 'The complaint was withdrawn. Stop work on it.',
  'consider-freezing':
    'The complaint is about a planned change. Decide whether the change waits until the complaint is answered, and record why.',
  'advocate-needed': 'The complainant wants an advocate and has none yet. Please see to it today.',
  'appointment-needed': 'Somebody must be appointed.',
  'proceedings-review': 'The complaint waits for other proceedings. Check whether they have ended.',
  'extreme-risk': 'A complaint was graded as extreme risk. Please read it today.',
}

/** To the safeguarding team: that there is a concern. What it is stands in the case. */
export function safeguardingMessage(data: { reference: string; raisedOn: LocalDate }): string {
  return [
    `A safeguarding concern was raised in a complaint on ${dayInWords(data.raisedOn)}.`,
    `Please read case ${data.reference} now. Do not reply to this message with details.`,
    'When you have finished, record in the case whether the complaint can go on.',
  ].join('\n\n')
}

/** To the owner of an action that we promised. */
export function actionReminder(data: {
  reference: string
  action: string
  dueOn: LocalDate
  overdue: boolean
}): string {
  return [
    data.overdue
      ? `Action ${data.action} was due on ${dayInWords(data.dueOn)} and is not recorded as done.`
      : `Action ${data.action} is due on ${dayInWords(data.dueOn)}.`,
    `We promised it in our answer to a complaint. Open case ${data.reference} to record what was done, or why it is late.`,
  ].join('\n\n')
}

/** To the complaints team: a letter alone is not enough for this reader. */
export function adjustmentsNeeded(data: { reference: string; needs: readonly string[] }): string {
  return [
    `A letter in case ${data.reference} needs your help to reach its reader: ${data.needs.join(', ')}.`,
    'Please make sure that it reaches them in that way. Where they can only be telephoned, read the letter out, and post it only if they say so.',
  ].join('\n\n')
}
