import type { NewFact } from '../case/fact.ts'
import { standingFacts } from '../case/evolve.ts'
import { whyMayNotSign } from '../case/signatory.ts'
import { RefusedError } from '../errors.ts'
import { DEADLINE_RULES } from '../law/index.ts'
import { permitClose } from '../law/permit-close.ts'
import { permitExtension } from '../law/permit.ts'
import type { CaseWork } from './case-work.ts'

/**
 * The law's own limits on a fact that is about to be recorded: an extension keeps within what its time limit allows,
 * whether it comes from a form, a message or a command, no case is closed while a lateness has no reason, a response is
 * signed by somebody whom the council has named for it, and whoever answered at Stage 1 of the Code does not answer at
 * Stage 2.
 *
 * @throws RefusedError in the law's words.
 */
export function permitFacts(work: CaseWork, fact: NewFact): void {
  if (fact.type === 'case-closed') {
    const closing = permitClose(work.recordedFacts(), fact.on, {}, work.context())
    if (closing.kind === 'refused') throw new RefusedError(closing.reason, closing.message)
  }
  if ('signatory' in fact.data) {
    const refusal = whyMayNotSign(work.runtime.council, fact.data.signatory)
    if (refusal !== undefined) throw new RefusedError(refusal.reason, refusal.message)
  }
  if (fact.type === 'response-drafted') mustBeSomebodyElse(work)
  if (!isExtension(fact)) return
  const facts = work.recordedFacts()
  const running = new Set(work.clocks().flatMap(({ rule, status }) => (status === 'not-in-force' ? [] : [rule])))
  const refusals = DEADLINE_RULES.filter(({ id, extension }) => extension?.by === fact.type && running.has(id)).map(
    ({ id }) => permitExtension(facts, id, fact.data, fact.on, work.context()),
  )
  // Two readings of one duty (from the request, from the settled record) share the fact: it stands when either allows it.
  const refusal = refusals.find(({ kind }) => kind === 'refused')
  if (refusal?.kind === 'refused' && refusals.every(({ kind }) => kind === 'refused')) {
    throw new RefusedError(refusal.reason, refusal.message)
  }
}

/** The case knows who is named; here counts who is at the keys. */
function mustBeSomebodyElse(work: CaseWork): void {
  if (work.caseState().stages.at(-1)?.stage !== 'corporate-2') return
  const facts = standingFacts(work.recordedFacts())
  const atStage2 = facts.findLastIndex(({ type, data }) => type === 'stage-opened' && data.stage === 'corporate-2')
  const before = facts.slice(0, atStage2).filter(({ type }) => type === 'response-drafted')
  if (before.some(({ recordedBy }) => recordedBy === work.actor.id)) {
    throw new RefusedError('same-person', 'Whoever answered at Stage 1 does not answer at Stage 2: somebody else must')
  }
}

type ExtensionFact = NewFact & {
  readonly data: { readonly ground: string; readonly reason: string; readonly until: string }
}

const EXTENSIONS: ReadonlySet<string> = new Set(DEADLINE_RULES.flatMap(({ extension }) => extension?.by ?? []))

function isExtension(fact: NewFact): fact is ExtensionFact {
  return EXTENSIONS.has(fact.type)
}
