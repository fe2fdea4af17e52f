import { doc, line, type At, type Deadline, type Node } from '../sketch.ts'
import { code, LOCAL } from './words.ts'

/** Once a day has passed, and again every ten working days: the complainant is told, and so is the complaints manager. */
export function late(
  name: string,
  title: string,
  { rule = '', local }: Deadline,
  [column, row]: At,
): Extract<Node, { kind: 'any-time' }> {
  const says = code('5.4 to 5.6')
  return {
    id: `any_corporate_${name}_late`,
    kind: 'any-time',
    name: title,
    interrupting: false,
    on: { timer: { rule, ...(local && { local }), at: 'breach', repeat: 10 } },
    at: [column, row],
    start: {
      id: `ev_corporate_${name}_late`,
      name: 'Last day passed',
      doc: doc(says, 'The day after the last day, and again every 10 working days.'),
    },
    doc: doc(says, 'The complainant hears each time, with the reason and the new date where they are known.'),
    nodes: [
      {
        id: `svc_corporate_${name}_late`,
        kind: 'service',
        action: 'send-lateness-notice',
        parameters: { rule },
        name: 'Tell the complainant we are late',
        at: [column + 1, row],
        doc: doc(says, 'Says sorry, why, and when it will come.'),
      },
      {
        id: `svc_corporate_${name}_missed`,
        kind: 'service',
        action: 'notify-staff',
        parameters: { role: 'complaints-manager', template: 'deadline-missed', rule },
        name: 'Tell the complaints manager',
        at: [column + 2, row],
        doc: doc(LOCAL, 'Record the reason and a new date.'),
      },
      {
        id: `end_corporate_${name}_late`,
        kind: 'end',
        name: 'Told',
        at: [column + 3, row],
        doc: doc(says, 'Both know.'),
      },
    ],
    flows: line(
      `ev_corporate_${name}_late`,
      `svc_corporate_${name}_late`,
      `svc_corporate_${name}_missed`,
      `end_corporate_${name}_late`,
    ),
  }
}

/** Two working days before the last day: is more time needed? */
export function dueSoon(
  stage: string,
  process: string,
  { rule = '', local }: Deadline,
  [column, row]: At,
): Extract<Node, { kind: 'any-time' }> {
  const says = stage.endsWith('2') ? code('6.9 and after (numbers unsure)') : code('6.4 to 6.5')
  return {
    id: `any_corporate_${stage}_extension`,
    kind: 'any-time',
    name: 'Is more time needed?',
    interrupting: false,
    on: { timer: { rule, ...(local && { local }), at: 'warning', before: 2 } },
    at: [column, row],
    start: {
      id: `ev_corporate_${stage}_due_soon`,
      name: 'Due in 2 working days',
      doc: doc(says, 'In time to tell the complainant before the last day.'),
    },
    doc: doc(says, 'Once, with a good reason.'),
    nodes: [
      {
        id: `call_corporate_${stage}_extension`,
        kind: 'call',
        process,
        name: 'Decide on more time',
        at: [column + 1.1, row],
        doc: doc(says, 'With a reason, a new date, and the details of the Ombudsman.'),
      },
      {
        id: `end_corporate_${stage}_extension`,
        kind: 'end',
        name: 'Decided',
        at: [column + 2.1, row],
        doc: doc(says, 'The complainant knows the new date, or the old one stands.'),
      },
    ],
    flows: line(
      `ev_corporate_${stage}_due_soon`,
      `call_corporate_${stage}_extension`,
      `end_corporate_${stage}_extension`,
    ),
  }
}
