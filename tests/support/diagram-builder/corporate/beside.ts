import { doc, line, type Sketch } from '../sketch.ts'
import { code, LOCAL } from './words.ts'

const SAFEGUARDING = 'Local practice'

export const withdrawal: Sketch = {
  file: 'corporate-withdrawal',
  process: 'corporate-withdrawal',
  procedure: 'corporate',
  name: 'Withdrawal',
  doc: doc(LOCAL, 'Confirm in writing. Withdrawn is not the same as not upheld.'),
  nodes: [
    {
      id: 'start_corporate_withdrawal',
      kind: 'start',
      name: 'Complaint withdrawn',
      at: [0, 0],
      doc: doc(LOCAL, 'By word of mouth or in writing.'),
    },
    {
      id: 'svc_corporate_confirm_withdrawal',
      kind: 'service',
      action: 'confirm-withdrawal',
      name: 'Confirm in writing',
      at: [1, 0],
      doc: doc(LOCAL, 'And how to come back.'),
    },
    {
      id: 'svc_corporate_record_withdrawn',
      kind: 'service',
      action: 'record-outcome',
      parameters: { outcome: 'withdrawn' },
      name: 'Record the points as withdrawn',
      at: [2, 0],
      doc: doc(LOCAL, 'What was found before stands.'),
    },
    {
      id: 'call_corporate_withdrawal_actions',
      kind: 'call',
      process: 'learning-actions',
      name: 'Follow what was promised',
      at: [3, 0],
      doc: doc(code('6.6'), 'A promise stands after a withdrawal.'),
    },
    {
      id: 'call_corporate_withdrawal_closing',
      kind: 'call',
      process: 'learning-closing',
      name: 'Closing and learning',
      at: [4, 0],
      doc: doc(code('9.1'), 'A complaint withdrawn may still teach something.'),
    },
    {
      id: 'end_corporate_withdrawal',
      kind: 'end',
      outcome: 'withdrawn',
      name: 'Withdrawn and closed',
      at: [5, 0],
      doc: doc(LOCAL, 'The complaint is over.'),
    },
  ],
  flows: line(
    'start_corporate_withdrawal',
    'svc_corporate_confirm_withdrawal',
    'svc_corporate_record_withdrawn',
    'call_corporate_withdrawal_actions',
    'call_corporate_withdrawal_closing',
    'end_corporate_withdrawal',
  ),
}

export const safeguarding: Sketch = {
  file: 'corporate-safeguarding',
  process: 'corporate-safeguarding',
  procedure: 'corporate',
  name: 'Safeguarding referral',
  doc: doc(
    SAFEGUARDING,
    'A concern for somebody’s safety goes to the safeguarding team at once. The complaint goes on unless that would endanger somebody or prejudice the enquiry.',
  ),
  nodes: [
    {
      id: 'start_corporate_safeguarding',
      kind: 'start',
      name: 'Concern raised',
      at: [0, 0],
      doc: doc(SAFEGUARDING, 'The concern is on file.'),
    },
    {
      id: 'svc_corporate_alert_safeguarding',
      kind: 'service',
      action: 'notify-safeguarding',
      name: 'Alert the safeguarding team',
      at: [1, 0],
      doc: doc(SAFEGUARDING, 'At once.'),
    },
    {
      id: 'task_corporate_conclude_safeguarding',
      kind: 'user',
      role: 'complaints-manager',
      form: 'corporate-conclude-safeguarding',
      noDeadline: 'because the safeguarding team sets the time; no clock of the complaint stops meanwhile',
      name: 'Record what safeguarding decided',
      at: [2, 0],
      doc: doc(SAFEGUARDING, 'The reply of the safeguarding team, and whether the complaint can go on beside it.'),
    },
    {
      id: 'gw_corporate_safeguarding_reply',
      kind: 'choice',
      name: 'Can the complaint go on?',
      at: [3, 0],
      label: 'above',
      doc: doc(SAFEGUARDING, 'As the safeguarding team says.'),
    },
    {
      id: 'end_corporate_safeguarding_continue',
      kind: 'end',
      outcome: 'continue',
      name: 'Goes on',
      at: [4, 0],
      doc: doc(SAFEGUARDING, 'The stages were not interrupted.'),
    },
    {
      id: 'end_corporate_safeguarding_stop',
      kind: 'end',
      outcome: 'stop',
      name: 'Stops',
      at: [4, 0.9],
      doc: doc(SAFEGUARDING, 'The complaint cannot be considered now.'),
    },
  ],
  flows: [
    ...line(
      'start_corporate_safeguarding',
      'svc_corporate_alert_safeguarding',
      'task_corporate_conclude_safeguarding',
      'gw_corporate_safeguarding_reply',
    ),
    {
      from: 'gw_corporate_safeguarding_reply',
      to: 'end_corporate_safeguarding_continue',
      name: 'Yes',
      otherwise: true,
    },
    {
      from: 'gw_corporate_safeguarding_reply',
      to: 'end_corporate_safeguarding_stop',
      name: 'No',
      when: 'safeguarding = "stop"',
      out: 'bottom',
      in: 'left',
    },
  ],
}
