import { isDeepStrictEqual } from 'node:util'
import { isLate, type Clock as LawClock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { playOn, type Course, type PlayedOn, type Standing } from './play-on.ts'

/** What becomes of a case by the forecast: on the version that it is on, and on the draft. */
export type CaseForecast =
  | {
      readonly kind: 'foretold'
      /** The days on which it would come to its end. */
      readonly endsNow: LocalDate
      readonly endsThen: LocalDate
      readonly lateNow: readonly LateLimit[]
      readonly lateThen: readonly LateLimit[]
    }
  | { readonly kind: 'not-foretold'; readonly because: string }

/** A duty that would be late: one that runs today, or begins later. */
export interface LateLimit {
  /** Of the law, or of a target of the council's own. */
  readonly rule: string
  readonly title: string
}

/**
 * @param now - The case on its own version.
 * @param then - The same case moved to the draft, or in words why it cannot be.
 */
export function foretell(now: Played, then: Played | string, from: Instant): CaseForecast {
  if (typeof then === 'string') return { kind: 'not-foretold', because: then }
  const first = endOf(now, from)
  if (typeof first === 'string') return { kind: 'not-foretold', because: first }
  const second = isPlayedAlike(now, then, first.through) ? first : endOf(then, from)
  if (typeof second === 'string') return { kind: 'not-foretold', because: `on the draft, ${second}` }
  return {
    kind: 'foretold',
    endsNow: first.on,
    endsThen: second.on,
    lateNow: first.late,
    lateThen: second.late,
  }
}

type Played = readonly [Course, Standing]

/** Nothing on which it hangs is another on the way that it went, so that it need not be played twice. */
function isPlayedAlike(
  [course, { tree }]: Played,
  [other, { tree: moved }]: Played,
  through: ReadonlySet<string>,
): boolean {
  if (course.sameAs.rest !== other.sameAs.rest) return false
  if ([...through].some((id) => course.sameAs.processes.get(id) !== other.sameAs.processes.get(id))) return false
  return [...tree.instances.values()].every(({ id, process, state }) => {
    const same = moved.instances.get(id)
    return same?.process === process && isDeepStrictEqual(same.state, state)
  })
}

function endOf(
  [course, standing]: Played,
  from: Instant,
): { readonly on: LocalDate; readonly late: readonly LateLimit[]; readonly through: ReadonlySet<string> } | string {
  const today = dayOf(from)
  const result = playOn(course, standing, from)
  if (result.kind === 'stopped') return inWords(result)
  const { local = [] } = course.context
  const reminders = new Set(local.flatMap(({ id, reminds }) => (reminds === true ? [id] : [])))
  const counted = clocks(result.facts, result.on, course.context).filter(
    (clock) => isLate(clock) && !isOver(clock, today) && !reminders.has(clock.rule),
  )
  const late = new Map(counted.map((clock) => [clock.rule, clock]))
  return {
    on: result.on,
    through: result.through,
    late: [...late.values()].map(({ rule, title }) => ({ rule, title })),
  }
}

/** Before today: no version changes anything of it. */
function isOver({ metOn, endedOn }: LawClock, today: LocalDate): boolean {
  const over = metOn ?? endedOn
  return over !== undefined && over < today
}

function inWords({ because, at }: PlayedOn & { readonly kind: 'stopped' }): string {
  const step = at === undefined ? 'a step' : `“${at}”`
  switch (because) {
    case 'something-wrong':
      return `something would go wrong at ${step}`
    case 'nothing-known':
      return `${step} waits for something that has never come so far`
    case 'no-answer':
      return `nothing says how ${step} is answered`
    case 'too-long':
      return at === undefined ? 'its steps go round and round' : `it comes to ${step} again and again`
    case 'too-far':
      return 'it goes on beyond the days whose bank holidays are known'
  }
}
