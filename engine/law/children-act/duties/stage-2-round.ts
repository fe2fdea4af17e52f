import type { Fact, FactType } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { cannotTell, notApplicable, notMet, notYetDue } from '../../judging.ts'

/** Stage 2 from a request to its answer. A case can come to it again: after a deferral, or because the Ombudsman says so. */
export interface Round {
  readonly request: Fact<'stage-2-requested'>
  /** Of the types that were asked for, from the day of the request on. */
  readonly facts: readonly Fact[]
  readonly answer: Fact<'stage-2-answered'> | undefined
  /** By what it ended without an answer. */
  readonly ended: Fact | undefined
}

/** What every duty of Stage 2 reads, to know where it begins and ends. */
export const ROUND: readonly FactType[] = [
  'stage-2-requested',
  'stage-2-answered',
  'panel-requested',
  'consideration-deferred',
  'complaint-withdrawn',
  'complaint-refused',
  'complaint-excluded',
  'case-closed',
  'case-reopened',
]

const ENDS: ReadonlySet<FactType> = new Set<FactType>([
  'complaint-withdrawn',
  'complaint-refused',
  'complaint-excluded',
  'case-closed',
])

/** A judgement for each time that Stage 2 was asked for. Facts of Stage 2 that no request goes before are *cannot tell*. */
export function eachRound(
  types: readonly FactType[],
  judge: (round: Round, record: CaseRecord) => Judgement,
): Duty['judge'] {
  const own = types.filter((type) => !ROUND.includes(type))
  return (record) => {
    const facts = record.facts.filter(({ type }) => ROUND.includes(type) || own.includes(type))
    const { before, rounds } = roundsIn(facts)
    const lost = before.filter(
      ({ type }) => type === 'stage-2-answered' || (own.includes(type) && type !== 'notice-sent'),
    )
    const orphans =
      lost.length === 0 ? [] : [cannotTell('Stage 2 went on, and nothing says that it was asked for.', ...lost)]
    return [
      ...orphans,
      ...rounds.map((round) => {
        const subject = rounds.length > 1 ? `request of ${dayInWords(round.request.on)}` : undefined
        return { ...judge(round, record), ...(subject !== undefined && { subject }) }
      }),
    ]
  }
}

/** Those of that type in the round. */
export function inRound<Type extends FactType>({ facts }: Round, type: Type): readonly Fact<Type>[] {
  return facts.filter((fact): fact is Fact<Type> => fact.type === type)
}

/**
 * What is to be said where `what` is not on record: its time is still to come, it was owed before the answer went out, or
 * Stage 2 ended before it could be. An answer that the request for a panel stands on and that is not there is itself lost.
 */
export function notInRound({ request, facts, answer, ended }: Round, what: string): Judgement {
  const panel = facts.find(({ type }) => type === 'panel-requested')
  if (answer !== undefined) {
    return notMet(`Stage 2 was answered on ${dayInWords(answer.on)} without ${what}.`, request, answer)
  }
  if (panel !== undefined) return cannotTell(`Neither ${what} nor the answer at Stage 2 is on record.`, panel)
  return ended === undefined
    ? notYetDue(`Stage 2 is not answered yet; ${what} is still to come.`, request)
    : notApplicable(`Stage 2 ended on ${dayInWords(ended.on)} before ${what}.`, request, ended)
}

function roundsIn(facts: readonly Fact[]): { readonly before: readonly Fact[]; readonly rounds: readonly Round[] } {
  const starts: number[] = []
  let open = false
  for (const [index, fact] of facts.entries()) {
    if (fact.type === 'stage-2-requested' && !open) {
      starts.push(starts.length === 0 ? facts.findIndex(({ on }) => on === fact.on) : index)
      open = true
    } else if (fact.type === 'stage-2-answered' || endsRound(fact)) {
      open = false
    } else if (fact.type === 'case-reopened') {
      open = starts.length > 0 && !hasAnswer(facts.slice(starts.at(-1), index))
    }
  }
  return {
    before: facts.slice(0, starts[0]),
    rounds: starts.flatMap((start, index) => roundOf(facts.slice(start, starts[index + 1])) ?? []),
  }
}

function roundOf(facts: readonly Fact[]): Round | undefined {
  const request = facts.find((fact) => fact.type === 'stage-2-requested')
  if (request?.type !== 'stage-2-requested') return undefined
  const answer = facts.findLast((fact) => fact.type === 'stage-2-answered')
  const ended = facts.findLast(endsRound)
  const reopened = facts.findLast(({ type }) => type === 'case-reopened')
  const isOver = ended !== undefined && (reopened === undefined || facts.indexOf(reopened) < facts.indexOf(ended))
  return {
    request,
    facts,
    answer: answer?.type === 'stage-2-answered' ? answer : undefined,
    ended: isOver ? ended : undefined,
  }
}

function endsRound(fact: Fact): boolean {
  return ENDS.has(fact.type) || (fact.type === 'consideration-deferred' && fact.data.scope === 'all')
}

function hasAnswer(facts: readonly Fact[]): boolean {
  return facts.some(({ type }) => type === 'stage-2-answered')
}
