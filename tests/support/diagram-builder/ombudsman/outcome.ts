import { doc, line, meet, type Flow, type Node, type Sketch } from '../sketch.ts'

const COMPLIANCE = 'LGSCO practice: compliance'

interface Branch {
  readonly id: string
  readonly question: string
  readonly when: string
  readonly call: Node
  readonly row: number
  readonly clause: string
}

const branch = ({ id, question, when, call, row, clause }: Branch) => ({
  nodes: [
    {
      id: `gw_ombudsman_${id}`,
      kind: 'choice',
      name: question,
      at: [7, row],
      label: 'above-left',
      doc: doc(clause, 'As the decision says.'),
    },
    call,
    meet(`gw_ombudsman_${id}_done`, [9.7, row]),
  ] satisfies Node[],
  flows: [
    { from: `gw_ombudsman_${id}`, to: call.id, name: 'Yes', when },
    {
      from: `gw_ombudsman_${id}`,
      to: `gw_ombudsman_${id}_done`,
      name: 'No',
      otherwise: true,
      out: 'bottom',
      in: 'bottom',
      mid: row + 0.62,
    },
    { from: call.id, to: `gw_ombudsman_${id}_done` },
  ] satisfies Flow[],
})

const recommendations = branch({
  id: 'recommends',
  question: 'Is anything recommended?',
  when: 'hasRecommendations = true',
  row: 0,
  clause: COMPLIANCE,
  call: {
    id: 'call_ombudsman_recommendations',
    kind: 'call',
    process: 'ombudsman-recommendations',
    name: 'Carry them out',
    at: [8.4, 0],
    doc: doc(COMPLIANCE, 'Each with evidence by its day.'),
  },
})

const money = branch({
  id: 'settlement',
  question: 'Is money to be paid?',
  when: 'hasSettlement = true',
  row: 1.4,
  clause: 'LGSCO guidance on remedies',
  call: {
    id: 'call_ombudsman_settlement',
    kind: 'call',
    process: 'learning-costs',
    name: 'Pay the complainant',
    at: [8.4, 1.4],
    doc: doc('LGSCO guidance on remedies', 'Usually within a month.'),
  },
})

const publicReport = branch({
  id: 'is_report',
  question: 'Is it a public report?',
  when: 'decision = "report"',
  row: 2.8,
  clause: 'Local Government Act 1974 ss.30, 31 (well-known)',
  call: {
    id: 'call_ombudsman_report',
    kind: 'call',
    process: 'ombudsman-report',
    name: 'Public report',
    at: [8.4, 2.8],
    doc: doc('Local Government Act 1974 ss.30, 31 (well-known)', 'Notice, council, answer.'),
  },
})

export const outcome: Sketch = {
  file: 'ombudsman-outcome',
  process: 'ombudsman-outcome',
  procedure: 'ombudsman',
  name: 'After the decision',
  doc: doc(
    'Local Government Act 1974 s.31 (well-known)',
    'What the decision asks of the council: the monitoring officer, the complainant, recommendations, money, the duties of a public report.',
  ),
  nodes: [
    {
      id: 'start_ombudsman_outcome',
      kind: 'start',
      name: 'Decision received',
      at: [0, 0],
      doc: doc(COMPLIANCE, 'It is on record.'),
    },
    {
      id: 'gw_ombudsman_upheld',
      kind: 'choice',
      name: 'Was fault found?',
      at: [0.9, 0],
      label: 'above-right',
      doc: doc(
        'LGSCO practice: outcomes',
        'Upheld, upheld and already put right, or a report. The Ombudsman also upholds what we had upheld ourselves.',
      ),
    },
    {
      id: 'svc_ombudsman_monitoring_officer',
      kind: 'service',
      action: 'send-letter',
      parameters: { letter: 'ombudsman-monitoring-officer', team: 'monitoring-officer' },
      name: 'Tell the monitoring officer',
      at: [2, 0],
      doc: doc(
        'Local Government and Housing Act 1989 s.5(2) (well-known)',
        'Who reports to the council that maladministration was found; in summary for all but public reports.',
      ),
    },
    meet('gw_ombudsman_fault_told', [3, 0]),
    {
      id: 'gw_ombudsman_write_after',
      kind: 'choice',
      name: 'Do we write to the complainant?',
      at: [3.7, -1],
      label: 'above',
      doc: doc('Local practice', 'The Ombudsman sends them the decision; we say what we do.'),
    },
    {
      id: 'svc_ombudsman_decision_followed',
      kind: 'service',
      action: 'send-letter',
      parameters: { letter: 'ombudsman-decision-followed' },
      name: 'Say what we do',
      at: [4.6, -1],
      doc: doc('LGSCO guidance on remedies', 'With an apology where our finding was changed.'),
    },
    meet('gw_ombudsman_written', [5.5, -1]),
    {
      id: 'gw_ombudsman_duties',
      kind: 'parallel',
      name: '',
      at: [6.1, 0],
      doc: doc(COMPLIANCE, 'Side by side, each by its own day.'),
    },
    ...recommendations.nodes,
    ...money.nodes,
    ...publicReport.nodes,
    {
      id: 'gw_ombudsman_duties_done',
      kind: 'parallel',
      name: '',
      at: [10.5, 0],
      doc: doc(COMPLIANCE, 'When all of it is done.'),
    },
    {
      id: 'end_ombudsman_outcome',
      kind: 'end',
      outcome: 'complied',
      name: 'All done',
      at: [11.3, 0],
      doc: doc(COMPLIANCE, 'The Ombudsman publishes each council’s rate.'),
    },
  ],
  flows: [
    ...line('start_ombudsman_outcome', 'gw_ombudsman_upheld'),
    {
      from: 'gw_ombudsman_upheld',
      to: 'svc_ombudsman_monitoring_officer',
      name: 'Yes',
      when: 'decision = "upheld" or decision = "upheld-already-remedied" or decision = "report"',
    },
    {
      from: 'gw_ombudsman_upheld',
      to: 'gw_ombudsman_fault_told',
      name: 'No',
      otherwise: true,
      out: 'bottom',
      in: 'bottom',
      mid: 0.7,
    },
    ...line('svc_ombudsman_monitoring_officer', 'gw_ombudsman_fault_told'),
    { from: 'gw_ombudsman_fault_told', to: 'gw_ombudsman_write_after', out: 'top', in: 'left' },
    {
      from: 'gw_ombudsman_write_after',
      to: 'svc_ombudsman_decision_followed',
      name: 'Yes',
      when: 'writeToComplainant = true',
    },
    {
      from: 'gw_ombudsman_write_after',
      to: 'gw_ombudsman_written',
      name: 'No',
      otherwise: true,
      out: 'bottom',
      in: 'bottom',
      mid: -0.5,
    },
    ...line('svc_ombudsman_decision_followed', 'gw_ombudsman_written'),
    { from: 'gw_ombudsman_written', to: 'gw_ombudsman_duties', out: 'right', in: 'top' },
    { from: 'gw_ombudsman_duties', to: 'gw_ombudsman_recommends' },
    { from: 'gw_ombudsman_duties', to: 'gw_ombudsman_settlement', out: 'bottom', in: 'left' },
    { from: 'gw_ombudsman_duties', to: 'gw_ombudsman_is_report', out: 'bottom', in: 'left' },
    ...recommendations.flows,
    ...money.flows,
    ...publicReport.flows,
    { from: 'gw_ombudsman_recommends_done', to: 'gw_ombudsman_duties_done' },
    { from: 'gw_ombudsman_settlement_done', to: 'gw_ombudsman_duties_done', out: 'right', in: 'bottom' },
    { from: 'gw_ombudsman_is_report_done', to: 'gw_ombudsman_duties_done', out: 'right', in: 'bottom' },
    ...line('gw_ombudsman_duties_done', 'end_ombudsman_outcome'),
  ],
}
