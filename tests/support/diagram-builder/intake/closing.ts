import { doc, line, meet, type Sketch } from '../sketch.ts'

const RECORD = 'SI 2006/1738 reg 13 (well-known); SI 2009/309 reg 17 (well-known); LGSCO Complaint Handling Code 6.8'

export const closing: Sketch = {
  file: 'closing',
  process: 'intake-closing',
  procedure: 'intake',
  name: 'Closing at intake',
  doc: doc(RECORD, 'What ends here goes into the record with its outcome, and is counted.'),
  nodes: [
    {
      id: 'start_intake_closing',
      kind: 'start',
      name: 'Nothing more to do',
      at: [0, 1],
      doc: doc(RECORD, 'Whoever wrote to us has been told.'),
    },
    {
      id: 'svc_intake_retention',
      kind: 'service',
      action: 'set-retention',
      name: 'Set how long it is kept',
      at: [1, 1],
      doc: doc(
        'UK GDPR art 5(1)(e) (well-known); Local practice',
        'Two years for a compliment or comment, six for a complaint that ends here.',
      ),
    },
    meet('gw_intake_to_close', [2, 1]),
    {
      id: 'svc_intake_close',
      kind: 'service',
      action: 'close-case',
      name: 'Close the case',
      at: [3, 1],
      doc: doc(RECORD, 'A compliment or comment is recorded; a complaint ends as its points did.'),
    },
    {
      id: 'ev_intake_lateness_unexplained',
      kind: 'boundary',
      of: 'svc_intake_close',
      side: 'top',
      interrupting: true,
      on: { error: 'LATENESS_UNEXPLAINED' },
      name: 'A lateness has no reason',
      label: 'above-right',
      at: [3, 1],
      doc: doc(RECORD, 'A complaint that another procedure sent back may have been late there.'),
    },
    {
      id: 'task_intake_explain_lateness',
      kind: 'user',
      role: 'complaints-manager',
      form: 'learning-explain-lateness',
      noDeadline: 'because no law sets a time for closing',
      name: 'Say why it was late',
      at: [3, -0.6],
      doc: doc(
        RECORD,
        'The main reason for each time limit that was missed and has none yet. The case’s clocks show which.',
      ),
    },
    {
      id: 'end_intake_closed',
      kind: 'end',
      outcome: 'closed',
      name: 'Case closed',
      at: [4, 1],
      doc: doc(RECORD, 'Reports count it.'),
    },
  ],
  flows: [
    ...line(
      'start_intake_closing',
      'svc_intake_retention',
      'gw_intake_to_close',
      'svc_intake_close',
      'end_intake_closed',
    ),
    { from: 'ev_intake_lateness_unexplained', to: 'task_intake_explain_lateness', out: 'top', in: 'bottom' },
    { from: 'task_intake_explain_lateness', to: 'gw_intake_to_close', out: 'left', in: 'top' },
  ],
}
