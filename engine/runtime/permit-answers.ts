import { RefusedError } from '../errors.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { CaseWork } from './case-work.ts'

/**
 * A form that asks whether its answer is late (a field `late`) does not take a no when it is: the law's clock of the task
 * has passed, or was met late by what the form has just recorded. The person says so and gives the reason.
 *
 * @throws RefusedError with the day that was missed.
 */
export function permitAnswers(work: CaseWork, rule: string | null, answers: unknown): void {
  if (rule === null || (answers as { readonly late?: unknown } | null)?.late !== false) return
  const clock = work.clocks().findLast((each) => each.rule === rule)
  if (clock?.due === undefined || (clock.status !== 'breached' && clock.status !== 'met-late')) return
  throw new RefusedError(
    'late-not-said',
    `The last day for ${clock.title} was ${dayInWords(clock.due)}. Answer that this is late, and say why.`,
  )
}
