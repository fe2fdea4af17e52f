import { doc, line, meet, type Sketch } from '../sketch.ts'
import { done } from '../adult-social-care/laws.ts'
import { ACKNOWLEDGE, AS_FOR_ADULTS, PRACTICE, REG_20 } from './laws.ts'

export const receipt: Sketch = {
  file: 'receipt',
  process: 'public-health-receipt',
  procedure: 'public-health',
  name: 'Receipt of a complaint',
  doc: doc(
    ACKNOWLEDGE,
    'Recorded, acknowledged within 3 working days, and the complainant is offered a talk about how it will be handled.',
  ),
  nodes: [
    {
      id: 'start_health_receipt',
      kind: 'start',
      name: 'Complaint has come in',
      at: [0, 1],
      doc: doc(REG_20, 'About public-health functions of the council, or a service that a provider runs for it.'),
    },
    {
      id: 'task_health_record',
      kind: 'user',
      role: 'complaints-manager',
      form: 'adult-record',
      deadline: { rule: 'public-health.acknowledgement' },
      name: 'Record the complaint',
      at: [1, 1],
      doc: doc(
        AS_FOR_ADULTS,
        'Write down each point and what the complainant wants to happen. The acknowledgement goes out when you finish.',
      ),
    },
    {
      id: 'gw_health_copy',
      kind: 'choice',
      name: 'Was it made by word of mouth?',
      at: [2, 1],
      label: 'above',
      doc: doc(AS_FOR_ADULTS, 'Then it is written down, and the complainant gets a copy.'),
    },
    {
      id: 'svc_health_send_record',
      kind: 'service',
      action: 'send-letter',
      parameters: { letter: 'adult-record' },
      name: 'Send the written record',
      at: [3, 2],
      doc: doc(AS_FOR_ADULTS, 'A copy of the record, so that the complainant can correct it.'),
    },
    meet('gw_health_copied', [4, 1]),
    {
      id: 'svc_health_acknowledge',
      kind: 'service',
      action: 'send-letter',
      parameters: { letter: 'adult-acknowledgement', also: 'discussion-offered' },
      name: 'Acknowledge, and offer to talk',
      at: [5, 1],
      doc: doc(ACKNOWLEDGE, 'Within 3 working days after the day of receipt.'),
    },
    {
      id: 'end_health_received',
      kind: 'end',
      outcome: 'received',
      name: 'Received and acknowledged',
      at: [6, 1],
      doc: doc(ACKNOWLEDGE, 'Whether it can be considered is decided next.'),
    },
    {
      id: 'any_health_acknowledgement_late',
      kind: 'any-time',
      name: 'Acknowledgement late',
      interrupting: false,
      on: { timer: { rule: 'public-health.acknowledgement', at: 'breach', repeat: 10 } },
      at: [0.2, 3.4],
      start: {
        id: 'ev_health_acknowledgement_late',
        name: 'Three days passed',
        doc: doc(ACKNOWLEDGE, 'The day after the last day, and again every 10 working days.'),
      },
      doc: doc(ACKNOWLEDGE, 'The complainant is told that the acknowledgement is late.'),
      nodes: [
        {
          id: 'svc_health_acknowledgement_late',
          kind: 'service',
          action: 'send-lateness-notice',
          parameters: { rule: 'public-health.acknowledgement' },
          name: 'Tell the complainant we are late',
          at: [1.2, 3.4],
          doc: doc(PRACTICE, 'Says sorry, why, and when they will hear.'),
        },
        done('end_health_acknowledgement_late', 'Told', [2.2, 3.4], PRACTICE, 'The notice is out.'),
      ],
      flows: line(
        'ev_health_acknowledgement_late',
        'svc_health_acknowledgement_late',
        'end_health_acknowledgement_late',
      ),
    },
  ],
  flows: [
    ...line('start_health_receipt', 'task_health_record', 'gw_health_copy'),
    { from: 'gw_health_copy', to: 'svc_health_send_record', name: 'Yes', when: 'oral = true', out: 'bottom' },
    { from: 'gw_health_copy', to: 'gw_health_copied', name: 'No', otherwise: true },
    { from: 'svc_health_send_record', to: 'gw_health_copied', out: 'right', in: 'bottom' },
    ...line('gw_health_copied', 'svc_health_acknowledge', 'end_health_received'),
  ],
}
