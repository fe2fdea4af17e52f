import { mayDo, RESERVED, type Action } from '../access/index.ts'
import { holdersOf } from '../case/consent.ts'
import type { FactType, NewFact } from '../case/fact.ts'
import { standingFacts } from '../case/evolve.ts'
import { whyMayNotSign } from '../case/signatory.ts'
import { RefusedError } from '../errors.ts'
import { DEADLINE_RULES } from '../law/index.ts'
import { permitClose } from '../law/permit-close.ts'
import { permitExtension } from '../law/permit.ts'
import { mustSee } from './access.ts'
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
  mustBeTheirs(work, fact)
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

/** What only some may record, and how it is called in the matrix. */
const FACT_ACTIONS: ReadonlyMap<FactType, Action> = new Map([
  ['investigation-report-received', 'write-investigation-report'],
  ['independent-person-report-received', 'write-independent-report'],
  ['complaint-adjudicated', 'adjudicate'],
  ['investigating-officer-appointed', 'appoint'],
  ['independent-person-appointed', 'appoint'],
  ['adjudicating-officer-appointed', 'appoint'],
  ['panel-chair-appointed', 'appoint'],
  ['panel-appointed', 'appoint'],
  ['team-wrote', 'send-letters'],
  ['complaint-withdrawn', 'change-course'],
  ['complaint-rerouted', 'change-course'],
  ['access-restricted', 'restrict-case'],
  ['access-restriction-lifted', 'restrict-case'],
  ['rectification-decided', 'decide-rectification'],
])

/** What somebody needs to record such a fact besides working on the case; undefined where that is enough. */
export function actionOfFact(type: FactType): Action | undefined {
  return FACT_ACTIONS.get(type)
}

/**
 * Some things are not for everybody who may work on the case: its reports and its adjudication are written by the person
 * who was appointed to it, and by nobody in their place.
 */
function mustBeTheirs(work: CaseWork, fact: NewFact): void {
  const { actor, sight, now } = work
  const isSubject = fact.type === 'person-added' && fact.data.role === 'subject-of-complaint'
  const action = isSubject ? 'record-subject' : FACT_ACTIONS.get(fact.type)
  if (action === undefined || sight === undefined) return
  // Whoever complains withdraws for themselves.
  if (fact.type === 'complaint-withdrawn' && mayDo(actor, 'act-on-own-case')) return
  // Where a procedure appoints nobody, its diagram says who reports.
  const part = RESERVED.get(action)
  if (part !== undefined && holdersOf(work.caseState(), part).length === 0) return
  // The fact itself carries the reason.
  mustSee(actor, { caseId: sight.theCase.caseId, action, given: ['reason'] }, sight, now)
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
