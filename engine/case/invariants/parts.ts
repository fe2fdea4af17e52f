import type { ComplaintCase } from '../complaint-case.ts'
import { standingFacts } from '../evolve.ts'
import type { FactType, NewFact } from '../fact.ts'
import type { Refusal } from '../refusal.ts'

/** Why a case does not allow a fact of that type; undefined when it does. */
export type Invariant<Type extends FactType> = (state: ComplaintCase, fact: NewFact<Type>) => Refusal | undefined
export type Invariants = { readonly [Type in FactType]?: Invariant<Type> }

/** The procedure of the children's regulations, as was said last; a case not yet classified is not taken for one. */
export function isChildrensCase({ facts }: ComplaintCase): boolean {
  const said = standingFacts(facts).flatMap((fact) => {
    switch (fact.type) {
      case 'complaint-classified':
      case 'procedure-begun':
        return [fact.data.procedure]
      case 'complaint-rerouted':
        return [fact.data.to]
      default:
        return []
    }
  })
  return said.at(-1) === 'children-act'
}

/** The same day a year on; 28 February for 29 February. */
export function oneYearAfter<Day extends string>(day: Day): Day {
  const year = String(Number(day.slice(0, 4)) + 1).padStart(4, '0')
  const monthDay = day.slice(5)
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
  return `${year}-${monthDay === '02-29' && !leap ? '02-28' : monthDay}` as Day
}
