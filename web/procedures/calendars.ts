import type { PageParts } from '../../api/index.ts'
import {
  calendars,
  dayOf,
  daysBetween,
  InvalidVariablesError,
  NoLawForDateError,
  NotFoundError,
  tryCalendar,
} from '../../engine/index.ts'
import { CERTAINTIES, field, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'

/** Less than so many days before the end of the bank holidays that are known, the page warns. */
const WARN_DAYS = 365

/** `/calendars`: what counts as a working day, until when the bank holidays are known, and a day to try. */
export function addCalendarsPage(area: Area, { runtime }: PageParts): void {
  area.staff('get', '/calendars', 'read-procedures', ({ actor, query }: StaffAsk): Reply => {
    const all = calendars(runtime, actor)
    const isAsked = query['calendar'] !== undefined
    const from = dayOfFields(query, 'from')
    const errors: FormError[] = []
    let tried: ReturnType<typeof tryCalendar> | undefined
    if (isAsked && (from === undefined || from === 'none')) errors.push({ text: 'Enter a day', href: '#from-day' })
    else if (isAsked && from !== undefined && from !== 'none') {
      const [calendar, workingDays] = [field(query, 'calendar'), Number(field(query, 'days'))]
      try {
        tried = tryCalendar(runtime, actor, { calendar, from, workingDays, own: query['own'] === 'yes' })
      } catch (error) {
        if (error instanceof InvalidVariablesError) errors.push({ text: 'Enter a number from 1 to 500', href: '#days' })
        else if (error instanceof NoLawForDateError) {
          errors.push({ text: 'The bank holidays of that time are not known', href: '#from-day' })
        } else if (error instanceof NotFoundError) errors.push({ text: 'Choose a calendar', href: '#calendar' })
        else throw error
      }
    }
    return view('procedures/calendars', {
      ...all,
      calendars: all.calendars.map(({ certainty, ...each }) => ({ ...each, certainty: CERTAINTIES[certainty] })),
      tried,
      errors,
      errorAt: byField(errors),
      endsSoon: daysBetween(dayOf(runtime.clock.now()), all.known.to) < WARN_DAYS,
      choices: all.calendars.map(({ id, title }) => ({ value: id, text: title })),
      chosen: field(query, 'calendar'),
      wanted: field(query, 'days') || '10',
      own: query['own'] === 'yes',
      days: dayItems(
        query,
        'from',
        errors.some(({ href }) => href === '#from-day'),
      ),
    })
  })
}
