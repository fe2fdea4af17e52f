import { doc, line, meet, type Node, type Sketch } from '../sketch.ts'
import { done } from '../adult-social-care/laws.ts'
import { AS_FOR_ADULTS, local, PRACTICE, REG_24_5, REG_29, REG_29_2 } from './laws.ts'

const RESPONSE = 'public-health.response'
const FROM_NOTIFICATION = 'public-health.response-from-notification'

/** The notice with the reason, once under each reading of when the period begins. */
function missed(name: string, rule: string, title: string, clause: string, row: number, first: boolean): Node {
  const id = (kind: string) => `${kind}_health_${name}`
  return {
    id: id('any'),
    kind: 'any-time',
    name: title,
    interrupting: false,
    on: { timer: { rule, at: 'breach' } },
    at: [3.7, row],
    start: { id: id('ev'), name: 'Period is over', doc: doc(clause, 'The day after its last day, as extended.') },
    doc: doc(REG_29, 'A notice with the reason at once; the response as soon as can be.'),
    nodes: [
      {
        id: `svc_health_${name}_director`,
        kind: 'service',
        action: 'notify-staff',
        parameters: { role: 'director', template: 'deadline-missed', rule },
        name: 'Tell the director',
        at: [4.7, row],
        doc: doc(PRACTICE, 'A limit of the law has been missed.'),
      },
      {
        id: id('task'),
        kind: 'user',
        role: 'responding-manager',
        form: 'health-explain-missed',
        ...(first
          ? { deadline: { rule: 'public-health.missed-notice' } }
          : { noDeadline: 'because the notice that the law asks for has gone out under the first reading' }),
        name: 'Say why it is late',
        at: [5.7, row],
        doc: doc(REG_29, 'The complainant gets the reason in writing as soon as you have given it.'),
      },
      {
        id: id('svc'),
        kind: 'service',
        action: 'send-letter',
        parameters: { letter: 'adult-period-missed', rule },
        name: 'Notify the complainant',
        at: [6.7, row],
        doc: doc(REG_29, 'In writing, with the reason.'),
      },
      done(id('end'), 'Notified', [7.7, row], REG_29, 'The response follows as soon as can be.'),
    ],
    flows: line(id('ev'), `svc_health_${name}_director`, id('task'), id('svc'), id('end')),
  }
}

export const handling: Sketch = {
  file: 'handling',
  process: 'public-health-handling',
  procedure: 'public-health',
  name: 'Investigation and response',
  doc: doc(
    `${REG_29}; ${REG_24_5}`,
    'The response is sent in any event before the relevant period expires. Where a provider was notified the period may run from that day: both days are watched, the earlier first.',
  ),
  nodes: [
    {
      id: 'start_health_handling',
      kind: 'start',
      name: 'Planned',
      at: [0, 1],
      doc: doc(REG_29, 'The period has been running since the first receipt.'),
    },
    {
      id: 'svc_health_open_stage',
      kind: 'service',
      action: 'open-stage',
      parameters: { stage: 'public-health' },
      name: 'Open the stage',
      at: [1, 1],
      doc: doc(REG_29, 'There is only one.'),
    },
    {
      id: 'gw_health_begin_handling',
      kind: 'parallel',
      name: '',
      at: [2, 1],
      doc: doc(REG_29, 'While it is looked into, the complainant hears how it stands.'),
    },
    {
      id: 'task_health_choose_handling',
      kind: 'user',
      role: 'responding-manager',
      form: 'health-choose-handling',
      deadline: { rule: RESPONSE },
      name: 'Choose how to handle it',
      at: [3, 1],
      doc: doc(AS_FOR_ADULTS, 'Speak to the complainant first. Is a provider concerned that runs the service for us?'),
    },
    {
      id: 'gw_health_provider',
      kind: 'choice',
      name: 'Is a provider concerned?',
      at: [4, 1],
      label: 'below',
      doc: doc('SI 2012/3094 reg 20', 'Its service is the council’s to answer for as well.'),
    },
    {
      id: 'call_health_provider',
      kind: 'call',
      process: 'adult-social-care-provider',
      name: 'The provider’s part',
      at: [5, 0],
      doc: doc(REG_24_5, 'Consent first; then its answer, for one response.'),
    },
    meet('gw_health_provider_done', [6, 1]),
    {
      id: 'task_health_investigate',
      kind: 'user',
      role: 'responding-manager',
      form: 'health-investigate',
      deadline: { rule: RESPONSE },
      name: 'Look into it',
      at: [7, 1],
      doc: doc(REG_29, 'A finding on each point, with the evidence.'),
    },
    {
      id: 'call_health_response',
      kind: 'call',
      process: 'public-health-response',
      name: 'Response',
      at: [8, 1],
      doc: doc(REG_29_2, 'Drafted, checked, signed, sent before the period expires.'),
    },
    {
      id: 'end_health_handled',
      kind: 'end',
      terminate: true,
      outcome: 'answered',
      name: 'Answered',
      at: [9, 1],
      doc: doc(REG_29, 'The response is out. What is still open beside it is dropped.'),
    },
    meet('gw_health_to_update', [3, 2.3]),
    {
      id: 'ev_health_update_due',
      kind: 'catch',
      on: {
        timer: {
          local: local('update', 'Our next word to the complainant', 20, 'notice-sent', 'notice-sent'),
          at: 'due',
        },
      },
      name: 'Nothing heard for 20 working days',
      at: [4, 2.3],
      label: 'above',
      doc: doc(PRACTICE, 'Counted from the last time that they heard from us.'),
    },
    {
      id: 'svc_health_update',
      kind: 'service',
      action: 'send-progress-update',
      name: 'Tell them how it stands',
      at: [5, 2.3],
      doc: doc(AS_FOR_ADULTS, 'Kept informed, as far as reasonably practicable.'),
    },
    {
      id: 'any_health_period_near',
      kind: 'any-time',
      name: 'Five months have passed',
      interrupting: false,
      on: { timer: { rule: RESPONSE, at: 'warning', before: 21 } },
      at: [0.2, 4.2],
      start: {
        id: 'ev_health_period_near',
        name: 'About a month is left',
        doc: doc(REG_29_2, '21 working days before the last day.'),
      },
      doc: doc(REG_29_2, 'In time to ask the complainant for more.'),
      nodes: [
        {
          id: 'call_health_extension',
          kind: 'call',
          process: 'adult-social-care-extension',
          name: 'Decide on more time',
          at: [1.3, 4.2],
          doc: doc(REG_29_2, 'Only by agreement, and only before the period ends.'),
        },
        done('end_health_extension_decided', 'Decided', [2.3, 4.2], REG_29_2, 'The day that counts is known.'),
      ],
      flows: line('ev_health_period_near', 'call_health_extension', 'end_health_extension_decided'),
    },
    missed('period_missed', RESPONSE, 'Six months missed', REG_29_2, 4.2, true),
    missed('notified_missed', FROM_NOTIFICATION, 'Six months from the notification missed', REG_24_5, 6, false),
  ],
  flows: [
    ...line('start_health_handling', 'svc_health_open_stage', 'gw_health_begin_handling'),
    { from: 'gw_health_begin_handling', to: 'task_health_choose_handling' },
    { from: 'gw_health_begin_handling', to: 'gw_health_to_update', out: 'bottom', in: 'left' },
    ...line('task_health_choose_handling', 'gw_health_provider'),
    { from: 'gw_health_provider', to: 'call_health_provider', name: 'Yes', when: 'healthProvider = true', out: 'top' },
    { from: 'gw_health_provider', to: 'gw_health_provider_done', name: 'No', otherwise: true },
    { from: 'call_health_provider', to: 'gw_health_provider_done', out: 'right', in: 'top' },
    ...line('gw_health_provider_done', 'task_health_investigate', 'call_health_response', 'end_health_handled'),
    ...line('gw_health_to_update', 'ev_health_update_due', 'svc_health_update'),
    { from: 'svc_health_update', to: 'gw_health_to_update', out: 'bottom', in: 'bottom', mid: 3 },
  ],
}
