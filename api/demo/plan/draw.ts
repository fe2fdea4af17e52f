import { addDays, type Channel, type LocalDate } from '../../../engine/index.ts'
import { dayBetween, officeDaysAfter } from '../days.ts'
import type { Seeded } from '../seeded.ts'

/** How many of a quota a plan of that scale has: at least one, so that every kind of case is in the smallest plan. */
export function scaled(count: number, scale: number): number {
  return count === 0 ? 0 : Math.max(1, Math.round(count * scale))
}

/** Numbers 1, 2, 3 … for names and addresses. */
export function makeNumbers(): () => number {
  let last = 0
  return () => (last += 1)
}

export interface Window {
  readonly from: LocalDate
  readonly to: LocalDate
}

const CHANNELS: readonly Channel[] = ['form', 'form', 'email', 'email', 'email', 'phone', 'letter', 'in-person']

export interface Drawn {
  readonly receivedOn: LocalDate
  readonly channel: Channel
  readonly oral: boolean
  readonly letters: boolean
}

/**
 * The day and way in which something came in. Days come at random within the window, fewer in the first three months:
 * in 2020 people had other things to see to.
 */
export function draw(chance: Seeded, window: Window, quietUntil?: LocalDate): Drawn {
  let receivedOn = dayBetween(chance, window.from, window.to)
  if (quietUntil !== undefined && receivedOn <= quietUntil && chance.next() < 0.4) {
    receivedOn = dayBetween(chance, window.from, window.to)
  }
  const channel = chance.pick(CHANNELS)
  return {
    receivedOn: officeDaysAfter(receivedOn, 0) <= window.to ? officeDaysAfter(receivedOn, 0) : window.from,
    channel,
    oral: channel === 'phone' || channel === 'in-person',
    letters: chance.next() < 0.2,
  }
}

/** A day so many working days after another, at the latest `latest`. */
export function settled(
  chance: Seeded,
  from: LocalDate,
  days: readonly [number, number],
  latest: LocalDate,
): LocalDate {
  const on = officeDaysAfter(from, chance.between(...days))
  return on > latest ? latest : on
}

/** The day that many months later. */
export function monthsAfter(day: LocalDate, months: number): LocalDate {
  return addDays(day, Math.round(months * 30.5))
}

/** A list of codes, each as often as it says, in an order by chance; where it is too short the last one fills it. */
export function shares(
  chance: Seeded,
  total: number,
  scale: number,
  counts: Readonly<Record<string, number>>,
): readonly string[] {
  const codes = Object.keys(counts)
  const list = Object.entries(counts).flatMap(([code, count]) =>
    Array.from({ length: Math.round(count * scale) }, () => code),
  )
  while (list.length < total) list.push(codes.at(-1) ?? '')
  return chance.shuffle(list.slice(0, total))
}
