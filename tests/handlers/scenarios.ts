/* Over 300 lines: one list of situations, at least one for every service task. */
import { localDate, type NewFact } from '../../engine/index.ts'
import { clock, fact, type Scenario } from './a-task.ts'

const POINTS: readonly NewFact[] = [
  fact('2026-04-01', 'point-recorded', {
    point: '1',
    text: 'The visits in March did not take place.',
    desiredOutcome: 'Visits each week',
  }),
  fact('2026-04-01', 'point-recorded', { point: '2', text: 'Nobody called back.', desiredOutcome: '' }),
]
const DECIDED: readonly NewFact[] = [
  ...POINTS,
  fact('2026-04-14', 'person-added', { person: 'mo', role: 'responding-manager' }),
  fact('2026-04-14', 'point-decided', {
    point: '1',
    stage: 'stage-1',
    outcome: 'upheld',
    reason: 'Two workers were off sick and no one took over.',
    remedy: 'apology',
  }),
  fact('2026-04-14', 'point-decided', {
    point: '2',
    stage: 'stage-1',
    outcome: 'not-upheld',
    reason: 'The call list shows three calls.',
    remedy: 'none',
  }),
]
const TRIAGED = fact('2026-04-02', 'complaint-triaged', {
  person: 'P2',
  function: 'looked-after',
  service: 'children-looked-after',
  proceedings: false,
  nhsPart: false,
  publicHealth: false,
  reason: 'It is about visits to a child who is looked after.',
})
const feedback = (kind: 'compliment' | 'comment', area: string, service?: string): NewFact =>
  fact('2026-04-01', 'feedback-received', {
    kind,
    channel: 'email',
    area,
    captured: 'here',
    ...(service !== undefined && { service }),
  })
const LEARNING_PANEL: readonly NewFact[] = [
  fact('2026-07-01', 'learning-panel-called', { quarter: '2026-Q1' }),
  fact('2026-07-06', 'learning-item-tabled', {
    area: 'communication',
    rootCause: 'information-sharing',
    text: 'Calls were not returned.',
    source: 'SC-2026-0001',
  }),
  fact('2026-07-06', 'learning-item-tabled', {
    area: 'charging',
    rootCause: 'information-sharing',
    text: 'The cost of care was explained too late.',
  }),
  fact('2026-07-13', 'learning-panel-met', { attended: 7, summary: 'Two themes: calls, and the cost of care.' }),
  fact('2026-07-13', 'action-agreed', {
    action: 'A1',
    text: 'Give the leaflet on charges at the first visit.',
    owner: 'ow',
    dueOn: localDate('2026-08-14'),
  }),
  fact('2026-07-14', 'learning-cascaded', {
    area: 'communication',
    to: 'adult-services',
    text: 'Return calls within two working days.',
  }),
  fact('2026-07-14', 'learning-cascaded', { area: 'charging', to: 'customer-services', text: 'Offer the leaflet.' }),
]
const STAGE_1 = clock('children-act.stage-1-answer', 'our answer at Stage 1', '2026-04-17')
const STAGE_2 = clock('children-act.stage-2-answer', 'our answer at Stage 2', '2026-08-03')
const LIMIT = clock('children-act.stage-2-limit', 'the longest that Stage 2 may last', '2026-07-14', 'breached')
const STAGE_2_ASKED = fact('2026-06-26', 'stage-2-requested', { channel: 'email', outstandingPoints: ['1'] })
const APPOINTED: readonly NewFact[] = [
  fact('2026-06-29', 'investigating-officer-appointed', { person: 'io', declaredIndependent: true }),
  fact('2026-06-29', 'independent-person-appointed', { person: 'ip', declaredIndependent: true }),
]
const ADJUDICATED: readonly NewFact[] = [
  ...POINTS,
  STAGE_2_ASKED,
  ...APPOINTED,
  fact('2026-07-14', 'complaint-adjudicated', {
    person: 'ao',
    points: [
      { point: '1', outcome: 'upheld', reason: 'The visits were missed.', remedy: 'payment', payment: 125_050 },
      { point: '2', outcome: 'no-finding', reason: 'There is no record.', remedy: 'service-change' },
    ],
  }),
]
const PANEL: readonly NewFact[] = [
  ...ADJUDICATED,
  fact('2026-07-14', 'stage-2-answered', { contents: [] }),
  fact('2026-07-14', 'panel-requested', { channel: 'email', reason: 'It does not say why.' }),
  fact('2026-07-14', 'panel-appointed', {
    members: [
      { person: 'ch', independent: true, chairs: true },
      { person: 'm1', independent: true, chairs: false },
      { person: 'm2', independent: true, chairs: false },
    ],
  }),
  fact('2026-07-15', 'panel-date-set', { meetsOn: localDate('2026-08-20') }),
]
const DEFERRED: readonly NewFact[] = [
  fact('2026-04-10', 'consideration-deferred', {
    ground: 'court',
    proceedings: 'Care proceedings ZW26C0001',
    scope: 'all',
    points: [],
    reason: 'The court decides the same question.',
  }),
]
const ACTIONS: readonly NewFact[] = [
  fact('2026-07-01', 'action-agreed', {
    action: 'A1',
    text: 'Plan cover.',
    owner: 'ow',
    dueOn: localDate('2026-07-10'),
  }),
  fact('2026-07-01', 'action-agreed', {
    action: 'A2',
    text: 'Train.',
    owner: 'nobody',
    dueOn: localDate('2026-07-20'),
  }),
  fact('2026-07-01', 'action-agreed', { action: 'A3', text: 'Later.', owner: 'ow', dueOn: localDate('2026-09-20') }),
  fact('2026-07-01', 'action-agreed', { action: 'A4', text: 'Done.', owner: 'ow', dueOn: localDate('2026-07-05') }),
  fact('2026-07-05', 'action-done', { action: 'A4', evidence: 'Minutes.' }),
]
const PLAN_LETTER = `---
title: Our plan for your complaint
records: notice-sent
contents: [how-handled, response-period]
---
# adult
We have planned how we will look into your complaint.

We will write to you by {responseBy}.

[if latenessReason] [sealed] It took longer because {latenessReason}

[sealed] This is what we look at.

[sealed] {points}

If you are not happy with our answer, you can go to the {ombudsman}.

# child
We know how we will look at what you told us.

You hear from us by {responseBy}.

[sealed] {points}
`
const PARTNER_LETTER = `---
title: Question to a partner
records: partner-asked
to: partner
---
# adult
Part of a complaint to us is for {partnerBody} to answer. You can read it and answer it until {partnerLinkUntil} here:

{partnerLink}
`
const NO = { reason: 'You told us that you have not met the child.' }

/** Letters of a procedure's folder, by id. */
const JOINT_RESPONSE_LETTER = `---
title: Our answer
records: adult-response-sent
contents: [conclusions, ombudsman, health-ombudsman]
---
# adult
This is the answer of us and of every body that has a part in it. You can go to the {ombudsman} and to the {healthOmbudsman}.

{signatoryName}, {signatoryTitle}

# child
This is our answer. Everyone who has a part in it has read it. You can ask the {ombudsman} for help. It is free. You can call them or write to them.

{signatoryName}, {signatoryTitle}
`
const LETTERS = {
  'response-plan': PLAN_LETTER,
  'ask-partner': PARTNER_LETTER,
  'joint-response': JOINT_RESPONSE_LETTER,
}
/** Two bodies have a part; with one of them we may share. */
const JOINT: readonly NewFact[] = [
  ...POINTS,
  fact('2026-07-01', 'nhs-part-detected', { body: 'example-icb' }),
  fact('2026-07-01', 'nhs-part-detected', { body: 'example-hospitals' }),
  fact('2026-07-01', 'consent-asked', { person: 'ana', body: 'example-icb' }),
  fact('2026-07-01', 'consent-asked', { person: 'ana', body: 'example-hospitals' }),
  fact('2026-07-02', 'consent-given', { person: 'ana', body: 'example-icb' }),
  fact('2026-07-02', 'consent-refused', { person: 'ana', body: 'example-hospitals' }),
]

/** A case for each service task, and for each turn that one can take. */
export const SCENARIOS: Readonly<Record<string, Readonly<Record<string, Scenario>>>> = {
  'send-acknowledgement': {
    'with a date': { facts: [], clocks: [STAGE_1], today: '2026-04-02' },
    'without a date': { facts: [], today: '2026-04-02' },
  },
  'give-procedure-information': {
    "children's": { facts: [] },
    other: {
      facts: [
        fact('2026-04-01', 'complaint-classified', {
          procedure: 'corporate',
          functionCode: 'schools',
          personCode: 'none',
          reason: 'Schools.',
        }),
      ],
    },
  },
  'offer-advocacy': {
    offered: {
      facts: [
        fact('2026-04-01', 'complaint-classified', {
          procedure: 'children-act',
          functionCode: 's24',
          personCode: 'P6',
          reason: 'Care leaver.',
        }),
      ],
    },
  },
  'refer-to-advocacy-provider': { wanted: { facts: [fact('2026-04-02', 'advocate-wanted', {})] } },
  'notify-advocate-appointed': {
    appointed: {
      facts: [
        fact('2026-04-08', 'advocate-appointed', {
          person: 'ad',
          provider: 'Example Voices',
          declaredIndependent: true,
        }),
      ],
      clocks: [clock('children-act.stage-1-answer', 'our answer at Stage 1', '2026-04-22')],
      today: '2026-04-08',
    },
  },
  'notify-eligibility-decision': {
    eligible: {
      facts: [fact('2026-04-02', 'eligibility-decided', { outcome: 'eligible', reason: 'A parent.' })],
      input: { decision: 'eligibility' },
    },
    'not eligible': {
      facts: [fact('2026-04-02', 'eligibility-decided', { outcome: 'not-eligible', ...NO })],
      input: { decision: 'eligibility' },
    },
    'sufficient interest': {
      facts: [fact('2026-04-02', 'sufficient-interest-decided', { outcome: 'sufficient', reason: 'A grandparent.' })],
      input: { decision: 'sufficient-interest' },
    },
    'no sufficient interest': {
      facts: [fact('2026-04-02', 'sufficient-interest-decided', { outcome: 'not-sufficient', ...NO })],
      input: { decision: 'sufficient-interest' },
    },
    'suitable representative': {
      facts: [fact('2026-04-02', 'representative-decided', { outcome: 'suitable', reason: 'An aunt.' })],
      input: { decision: 'representative' },
    },
    'not a suitable representative': {
      facts: [fact('2026-04-02', 'representative-decided', { outcome: 'not-suitable', ...NO })],
      input: { decision: 'representative' },
    },
  },
  'notify-late-complaint-decision': {
    considered: { facts: [late('consider')] },
    'not considered': { facts: [late('do-not-consider')] },
  },
  'notify-refusal': {
    refused: {
      facts: [fact('2026-04-02', 'complaint-refused', { ground: 'repeat', reason: 'We answered this in May.' })],
    },
  },
  'notify-reroute': {
    rerouted: {
      facts: [
        fact('2026-04-02', 'complaint-rerouted', {
          from: 'children-act',
          to: 'corporate',
          reasonCode: 'no-social-care',
          reason: 'It is about a school place.',
        }),
      ],
    },
  },
  'notify-deferral': { deferred: { facts: DEFERRED } },
  'invite-resubmission': {
    concluded: {
      facts: [...DEFERRED, fact('2026-07-10', 'proceedings-concluded', { proceedings: 'Care proceedings ZW26C0001' })],
      clocks: [clock('children-act.resubmission', 'the complaint to be made again', '2027-07-10')],
    },
  },
  'notify-freeze-decision': {
    frozen: { facts: [fact('2026-04-02', 'decision-freeze-decided', { outcome: 'frozen', reason: 'It can wait.' })] },
    'not frozen': {
      facts: [
        fact('2026-04-02', 'decision-freeze-decided', { outcome: 'not-frozen', reason: 'It would not be safe.' }),
      ],
    },
  },
  'confirm-early-resolution': {
    resolved: {
      facts: [
        fact('2026-04-08', 'early-resolution-tried', {
          outcome: 'resolved',
          reason: 'A visit each Monday from 13 April.',
        }),
      ],
    },
  },
  'send-stage-1-extension-notice': {
    extended: {
      facts: [
        fact('2026-04-15', 'stage-1-extended', {
          ground: 'complex',
          reason: 'We need to talk to three teams.',
          until: localDate('2026-05-01'),
        }),
      ],
    },
  },
  'send-stage-1-answer-letter': { answered: { facts: DECIDED, today: '2026-04-17' } },
  'notify-stage-2-right': {
    'no answer': { facts: POINTS },
    'with the reason and a day': {
      facts: [
        ...POINTS,
        fact('2026-07-10', 'lateness-reason-recorded', {
          rule: 'children-act.stage-1-answer',
          reasonCode: 'staff',
          reason: 'The manager is off sick.',
        }),
      ],
      variables: { newDate: '2026-07-24' },
    },
    'told today in the notice that we are late': {
      facts: [...POINTS, fact('2026-07-15', 'stage-2-right-notified', { contents: [] })],
    },
  },
  'acknowledge-stage-2-request': { requested: { facts: [STAGE_2_ASKED], clocks: [STAGE_2] } },
  'send-record-of-complaint': {
    draft: {
      facts: POINTS,
      input: { version: 'draft' },
      clocks: [clock('children-act.record-settled', 'the record of complaint to be settled', '2026-07-27')],
    },
    'draft, after the day': { facts: POINTS, input: { version: 'draft' } },
    settled: {
      facts: [...POINTS, fact('2026-07-15', 'record-of-complaint-settled', { agreed: true })],
      input: { version: 'settled' },
    },
    'settled unheard': {
      facts: [...POINTS, fact('2026-07-15', 'record-of-complaint-settled', { agreed: false })],
      input: { version: 'settled' },
    },
  },
  'send-appointment-letters': {
    'investigating officer': { facts: APPOINTED, input: { role: 'investigating-officer' }, clocks: [STAGE_2] },
    'independent person': { facts: APPOINTED, input: { role: 'independent-person' }, clocks: [STAGE_2] },
    'adjudicating officer': {
      facts: [fact('2026-07-01', 'adjudicating-officer-appointed', { person: 'ao', declaredIndependent: true })],
      input: { role: 'adjudicating-officer' },
      clocks: [STAGE_2],
    },
    'panel chair': {
      facts: [fact('2026-07-01', 'panel-chair-appointed', { person: 'ch', declaredIndependent: true })],
      input: { role: 'panel-chair' },
    },
  },
  'tell-who-investigates': { appointed: { facts: APPOINTED } },
  'send-stage-2-extension-notice': {
    extended: {
      facts: [
        STAGE_2_ASKED,
        fact('2026-07-15', 'stage-2-extended', {
          ground: 'complex',
          reason: 'Two people could not be met before July.',
          until: localDate('2026-09-25'),
        }),
      ],
    },
  },
  'send-stage-2-pack': { adjudicated: { facts: ADJUDICATED } },
  'acknowledge-panel-request': {
    requested: {
      facts: PANEL,
      clocks: [clock('children-act.panel-meeting', 'the review panel to meet', '2026-08-25')],
    },
  },
  'invite-panel-members': { appointed: { facts: PANEL } },
  'notify-panel-date': { set: { facts: PANEL } },
  'send-panel-papers': { redacted: { facts: PANEL, variables: { papersRedacted: true } } },
  'send-panel-report-notice': {
    'to others with sufficient interest': {
      facts: [...PANEL, fact('2026-07-15', 'person-added', { person: 'gran', role: 'interested-person' })],
      clocks: [clock('children-act.panel-response', 'our response to the panel', '2026-09-17')],
      today: '2026-08-26',
    },
    sent: {
      facts: PANEL,
      clocks: [clock('children-act.panel-response', 'our response to the panel', '2026-09-17')],
      today: '2026-08-26',
    },
  },
  'send-panel-response': {
    departing: {
      facts: [
        ...PANEL,
        fact('2026-07-15', 'panel-recommendations-received', {
          recommendations: ['Say sorry in person.', 'Pay £500.'],
        }),
        fact('2026-07-15', 'panel-response-decided', {
          withIndependentPerson: true,
          departures: ['We will pay £300, as the loss was smaller.'],
          reason: 'The panel is right on what went wrong.',
        }),
      ],
    },
    'as recommended': {
      facts: [
        ...PANEL,
        fact('2026-07-15', 'panel-recommendations-received', { recommendations: ['Say sorry in person.'] }),
        fact('2026-07-15', 'panel-response-decided', {
          withIndependentPerson: true,
          departures: [],
          reason: 'The panel is right.',
        }),
      ],
    },
  },
  'refer-early-to-ombudsman': {
    agreed: {
      facts: [
        ...ADJUDICATED,
        fact('2026-07-15', 'early-referral-decided', {
          robustReport: true,
          completeAdjudication: true,
          significantComplaintsUpheld: true,
          clearActionPlan: true,
          mostDesiredOutcomesAgreed: true,
          complainantAgrees: true,
          outcome: 'refer',
        }),
      ],
    },
  },
  'signpost-ombudsman': {
    'at the end': { facts: POINTS },
    'said today in the response': {
      facts: [...PANEL, fact('2026-07-15', 'panel-response-sent', { contents: ['proposals', 'ombudsman'] })],
    },
  },
  'confirm-withdrawal': { withdrawn: { facts: [fact('2026-07-13', 'complaint-withdrawn', { channel: 'phone' })] } },
  'send-lateness-notice': {
    'first, with all': {
      facts: [
        fact('2026-04-20', 'lateness-reason-recorded', {
          rule: 'children-act.stage-1-answer',
          reasonCode: 'staff',
          reason: 'The manager is off sick.',
        }),
      ],
      input: { rule: 'children-act.stage-1-answer' },
      variables: { newDate: '2026-07-24' },
      clocks: [clock('children-act.stage-1-answer', 'our answer at Stage 1', '2026-04-17', 'breached')],
    },
    'again, with nothing': {
      facts: [
        fact('2026-07-01', 'lateness-notice-sent', {
          rule: 'children-act.panel-meeting',
          reason: 'None yet.',
          newDate: localDate('2026-07-10'),
        }),
      ],
      input: { rule: 'children-act.panel-meeting' },
      clocks: [clock('children-act.panel-meeting', 'the review panel to meet', '2026-06-30', 'breached')],
    },
    'the longest time is over': {
      facts: [fact('2026-07-01', 'lateness-notice-sent', { rule: 'children-act.stage-2-answer', reason: 'None yet.' })],
      input: { rule: 'children-act.stage-2-limit' },
      clocks: [LIMIT],
    },
    'over on either reading': {
      facts: [],
      input: { rule: 'children-act.stage-2-limit-from-record' },
      clocks: [LIMIT, { ...LIMIT, rule: 'children-act.stage-2-limit-from-record' }],
    },
    'day 21 of Stage 1': {
      facts: [fact('2026-07-01', 'lateness-notice-sent', { rule: 'children-act.stage-1-answer', reason: 'None yet.' })],
      input: { rule: 'children-act.stage-1-answer' },
      clocks: [
        clock('children-act.stage-1-answer', 'our answer at Stage 1', '2026-06-30', 'breached'),
        clock('children-act.stage-1-limit', 'the longest that Stage 1 may last', '2026-07-14', 'breached'),
      ],
    },
    'day 31 of Stage 1': {
      facts: [fact('2026-07-02', 'stage-2-right-notified', { contents: [] })],
      input: { rule: 'children-act.stage-1-answer' },
      clocks: [
        clock('children-act.stage-1-answer', 'our answer at Stage 1', '2026-06-17', 'breached'),
        clock('children-act.stage-1-limit', 'the longest that Stage 1 may last', '2026-07-01', 'breached'),
      ],
    },
    'past the day planned with an adult': {
      facts: [],
      input: { rule: 'adult-social-care.planned-response' },
      clocks: [
        clock(
          'adult-social-care.planned-response',
          'our response, as planned with the complainant',
          '2026-06-30',
          'breached',
        ),
      ],
    },
    'told of the same answer today': {
      facts: [fact('2026-07-15', 'lateness-notice-sent', { rule: 'children-act.stage-2-answer', reason: 'None yet.' })],
      input: { rule: 'children-act.stage-2-limit' },
      clocks: [LIMIT],
    },
  },
  'send-progress-update': {
    'under way': {
      facts: [STAGE_2_ASKED, fact('2026-06-26', 'stage-opened', { stage: 'stage-2' })],
      clocks: [STAGE_2],
    },
    waiting: { facts: DEFERRED },
  },
  'notify-staff': {
    'deadline near': {
      facts: [],
      input: { role: 'responding-manager', template: 'deadline-warning', rule: 'children-act.stage-2-answer' },
      clocks: [STAGE_2],
    },
    'task waiting': { facts: [], input: { role: 'panel-clerk', template: 'task-waiting' } },
  },
  'notify-safeguarding': { raised: { facts: [fact('2026-07-14', 'safeguarding-raised', { reason: 'Bruises.' })] } },
  decide: {
    asked: {
      facts: [],
      input: { decision: 'routing' },
      decided: {
        decision: 'routing',
        hash: 'a'.repeat(64),
        row: 2,
        rule: 'row_child',
        annotation: 'SI 2006/1738 reg 3',
        inputs: { person: 'P1', publicHealth: false },
        outputs: { to: 'children-act', days: 3 },
      },
    },
  },
  'sort-contact': { complaint: { facts: [] } },
  'route-complaint': {
    'as the table said': { facts: [TRIAGED], variables: { suggestedRoute: 'children-act' } },
    'as a person chose': {
      facts: [TRIAGED, fact('2026-04-02', 'complaint-routed', { to: 'corporate', reasonCode: 'outside-functions' })],
      variables: { suggestedRoute: 'children-act', chosenRoute: 'corporate' },
    },
    signposted: { facts: [TRIAGED], variables: { suggestedRoute: 'data-protection' } },
    'signposted by a person': {
      facts: [
        TRIAGED,
        fact('2026-04-02', 'matter-signposted', { to: 'the head teacher', reason: 'It is about a lesson.' }),
      ],
      variables: { suggestedRoute: 'elsewhere', chosenRoute: 'elsewhere' },
    },
  },
  'pass-on-feedback': {
    'by its service': { facts: [feedback('compliment', 'children', 'inclusion')] },
    'by its area': { facts: [feedback('comment', 'adult')] },
    'of another area': { facts: [feedback('comment', 'other')] },
  },
  'open-stage': { opened: { facts: [], input: { stage: 'stage-1' } } },
  'record-outcome': {
    given: { facts: POINTS, input: { outcome: 'withdrawn' } },
    derived: { facts: DECIDED },
  },
  'close-case': { decided: { facts: DECIDED } },
  'follow-up-actions': { 'due and overdue': { facts: ACTIONS } },
  'send-outcome-letter': {
    'after Stage 1': {
      facts: [...DECIDED, fact('2026-04-17', 'stage-1-answered', { contents: [], person: 'mo' })],
    },
    'after Stage 2': { facts: PANEL.slice(0, -3) },
    'after Stage 3': { facts: [...PANEL, fact('2026-07-15', 'panel-response-sent', { contents: [] })] },
    'after Stage 1 of the Code': {
      facts: [...DECIDED, fact('2026-04-17', 'corporate-1-answered', { contents: [], person: 'mo' })],
    },
    'after a refusal to go to Stage 2': {
      facts: [
        ...DECIDED,
        fact('2026-04-17', 'corporate-1-answered', { contents: [], person: 'mo' }),
        fact('2026-05-29', 'complaint-refused', { ground: 'settled-by-a-court', reason: 'A court has decided it.' }),
      ],
    },
    'with the NHS': {
      facts: [
        ...DECIDED,
        fact('2026-04-17', 'nhs-part-detected', { body: 'example-hospitals' }),
        fact('2026-04-17', 'joint-response-sent', { contents: [] }),
      ],
    },
    'after the Ombudsman': {
      facts: [
        ...DECIDED,
        fact('2026-06-17', 'ombudsman-decided', { reference: '26 000 001', decision: 'upheld', changedFinding: false }),
      ],
    },
  },
  'follow-up-payments': {
    'one of each open': {
      facts: [
        invoice('INV-1', 80_000),
        invoice('INV-2', 72_050),
        fact('2026-06-01', 'invoice-paid', { invoice: 'INV-1' }),
        fact('2026-06-01', 'settlement-agreed', { settlement: 'S1', basis: 'local', pence: 25_000, reason: 'Delay.' }),
      ],
    },
  },
  'follow-up-recommendations': {
    'one of two evidenced': {
      facts: [
        fact('2026-06-17', 'ombudsman-recommended', { recommendation: 'R1', dueOn: localDate('2026-07-17') }),
        fact('2026-06-17', 'ombudsman-recommended', { recommendation: 'R2', dueOn: localDate('2026-08-17') }),
        fact('2026-07-10', 'ombudsman-evidence-sent', { recommendation: 'R1' }),
      ],
    },
  },
  'note-ombudsman-contact': {
    'the last of two letters': {
      facts: [contact('premature', 'lgsco'), contact('decision', 'joint')],
    },
  },
  'set-retention': {
    'of a child': { facts: [], variables: { keptWith: 'complaint', legalHold: false } },
    'with the file of a looked-after child': { facts: [], variables: { keptWith: 'looked-after', legalHold: false } },
    'of an adult': {
      facts: [classified('corporate')],
      variables: { keptWith: 'complaint', legalHold: false },
    },
    'with a part of the NHS': {
      facts: [classified('nhs-joint')],
      variables: { keptWith: 'complaint', legalHold: false },
    },
    'of a compliment': { facts: [feedback('compliment', 'adult')] },
    'of a compliment that became a complaint': {
      facts: [
        feedback('compliment', 'adult'),
        fact('2026-04-01', 'complaint-received', { channel: 'email', oral: false, byChild: false }),
      ],
    },
    'on hold': {
      facts: [classified('corporate')],
      variables: { keptWith: 'complaint', legalHold: true, holdUntil: '2040-01-01' },
    },
  },
  'send-learning-agenda': { 'two items': { facts: LEARNING_PANEL.slice(0, 3) } },
  'send-learning-cascade': { 'two teams': { facts: LEARNING_PANEL } },
  'send-quarterly-summary': { 'one quarter': { facts: LEARNING_PANEL } },
  'record-bodies': {
    'two bodies, one on record already': {
      facts: [fact('2026-07-01', 'nhs-part-detected', { body: 'example-icb' })],
      variables: { bodies: ['example-icb', 'example-hospitals'] },
    },
  },
  'weigh-sharing': { 'one consent of two': { facts: JOINT } },
  'check-sharing': {
    'consent stands': { facts: JOINT, variables: { body: 'example-icb' } },
    'consent was refused': { facts: JOINT, variables: { body: 'example-hospitals' } },
  },
  'ask-partner': {
    'with consent': {
      facts: JOINT,
      variables: { body: 'example-icb' },
      input: { letter: 'ask-partner', days: '10' },
      letters: LETTERS,
    },
  },
  'send-joint-response': {
    'all have signed': {
      facts: [...JOINT, fact('2026-07-10', 'part-signed-off', { body: 'example-icb', by: 'Head of complaints' })],
      input: { letter: 'joint-response' },
      letters: LETTERS,
    },
  },
  'send-letter': {
    'with a plan': {
      facts: [...POINTS, fact('2026-07-14', 'response-plan-set', { until: localDate('2026-08-20') })],
      input: { letter: 'response-plan' },
      letters: LETTERS,
    },
    'to a partner': {
      facts: [
        fact('2026-07-01', 'consent-asked', { person: 'ana', body: 'example-icb' }),
        fact('2026-07-02', 'consent-given', { person: 'ana', body: 'example-icb' }),
        fact('2026-07-14', 'partner-link-issued', {
          body: 'example-icb',
          link: 'L1',
          until: localDate('2026-07-29'),
        }),
      ],
      input: { letter: 'ask-partner', body: 'example-icb' },
      letters: LETTERS,
    },
  },
}

function invoice(id: string, pence: number): NewFact {
  return fact('2026-05-01', 'invoice-received', { invoice: id, stage: 'stage-2', supplier: 'Field and Co', pence })
}

function classified(procedure: string): NewFact {
  return fact('2026-04-01', 'complaint-classified', {
    procedure,
    functionCode: 'other',
    personCode: 'other',
    reason: 'It is about a service of ours.',
  })
}

function late(outcome: 'consider' | 'do-not-consider'): NewFact {
  return fact('2026-04-02', 'late-complaint-decided', {
    groundsAroseOn: localDate('2024-12-01'),
    notReasonableToExpectInTime: outcome === 'consider',
    canStillBeConsideredEffectively: outcome === 'consider',
    outcome,
    reason: 'Too little is left on file.',
  })
}

function contact(about: 'premature' | 'decision', body: 'lgsco' | 'joint') {
  return fact('2026-06-17', 'ombudsman-contact-received', {
    reference: '26 000 001',
    body,
    about,
    area: 'adult-social-care',
  })
}
