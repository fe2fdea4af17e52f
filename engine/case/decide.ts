import { startOf } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { factId } from './case-id.ts'
import type { Command } from './command.ts'
import type { ComplaintCase } from './complaint-case.ts'
import { evolve, standingFacts } from './evolve.ts'
import type { Fact, NewFact } from './fact.ts'
import { closingOutcome } from './invariants/closing.ts'
import { whyNot } from './invariants/index.ts'
import { refused, type Refusal } from './refusal.ts'

export type Decision = { readonly kind: 'facts'; readonly facts: readonly NewFact[] } | Refusal

/**
 * What a command does to a case: the facts to record, or why not.
 *
 * Asks what the case allows. Whether the person may ask, and whether an extension keeps within the ceiling of a clock,
 * is settled elsewhere. The shape of the facts must have been checked (`checkNewFact`).
 *
 * @param today - The day it is in London; nothing can have happened after it.
 */
export function decide(state: ComplaintCase, command: Command, today: LocalDate): Decision {
  switch (command.kind) {
    case 'receive-complaint':
      return record(state, received(command), today)
    case 'record-facts':
      return record(
        state,
        command.facts.flatMap((fact) => reopenedBy(state, fact)),
        today,
      )
    case 'withdraw':
      return record(state, [{ type: 'complaint-withdrawn', on: command.on, data: { channel: command.channel } }], today)
    case 'correct-fact':
      return corrected(state, command, today)
    case 'close-case': {
      const outcome = closingOutcome(state)
      return typeof outcome === 'string'
        ? record(state, [{ type: 'case-closed', on: today, data: { outcome } }], today)
        : outcome
    }
    case 'reopen-case':
      return record(state, [{ type: 'case-reopened', on: today, data: { reason: command.reason } }], today)
  }
}

function record(state: ComplaintCase, facts: readonly NewFact[], today: LocalDate): Decision {
  let next = state
  for (const fact of facts) {
    const refusal = whyNot(next, fact, today)
    if (refusal !== undefined) return refusal
    next = evolve(next, provisional(next, fact, today))
  }
  return { kind: 'facts', facts }
}

function received({ on, channel, oral, byChild, people, points }: Extract<Command, { kind: 'receive-complaint' }>) {
  return [
    { type: 'complaint-received', on, data: { channel, oral, byChild } },
    ...people.map((data): NewFact => ({ type: 'person-added', on, data })),
    ...points.map((data): NewFact => ({ type: 'point-recorded', on, data })),
  ] satisfies readonly NewFact[]
}

/** A request for the next stage opens a closed case again: it is a right, and has no time bar at Stage 2. */
const REOPENING: ReadonlySet<string> = new Set(['stage-2-requested', 'panel-requested', 'corporate-2-requested'])

function reopenedBy(state: ComplaintCase, fact: NewFact): readonly NewFact[] {
  if (state.status !== 'closed' || !REOPENING.has(fact.type)) return [fact]
  return [{ type: 'case-reopened', on: fact.on, data: { reason: `next stage asked for (${fact.type})` } }, fact]
}

/** The fact as it would stand if it were recorded now. */
function provisional({ id, facts }: ComplaintCase, fact: NewFact, today: LocalDate): Fact {
  return {
    ...fact,
    id: factId(id, facts.length + 1),
    recordedAt: startOf(today),
    recordedBy: '',
    role: '',
  }
}

/** A mistake is put right by two facts: what was wrong, and what is right. */
function corrected(
  state: ComplaintCase,
  { fact: id, reason, replacement }: Extract<Command, { kind: 'correct-fact' }>,
  today: LocalDate,
): Decision {
  const wrong = state.facts.find((fact) => fact.id === id)
  if (wrong === undefined) return refused('no-such-fact', `There is no fact ${id} in this case`)
  if (replacement !== undefined && replacement.type !== wrong.type) {
    return refused('another-type', `${id} is a ${wrong.type}; it cannot be replaced by a ${replacement.type}`)
  }
  const correction: NewFact = { type: 'fact-corrected', on: today, data: { fact: id, reason } }
  if (wrong.type !== 'complaint-received') {
    return record(state, replacement === undefined ? [correction] : [correction, replacement], today)
  }
  if (replacement === undefined) {
    return refused('receipt-must-be-replaced', 'A case has a day of receipt: give the right one with the correction')
  }
  const early = standingFacts(state.facts).find((fact) => fact.id !== id && fact.on < replacement.on)
  if (early !== undefined) {
    return refused('facts-before-receipt', `${early.id} happened before ${replacement.on}, so the complaint was there`)
  }
  if (replacement.on > today) return refused('in-the-future', `${replacement.on} has not come yet`)
  return { kind: 'facts', facts: [correction, replacement] }
}
