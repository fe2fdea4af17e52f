import type { LocalDate } from '../values/local-date.ts'
import type { CaseId } from './case-id.ts'
import type { Fact } from './fact.ts'
import type { Channel, FactData, PointDecision, Stage } from './fact-data.ts'
import type { CaseOutcome } from './outcome.ts'

/**
 * A complaint as its facts leave it: computed by `evolve`, never stored as the truth, never changed in place.
 *
 * Where the procedure stands is not here (that is the tokens' business), nor what is due (`engine/law`). A property
 * that is missing means that no fact says so.
 */
export interface ComplaintCase {
  readonly id: CaseId
  /** Every fact in the order of recording, those since corrected included. */
  readonly facts: readonly Fact[]
  readonly status: CaseStatus
  /** The day of what the case began with: a complaint, a compliment, a contact from the Ombudsman, a panel. */
  readonly openedOn?: LocalDate
  readonly feedback?: FactData['feedback-received']
  /** Why only named people may see the case. */
  readonly restricted?: string
  /** The procedure in which the case goes on once this one has ended. */
  readonly goesTo?: string
  readonly complainantDiedOn?: LocalDate
  readonly received?: {
    readonly on: LocalDate
    readonly channel: Channel
    readonly oral: boolean
    readonly byChild: boolean
  }
  readonly classified?: FactData['complaint-classified']
  readonly acknowledgedOn?: LocalDate
  readonly informationGivenOn?: LocalDate
  /** Decisions on whether and how the complaint is considered, the last of each kind. */
  readonly decisions: Decisions
  readonly people: readonly CasePerson[]
  readonly consents: readonly Consent[]
  readonly authorities: readonly { readonly person: string; readonly basis: string; readonly on: LocalDate }[]
  /** People who said that a tie stands in the way. */
  readonly conflicted: readonly string[]
  readonly points: readonly Point[]
  readonly advocacy: Advocacy
  readonly deferrals: readonly Deferral[]
  /** Stages in the order in which they opened. */
  readonly stages: readonly StageRecord[]
  readonly panel: Panel
  readonly safeguarding?: { readonly raisedOn: LocalDate; readonly concluded?: 'continue' | 'stop' }
  readonly withdrawnOn?: LocalDate
  readonly closed?: { readonly on: LocalDate; readonly outcome: string }
  /** The day on which the complainant last heard from the council. */
  readonly lastToldOn?: LocalDate
  readonly actions: readonly Action[]
  readonly learningRecorded: boolean
  /** Derived from the points; see `outcome.ts`. */
  readonly outcome: CaseOutcome
}

export type CaseStatus = 'not-received' | 'open' | 'deferred' | 'withdrawn' | 'refused' | 'closed'

export interface Decisions {
  readonly eligibility?: FactData['eligibility-decided']
  readonly sufficientInterest?: FactData['sufficient-interest-decided']
  readonly representative?: FactData['representative-decided']
  readonly late?: FactData['late-complaint-decided']
  readonly freeze?: FactData['decision-freeze-decided']
  readonly refused?: FactData['complaint-refused']
  readonly excluded?: FactData['complaint-excluded']
  readonly rerouted?: FactData['complaint-rerouted']
  readonly signposted?: FactData['matter-signposted']
  readonly earlyReferral?: FactData['early-referral-decided']
}

export interface CasePerson {
  readonly person: string
  /** A `PersonRole`; a role of a newer release is kept as it came. */
  readonly role: string
  readonly from: LocalDate
  readonly until?: LocalDate
  /** Whether the person signed that no tie stands in the way; undefined where nobody asks it of that role. */
  readonly declaredIndependent?: boolean
}

export interface Consent {
  readonly person: string
  /** The body that may be told. */
  readonly body: string
  readonly state: 'asked' | 'given' | 'refused' | 'withdrawn'
  readonly on: LocalDate
}

export interface Point {
  readonly id: string
  readonly text: string
  readonly desiredOutcome: string
  /** In the order of decision; the last one stands. */
  readonly decisions: readonly (PointDecision & { readonly stage: Stage; readonly on: LocalDate })[]
}

export interface Advocacy {
  readonly offeredOn?: LocalDate
  readonly wantedOn?: LocalDate
  /** The provider that the complainant chose, by code or name. */
  readonly wantedFrom?: string
  readonly declinedOn?: LocalDate
  readonly referredOn?: LocalDate
  readonly appointedOn?: LocalDate
  /** The last day of an advocate who left and has no successor yet. */
  readonly endedOn?: LocalDate
  readonly provider?: string
}

export interface Deferral {
  readonly on: LocalDate
  readonly ground: string
  readonly proceedings: string
  readonly scope: 'all' | 'parts'
  readonly points: readonly string[]
  readonly reason: string
  readonly concludedOn?: LocalDate
  readonly resubmittedOn?: LocalDate
}

export interface StageRecord {
  readonly stage: Stage
  readonly openedOn: LocalDate
  /** The last extension. */
  readonly extended?: {
    readonly on: LocalDate
    readonly until: LocalDate
    readonly ground: string
    readonly reason: string
  }
  readonly answeredOn?: LocalDate
  /** Who answered, decided or signed. */
  readonly answeredBy?: string
}

export interface Panel {
  readonly requestedOn?: LocalDate
  readonly members: readonly { readonly person: string; readonly independent: boolean; readonly chairs: boolean }[]
  readonly meetsOn?: LocalDate
  readonly metOn?: LocalDate
  readonly recommendations: readonly string[]
  readonly response?: FactData['panel-response-decided']
}

export interface Action {
  readonly id: string
  readonly text: string
  /** Id of the person who does it. */
  readonly owner: string
  readonly dueOn: LocalDate
  readonly updatedOn?: LocalDate
  readonly doneOn?: LocalDate
}

/** A case about which nothing is known yet. */
export function emptyCase(id: CaseId): ComplaintCase {
  return {
    id,
    facts: [],
    status: 'not-received',
    decisions: {},
    people: [],
    consents: [],
    authorities: [],
    conflicted: [],
    points: [],
    advocacy: {},
    deferrals: [],
    stages: [],
    panel: { members: [], recommendations: [] },
    actions: [],
    learningRecorded: false,
    outcome: 'undecided',
  }
}
