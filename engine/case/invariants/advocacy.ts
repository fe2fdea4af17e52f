import { advocateTie, tieInWords } from '../advocate.ts'
import type { ComplaintCase } from '../complaint-case.ts'
import { standingFacts } from '../evolve.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

export const ADVOCACY_INVARIANTS: Invariants = {
  'advocate-conflict-checked': (state, { data: { person, clear, tie } }) => {
    if (!clear) return undefined
    if (tie !== undefined) return refused('advocate-has-a-tie', `A check that found a tie (${tie}) is not clear`)
    return tied(state, person)
  },
}

/** Why the case itself keeps a person from being the advocate, by a tie that it shows or by the last check of them. */
export function whyNoAdvocate(state: ComplaintCase, person: string): Refusal | undefined {
  return tied(state, person) ?? notClear(state, person)
}

function tied(state: ComplaintCase, person: string): Refusal | undefined {
  const tie = advocateTie(state, person)
  return tie === undefined
    ? undefined
    : refused(
        'advocate-has-a-tie',
        `That person ${tieInWords(tie)}, so cannot be the advocate (Children Act 1989 s.26A)`,
      )
}

function notClear({ facts }: ComplaintCase, person: string): Refusal | undefined {
  const last = standingFacts(facts).findLast(
    (fact) => fact.type === 'advocate-conflict-checked' && fact.data.person === person,
  )
  if (last?.type !== 'advocate-conflict-checked' || last.data.clear) return undefined
  const why = last.data.tie === undefined ? 'was found to have a conflict' : tieInWords(last.data.tie)
  return refused('advocate-has-a-tie', `That person ${why}, so cannot be the advocate (Children Act 1989 s.26A)`)
}
