import type { ComplaintCase } from '../complaint-case.ts'
import type { FactType, NewFact } from '../fact.ts'
import { overallOutcome, type CaseOutcome } from '../outcome.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

/** What may still be recorded once a complaint has ended: everything but its handling. */
const AFTERWARDS: ReadonlySet<FactType> = new Set<FactType>([
  'case-reopened',
  'fact-corrected',
  'rectification-requested',
  'rectification-decided',
  'complainant-told',
  'letter-returned',
  'note-recorded',
  'contact-recorded',
  'note-corrected',
  'case-linked',
  'complainant-wrote',
  'team-wrote',
  'notice-sent',
  'person-added',
  'person-ended',
  'conflict-declared',
  'consent-asked',
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
  'action-agreed',
  'action-updated',
  'action-done',
  'learning-recorded',
  'no-learning-recorded',
  'cost-recorded',
  'lateness-reason-recorded',
  'ombudsman-signposted',
  'ombudsman-papers-asked',
  'ombudsman-papers-sent',
  'ombudsman-enquiry-received',
  'ombudsman-enquiry-answered',
  'ombudsman-draft-received',
  'ombudsman-draft-commented',
  'ombudsman-decided',
  'ombudsman-recommended',
  'ombudsman-evidence-sent',
  'ombudsman-report-received',
  'ombudsman-report-advertised',
  'ombudsman-report-answered',
  'ombudsman-directed',
  'access-requested',
  'access-extended',
  'access-answered',
  'disclosed',
  'retention-set',
  'complaint-routed',
  'procedure-begun',
  'access-restricted',
  'access-restriction-lifted',
  'feedback-categorised',
  'ombudsman-contact-received',
  'ombudsman-paused',
  'ombudsman-resumed',
  'ombudsman-report-laid',
  'monitoring-officer-reported',
  'invoice-received',
  'invoice-paid',
  'settlement-agreed',
  'settlement-paid',
])

/** After a withdrawal the council may still settle, confirm, look into safety, and close. */
const AFTER_WITHDRAWAL: ReadonlySet<FactType> = new Set<FactType>([
  ...AFTERWARDS,
  'withdrawal-confirmed',
  'point-decided',
  'safeguarding-raised',
  'safeguarding-concluded',
  'clock-released',
  'case-closed',
])

/** Why the case, ended as it is, takes no such fact; undefined when it does, or when it has not ended. */
export function whyNotNow({ status }: ComplaintCase, { type }: Pick<NewFact, 'type'>): Refusal | undefined {
  if (status === 'closed' && !AFTERWARDS.has(type)) {
    return refused('case-closed', `The case is closed, so ${type} cannot be recorded: reopen it first`)
  }
  if (status === 'withdrawn' && !AFTER_WITHDRAWAL.has(type)) {
    return refused('complaint-withdrawn', `The complaint was withdrawn, so ${type} cannot be recorded: reopen it first`)
  }
  return undefined
}

export const CLOSING_INVARIANTS: Invariants = {
  'case-closed': (state, { data: { outcome } }) => {
    const derived = closingOutcome(state)
    if (typeof derived !== 'string') return derived
    return derived === outcome
      ? undefined
      : refused('outcome-differs', `The points of complaint make the outcome ${derived}, not ${outcome}`)
  },
  'case-reopened': ({ status }) =>
    status === 'closed' || status === 'withdrawn' || status === 'refused'
      ? undefined
      : refused('not-closed', 'The case is open'),
}

/**
 * The outcome with which the case can be closed, or why it cannot be closed yet.
 *
 * Every point must be decided; what is open when the complaint is withdrawn, refused or put off ends with it. A
 * withdrawn complaint is never counted as not upheld.
 */
export function closingOutcome(state: ComplaintCase): CaseOutcome | Refusal {
  const { points, status, received } = state
  if (received === undefined) return 'recorded'
  const rest = restOutcome(state)
  if (points.length === 0) {
    return (
      rest ??
      neverConsidered(state) ??
      refused('no-points', 'No point of complaint is recorded, so there is nothing to have decided')
    )
  }
  const undecided = points.filter(({ decisions }) => decisions.length === 0).length
  if (undecided > 0 && rest === undefined) {
    return refused(
      'points-undecided',
      `${undecided} of ${points.length} points of complaint ${undecided === 1 ? 'is' : 'are'} not decided (${status})`,
    )
  }
  return overallOutcome(points.map(({ decisions }) => decisions.at(-1)?.outcome ?? rest))
}

function restOutcome({ status, decisions }: ComplaintCase) {
  if (decisions.signposted !== undefined) return 'signposted'
  switch (status) {
    case 'withdrawn':
      return 'withdrawn'
    case 'deferred':
      return 'deferred'
    case 'refused':
      return 'excluded'
    default:
      return undefined
  }
}

/** A complaint that was turned away or sent elsewhere before its points were written down. */
function neverConsidered({ decisions }: ComplaintCase) {
  if (decisions.rerouted !== undefined) return 'signposted'
  const no =
    decisions.eligibility?.outcome === 'not-eligible' ||
    decisions.sufficientInterest?.outcome === 'not-sufficient' ||
    decisions.representative?.outcome === 'not-suitable' ||
    decisions.late?.outcome === 'do-not-consider'
  return no ? 'excluded' : undefined
}
