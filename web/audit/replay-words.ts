import type { Intervention, ReplayStep, ToldElement, TouchedElement } from '../../engine/index.ts'
import { inWords, sentence } from '../cases/words.ts'

/** What happened in a step, as a sentence begins. */
export function stepInWords({ told, facts, command }: ReplayStep): string {
  const main = told.find(({ what }) => !FOLLOWS.has(what)) ?? told[0]
  if (main !== undefined) return toldInWords(main)
  const [first] = facts
  return first === undefined ? sentence(inWords(command)) : `Put on record: ${inWords(first).toLowerCase()}`
}

/** What one part of the case does to another because of the step. */
const FOLLOWS: ReadonlySet<ToldElement['what']> = new Set(['set', 'child-ended', 'child-escalated', 'signal'])

function toldInWords({ what, name, diagram }: ToldElement): string {
  const where = name === '' ? diagram : name
  const words = TOLD[what]
  return words === undefined ? where : `${words}: ${where}`
}

const TOLD: Readonly<Partial<Record<ToldElement['what'], string>>> = {
  start: 'Began',
  complete: 'Task done',
  'job-done': 'Done by the service',
  error: 'Could not be done',
  escalate: 'Passed on',
  message: 'Word came',
  signal: 'Word came',
  fire: 'Its time came',
  set: 'Looked at again',
  'cancel-activity': 'Left out',
  move: 'Taken to another step',
  retry: 'Tried again',
  'child-ended': 'Stage ended',
  'child-escalated': 'Passed on',
  terminate: 'Ended by order',
}

/** Who did it: a role, and the initials of whoever it was; the service does the rest. */
export function whoInWords({ role, initials }: Pick<ReplayStep, 'role' | 'initials'>): string {
  if (role === 'system') return 'Redress, by itself'
  return initials === undefined ? inWords(role) : `${inWords(role)} (${initials})`
}

/** What somebody put right by hand is called wherever it stands. */
export const INTERVENTIONS: Readonly<Record<Intervention, string>> = {
  moved: 'Moved to another version',
  'moved-back': 'Moved back to the version before',
  'sent-back': 'Sent back by hand',
  'tried-again': 'Tried again by hand',
  'left-out': 'Left out by hand, with a second person’s yes',
  'ended-by-order': 'Case ended by order',
  'put-right': 'An earlier entry taken back',
}

/** What became of an element in the step; the colour only repeats it. */
export const BECAME: Readonly<Record<TouchedElement['became'], { readonly text: string; readonly tone: string }>> = {
  begun: { text: 'Begun', tone: 'blue' },
  done: { text: 'Done', tone: 'green' },
  stopped: { text: 'Stopped', tone: 'orange' },
  ended: { text: 'Ended here', tone: 'green' },
}
