import { doc, line, type Node } from '../sketch.ts'

const LIMIT = 'SI 2006/1738 reg 17(6) (number unsure)'

const FROM = {
  '': { day: 'Day', counted: 'counted from the request', reading: 'the first reading of the start of the time limit' },
  _from_record: {
    day: 'From the record: day',
    counted: 'counted from the settled record',
    reading: 'the second reading of the start of the time limit',
  },
} as const

/**
 * The warning five working days before the longest time, and what follows when it has passed, under one reading of its
 * start. Said once: the notice about the answer, which is late as well by then, comes again every ten working days.
 */
export function outerLimit(suffix: keyof typeof FROM, rule: string, row: number): readonly Node[] {
  const { day, counted, reading } = FROM[suffix]
  const id = (name: string) => `${name}${suffix}`
  return [
    {
      id: id('any_stage_2_limit_near'),
      kind: 'any-time',
      name: `65 days soon over, ${counted}`,
      interrupting: false,
      on: { timer: { rule, at: 'warning', before: 5 } },
      at: [0.2, row],
      start: {
        id: id('ev_stage_2_limit_near'),
        name: `${day} 60`,
        doc: doc(LIMIT, `Five working days before the longest time is over, by ${reading}.`),
      },
      doc: doc(LIMIT, 'No extension reaches beyond day 65.'),
      nodes: [
        {
          id: id('svc_warn_stage_2_limit'),
          kind: 'service',
          action: 'notify-staff',
          parameters: { role: 'senior-manager', template: 'deadline-warning', rule },
          name: 'Warn the senior manager',
          at: [1.3, row],
          doc: doc('Local practice', 'The last day, while there is still time to finish.'),
        },
        {
          id: id('end_stage_2_limit_near'),
          kind: 'end',
          name: 'Warned',
          at: [2.3, row],
          doc: doc('Local practice', 'The message is out.'),
        },
      ],
      flows: line(id('ev_stage_2_limit_near'), id('svc_warn_stage_2_limit'), id('end_stage_2_limit_near')),
    },
    {
      id: id('any_stage_2_limit'),
      kind: 'any-time',
      name: `65 days over, ${counted}`,
      interrupting: false,
      on: { timer: { rule, at: 'breach' } },
      at: [3.6, row],
      start: {
        id: id('ev_stage_2_limit'),
        name: `${day} 65 passed`,
        doc: doc(LIMIT, `The day after the longest time, by ${reading}.`),
      },
      doc: doc(
        LIMIT,
        'Longer than the law allows. That a complainant agrees to wait makes it a breach with consent, not compliance. The work goes on.',
      ),
      nodes: [
        {
          id: id('svc_stage_2_limit_late'),
          kind: 'service',
          action: 'send-lateness-notice',
          parameters: { rule },
          name: 'Tell the complainant we are late',
          at: [4.6, row],
          doc: doc(LIMIT, 'Says sorry, why, and when the response will come. The notice about the answer is repeated.'),
        },
        {
          id: id('svc_tell_stage_2_limit'),
          kind: 'service',
          action: 'notify-staff',
          parameters: { role: 'senior-manager', template: 'deadline-missed', rule },
          name: 'Tell the senior manager',
          at: [5.6, row],
          doc: doc('Local practice', 'A breach to answer for, and a response to get out.'),
        },
        {
          id: id('end_stage_2_limit'),
          kind: 'end',
          name: 'Both told',
          at: [6.6, row],
          doc: doc(LIMIT, 'The notice and the message are out.'),
        },
      ],
      flows: line(
        id('ev_stage_2_limit'),
        id('svc_stage_2_limit_late'),
        id('svc_tell_stage_2_limit'),
        id('end_stage_2_limit'),
      ),
    },
  ]
}
