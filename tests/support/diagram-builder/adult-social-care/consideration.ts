import { doc, line, type Node, type Sketch } from '../sketch.ts'
import { done, local, PRACTICE, REG_13_PLAN, REG_14, REG_14_RESPONSE } from './laws.ts'

const IN_TIME = 'SI 2009/309 reg 14(3); SI 2012/3094 reg 29(2)'

export const consideration: Sketch = {
  file: 'consideration',
  process: 'adult-social-care-consideration',
  procedure: 'adult-social-care',
  name: 'Plan, investigation, response',
  doc: doc(
    'SI 2009/309 regs 13(7), (8), 14',
    'The one stage of the procedure. What was promised is followed up while the complainant decides whether they are content.',
  ),
  nodes: [
    {
      id: 'start_adult_consideration',
      kind: 'start',
      name: 'To be considered',
      at: [0, 1],
      doc: doc(REG_13_PLAN, 'Eligible, in time, and not left out.'),
    },
    {
      id: 'call_adult_plan',
      kind: 'call',
      process: 'adult-social-care-plan',
      name: 'The plan',
      at: [1, 1],
      doc: doc(REG_13_PLAN, 'Agreed, or set and notified.'),
    },
    {
      id: 'call_adult_handling',
      kind: 'call',
      process: 'adult-social-care-handling',
      name: 'Investigation and response',
      at: [2, 1],
      doc: doc(REG_14, 'Six months at most, or longer by agreement.'),
    },
    {
      id: 'gw_adult_handled',
      kind: 'choice',
      name: 'Was it answered?',
      at: [3, 1],
      label: 'above-left',
      doc: doc(REG_14_RESPONSE, 'Unless safeguarding stopped it.'),
    },
    {
      id: 'end_adult_consideration_stopped',
      kind: 'end',
      outcome: 'stopped',
      name: 'Stopped for safeguarding',
      at: [3, 2.1],
      doc: doc(PRACTICE, 'The complaint is closed; what was learnt is still recorded.'),
    },
    {
      id: 'gw_adult_answered',
      kind: 'parallel',
      name: '',
      at: [4, 1],
      doc: doc(REG_14_RESPONSE, 'What was promised is followed up while the complainant decides.'),
    },
    {
      id: 'call_adult_after_response',
      kind: 'call',
      process: 'adult-social-care-after-response',
      name: 'After the response',
      at: [5, 1],
      doc: doc(REG_14_RESPONSE, 'Satisfied, a further look asked for, or nothing heard. No second stage.'),
    },
    {
      id: 'call_adult_actions',
      kind: 'call',
      process: 'learning-actions',
      name: 'Follow up what was promised',
      at: [5, 2.1],
      doc: doc(REG_14_RESPONSE, 'The responsible person ensures that it is done (reg 4, well-known).'),
    },
    {
      id: 'gw_adult_all_done',
      kind: 'parallel',
      name: '',
      at: [6, 1],
      doc: doc(REG_14_RESPONSE, 'Both are settled.'),
    },
    {
      id: 'end_adult_considered',
      kind: 'end',
      outcome: 'answered',
      name: 'Answered',
      at: [7, 1],
      doc: doc(REG_14_RESPONSE, 'The next step for the complainant is the Ombudsman.'),
    },
    ...beside('adult', 3.8),
  ],
  flows: [
    ...line('start_adult_consideration', 'call_adult_plan', 'call_adult_handling', 'gw_adult_handled'),
    { from: 'gw_adult_handled', to: 'gw_adult_answered', name: 'Yes', otherwise: true },
    {
      from: 'gw_adult_handled',
      to: 'end_adult_consideration_stopped',
      name: 'No',
      when: 'outcome = "stopped"',
      out: 'bottom',
    },
    ...line('gw_adult_answered', 'call_adult_after_response', 'gw_adult_all_done', 'end_adult_considered'),
    { from: 'gw_adult_answered', to: 'call_adult_actions', out: 'bottom', in: 'left' },
    { from: 'call_adult_actions', to: 'gw_adult_all_done', out: 'right', in: 'bottom' },
  ],
}

/** What comes beside the work and stops no clock, for adults and for public health alike. */
export function beside(prefix: string, row: number): readonly Node[] {
  const id = (kind: string, name: string) => `${kind}_${prefix}_${name}`
  const [first, second] = [row, row + 1.8]
  return [
    {
      id: id('any', 'points'),
      kind: 'any-time',
      name: 'Further points, at any time',
      interrupting: false,
      on: { message: 'points-added', form: 'adult-add-points', role: 'complaints-manager' },
      at: [0.2, first],
      start: {
        id: id('ev', 'points_added'),
        name: 'Further points made',
        doc: doc(PRACTICE, 'The complainant adds something.'),
      },
      doc: doc(PRACTICE, 'Related and early: they are answered with the others. No clock moves.'),
      nodes: [
        {
          id: id('svc', 'tell_points'),
          kind: 'service',
          action: 'notify-staff',
          parameters: { role: 'responding-manager', template: 'task-waiting' },
          name: 'Tell whoever is answering',
          at: [1.2, first],
          doc: doc(PRACTICE, 'So that the response covers every point.'),
        },
        done(id('end', 'points_added'), 'Points on file', [2.2, first], PRACTICE, 'They are answered with the others.'),
      ],
      flows: line(id('ev', 'points_added'), id('svc', 'tell_points'), id('end', 'points_added')),
    },
    {
      id: id('any', 'ombudsman'),
      kind: 'any-time',
      name: 'Ombudsman asks, at any time',
      interrupting: false,
      on: { message: 'ombudsman-asked', form: 'adult-ombudsman-enquiry', role: 'ombudsman-link-officer' },
      at: [4, first],
      start: {
        id: id('ev', 'ombudsman_asked'),
        name: 'Ombudsman enquiry received',
        doc: doc('Local Government Act 1974 s.26(5)', 'The Ombudsman may ask how a complaint stands.'),
      },
      doc: doc('Local Government Act 1974 ss.28, 29 (well-known)', 'Answered beside the rest; no clock stops.'),
      nodes: [
        {
          id: id('task', 'answer_ombudsman'),
          kind: 'user',
          role: 'ombudsman-link-officer',
          form: 'adult-answer-ombudsman',
          deadline: {
            local: local(
              'ombudsman-reply',
              'Our answer to the Ombudsman',
              15,
              'ombudsman-enquiry-received',
              'ombudsman-enquiry-answered',
            ),
          },
          name: 'Answer the Ombudsman',
          at: [5, first],
          doc: doc('Local Government Act 1974 s.29 (well-known)', 'By the date given; normally 20 working days.'),
        },
        done(
          id('end', 'ombudsman_answered'),
          'Ombudsman answered',
          [6, first],
          'Local Government Act 1974 s.29 (well-known)',
          'The reply is on file.',
        ),
      ],
      flows: line(id('ev', 'ombudsman_asked'), id('task', 'answer_ombudsman'), id('end', 'ombudsman_answered')),
    },
    {
      id: id('any', 'proceedings'),
      kind: 'any-time',
      name: 'Proceedings, at any time',
      interrupting: false,
      on: { message: 'proceedings-known', form: 'adult-proceedings', role: 'complaints-manager' },
      at: [0.2, second],
      start: {
        id: id('ev', 'proceedings'),
        name: 'Proceedings come to light',
        doc: doc(PRACTICE, 'Court, tribunal, criminal or disciplinary proceedings about the same matter.'),
      },
      doc: doc(
        IN_TIME,
        'The Regulations for adults know no deferral, as those for children do: every clock runs on. Only the complainant’s agreement gives more time.',
      ),
      nodes: [
        {
          id: id('call', 'time_for_proceedings'),
          kind: 'call',
          process: 'adult-social-care-extension',
          name: 'Agree on more time',
          at: [1.2, second],
          doc: doc(IN_TIME, 'Or go on beside the proceedings with advice.'),
        },
        done(id('end', 'proceedings'), 'Settled with them', [2.2, second], IN_TIME, 'The day that counts is known.'),
      ],
      flows: line(id('ev', 'proceedings'), id('call', 'time_for_proceedings'), id('end', 'proceedings')),
    },
    {
      id: id('any', 'cost'),
      kind: 'any-time',
      name: 'A cost comes up, at any time',
      interrupting: false,
      on: { message: 'cost-incurred', form: 'learning-record-cost', role: 'complaints-manager' },
      at: [4, second],
      start: {
        id: id('ev', 'cost_incurred'),
        name: 'Cost recorded',
        doc: doc(PRACTICE, 'An investigator from outside, an invoice, a payment to the complainant.'),
      },
      doc: doc(PRACTICE, 'Followed until everything is paid.'),
      nodes: [
        {
          id: id('call', 'costs'),
          kind: 'call',
          process: 'learning-costs',
          name: 'Costs and settlements',
          at: [5, second],
          doc: doc(PRACTICE, 'Paid and on record.'),
        },
        done(id('end', 'costs_settled'), 'All paid', [6, second], PRACTICE, 'The overview counts it.'),
      ],
      flows: line(id('ev', 'cost_incurred'), id('call', 'costs'), id('end', 'costs_settled')),
    },
  ]
}
