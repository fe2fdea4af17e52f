import type { ComplaintCase } from '../complaint-case.ts'
import { standingFacts } from '../evolve.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/** Nothing is paid that was not owed, nothing twice, and no number stands for two things. */
export const MONEY_INVARIANTS: Invariants = {
  'invoice-received': (state, { data: { invoice } }) => twice(owed(state, 'invoice-received'), 'an invoice', invoice),
  'settlement-agreed': (state, { data: { settlement } }) =>
    twice(owed(state, 'settlement-agreed'), 'a settlement', settlement),
  'invoice-paid': (state, { data: { invoice } }) =>
    unpayable(owed(state, 'invoice-received'), owed(state, 'invoice-paid'), 'invoice', invoice),
  'settlement-paid': (state, { data: { settlement } }) =>
    unpayable(owed(state, 'settlement-agreed'), owed(state, 'settlement-paid'), 'settlement', settlement),
}

type Money = 'invoice-received' | 'invoice-paid' | 'settlement-agreed' | 'settlement-paid'

function owed({ facts }: ComplaintCase, type: Money): readonly string[] {
  return standingFacts(facts).flatMap((fact) => {
    if (fact.type !== type) return []
    return 'invoice' in fact.data ? [fact.data.invoice] : 'settlement' in fact.data ? [fact.data.settlement] : []
  })
}

function twice(known: readonly string[], what: string, id: string): Refusal | undefined {
  return known.includes(id) ? refused('money-exists', `There is ${what} ${id} already`) : undefined
}

function unpayable(known: readonly string[], paid: readonly string[], what: string, id: string): Refusal | undefined {
  if (!known.includes(id)) return refused('no-such-money', `There is no ${what} ${id}`)
  return paid.includes(id) ? refused('already-paid', `The ${what} ${id} was paid before`) : undefined
}
