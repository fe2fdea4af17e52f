import { named } from './reading/elements.ts'
import { daysIn, rawTimersOf } from './reading/durations.ts'
import { LONG_DAYS } from './no-raw-days-in-timers.ts'
import type { DiagramRule } from './rule.ts'

/**
 * A wait of more than 24 days belongs to the clocks of the case: only there it can be seen, extended and accounted for.
 * (A timer inside the stock engine would never fire so late; ours are rows of the store, so that this is no limit of
 * the machine.)
 */
export const noLongTimers: DiagramRule = {
  id: 'no-long-timers',
  about: 'A wait of more than 24 days is a deadline that the case shows, not a timer hidden in the diagram.',
  check: (diagram) =>
    rawTimersOf(diagram)
      .filter(({ timer }) => timer.kind !== 'date' && daysIn(timer.text) > LONG_DAYS)
      .map(({ node, timer }) => ({
        element: node.id,
        message: `${named(node)} waits for '${timer.text}', longer than ${LONG_DAYS} days, and no clock of the case shows it.`,
        remedy:
          'Make it a deadline: a rule of law, or a local one with its calendar (redress:deadline inside the timer).',
      })),
}
