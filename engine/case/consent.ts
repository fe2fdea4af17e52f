import type { ComplaintCase } from './complaint-case.ts'

/** People who hold a role now, in the order in which they took it up. */
export function holdersOf({ people }: ComplaintCase, role: string): readonly string[] {
  return people.filter((person) => person.role === role && person.until === undefined).map(({ person }) => person)
}

/** Whether a body may be told: everyone who was asked about it said yes, and at least one was asked. */
export function mayShareWith({ consents }: ComplaintCase, body: string): boolean {
  const asked = consents.filter((consent) => consent.body === body)
  return asked.length > 0 && asked.every(({ state }) => state === 'given')
}

/**
 * Whether a representative may act: an authority is recorded, or the council found them suitable (and no one else is
 * representative, so that the decision is about them); and they are representative still.
 */
export function mayActFor(state: ComplaintCase, person: string): boolean {
  const representatives = holdersOf(state, 'representative')
  if (!representatives.includes(person)) return false
  if (state.decisions.representative?.outcome === 'not-suitable') return false
  if (state.authorities.some((authority) => authority.person === person)) return true
  return representatives.length === 1 && state.decisions.representative?.outcome === 'suitable'
}
