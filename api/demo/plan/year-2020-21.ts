import { seeded } from '../seeded.ts'
import { adultsComplaints } from './adults.ts'
import { childrensComplaints } from './children.ts'
import { contactsOf } from './contacts.ts'
import { makeNumbers } from './draw.ts'
import { feedbackOf } from './feedback.ts'
import { otherChildrensComplaints } from './other-children.ts'
import type { Plan } from './planned.ts'

/**
 * A synthetic 2020-21 whose counts are those of the annual report where it agrees with itself, and where it does not,
 * those of the reading given in `report-2020-21.ts`. The same seed gives the same plan.
 *
 * @param scale - 1 for the whole year; 0.02 for a year of few cases, with at least one of each kind.
 */
export function planOf2020(seed: number, scale = 1): Plan {
  const chance = seeded(seed)
  const number = makeNumbers()
  return {
    complaints: [
      ...adultsComplaints(chance, number, scale),
      ...childrensComplaints(chance, number, scale),
      ...otherChildrensComplaints(chance, number, scale),
    ],
    feedback: feedbackOf(chance, number, scale),
    contacts: contactsOf(chance, number, scale),
  }
}
