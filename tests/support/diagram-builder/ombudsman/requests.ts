import { doc, line, type Sketch } from '../sketch.ts'

interface Request {
  /** Of the process, and in the ids: `papers`. */
  readonly id: string
  readonly name: string
  readonly doc: string
  readonly rule: string
  readonly clause: string
  readonly form: string
  readonly task: string
  readonly taskDoc: string
  readonly done: string
}

/** One thing that the Ombudsman asks for: done by its day, warned of before it, and never late in silence. */
function request({ id, name, doc: about, rule, clause, form, task, taskDoc, done }: Request): Sketch {
  return {
    file: `ombudsman-${id}`,
    process: `ombudsman-${id}`,
    procedure: 'ombudsman',
    name,
    doc: doc(clause, about),
    nodes: [
      {
        id: `start_ombudsman_${id}`,
        kind: 'start',
        name: 'Asked for',
        at: [0, 0],
        doc: doc(clause, 'The day of the letter is not counted.'),
      },
      {
        id: `task_ombudsman_${id}`,
        kind: 'user',
        role: 'ombudsman-link-officer',
        form,
        deadline: { rule },
        name: task,
        at: [1.4, 0],
        doc: doc(clause, taskDoc),
      },
      {
        id: `end_ombudsman_${id}`,
        kind: 'end',
        outcome: 'sent',
        name: done,
        at: [3, 0],
        doc: doc(clause, 'It is on file.'),
      },
      {
        id: `ev_ombudsman_${id}_soon`,
        kind: 'boundary',
        of: `task_ombudsman_${id}`,
        side: 'bottom',
        offset: -38,
        interrupting: false,
        on: { timer: { rule, at: 'warning', before: 3 } },
        name: 'Due in 3 working days',
        label: 'below-left',
        at: [1.4, 0],
        doc: doc('Local practice', 'Time enough to chase the service, or to ask the Ombudsman for more time.'),
      },
      {
        id: `svc_ombudsman_${id}_soon`,
        kind: 'service',
        action: 'notify-staff',
        parameters: { role: 'ombudsman-link-officer', template: 'deadline-warning', rule },
        name: 'Warn the link officer',
        at: [1.186, 1.4],
        doc: doc('Local practice', 'The reference and the day.'),
      },
      {
        id: `end_ombudsman_${id}_soon`,
        kind: 'end',
        name: 'Warned',
        at: [1.186, 2.5],
        doc: doc('Local practice', 'The message is out.'),
      },
      {
        id: `ev_ombudsman_${id}_late`,
        kind: 'boundary',
        of: `task_ombudsman_${id}`,
        side: 'bottom',
        offset: 38,
        interrupting: false,
        on: { timer: { rule, at: 'breach', repeat: 5 } },
        name: 'Too late',
        label: 'below-right',
        at: [1.4, 0],
        doc: doc(clause, 'And every 5 working days from then: the Ombudsman can summon witnesses and papers.'),
      },
      {
        id: `svc_ombudsman_${id}_late`,
        kind: 'service',
        action: 'notify-staff',
        parameters: { role: 'director', template: 'deadline-missed', rule },
        name: 'Tell the director',
        at: [2.35, 1.4],
        doc: doc('Local practice', 'It is late, and who should see to it.'),
      },
      {
        id: `end_ombudsman_${id}_late`,
        kind: 'end',
        name: 'Director told',
        at: [2.35, 2.5],
        doc: doc('Local practice', 'The message is out.'),
      },
    ],
    flows: [
      ...line(`start_ombudsman_${id}`, `task_ombudsman_${id}`, `end_ombudsman_${id}`),
      { from: `ev_ombudsman_${id}_soon`, to: `svc_ombudsman_${id}_soon`, out: 'bottom', in: 'top' },
      { from: `svc_ombudsman_${id}_soon`, to: `end_ombudsman_${id}_soon`, out: 'bottom', in: 'top' },
      { from: `ev_ombudsman_${id}_late`, to: `svc_ombudsman_${id}_late`, out: 'bottom', in: 'top' },
      { from: `svc_ombudsman_${id}_late`, to: `end_ombudsman_${id}_late`, out: 'bottom', in: 'top' },
    ],
  }
}

export const papers = request({
  id: 'papers',
  name: 'Papers before allocation',
  doc: 'The papers of the complaint, within 10 working days, before it is given to an investigator.',
  rule: 'ombudsman.papers',
  clause: 'LGSCO Investigation Manual ch. 7',
  form: 'ombudsman-papers-sent',
  task: 'Send the papers',
  taskDoc: 'Complaint, answers, reports, the notes of each stage.',
  done: 'Papers sent',
})

export const enquiry = request({
  id: 'enquiry',
  name: 'Enquiries',
  doc: 'The answer to the Ombudsman’s questions, normally within 20 working days or by the day in the letter.',
  rule: 'ombudsman.enquiry',
  clause: 'LGSCO practice: enquiries (well-known)',
  form: 'ombudsman-enquiry-answered',
  task: 'Answer the enquiries',
  taskDoc: 'What the service says to each question. A fault that we see ourselves is said, with the remedy.',
  done: 'Enquiries answered',
})

export const draft = request({
  id: 'draft',
  name: 'Draft decision',
  doc: 'Our comments on the draft, typically within 10 working days. It is confidential until it is final.',
  rule: 'ombudsman.draft-comments',
  clause: 'LGSCO practice: draft decision (unsure)',
  form: 'ombudsman-draft-comments',
  task: 'Comment on the draft',
  taskDoc: 'Errors of fact, and whether we accept what is recommended. Go by the day in the letter where it differs.',
  done: 'Comments sent',
})
