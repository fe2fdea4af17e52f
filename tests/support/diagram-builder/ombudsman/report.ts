import { doc, line, type Flow, type Node, type Sketch } from '../sketch.ts'

const S30 = 'Local Government Act 1974 s.30 (well-known)'
const S31 = 'Local Government Act 1974 s.31 (well-known)'

/** A word to the director when a duty of the report is late, and again every 5 working days. */
function late(
  task: string,
  rule: string,
  column: number,
  row: number,
  down = 1.15,
): { readonly nodes: Node[]; readonly flows: Flow[] } {
  const name = task.replace('task_ombudsman_', '')
  return {
    nodes: [
      {
        id: `ev_ombudsman_${name}_late`,
        kind: 'boundary',
        of: task,
        side: 'bottom',
        interrupting: false,
        on: { timer: { rule, at: 'breach', repeat: 5 } },
        name: 'Too late',
        label: 'below-right',
        at: [column, row],
        doc: doc(S31, 'And every 5 working days from then: the Ombudsman may make a further report.'),
      },
      {
        id: `svc_ombudsman_${name}_late`,
        kind: 'service',
        action: 'notify-staff',
        parameters: { role: 'director', template: 'deadline-missed', rule },
        name: 'Tell the director',
        at: [column + 1.1, row + down],
        doc: doc('Local practice', 'It is late, and who should see to it.'),
      },
      {
        id: `end_ombudsman_${name}_late`,
        kind: 'end',
        name: 'Director told',
        at: [column + 2.2, row + down],
        doc: doc('Local practice', 'The message is out.'),
      },
    ],
    flows: [
      { from: `ev_ombudsman_${name}_late`, to: `svc_ombudsman_${name}_late`, out: 'bottom', in: 'left' },
      ...line(`svc_ombudsman_${name}_late`, `end_ombudsman_${name}_late`),
    ],
  }
}

const advertised = late('task_ombudsman_advertise', 'ombudsman.report-notice', 2.2, 0)
const laid = late('task_ombudsman_lay_report', 'ombudsman.report-answer', 2.2, 2.6, 2.15)
const answered = late('task_ombudsman_answer_report', 'ombudsman.report-answer', 4.2, 2.6)

export const report: Sketch = {
  file: 'ombudsman-report',
  process: 'ombudsman-report',
  procedure: 'ombudsman',
  name: 'Public report',
  doc: doc(
    'Local Government Act 1974 ss.30, 31 (well-known)',
    'Notice within 2 weeks, open to be read for 3 weeks, laid before the council, and the Ombudsman told within 3 months what is done.',
  ),
  nodes: [
    {
      id: 'start_ombudsman_report',
      kind: 'start',
      name: 'Report received',
      at: [0, 0],
      doc: doc(S30, 'The day itself is not counted.'),
    },
    {
      id: 'gw_ombudsman_report_duties',
      kind: 'parallel',
      name: '',
      at: [1, 0],
      doc: doc(S30, 'The public, and the council.'),
    },
    {
      id: 'task_ombudsman_advertise',
      kind: 'user',
      role: 'ombudsman-link-officer',
      form: 'ombudsman-report-advertised',
      deadline: { rule: 'ombudsman.report-notice' },
      name: 'Announce the report',
      at: [2.2, 0],
      doc: doc(S30, 'In the press within 2 weeks, with the place where it can be read for 3 weeks.'),
    },
    {
      id: 'ev_ombudsman_report_open',
      kind: 'catch',
      on: { timer: { rule: 'ombudsman.report-inspection', at: 'breach' } },
      name: '3 weeks to read it',
      at: [4.2, 0],
      doc: doc(S30, 'Open to everybody who wants to read it.'),
    },
    ...advertised.nodes,
    {
      id: 'task_ombudsman_lay_report',
      kind: 'user',
      role: 'ombudsman-link-officer',
      form: 'ombudsman-report-laid',
      deadline: { rule: 'ombudsman.report-answer' },
      name: 'Lay it before the council',
      at: [2.2, 2.6],
      doc: doc(S31, 'The council considers what to do.'),
    },
    {
      id: 'task_ombudsman_answer_report',
      kind: 'user',
      role: 'ombudsman-link-officer',
      form: 'ombudsman-report-answered',
      deadline: { rule: 'ombudsman.report-answer' },
      name: 'Tell the Ombudsman what we do',
      at: [4.2, 2.6],
      doc: doc(S31, 'Within 3 months. Else a further report, and a statement that is published.'),
    },
    ...laid.nodes,
    ...answered.nodes,
    {
      id: 'gw_ombudsman_report_done',
      kind: 'parallel',
      name: '',
      at: [7.2, 0],
      doc: doc(S30, 'When both are done.'),
    },
    {
      id: 'end_ombudsman_report',
      kind: 'end',
      outcome: 'reported',
      name: 'Report dealt with',
      at: [8.2, 0],
      doc: doc(S31, 'It counts in the annual report.'),
    },
  ],
  flows: [
    ...line(
      'start_ombudsman_report',
      'gw_ombudsman_report_duties',
      'task_ombudsman_advertise',
      'ev_ombudsman_report_open',
      'gw_ombudsman_report_done',
    ),
    { from: 'gw_ombudsman_report_duties', to: 'task_ombudsman_lay_report', out: 'bottom', in: 'left' },
    ...line('task_ombudsman_lay_report', 'task_ombudsman_answer_report'),
    { from: 'task_ombudsman_answer_report', to: 'gw_ombudsman_report_done', out: 'right', in: 'bottom' },
    ...advertised.flows,
    ...laid.flows,
    ...answered.flows,
    ...line('gw_ombudsman_report_done', 'end_ombudsman_report'),
  ],
}
