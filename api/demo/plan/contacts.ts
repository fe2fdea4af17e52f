import { localDate } from '../../../engine/index.ts'
import type { Seeded } from '../seeded.ts'
import { draw, scaled, settled } from './draw.ts'
import type { PlannedContact } from './planned.ts'

/** The Ombudsman stopped new work until 29 June 2020 (domain.md 5); decisions come by the end of the year. */
const WINDOW = { from: localDate('2020-06-29'), to: localDate('2021-01-29') }
const LATE = { from: localDate('2021-02-01'), to: localDate('2021-03-31') }
const LAST_DECISION = localDate('2021-03-26')

type Code = NonNullable<PlannedContact['decision']>['code']

interface Class {
  readonly name: string
  readonly count: number
  readonly area: PlannedContact['area']
  readonly code?: Code
  readonly changedFinding?: true
  /** Pence, one for each; 0 for the others. */
  readonly settlements?: readonly number[]
}

/**
 * 44 and 55 enquiries, 39 and 48 decisions (7.2, I19, I22 and I23); of the upheld ones 6 of 11 and 5 of 9 changed the
 * council's finding. Settlements make £17,850 and £1,850 (I24).
 */
const CLASSES: readonly Class[] = [
  {
    name: 'upheld-changed',
    count: 6,
    area: 'adult',
    code: 'upheld',
    changedFinding: true,
    settlements: [700_000, 350_000, 200_000, 100_000, 60_000, 0],
  },
  { name: 'upheld', count: 5, area: 'adult', code: 'upheld', settlements: [150_000, 120_000, 75_000, 30_000, 0] },
  { name: 'not-upheld', count: 4, area: 'adult', code: 'not-upheld' },
  { name: 'not-investigated', count: 24, area: 'adult', code: 'closed-after-initial-enquiries' },
  { name: 'undecided', count: 5, area: 'adult' },
  {
    name: 'upheld-changed',
    count: 5,
    area: 'children',
    code: 'upheld',
    changedFinding: true,
    settlements: [50_000, 40_000, 30_000, 20_000, 0],
  },
  { name: 'upheld', count: 4, area: 'children', code: 'upheld', settlements: [25_000, 20_000, 0, 0] },
  { name: 'not-upheld', count: 10, area: 'children', code: 'not-upheld' },
  { name: 'closed', count: 17, area: 'children', code: 'closed-after-initial-enquiries' },
  { name: 'referred-back', count: 12, area: 'children', code: 'referred-back' },
  { name: 'undecided', count: 7, area: 'children' },
]

/** Contacts from the Ombudsman. */
export function contactsOf(chance: Seeded, number: () => number, scale: number): readonly PlannedContact[] {
  return CLASSES.flatMap(({ name, count, area, code, changedFinding = false, settlements = [] }) =>
    Array.from({ length: scaled(count, scale) }, (_, place): PlannedContact => {
      const running = number()
      const { receivedOn } = draw(chance, code === undefined ? LATE : WINDOW)
      const base = {
        key: `ombudsman-${area}-${name}-${String(place + 1).padStart(3, '0')}`,
        number: running,
        receivedOn,
        channel: 'email',
        area,
        reference: `20 ${String(running).padStart(3, '0')} ${String(chance.between(100, 999))}`,
      } as const
      if (code === undefined) return base
      const on = settled(
        chance,
        receivedOn,
        code === 'upheld' || code === 'not-upheld' ? [35, 60] : [5, 15],
        LAST_DECISION,
      )
      return { ...base, decision: { on, code, changedFinding, settlement: settlements[place] ?? 0 } }
    }),
  )
}
