import type { NewFact } from '../case/fact.ts'
import { whyMayNotSign } from '../case/signatory.ts'
import { RefusedError } from '../errors.ts'
import { DEADLINE_RULES } from '../law/index.ts'
import { permitClose } from '../law/permit-close.ts'
import { permitExtension } from '../law/permit.ts'
import type { CaseWork } from './case-work.ts'

/**
 * The law's own limits on a fact that is about to be recorded: an extension keeps within what its time limit allows,
 * whether it comes from a form, a message or a command, no case is closed while a lateness has no reason, and a
 * response is signed by somebody whom the council has named for it.
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
  if (!isExtension(fact)) return
  const facts = work.recordedFacts()
  const running = new Set(work.clocks().map(({ rule }) => rule))
  const refusals = DEADLINE_RULES.filter(({ id, extension }) => extension?.by === fact.type && running.has(id)).map(
    ({ id }) => permitExtension(facts, id, fact.data, fact.on, work.context()),
  )
  // Two readings of one duty (from the request, from the settled record) share the fact: it stands when either allows it.
  const refusal = refusals.find(({ kind }) => kind === 'refused')
  if (refusal?.kind === 'refused' && refusals.every(({ kind }) => kind === 'refused')) {
    throw new RefusedError(refusal.reason, refusal.message)
  }
}

type ExtensionFact = NewFact & {
  readonly data: { readonly ground: string; readonly reason: string; readonly until: string }
}

const EXTENSIONS: ReadonlySet<string> = new Set(DEADLINE_RULES.flatMap(({ extension }) => extension?.by ?? []))

function isExtension(fact: NewFact): fact is ExtensionFact {
  return EXTENSIONS.has(fact.type)
}
