import type { LocalDate } from '../../values/local-date.ts'
import type { Consent, ComplaintCase } from '../complaint-case.ts'
import type { Fact, FactType } from '../fact.ts'
import { kept, withDecision, withPerson, without, type Appliers } from './parts.ts'

type ConsentFact = 'consent-asked' | 'consent-given' | 'consent-refused' | 'consent-withdrawn'

function consent(state: Consent['state']) {
  return (complaint: ComplaintCase, { on, data: { person, body } }: Fact<ConsentFact>): ComplaintCase => ({
    ...complaint,
    consents: [
      ...complaint.consents.filter((other) => other.person !== person || other.body !== body),
      { person, body, state, on },
    ],
  })
}

function decided(change: Partial<ComplaintCase['decisions']>, state: ComplaintCase): ComplaintCase {
  return { ...state, decisions: { ...state.decisions, ...change } }
}

/** The first of the things with which a case begins gives the day on which it began. */
function opened(state: ComplaintCase, on: LocalDate): ComplaintCase {
  return { ...state, openedOn: state.openedOn ?? on }
}

/** Receipt and eligibility; people, consent and authority; points; advocacy; deferral; withdrawal, remedies, closing. */
export const EARLY_APPLIERS = {
  'complaint-received': (state, { on, data }) => ({ ...opened(state, on), received: { on, ...data } }),
  'feedback-received': (state, { on, data }) => ({ ...opened(state, on), feedback: data }),
  'feedback-categorised': (state, { data }) =>
    state.feedback === undefined ? state : { ...state, feedback: { ...state.feedback, ...data } },
  'feedback-passed-on': kept,
  'ombudsman-contact-received': (state, { on }) => opened(state, on),
  'learning-panel-called': (state, { on }) => opened(state, on),
  'access-restricted': (state, { data: { reason } }) => ({ ...state, restricted: reason }),
  'access-restriction-lifted': (state) => without(state, 'restricted'),
  'complaint-described': kept,
  'complainant-wrote': kept,
  'team-wrote': kept,
  'proposed-change-noted': kept,
  'complaint-triaged': kept,
  'decision-table-applied': kept,
  'complaint-routed': (state, { data: { to } }) => ({ ...state, goesTo: to }),
  'procedure-begun': (state) => without(state, 'goesTo'),
  'matter-signposted': (state, { data }) => decided({ signposted: data }, state),
  'complaint-classified': (state, { data }) => ({ ...state, classified: data }),
  'acknowledgement-sent': (state, { on }) => ({ ...state, acknowledgedOn: state.acknowledgedOn ?? on }),
  'procedure-information-given': (state, { on }) => ({ ...state, informationGivenOn: state.informationGivenOn ?? on }),
  'eligibility-decided': (state, { data }) => decided({ eligibility: data }, state),
  'sufficient-interest-decided': (state, { data }) => decided({ sufficientInterest: data }, state),
  'representative-decided': (state, { data }) => decided({ representative: data }, state),
  'childs-view-recorded': kept,
  'late-complaint-decided': (state, { data }) => decided({ late: data }, state),
  'complaint-refused': (state, { data }) => decided({ refused: data }, state),
  'complaint-excluded': (state, { data }) => decided({ excluded: data }, state),
  'complaint-rerouted': (state, { data }) => ({ ...decided({ rerouted: data }, state), goesTo: data.to }),
  'notice-sent': kept,
  'letter-returned': kept,
  'complainant-told': kept,

  'person-added': (state, { on, data }) => withPerson(state, { ...data, from: on }),
  'person-ended': (state, { on, data: { person, role } }) => {
    const people = state.people.map((other) =>
      other.person === person && other.role === role && other.until === undefined ? { ...other, until: on } : other,
    )
    const noneLeft = role === 'advocate' && people.every((other) => other.role !== role || other.until !== undefined)
    return { ...state, people, ...(noneLeft && { advocacy: { ...state.advocacy, endedOn: on } }) }
  },
  'consent-asked': consent('asked'),
  'consent-given': consent('given'),
  'consent-refused': consent('refused'),
  'consent-withdrawn': consent('withdrawn'),
  'authority-to-act-recorded': (state, { on, data }) => ({
    ...state,
    authorities: [...state.authorities, { ...data, on }],
  }),
  'complainant-died': (state, { on }) => ({ ...state, complainantDiedOn: on }),
  'continuation-decided': kept,
  'conflict-declared': (state, { data: { person } }) => ({ ...state, conflicted: [...state.conflicted, person] }),

  'point-recorded': (state, { data: { point, text, desiredOutcome } }) =>
    state.points.some(({ id }) => id === point)
      ? state
      : { ...state, points: [...state.points, { id: point, text, desiredOutcome, decisions: [] }] },
  'point-amended': (state, { data: { point, text, desiredOutcome } }) => ({
    ...state,
    points: state.points.map((other) => (other.id === point ? { ...other, text, desiredOutcome } : other)),
  }),
  'point-decided': (state, { on, data: { stage, ...decision } }) => withDecision(state, decision, stage, on),

  'advocacy-offered': (state, { on }) => ({
    ...state,
    advocacy: { ...state.advocacy, offeredOn: state.advocacy.offeredOn ?? on },
  }),
  'advocate-wanted': (state, { on, data: { provider } }) => ({
    ...state,
    advocacy: {
      ...without(state.advocacy, 'declinedOn', 'wantedFrom'),
      wantedOn: on,
      ...(provider !== undefined && { wantedFrom: provider }),
    },
  }),
  'advocacy-declined': (state, { on }) => ({
    ...state,
    advocacy: { ...without(state.advocacy, 'wantedOn'), declinedOn: on },
  }),
  'advocate-conflict-checked': kept,
  'advocacy-referred': (state, { on, data: { provider } }) => ({
    ...state,
    advocacy: { ...state.advocacy, referredOn: on, provider },
  }),
  'advocate-appointed': (state, { on, data: { person, provider, declaredIndependent } }) =>
    withPerson(
      { ...state, advocacy: { ...without(state.advocacy, 'endedOn'), appointedOn: on, provider } },
      { person, role: 'advocate', from: on, declaredIndependent },
    ),

  'decision-freeze-decided': (state, { data }) => decided({ freeze: data }, state),
  'consideration-deferred': (state, { on, data }) => ({ ...state, deferrals: [...state.deferrals, { on, ...data }] }),
  'proceedings-concluded': (state, { on, data: { proceedings } }) => ({
    ...state,
    deferrals: state.deferrals.map((deferral) =>
      deferral.proceedings === proceedings && deferral.concludedOn === undefined
        ? { ...deferral, concludedOn: on }
        : deferral,
    ),
  }),
  'complaint-resubmitted': (state, { on }) => ({
    ...state,
    deferrals: state.deferrals.map((deferral) =>
      deferral.concludedOn !== undefined && deferral.resubmittedOn === undefined
        ? { ...deferral, resubmittedOn: on }
        : deferral,
    ),
  }),

  'early-referral-decided': (state, { data }) => decided({ earlyReferral: data }, state),
  'ombudsman-signposted': kept,
  'complaint-withdrawn': (state, { on }) => ({ ...state, withdrawnOn: state.withdrawnOn ?? on }),
  'withdrawal-confirmed': kept,
  'safeguarding-raised': (state, { on }) => ({ ...state, safeguarding: { raisedOn: on } }),
  'safeguarding-concluded': (state, { on, data: { outcome } }) => ({
    ...state,
    safeguarding: { raisedOn: state.safeguarding?.raisedOn ?? on, concluded: outcome },
  }),

  'action-agreed': (state, { data: { action, ...rest } }) =>
    state.actions.some(({ id }) => id === action)
      ? state
      : { ...state, actions: [...state.actions, { id: action, ...rest }] },
  'action-updated': (state, { on, data: { action } }) => ({
    ...state,
    actions: state.actions.map((other) => (other.id === action ? { ...other, updatedOn: on } : other)),
  }),
  'action-done': (state, { on, data: { action } }) => ({
    ...state,
    actions: state.actions.map((other) => (other.id === action ? { ...other, doneOn: other.doneOn ?? on } : other)),
  }),
  'learning-recorded': (state) => ({ ...state, learningRecorded: true }),
  'no-learning-recorded': (state) => ({ ...state, learningRecorded: true }),
  'cost-recorded': kept,
  'invoice-received': kept,
  'invoice-paid': kept,
  'settlement-agreed': kept,
  'settlement-paid': kept,
  'learning-item-tabled': kept,
  'learning-agenda-sent': kept,
  'learning-panel-met': kept,
  'learning-cascaded': kept,
  'quarterly-summary-sent': kept,
  'note-recorded': kept,
  'contact-recorded': kept,
  'note-corrected': kept,
  'case-linked': kept,
  'case-closed': (state, { on, data: { outcome } }) => ({ ...state, closed: { on, outcome } }),
  'case-reopened': (state) => ({
    ...without(state, 'closed', 'withdrawnOn'),
    decisions: without(state.decisions, 'refused', 'excluded'),
  }),
  'fact-corrected': kept,
  'rectification-requested': kept,
  'rectification-decided': kept,
} satisfies Partial<Appliers<FactType>>
