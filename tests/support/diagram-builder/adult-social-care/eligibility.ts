/* Over 300 lines: one drawing with all its words, in the order in which they stand in its diagram. */
import { doc, line, meet, type Sketch } from '../sketch.ts'

/** What differs between the law for adults and its twin for public health. */
export interface EligibilityLaw {
  readonly procedure: string
  /** Part of each element's id. */
  readonly prefix: string
  readonly scope: string
  readonly people: string
  readonly exclusions: string
  readonly timeLimit: string
  readonly scopeForm: string
  readonly checkForm: string
  readonly lateForm: string
  readonly scopeGuidance: string
  readonly exclusionGuidance: string
  readonly representativeLetter: string
}

const WHEN = 'because the Regulations set none; the period for the response has been running since receipt'

/** Whether this person may complain, about this matter, at this time. */
export function eligibilitySketch(law: EligibilityLaw): Sketch {
  const { prefix, scope, people, exclusions, timeLimit } = law
  const id = (kind: string, name: string) => `${kind}_${prefix}_${name}`
  return {
    file: 'eligibility',
    process: `${law.procedure}-eligibility`,
    procedure: law.procedure,
    name: 'Eligibility, time limit and exclusions',
    doc: doc(
      `${scope}; ${exclusions}`,
      'What a triage has settled is not asked again. Nobody is turned away without the reason in writing.',
    ),
    nodes: [
      {
        id: id('start', 'eligibility'),
        kind: 'start',
        name: 'Complaint acknowledged',
        at: [0, 1],
        doc: doc(scope, 'The offer to talk about it is out.'),
      },
      {
        id: id('gw', 'triaged'),
        kind: 'choice',
        name: 'Was it triaged?',
        at: [1, 1],
        label: 'below',
        doc: doc('Local practice', 'Triage knows who complains about what; the rest is decided here.'),
      },
      {
        id: id('task', 'decide_scope'),
        kind: 'user',
        role: 'complaints-manager',
        form: law.scopeForm,
        noDeadline: WHEN,
        name: 'Decide whether it belongs here',
        at: [2, 0],
        doc: doc(scope, law.scopeGuidance),
      },
      {
        id: id('gw', 'scope'),
        kind: 'choice',
        name: 'Does it belong here?',
        at: [3, 0],
        label: 'above-left',
        doc: doc(scope, 'Here, elsewhere, or this person may not make it.'),
      },
      {
        id: id('svc', 'notify_elsewhere'),
        kind: 'service',
        action: 'notify-reroute',
        name: 'Tell where it goes',
        at: [4, -1.2],
        doc: doc('Local practice', 'Says where, why, and that nothing needs to be sent again.'),
      },
      {
        id: id('gw', 'own_procedure'),
        kind: 'choice',
        name: 'Is it one of our own procedures?',
        at: [5, -1.2],
        label: 'below',
        doc: doc('Local practice', 'Then the case goes on there, from its first receipt.'),
      },
      {
        id: id('end', 'goes_elsewhere'),
        kind: 'end',
        outcome: 'rerouted',
        name: 'Goes on in another procedure',
        at: [6, -1.2],
        doc: doc(scope, 'The other procedure takes it on.'),
      },
      {
        id: id('svc', 'record_elsewhere'),
        kind: 'service',
        action: 'record-outcome',
        parameters: { outcome: 'signposted' },
        name: 'Record the points as signposted',
        at: [6, -2.2],
        doc: doc('Local practice', 'Each point and its outcome is on record.'),
      },
      {
        id: id('end', 'signposted'),
        kind: 'end',
        outcome: 'signposted',
        name: 'Sent to another body',
        at: [7, -2.2],
        doc: doc(scope, 'They know whom to turn to.'),
      },
      meet(id('gw', 'scope_known'), [3, 1]),
      {
        id: id('task', 'check'),
        kind: 'user',
        role: 'complaints-manager',
        form: law.checkForm,
        noDeadline: WHEN,
        name: 'Check that it can be considered',
        at: [4, 1],
        doc: doc(
          `${people}; ${timeLimit}; ${exclusions}`,
          'Who speaks for whom, whether it came within 12 months, and whether the Regulations leave it out.',
        ),
      },
      {
        id: id('gw', 'check'),
        kind: 'choice',
        name: 'What follows?',
        at: [5, 1],
        label: 'below-left',
        doc: doc(`${timeLimit}; ${exclusions}`, 'Considered, late, left out, or the representative is not suitable.'),
      },
      meet(id('gw', 'turned_away'), [5, 0]),
      {
        id: id('svc', 'notify_refusal'),
        kind: 'service',
        action: 'notify-refusal',
        name: 'Tell why it is not considered',
        at: [6, 0],
        doc: doc(exclusions, law.exclusionGuidance),
      },
      {
        id: id('svc', 'record_excluded'),
        kind: 'service',
        action: 'record-outcome',
        parameters: { outcome: 'excluded' },
        name: 'Record the points as not considered',
        at: [7, 0],
        doc: doc(exclusions, 'Each point and its outcome is on record.'),
      },
      {
        id: id('end', 'excluded'),
        kind: 'end',
        outcome: 'refused',
        name: 'Left out',
        at: [8, 0],
        doc: doc(exclusions, 'The complainant has the reason in writing, and knows of the Ombudsman.'),
      },
      {
        id: id('task', 'decide_late'),
        kind: 'user',
        role: 'complaints-manager',
        form: law.lateForm,
        noDeadline: WHEN,
        name: 'Decide on the late complaint',
        at: [6, 2],
        doc: doc(
          timeLimit,
          'Two questions, both to be answered: was there good reason, and can it still be investigated effectively and fairly?',
        ),
      },
      {
        id: id('svc', 'notify_late'),
        kind: 'service',
        action: 'notify-late-complaint-decision',
        name: 'Tell the complainant the decision',
        at: [7, 2],
        doc: doc(timeLimit, 'Both questions, the answers and the reason.'),
      },
      {
        id: id('gw', 'late'),
        kind: 'choice',
        name: 'Is it considered all the same?',
        at: [8, 2],
        label: 'above-left',
        doc: doc(timeLimit, 'Yes when both limbs are met.'),
      },
      {
        id: id('svc', 'notify_representative'),
        kind: 'service',
        action: 'send-letter',
        parameters: { letter: law.representativeLetter },
        name: 'Tell the representative why not',
        at: [6, 3.2],
        doc: doc(people, 'In writing, with the reason.'),
      },
      meet(id('gw', 'refused'), [8, 3.2]),
      {
        id: id('svc', 'record_refused'),
        kind: 'service',
        action: 'record-outcome',
        parameters: { outcome: 'excluded' },
        name: 'Record them as not considered',
        at: [9, 3.2],
        doc: doc(timeLimit, 'Each point and its outcome is on record.'),
      },
      {
        id: id('end', 'refused'),
        kind: 'end',
        outcome: 'refused',
        name: 'Not considered',
        at: [10, 3.2],
        doc: doc(timeLimit, 'They have the reason in writing, and know of the Ombudsman.'),
      },
      meet(id('gw', 'time_settled'), [9, 1]),
      {
        id: id('end', 'eligible'),
        kind: 'end',
        outcome: 'eligible',
        name: 'To be considered',
        at: [10, 1],
        doc: doc(scope, 'The plan comes next.'),
      },
    ],
    flows: [
      ...line(id('start', 'eligibility'), id('gw', 'triaged')),
      { from: id('gw', 'triaged'), to: id('gw', 'scope_known'), name: 'Yes', when: 'triaged = true' },
      { from: id('gw', 'triaged'), to: id('task', 'decide_scope'), name: 'No', otherwise: true, out: 'top' },
      ...line(id('task', 'decide_scope'), id('gw', 'scope')),
      { from: id('gw', 'scope'), to: id('gw', 'scope_known'), name: 'Yes', otherwise: true, out: 'bottom', in: 'top' },
      {
        from: id('gw', 'scope'),
        to: id('svc', 'notify_elsewhere'),
        name: 'Elsewhere',
        when: 'scope = "other-procedure"',
        out: 'top',
      },
      { from: id('gw', 'scope'), to: id('gw', 'turned_away'), name: 'No', when: 'scope = "not-eligible"' },
      ...line(id('svc', 'notify_elsewhere'), id('gw', 'own_procedure')),
      { from: id('gw', 'own_procedure'), to: id('end', 'goes_elsewhere'), name: 'Yes', otherwise: true },
      {
        from: id('gw', 'own_procedure'),
        to: id('svc', 'record_elsewhere'),
        name: 'No',
        when: OUTSIDE,
        out: 'top',
      },
      ...line(id('svc', 'record_elsewhere'), id('end', 'signposted')),
      ...line(id('gw', 'scope_known'), id('task', 'check'), id('gw', 'check')),
      { from: id('gw', 'check'), to: id('gw', 'time_settled'), name: 'Considered', otherwise: true },
      {
        from: id('gw', 'check'),
        to: id('gw', 'turned_away'),
        name: 'Left out',
        when: 'checkOutcome = "excluded"',
        out: 'top',
        in: 'bottom',
      },
      {
        from: id('gw', 'check'),
        to: id('task', 'decide_late'),
        name: 'Late',
        when: 'checkOutcome = "late"',
        out: 'bottom',
        labelAt: [5.2, 2],
      },
      {
        from: id('gw', 'check'),
        to: id('svc', 'notify_representative'),
        name: 'Not this representative',
        when: 'checkOutcome = "representative-not-suitable"',
        out: 'bottom',
        labelAt: [5.06, 3.2],
      },
      ...line(
        id('gw', 'turned_away'),
        id('svc', 'notify_refusal'),
        id('svc', 'record_excluded'),
        id('end', 'excluded'),
      ),
      ...line(id('task', 'decide_late'), id('svc', 'notify_late'), id('gw', 'late')),
      {
        from: id('gw', 'late'),
        to: id('gw', 'time_settled'),
        name: 'Yes',
        when: 'lateComplaint = "consider"',
        out: 'right',
        in: 'bottom',
      },
      { from: id('gw', 'late'), to: id('gw', 'refused'), name: 'No', otherwise: true, out: 'bottom', in: 'top' },
      ...line(
        id('svc', 'notify_representative'),
        id('gw', 'refused'),
        id('svc', 'record_refused'),
        id('end', 'refused'),
      ),
      ...line(id('gw', 'time_settled'), id('end', 'eligible')),
    ],
  }
}

/** Where it goes is nobody's procedure here: the answers of the re-routing forms that name another body. */
export const OUTSIDE = 'reroutedTo = "nhs-body" or reroutedTo = "court" or reroutedTo = "other"'

export const eligibility = eligibilitySketch({
  procedure: 'adult-social-care',
  prefix: 'adult',
  scope: 'SI 2009/309 regs 5(1), 6 (5 well-known)',
  people: 'SI 2009/309 reg 5(2) to (5) (well-known)',
  exclusions: 'SI 2009/309 reg 8(1), (2)',
  timeLimit: 'SI 2009/309 reg 12 (number well-known)',
  scopeForm: 'adult-decide-scope',
  checkForm: 'adult-check',
  lateForm: 'adult-decide-late',
  scopeGuidance:
    'Somebody who receives services, or is affected or likely to be by what was done or decided. Care that others provide for the council is in, since it is the council’s own function.',
  exclusionGuidance:
    'In writing, with the reason, as soon as it can be. Only an oral complaint put right at once needs no notice.',
  representativeLetter: 'adult-representative-decision',
})
