import { doc, line, meet, type Sketch } from '../sketch.ts'
import { dueSoon, late } from './lateness.ts'
import { ANSWER_1, code, LOCAL } from './words.ts'

export const stage1: Sketch = {
  file: 'corporate-stage-1',
  process: 'corporate-stage-1',
  procedure: 'corporate',
  name: 'Stage 1',
  doc: doc(
    code('6.2 to 6.8'),
    'Acknowledged within 5 working days of receipt, answered within 10 of the acknowledgement. Putting it right at once is a way of working, not a stage: it stops no clock.',
  ),
  nodes: [
    {
      id: 'start_corporate_stage_1',
      kind: 'start',
      name: 'Stage 1 begins',
      at: [0, 1],
      doc: doc(code('6.2'), 'The complaint is considered.'),
    },
    {
      id: 'svc_corporate_open_1',
      kind: 'service',
      action: 'open-stage',
      parameters: { stage: 'corporate-1' },
      name: 'Open Stage 1',
      at: [1, 1],
      doc: doc(code('6.2'), 'Puts the stage on record.'),
    },
    {
      id: 'svc_corporate_acknowledge_1',
      kind: 'service',
      action: 'send-letter',
      parameters: { letter: 'corporate-stage-1-acknowledgement' },
      name: 'Acknowledge',
      at: [2, 1],
      doc: doc(code('6.2'), 'What we understand the complaint to be, who looks at it, and by when. The 10 days start.'),
    },
    {
      id: 'task_corporate_handle',
      kind: 'user',
      role: 'corporate-manager',
      form: 'corporate-handle',
      deadline: ANSWER_1,
      name: 'Choose how to handle it',
      at: [3, 1],
      doc: doc(
        code('5.2'),
        'Speak to the complainant. If it can be put right at once, do so; the answer is due on the same day either way. There is no stage before Stage 1.',
      ),
    },
    {
      id: 'gw_corporate_early',
      kind: 'choice',
      name: 'Is it to be put right at once?',
      at: [4, 1],
      label: 'below',
      doc: doc(code('5.2'), 'A way of working; no clock stops.'),
    },
    {
      id: 'task_corporate_put_right',
      kind: 'user',
      role: 'corporate-manager',
      form: 'corporate-early-resolution',
      deadline: ANSWER_1,
      name: 'Put it right with the complainant',
      at: [5, 0],
      doc: doc(code('5.2'), 'An apology, a visit, a decision looked at again. The answer still follows in writing.'),
    },
    meet('gw_corporate_to_answer_1', [5.2, 1]),
    {
      id: 'task_corporate_answer_1',
      kind: 'user',
      role: 'corporate-manager',
      form: 'corporate-answer-1',
      deadline: ANSWER_1,
      name: 'Answer the complaint',
      at: [6.2, 1],
      doc: doc(
        code('6.6 to 6.8'),
        'Every point: what we found, why, by which law or policy, what we do to put it right and by when. Say also what is not ours. Answer when the answer is known, not when everything is done.',
      ),
    },
    {
      id: 'svc_corporate_answer_1',
      kind: 'service',
      action: 'send-letter',
      parameters: { letter: 'corporate-stage-1-answer' },
      name: 'Send the answer',
      at: [7.2, 1],
      doc: doc(
        code('6.8'),
        'The stage, the decision, the reasons, the remedy, the actions, and how to ask for Stage 2.',
      ),
    },
    {
      id: 'end_corporate_answered_1',
      kind: 'end',
      terminate: true,
      outcome: 'answered',
      name: 'Answered',
      at: [8.2, 1],
      doc: doc(code('6.8'), 'The answer is out.'),
    },
    dueSoon('stage_1', 'corporate-stage-1-extension', ANSWER_1, [0.2, 2.8]),
    late('answer_1', 'Answer late', ANSWER_1, [3.6, 2.8]),
  ],
  flows: [
    ...line(
      'start_corporate_stage_1',
      'svc_corporate_open_1',
      'svc_corporate_acknowledge_1',
      'task_corporate_handle',
      'gw_corporate_early',
    ),
    {
      from: 'gw_corporate_early',
      to: 'task_corporate_put_right',
      name: 'Yes',
      when: 'earlyResolution = true',
      out: 'top',
      in: 'left',
    },
    { from: 'gw_corporate_early', to: 'gw_corporate_to_answer_1', name: 'No', otherwise: true },
    { from: 'task_corporate_put_right', to: 'gw_corporate_to_answer_1', out: 'bottom', in: 'top' },
    ...line(
      'gw_corporate_to_answer_1',
      'task_corporate_answer_1',
      'svc_corporate_answer_1',
      'end_corporate_answered_1',
    ),
  ],
}

/** The same at both stages, but for the numbers. */
function extension(stage: '1' | '2', role: string, most: number, rule: string): Sketch {
  const says = stage === '1' ? code('6.4 to 6.5') : code('6.9 and after (numbers unsure)')
  const id = (name: string) => `${name}_corporate_extend_${stage}`
  return {
    file: `corporate-stage-${stage}-extension`,
    process: `corporate-stage-${stage}-extension`,
    procedure: 'corporate',
    name: `More time for Stage ${stage}`,
    doc: doc(
      says,
      `Once, by up to ${most} working days, with a good reason. The complainant hears the reason and the new date, and how to reach the Ombudsman.`,
    ),
    nodes: [
      {
        id: id('start'),
        kind: 'start',
        name: 'Answer due soon',
        at: [0, 0],
        doc: doc(says, 'Two working days before the answer is due.'),
      },
      {
        id: id('svc_warn'),
        kind: 'service',
        action: 'notify-staff',
        parameters: { role, template: 'deadline-warning', rule },
        name: 'Warn whoever answers',
        at: [1, 0],
        doc: doc(LOCAL, 'The answer is due in two working days.'),
      },
      {
        id: id('task'),
        kind: 'user',
        role,
        form: `corporate-extend-${stage}`,
        noDeadline: 'because the answer falls due two working days later, and its own notices go out then',
        name: 'Decide on more time',
        at: [2, 0],
        doc: doc(says, `At the most ${most} working days more, and only with a good reason.`),
      },
      {
        id: id('gw'),
        kind: 'choice',
        name: 'Is more time needed?',
        at: [3, 0],
        label: 'above',
        doc: doc(says, 'If not, the date stands.'),
      },
      {
        id: id('svc_tell'),
        kind: 'service',
        action: 'send-letter',
        parameters: { letter: `corporate-stage-${stage}-extended`, rule },
        name: 'Tell the complainant the new date',
        at: [4, 0],
        doc: doc(says, 'The reason, the new date, and the details of the Ombudsman.'),
      },
      {
        id: id('end_extended'),
        kind: 'end',
        outcome: 'extended',
        name: 'Extended',
        at: [5, 0],
        doc: doc(says, 'The new date counts.'),
      },
      {
        id: id('end_stands'),
        kind: 'end',
        outcome: 'date-stands',
        name: 'Date stands',
        at: [4, 1],
        doc: doc(says, 'The answer goes out by the old date.'),
      },
    ],
    flows: [
      ...line(id('start'), id('svc_warn'), id('task'), id('gw')),
      { from: id('gw'), to: id('svc_tell'), name: 'Yes', when: 'moreTime = true' },
      { from: id('gw'), to: id('end_stands'), name: 'No', otherwise: true, out: 'bottom', in: 'left' },
      ...line(id('svc_tell'), id('end_extended')),
    ],
  }
}

export const stage1Extension = extension('1', 'corporate-manager', 10, 'complaint-handling-code.stage-1-answer')
export const stage2Extension = extension('2', 'corporate-reviewer', 20, 'complaint-handling-code.stage-2-answer')
