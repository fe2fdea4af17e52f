import type { LocalDate } from '../values/local-date.ts'
import type { AdvocateTie } from './advocate.ts'

/*
 * Every fact that can be recorded, and what it carries. Grouped as the law groups them. A type is added, never changed
 * or reused; a new property is optional. People are named by id (`person.ts`); free text stays in the fact and never
 * reaches a token, a log or a URL. Over 300 lines: one list, so that nobody adds a fact that is there already.
 */

export type Channel = 'form' | 'email' | 'letter' | 'phone' | 'in-person' | 'on-behalf'
export type Stage =
  'stage-1' | 'stage-2' | 'stage-3' | 'adult' | 'public-health' | 'corporate-1' | 'corporate-2' | 'ombudsman'
export type PointOutcome =
  | 'upheld'
  | 'partly-upheld'
  | 'not-upheld'
  | 'no-finding'
  | 'withdrawn'
  | 'resolved-early'
  | 'signposted'
  | 'excluded'
  | 'deferred'
export type RemedyType =
  'none' | 'apology' | 'explanation' | 'reassessment' | 'service-change' | 'training' | 'record-correction' | 'payment'

/** A finding on one point of complaint. */
export interface PointDecision {
  readonly point: string
  readonly outcome: PointOutcome
  readonly reason: string
  readonly remedy: RemedyType
  /** Pence. */
  readonly payment?: number
}

/** A value of a decision table, written as a text: `children-act`, `true`, `2026-01-05`. */
export interface NamedValue {
  readonly name: string
  readonly value: string
}

type Nothing = Readonly<Record<string, never>>
interface Reasoned {
  readonly reason: string
}
interface Appointment {
  readonly person: string
  /** Whether the person signed that no tie stands in the way (reg 2, D2). */
  readonly declaredIndependent: boolean
}
/** What a letter said: codes of the contents that the law asks for (`stage-2-right`, `ombudsman`, `new-date` …). */
interface Sent {
  readonly contents: readonly string[]
}
interface Extended {
  readonly ground: string
  readonly reason: string
  readonly until: LocalDate
}

export interface FactData {
  // Receipt and eligibility: every procedure
  'complaint-received': { readonly channel: Channel; readonly oral: boolean; readonly byChild: boolean }
  /** What whoever complains said besides the points of complaint; to be checked by those who read it. */
  'complaint-described': {
    /** `adult`, `children`, `public-health`, `other`, `unsure`. */
    readonly area: string
    /** The team, person or provider that it is about, in their words. */
    readonly about?: string
    readonly happenedOn?: LocalDate
    readonly stillHappening?: boolean
    /** Why they could not complain within twelve months. */
    readonly whyLate?: string
    /** What whoever writes is to the person it is about. */
    readonly relation?: string
    /** On what they say they may speak for that person. */
    readonly authority?: string
    readonly nhsPart?: boolean
    /** The NHS body, by code or name. */
    readonly partner?: string
    readonly advocateWanted?: boolean
    /** They say that somebody is at risk now. */
    readonly riskNow?: boolean
    readonly contactTimes?: string
    readonly safeToLeaveMessage?: boolean
    /** What they need besides the adjustments that have a code. */
    readonly needs?: string
  }
  /** The complainant's words to the team, beside the steps of the procedure. */
  'complainant-wrote': { readonly text: string }
  /** The team's words to the complainant, beside its letters. */
  'team-wrote': { readonly text: string }
  'complaint-classified': {
    readonly procedure: string
    readonly functionCode: string
    readonly personCode: string
    readonly reason: string
    /** Service that it is about, as reports count it; left out where nobody has said. */
    readonly service?: string
  }
  /** Whether the complaint is about a change that is proposed and not made yet: then whether that waits is considered. */
  'proposed-change-noted': { readonly disputed: boolean }
  /** What routing looks at, as the person who read the complaint saw it. */
  'complaint-triaged': {
    readonly person: string
    readonly function: string
    readonly service?: string
    readonly proceedings: boolean
    readonly nhsPart: boolean
    readonly publicHealth: boolean
    readonly reason: string
  }
  /** A decision table was asked: which row matched, of which version of the table, on what. Codes only. */
  'decision-table-applied': {
    readonly decision: string
    /** SHA-256 of the table, hex. */
    readonly hash: string
    /** From 1. */
    readonly row: number
    readonly rule: string
    readonly inputs: readonly NamedValue[]
    readonly outputs: readonly NamedValue[]
  }
  /** The case goes on in that procedure, from its first receipt. */
  'complaint-routed': { readonly to: string; readonly reasonCode: string }
  /** The case has gone over to that procedure, which begins. */
  'procedure-begun': { readonly procedure: string; readonly from: string }
  /** Not a complaint, or not for us: somebody else was named to turn to. */
  'matter-signposted': { readonly to: string; readonly reason: string }
  'acknowledgement-sent': Sent
  'procedure-information-given': Sent
  'eligibility-decided': { readonly outcome: 'eligible' | 'not-eligible'; readonly reason: string }
  'sufficient-interest-decided': { readonly outcome: 'sufficient' | 'not-sufficient'; readonly reason: string }
  'representative-decided': { readonly outcome: 'suitable' | 'not-suitable'; readonly reason: string }
  'childs-view-recorded': Reasoned
  'late-complaint-decided': {
    readonly groundsAroseOn: LocalDate
    readonly notReasonableToExpectInTime: boolean
    readonly canStillBeConsideredEffectively: boolean
    readonly outcome: 'consider' | 'do-not-consider'
    readonly reason: string
  }
  'complaint-refused': { readonly ground: string; readonly reason: string }
  'complaint-excluded': { readonly ground: string; readonly reason: string }
  'complaint-rerouted': {
    readonly from: string
    readonly to: string
    readonly reasonCode: string
    readonly reason: string
  }
  'notice-sent': {
    readonly kind: string
    readonly mode: 'email' | 'letter' | 'in-person' | 'phone'
    readonly contents: readonly string[]
  }
  /** A letter or an e-mail came back; `message` is its id in the outbox. */
  'letter-returned': { readonly message: string; readonly reason: string }
  'complainant-told': { readonly mode: 'email' | 'letter' | 'in-person' | 'phone' }

  // What is no complaint: compliments, comments, contacts from the Ombudsman, panels; each may open a case
  'feedback-received': {
    readonly kind: 'compliment' | 'comment'
    readonly channel: Channel
    readonly area: string
    /** Left out: not categorised. Counted and shown all the same. */
    readonly service?: string
    /** `elsewhere`: taken down by a team in a list of its own, and passed on. */
    readonly captured: 'here' | 'elsewhere'
  }
  'feedback-categorised': { readonly service: string }
  'feedback-passed-on': { readonly team: string }
  'ombudsman-contact-received': {
    readonly reference: string
    readonly body: 'lgsco' | 'phso' | 'joint'
    readonly about: 'premature' | 'enquiry' | 'decision'
    readonly area: string
  }
  /** `YYYY-Qn` of the financial year that begins on 1 April. */
  'learning-panel-called': { readonly quarter: string }
  /** `people`: ids of users who see it besides those who have a task or a part in it. */
  'access-restricted': Reasoned & { readonly people?: readonly string[] }
  'access-restriction-lifted': Reasoned

  // People, consent, authority
  'person-added': { readonly person: string; readonly role: string }
  'person-ended': { readonly person: string; readonly role: string; readonly reason: string }
  'consent-asked': { readonly person: string; readonly body: string }
  'consent-given': { readonly person: string; readonly body: string }
  'consent-refused': { readonly person: string; readonly body: string }
  'consent-withdrawn': { readonly person: string; readonly body: string }
  'authority-to-act-recorded': { readonly person: string; readonly basis: string }
  'conflict-declared': { readonly person: string; readonly reason: string }
  'complainant-died': Nothing
  'continuation-decided': { readonly outcome: 'continue' | 'internal-review' | 'stop'; readonly reason: string }

  // Points of complaint
  'point-recorded': { readonly point: string; readonly text: string; readonly desiredOutcome: string }
  'point-amended': { readonly point: string; readonly text: string; readonly desiredOutcome: string }
  'point-decided': PointDecision & { readonly stage: Stage }

  // Advocacy (CA89 s.26A)
  'advocacy-offered': Sent
  /** `provider`: the one that the complainant chose, by code or name. */
  'advocate-wanted': { readonly provider?: string }
  'advocacy-declined': Nothing
  'advocate-conflict-checked': {
    readonly person: string
    readonly provider: string
    readonly clear: boolean
    readonly reason: string
    /** What stands in the way, where something does. */
    readonly tie?: AdvocateTie
  }
  'advocacy-referred': { readonly provider: string }
  'advocate-appointed': { readonly person: string; readonly provider: string; readonly declaredIndependent: boolean }

  // Deferral and freezing
  'decision-freeze-decided': { readonly outcome: 'frozen' | 'not-frozen'; readonly reason: string }
  'consideration-deferred': {
    readonly ground: string
    readonly proceedings: string
    readonly scope: 'all' | 'parts'
    readonly points: readonly string[]
    readonly reason: string
  }
  'proceedings-concluded': { readonly proceedings: string }
  'complaint-resubmitted': Nothing

  // Stages: every procedure
  'stage-opened': { readonly stage: Stage }
  'early-resolution-tried': { readonly outcome: 'resolved' | 'not-resolved'; readonly reason: string }
  'complainant-agreed-to-wait': { readonly rule: string; readonly until: LocalDate }
  'lateness-notice-sent': { readonly rule: string; readonly reason: string; readonly newDate?: LocalDate }
  'lateness-reason-recorded': { readonly rule: string; readonly reasonCode: string; readonly reason: string }
  'clock-held': { readonly rule: string; readonly ground: string; readonly reason: string }
  'clock-released': { readonly rule: string; readonly reason: string }

  /** They say that the matter is settled for them; nothing is decided by it, and nobody else is told. */
  'complainant-satisfied': { readonly channel: Channel }

  // Children, Stage 1 (SI 2006/1738 regs 14, 15)
  'stage-1-extended': Extended
  'stage-1-answered': Sent & { readonly person: string }
  'stage-2-right-notified': Sent
  'stage-1-skipped': Reasoned

  // Children, Stage 2 (regs 15 to 17)
  'stage-2-requested': { readonly channel: Channel; readonly outstandingPoints: readonly string[] }
  'record-of-complaint-sent': Nothing
  'record-of-complaint-commented': { readonly comments: string }
  'record-of-complaint-settled': { readonly agreed: boolean }
  'investigating-officer-appointed': Appointment
  'independent-person-appointed': Appointment
  'investigation-started': Nothing
  'investigation-report-received': { readonly points: readonly PointDecision[] }
  'independent-person-report-received': { readonly agrees: boolean; readonly reason: string }
  'stage-2-extended': Extended
  'adjudicating-officer-appointed': Appointment
  'complaint-adjudicated': { readonly person: string; readonly points: readonly PointDecision[] }
  'stage-2-answered': Sent

  // Children, Stage 3 (regs 18 to 20)
  'panel-requested': { readonly channel: Channel; readonly reason: string }
  'panel-request-acknowledged': Sent
  'panel-chair-appointed': Appointment
  'panel-appointed': {
    readonly members: readonly { readonly person: string; readonly independent: boolean; readonly chairs: boolean }[]
  }
  'panel-date-set': { readonly meetsOn: LocalDate }
  'panel-papers-sent': { readonly to: readonly string[]; readonly redacted: boolean }
  /** `reasons`: why somebody invited did not come, or anything was heard in another way. */
  'panel-met': { readonly attendees: readonly string[]; readonly reasons?: string }
  'panel-report-sent': { readonly to: readonly string[] }
  'panel-recommendations-received': { readonly recommendations: readonly string[] }
  'panel-response-decided': {
    readonly withIndependentPerson: boolean
    readonly departures: readonly string[]
    readonly reason: string
  }
  'panel-response-sent': Sent

  // Early referral and the Ombudsman's door
  'early-referral-decided': {
    readonly robustReport: boolean
    readonly completeAdjudication: boolean
    readonly significantComplaintsUpheld: boolean
    readonly clearActionPlan: boolean
    readonly mostDesiredOutcomesAgreed: boolean
    readonly complainantAgrees: boolean
    readonly outcome: 'refer' | 'do-not-refer'
  }
  'ombudsman-signposted': Sent

  // Withdrawal, safeguarding, other turns
  'complaint-withdrawn': { readonly channel: Channel }
  'withdrawal-confirmed': Sent
  'safeguarding-raised': Reasoned
  'safeguarding-concluded': { readonly outcome: 'continue' | 'stop'; readonly reason: string }

  // Adults and public health (SI 2009/309, SI 2012/3094)
  'oral-complaint-resolved': Nothing
  'discussion-offered': Sent
  /** `reason`: why the day changed, where it is not the first. */
  'response-plan-agreed': { readonly until: LocalDate; readonly reason?: string }
  'response-plan-set': { readonly until: LocalDate; readonly reason?: string }
  /** Of the kind `proceedings`: a court, a tribunal. They defer nothing here. */
  'proceedings-known': { readonly proceedings: string }
  /** After the response, where the complainant wants it. `reason`: what they are not content with. */
  'further-look-asked': { readonly channel: Channel; readonly reason: string }
  'risk-graded': { readonly grade: 'low' | 'moderate' | 'high' | 'extreme'; readonly reason: string }
  'adult-response-extended': Extended & { readonly agreedByComplainant: boolean }
  /** By the responsible person or a delegate (reg. 4), before it is sent. */
  'response-signed': { readonly signatory: string }
  'adult-response-sent': Sent & { readonly signatory: string }
  'adult-period-missed-notified': Reasoned
  'provider-notified': { readonly body: string }
  'response-drafted': { readonly person: string }
  'response-quality-checked': { readonly outcome: 'ready' | 'back'; readonly reason: string }
  'public-health-response-sent': Sent & { readonly signatory: string }

  // Joint with the NHS (SI 2009/309 reg 9)
  'nhs-part-detected': { readonly body: string }
  'partner-contacted': { readonly body: string }
  /** What was tried, and why it came to nothing (reg 9(3)(a): the duty is to seek agreement). */
  'lead-not-agreed': Reasoned
  /** `by`: who agreed, as people say it. */
  'lead-agreed': { readonly body: string; readonly basis: string; readonly by?: readonly string[] }
  'partner-asked': { readonly body: string }
  'partner-replied': {
    readonly body: string
    readonly by?: 'link' | 'email' | 'letter' | 'phone' | 'meeting'
    readonly text?: string
  }
  'partner-link-issued': { readonly body: string; readonly link: string; readonly until: LocalDate }
  'partner-escalated': { readonly body: string; readonly reason: string }
  /** Who answers which point: `council` is the council itself. */
  'point-assigned': { readonly point: string; readonly body: string; readonly dueOn?: LocalDate }
  'joint-meeting-held': { readonly bodies: readonly string[] }
  /** `by`: the office that signed, as people say it. */
  'part-signed-off': { readonly body: string; readonly by?: string }
  'joint-draft-circulated': { readonly bodies: readonly string[] }
  'joint-response-sent': Sent
  'complaint-split': { readonly bodies: readonly string[]; readonly reason: string }

  // Corporate route (LGSCO Complaint Handling Code)
  'corporate-1-acknowledged': Sent
  'corporate-1-extended': Extended
  'corporate-1-answered': Sent & { readonly person: string }
  'corporate-2-requested': { readonly channel: Channel }
  'corporate-2-acknowledged': Sent
  'corporate-2-extended': Extended
  'corporate-2-answered': Sent & { readonly person: string }

  // Ombudsman
  'ombudsman-papers-asked': { readonly reference: string }
  'ombudsman-papers-sent': { readonly reference: string }
  'ombudsman-enquiry-received': { readonly reference: string; readonly replyBy?: LocalDate }
  'ombudsman-enquiry-answered': { readonly reference: string }
  'ombudsman-draft-received': { readonly reference: string }
  'ombudsman-draft-commented': { readonly reference: string }
  'ombudsman-decided': {
    readonly reference: string
    readonly decision: string
    /** Upheld by the Ombudsman where the council had not. */
    readonly changedFinding: boolean
  }
  'ombudsman-recommended': {
    readonly recommendation: string
    readonly dueOn: LocalDate
    readonly text?: string
    /** Pence. */
    readonly payment?: number
  }
  /** The Ombudsman has stopped its own work on the case; no clock of the council waits for that. */
  'ombudsman-paused': Reasoned
  'ombudsman-resumed': Nothing
  'ombudsman-evidence-sent': { readonly recommendation: string }
  'ombudsman-report-received': { readonly reference: string }
  'ombudsman-report-advertised': Nothing
  'ombudsman-report-answered': Nothing
  'ombudsman-report-laid': Nothing
  'monitoring-officer-reported': Nothing
  'ombudsman-directed': { readonly stage: Stage; readonly dueOn: LocalDate }

  // Data protection
  'access-requested': Nothing
  'access-extended': Extended
  'access-answered': { readonly redacted: boolean }
  disclosed: { readonly to: string; readonly redacted: boolean }
  'retention-set': { readonly rule: string; readonly until: LocalDate }

  // Remedies, learning, closing
  'action-agreed': { readonly action: string; readonly text: string; readonly owner: string; readonly dueOn: LocalDate }
  'action-updated': { readonly action: string; readonly text: string }
  'action-done': { readonly action: string; readonly evidence: string }
  'learning-recorded': { readonly area: string; readonly rootCause: string; readonly text: string }
  'no-learning-recorded': Reasoned
  'cost-recorded': { readonly stage: Stage; readonly pence: number; readonly what: string }
  'invoice-received': {
    readonly invoice: string
    readonly stage: Stage
    readonly supplier: string
    readonly pence: number
  }
  'invoice-paid': { readonly invoice: string }
  /** Money for the complainant. */
  'settlement-agreed': {
    readonly settlement: string
    readonly basis: 'ombudsman' | 'local'
    readonly pence: number
    readonly reason: string
  }
  'settlement-paid': { readonly settlement: string }

  // The panel that learns from complaints across the council
  'learning-item-tabled': {
    readonly area: string
    readonly rootCause: string
    readonly text: string
    /** Case that it comes from. */
    readonly source?: string
  }
  'learning-agenda-sent': Sent
  'learning-panel-met': { readonly attended: number; readonly summary: string }
  'learning-cascaded': { readonly area: string; readonly to: string; readonly text: string }
  'quarterly-summary-sent': Sent

  // Beside the procedure: what people write down, and which cases belong together
  /**
   * `legal-advice` is privileged: it is not disclosed, and leaves the house in no bundle. `form`: it is what that form was
   * answered with and no other fact holds.
   */
  'note-recorded': { readonly kind: 'internal' | 'legal-advice'; readonly text: string; readonly form?: string }
  /** A call, a visit, an e-mail or a letter; `who` where it was with somebody else. */
  'contact-recorded': {
    readonly mode: 'email' | 'letter' | 'in-person' | 'phone'
    readonly with: 'complainant' | 'somebody-else'
    readonly who?: string
    readonly text: string
  }
  /** `note`: the id of the fact that is put right. Its own words stay. */
  'note-corrected': { readonly note: string; readonly text: string; readonly reason: string }
  /** Of both cases, each names the other. */
  'case-linked': {
    readonly case: string
    readonly kind: 'earlier-stage' | 'same-family' | 'same-provider' | 'duplicate' | 'joint'
  }
  'case-closed': { readonly outcome: string }
  'case-reopened': Reasoned
  'fact-corrected': { readonly fact: string; readonly reason: string }
  /** A person says that the record is wrong. `of`: id of a fact, a message or a document; it stays as it is. */
  'rectification-requested': {
    /** `r1`, `r2` … within the case. */
    readonly request: string
    readonly kind: 'entry' | 'letter' | 'document'
    readonly of: string
    readonly field?: string
    readonly person: string
    readonly statement: string
  }
  /** `text`: what is right; it stands beside the original, as the statement does where it was refused. */
  'rectification-decided': {
    readonly request: string
    readonly outcome: 'accepted' | 'refused'
    readonly reason: string
    readonly text?: string
  }
}
