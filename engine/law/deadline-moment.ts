import { startOf, type Instant } from '../values/instant.ts'
import { addDays, type LocalDate } from '../values/local-date.ts'
import { isOpen, type Clock } from './clock.ts'
import { policyCalendar } from './policy-calendar.ts'
import { calendarOf } from './rules.ts'
import { addWorkingDays, subtractWorkingDays, type WorkingDayDefinition } from './working-days.ts'

/** What a diagram binds a timer to. */
export interface MomentBinding {
  readonly rule?: string
  readonly local?: { readonly id: string }
  readonly at: 'warning' | 'due' | 'breach'
  /** Working days. */
  readonly before?: number
  /** Working days. */
  readonly repeat?: number
}

/** Warnings, and the word that something is due today, come when people are at work. Hours, London. */
const MORNING = 8

/**
 * When a timer that is bound to a time limit is to fire next.
 *
 * `warning`: 08:00 on the day `before` working days ahead of the due day. `due`: 08:00 on the due day. `breach`: the
 * first moment of the day after it, and then the first moment of every `repeat`-th working day after that day. Of several
 * clocks that wait, the one that is due first counts: an alarm may come early, never late.
 *
 * @param fired - How often this timer has fired already.
 * @returns undefined while no clock of that rule runs (held, met, ended, not started), or when nothing more is to come.
 */
export function deadlineMoment(binding: MomentBinding, clocks: readonly Clock[], fired = 0): Instant | undefined {
  const wanted = binding.rule ?? binding.local?.id
  const clock = clocks
    .filter((each) => (each.rule === wanted || each.inPlaceOf === wanted) && runs(each))
    .reduce<Clock | undefined>((first, each) => (isEarlier(each, first) ? each : first), undefined)
  if (clock?.due === undefined) return undefined
  switch (binding.at) {
    case 'warning':
      return fired > 0 ? undefined : startOf(subtracted(clock.due, binding.before ?? 0, daysOf(clock)), MORNING)
    case 'due':
      return fired > 0 ? undefined : startOf(clock.due, MORNING)
    case 'breach': {
      if (fired > 0 && binding.repeat === undefined) return undefined
      return startOf(added(addDays(clock.due, 1), fired * (binding.repeat ?? 0), daysOf(clock)))
    }
  }
}

/** While it waits for an advocate its day is not known, and nothing is to be told of it. */
function runs(clock: Clock): boolean {
  return isOpen(clock) && clock.status !== 'held'
}

function isEarlier({ due }: Clock, other: Clock | undefined): boolean {
  return due !== undefined && (other?.due === undefined || due < other.due)
}

function daysOf({ calendar, closureDays }: Clock): WorkingDayDefinition {
  const definition = calendarOf(calendar)
  return closureDays.length === 0 ? definition : policyCalendar(definition, closureDays)
}

function subtracted(day: LocalDate, length: number, definition: WorkingDayDefinition): LocalDate {
  return length === 0 ? day : subtractWorkingDays(day, length, definition)
}

function added(day: LocalDate, length: number, definition: WorkingDayDefinition): LocalDate {
  return length === 0 ? day : addWorkingDays(day, length, definition)
}
