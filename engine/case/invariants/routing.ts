import { standingFacts } from '../evolve.ts'
import type { ComplaintCase } from '../complaint-case.ts'
import type { Fact } from '../fact.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/**
 * Why a complaint may leave a statutory procedure for the corporate one. A closed list: councils have been found at fault
 * for putting statutory complaints through the corporate procedure without one of these.
 *
 * - `outside-functions`: what it is about is no function of that procedure (SI 2006/1738 regs 3 to 5; SI 2009/309 reg 6);
 * - `person-not-entitled`: the person is none who may complain under it;
 * - `no-sufficient-interest`: decided under SI 2006/1738 reg 12, and the person was told;
 * - `classified-in-error`: whoever classified it made a mistake; the only one once a stage was opened;
 * - `part-of-complaint`: it is part of a larger complaint that is answered there as a whole.
 */
export const ROUTING_REASONS = [
  'outside-functions',
  'person-not-entitled',
  'no-sufficient-interest',
  'classified-in-error',
  'part-of-complaint',
] as const

/** Only a mistake can still move a complaint whose stage was opened. */
const AFTER_A_STAGE = 'classified-in-error'

const STATUTORY: ReadonlySet<string> = new Set(['children-act', 'adult-social-care', 'public-health', 'nhs-joint'])
const CORPORATE = 'corporate'
/** Cases pass through these, or are handed to them afterwards. */
const NOT_A_ROUTE: ReadonlySet<string> = new Set(['intake', 'ombudsman', 'learning'])

export const ROUTING_INVARIANTS: Invariants = {
  'complaint-routed': (state, { data: { to, reasonCode } }) => whyNotMoved(state, originOf(state), to, reasonCode),
  'complaint-rerouted': (state, { data: { from, to, reasonCode } }) =>
    whyNotMoved(state, STATUTORY.has(from) ? from : originOf(state), to, reasonCode),
}

function whyNotMoved(
  { stages }: ComplaintCase,
  from: string | undefined,
  to: string,
  reasonCode: string,
): Refusal | undefined {
  if (to !== CORPORATE || from === undefined || !STATUTORY.has(from)) return undefined
  if (!ROUTING_REASONS.some((code) => code === reasonCode)) {
    return refused(
      'routing-needs-reason',
      `A complaint goes from ${from} to the corporate procedure only for one of these reasons: ${ROUTING_REASONS.join(', ')}`,
    )
  }
  if (stages.length > 0 && reasonCode !== AFTER_A_STAGE) {
    return refused(
      'routing-after-stage',
      `A stage of ${from} was opened, so the complaint goes to the corporate procedure only where it was ${AFTER_A_STAGE}`,
    )
  }
  return undefined
}

/**
 * The procedure that the complaint would leave: the one that it was in last, before it came to intake again; else the one
 * that the routing table named, or to which it was classified. For a first routing that follows the table there is none.
 */
function originOf(state: ComplaintCase): string | undefined {
  const facts = standingFacts(state.facts)
  const been = facts.flatMap((fact) => (fact.type === 'procedure-begun' ? [fact.data.from, fact.data.procedure] : []))
  const last = been.findLast((procedure) => !NOT_A_ROUTE.has(procedure))
  if (last !== undefined) return last
  const said = facts.flatMap(namedBy)
  return said.find((procedure) => STATUTORY.has(procedure))
}

function namedBy(fact: Fact): readonly string[] {
  if (fact.type === 'complaint-classified') return [fact.data.procedure]
  if (fact.type !== 'decision-table-applied' || fact.data.decision !== 'routing') return []
  return fact.data.outputs.flatMap(({ name, value }) => (name === 'suggestedRoute' ? [value] : []))
}
