import { deadlineOf, named, nodesOf } from './reading/elements.ts'
import { daysIn, rawTimersOf } from './reading/durations.ts'
import type { DiagramRule, Fault, RuleContext } from './rule.ts'
import type { Diagram } from '../procedure-model.ts'

/** Where `no-long-timers` takes over. */
export const LONG_DAYS = 24

/** "Ten days" is three different days under three instruments: a deadline counts in a calendar that has a name. */
export const noRawDaysInTimers: DiagramRule = {
  id: 'no-raw-days-in-timers',
  about: 'A wait of days is a deadline in working days of a named calendar, never a plain number of days.',
  clause: 'SI 2006/1738 reg 2; SI 2009/309 reg 2 (working day)',
  certainty: 'verified',
  check: (diagram, context) => [...rawDays(diagram), ...unknownCalendars(diagram, context)],
}

function rawDays(diagram: Diagram): readonly Fault[] {
  return rawTimersOf(diagram)
    .filter(({ timer }) => timer.kind !== 'date' && daysIn(timer.text) >= 1 && daysIn(timer.text) <= LONG_DAYS)
    .map(({ node, timer }) => ({
      element: node.id,
      message: `${named(node)} waits for '${timer.text}', days of no calendar: weekends and bank holidays would count.`,
      remedy:
        'Bind a rule of law, or a local deadline in working days of a named calendar (redress:deadline inside the timer).',
    }))
}

function unknownCalendars(diagram: Diagram, { registry }: RuleContext): readonly Fault[] {
  return nodesOf(diagram).flatMap((node) => {
    const local = deadlineOf(node)?.local
    if (local === undefined || registry.calendars.has(local.calendar)) return []
    return {
      element: node.id,
      message: `${named(node)} counts its ${local.workingDays} working days in the calendar '${local.calendar}', which is not known.`,
      remedy: `Name one of: ${[...registry.calendars].join(', ')}.`,
    }
  })
}
