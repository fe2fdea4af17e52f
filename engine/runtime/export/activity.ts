/** The transitions of the standard's own model of an activity's life (IEEE 1849, lifecycle extension). */
export const TRANSITIONS = [
  'schedule',
  'assign',
  'reassign',
  'withdraw',
  'start',
  'suspend',
  'resume',
  'complete',
  'manualskip',
  'ate_abort',
  'pi_abort',
] as const
export type Transition = (typeof TRANSITIONS)[number]

/** What a command does to the activity; what is not listed is done when it is recorded. */
const BY_COMMAND: Readonly<Record<string, Transition>> = {
  'task-claimed': 'assign',
  'task-assigned': 'assign',
  'next-task-taken': 'assign',
  'task-handed-over': 'reassign',
  'task-released': 'withdraw',
  'draft-saved': 'start',
  'clock-held': 'suspend',
  'clock-released': 'resume',
  'incident-raised': 'suspend',
  'incident-retried': 'resume',
  'incident-skipped': 'manualskip',
  'mail-put-off': 'suspend',
  'mail-held': 'suspend',
  'mail-failed': 'ate_abort',
  'access-denied': 'ate_abort',
  'case-cancelled': 'pi_abort',
}

export function transitionOf(command: string): Transition {
  return BY_COMMAND[command] ?? 'complete'
}

/** `Case viewed`. */
export function wordsOf(command: string): string {
  const words = command.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whether the row's element may be a step of a diagram: rows of documents hold the document's id there. */
export function isStep(element: string | null): element is string {
  return element !== null && /^[A-Za-z_][\w.-]*$/.test(element)
}
