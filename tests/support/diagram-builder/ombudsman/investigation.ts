import { doc, line, type Node, type Sketch } from '../sketch.ts'

const PRACTICE = 'LGSCO practice (well-known)'

interface Asked {
  readonly id: string
  readonly name: string
  readonly message: string
  readonly form: string
  readonly process: string
  readonly call: string
  readonly clause: string
  readonly column: number
}

/** Something more that the Ombudsman asks for, whenever its letter comes, as often as it comes. */
function anyTime({ id, name, message, form, process, call, clause, column }: Asked): Node {
  return {
    id: `any_ombudsman_${id}`,
    kind: 'any-time',
    name,
    interrupting: false,
    on: { message, form, role: 'ombudsman-link-officer' },
    at: [column, 3],
    start: { id: `ev_ombudsman_${id}`, name: 'Letter', doc: doc(clause, 'Each letter has its own time.') },
    doc: doc(clause, 'At any time before the decision.'),
    nodes: [
      {
        id: `call_ombudsman_${id}`,
        kind: 'call',
        process,
        name: call,
        at: [column + 1.1, 3],
        doc: doc(clause, 'By the day that counts for it.'),
      },
      {
        id: `end_ombudsman_${id}_done`,
        kind: 'end',
        name: 'Sent',
        at: [column + 2.1, 3],
        doc: doc(clause, 'It is on file.'),
      },
    ],
    flows: line(`ev_ombudsman_${id}`, `call_ombudsman_${id}`, `end_ombudsman_${id}_done`),
  }
}

export const investigation: Sketch = {
  file: 'ombudsman-investigation',
  process: 'ombudsman-investigation',
  procedure: 'ombudsman',
  name: 'The Ombudsman investigates',
  doc: doc(
    'Local Government Act 1974 ss.28, 29 (well-known)',
    'The Ombudsman asks in its own order, and more than once. Nothing here stops a clock of the complaint itself.',
  ),
  nodes: [
    {
      id: 'start_ombudsman_investigation',
      kind: 'start',
      name: 'They look into it',
      at: [0, 0],
      doc: doc(PRACTICE, 'The council is told, and may comment (s.28).'),
    },
    {
      id: 'gw_ombudsman_beside',
      kind: 'parallel',
      name: '',
      at: [0.9, 0],
      doc: doc(PRACTICE, 'The decision may come while something is still asked for.'),
    },
    {
      id: 'ev_ombudsman_decision',
      kind: 'catch',
      on: { message: 'ombudsman-decided', form: 'ombudsman-decision', role: 'ombudsman-link-officer' },
      name: 'Decision comes',
      at: [3.4, 0],
      doc: doc(PRACTICE, 'The final decision. It is usually published six weeks later, without names.'),
    },
    {
      id: 'end_ombudsman_decision',
      kind: 'end',
      terminate: true,
      outcome: 'decided',
      name: 'Decided',
      at: [5, 0],
      doc: doc(PRACTICE, 'What was still asked for is asked for no more.'),
    },
    {
      id: 'gw_ombudsman_asks',
      kind: 'choice',
      name: 'What does the first letter ask for?',
      at: [1.9, 1],
      label: 'below-left',
      doc: doc(PRACTICE, 'More can be asked for at any time.'),
    },
    {
      id: 'call_ombudsman_first_papers',
      kind: 'call',
      process: 'ombudsman-papers',
      name: 'Send the papers',
      at: [3.4, 1],
      doc: doc('LGSCO Investigation Manual ch. 7', '10 working days.'),
    },
    {
      id: 'call_ombudsman_first_enquiry',
      kind: 'call',
      process: 'ombudsman-enquiry',
      name: 'Answer the enquiries',
      at: [3.4, 2],
      doc: doc('LGSCO practice: enquiries (well-known)', '20 working days, or the day in the letter.'),
    },
    {
      id: 'gw_ombudsman_asked',
      kind: 'choice',
      name: '',
      at: [4.6, 1],
      doc: doc('Local practice', 'Ways meet here; nothing is decided.'),
    },
    {
      id: 'end_ombudsman_asked',
      kind: 'end',
      outcome: 'first-letter-answered',
      name: 'First letter answered',
      at: [5.6, 1],
      doc: doc(PRACTICE, 'The decision is waited for.'),
    },
    anyTime({
      id: 'more_papers',
      name: 'Papers asked for',
      message: 'ombudsman-papers-asked',
      form: 'ombudsman-papers-asked',
      process: 'ombudsman-papers',
      call: 'Send the papers',
      clause: 'LGSCO Investigation Manual ch. 7',
      column: 0.2,
    }),
    anyTime({
      id: 'more_enquiries',
      name: 'Enquiries',
      message: 'ombudsman-enquiry-received',
      form: 'ombudsman-enquiry',
      process: 'ombudsman-enquiry',
      call: 'Answer the enquiries',
      clause: 'LGSCO practice: enquiries (well-known)',
      column: 3.5,
    }),
    {
      ...anyTime({
        id: 'draft_decision',
        name: 'Draft decision',
        message: 'ombudsman-draft-received',
        form: 'ombudsman-draft',
        process: 'ombudsman-draft',
        call: 'Comment on the draft',
        clause: 'LGSCO practice: draft decision (unsure)',
        column: 6.8,
      }),
    },
    {
      id: 'any_ombudsman_pause',
      kind: 'any-time',
      name: 'The Ombudsman stops its work',
      interrupting: false,
      on: { message: 'ombudsman-paused', form: 'ombudsman-paused', role: 'ombudsman-link-officer' },
      at: [6.8, 1.2],
      start: {
        id: 'ev_ombudsman_paused',
        name: 'It has stopped',
        doc: doc(
          'LGSCO, 26 March to 29 June 2020 (well-known)',
          'The Ombudsman’s own times stand still. No time of the council’s for a complaint does: no power to stop those was found (unsure).',
        ),
      },
      doc: doc('LGSCO, 26 March to 29 June 2020 (well-known)', 'As in the spring of 2020.'),
      nodes: [
        {
          id: 'ev_ombudsman_resumed',
          kind: 'catch',
          on: { message: 'ombudsman-resumed', form: 'ombudsman-resumed', role: 'ombudsman-link-officer' },
          name: 'It goes on',
          at: [8, 1.2],
          doc: doc('LGSCO, 29 June 2020', 'What was asked for is due after the time that was left.'),
        },
        {
          id: 'end_ombudsman_resumed',
          kind: 'end',
          name: 'Times run again',
          at: [8.9, 1.2],
          doc: doc('LGSCO, 29 June 2020', 'The new days are on the tasks.'),
        },
      ],
      flows: line('ev_ombudsman_paused', 'ev_ombudsman_resumed', 'end_ombudsman_resumed'),
    },
  ],
  flows: [
    ...line('start_ombudsman_investigation', 'gw_ombudsman_beside', 'ev_ombudsman_decision', 'end_ombudsman_decision'),
    { from: 'gw_ombudsman_beside', to: 'gw_ombudsman_asks', out: 'bottom', in: 'left' },
    { from: 'gw_ombudsman_asks', to: 'call_ombudsman_first_papers', name: 'Papers', when: 'asks = "papers"' },
    {
      from: 'gw_ombudsman_asks',
      to: 'call_ombudsman_first_enquiry',
      name: 'Answers',
      when: 'asks = "enquiry"',
      out: 'bottom',
      in: 'left',
    },
    {
      from: 'gw_ombudsman_asks',
      to: 'gw_ombudsman_asked',
      name: 'Nothing yet',
      otherwise: true,
      out: 'top',
      in: 'top',
      mid: 0.42,
    },
    ...line('call_ombudsman_first_papers', 'gw_ombudsman_asked', 'end_ombudsman_asked'),
    { from: 'call_ombudsman_first_enquiry', to: 'gw_ombudsman_asked', out: 'right', in: 'bottom' },
  ],
}
