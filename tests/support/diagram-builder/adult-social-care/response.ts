import { doc, line, meet, type Sketch } from '../sketch.ts'
import { local, PRACTICE } from './laws.ts'

/** What differs between the law for adults and its twin for public health. */
export interface ResponseLaw {
  readonly procedure: string
  /** Part of each element's id. */
  readonly prefix: string
  readonly clause: string
  readonly signing: string
  /** Id of the deadline rule. */
  readonly rule: string
  readonly draftForm: string
  readonly letter: string
  readonly contents: string
}

/** Drafted, checked, signed, sent. */
export function responseSketch({ procedure, prefix, clause, signing, rule, ...law }: ResponseLaw): Sketch {
  const id = (kind: string, name: string) => `${kind}_${prefix}_${name}`
  return {
    file: 'response',
    process: `${procedure}-response`,
    procedure,
    name: 'The response',
    doc: doc(clause, `One written response, signed by the responsible person or a delegate. ${law.contents}`),
    nodes: [
      {
        id: id('start', 'response'),
        kind: 'start',
        name: 'Investigated',
        at: [0, 0],
        doc: doc(clause, 'As soon as reasonably practicable after the investigation.'),
      },
      meet(id('gw', 'to_draft'), [1, 0]),
      {
        id: id('task', 'draft'),
        kind: 'user',
        role: 'responding-manager',
        form: law.draftForm,
        deadline: { rule },
        name: 'Draft the response',
        at: [2, 0],
        doc: doc(clause, law.contents),
      },
      {
        id: id('task', 'check_quality'),
        kind: 'user',
        role: 'complaints-manager',
        form: 'adult-check-quality',
        deadline: { rule },
        name: 'Check the draft',
        at: [3, 0],
        doc: doc(PRACTICE, 'Every point answered, in plain words, with what was promised and where to turn.'),
      },
      {
        id: id('gw', 'quality'),
        kind: 'choice',
        name: 'Is it ready?',
        at: [4, 0],
        label: 'above',
        doc: doc(PRACTICE, 'If not, it goes back with the reason.'),
      },
      {
        id: id('task', 'sign'),
        kind: 'user',
        role: 'responsible-person',
        form: 'adult-sign',
        deadline: { rule },
        name: 'Sign the response',
        at: [5, 0],
        doc: doc(
          signing,
          'The responsible person, or somebody to whom it is delegated. Nobody else can sign: the system refuses it.',
        ),
      },
      {
        id: id('gw', 'signed'),
        kind: 'choice',
        name: 'Is it signed?',
        at: [6, 0],
        label: 'above',
        doc: doc(signing, 'Or sent back with the reason.'),
      },
      {
        id: id('svc', 'send_response'),
        kind: 'service',
        action: 'send-letter',
        parameters: { letter: law.letter },
        name: 'Send the response',
        at: [7, 0],
        doc: doc(clause, law.contents),
      },
      {
        id: id('end', 'answered'),
        kind: 'end',
        outcome: 'answered',
        name: 'Response sent',
        at: [8, 0],
        doc: doc(clause, 'The complainant may go to the Ombudsman from here.'),
      },
    ],
    flows: [
      ...line(id('start', 'response'), id('gw', 'to_draft'), id('task', 'draft'), id('task', 'check_quality')),
      ...line(id('task', 'check_quality'), id('gw', 'quality')),
      { from: id('gw', 'quality'), to: id('task', 'sign'), name: 'Yes', when: 'qualityOutcome = "ready"' },
      {
        from: id('gw', 'quality'),
        to: id('gw', 'to_draft'),
        name: 'No',
        otherwise: true,
        out: 'bottom',
        in: 'bottom',
        mid: 0.8,
      },
      ...line(id('task', 'sign'), id('gw', 'signed')),
      { from: id('gw', 'signed'), to: id('svc', 'send_response'), name: 'Yes', when: 'signOutcome = "sign"' },
      {
        from: id('gw', 'signed'),
        to: id('gw', 'to_draft'),
        name: 'No',
        otherwise: true,
        out: 'bottom',
        in: 'bottom',
        mid: 1.15,
      },
      ...line(id('svc', 'send_response'), id('end', 'answered')),
    ],
  }
}

/** After the response: the Ombudsman is open; one more look by us is offered and never asked for. */
export function afterSketch({
  procedure,
  prefix,
  clause,
  form,
}: Pick<ResponseLaw, 'procedure' | 'prefix' | 'clause'> & { readonly form: string }): Sketch {
  const id = (kind: string, name: string) => `${kind}_${prefix}_${name}`
  return {
    file: 'after-response',
    process: `${procedure}-after-response`,
    procedure,
    name: 'After the response',
    doc: doc(
      `${clause}; LGSCO guide to adult social care complaints, part 4`,
      'There is no second stage. Whoever is not content may go to the Ombudsman at once; if they like, we look once more, and need not be asked to.',
    ),
    nodes: [
      {
        id: id('start', 'after'),
        kind: 'start',
        name: 'Response sent',
        at: [0, 1],
        doc: doc(clause, 'The letter names the Ombudsman and the offer.'),
      },
      {
        id: id('gw', 'after'),
        kind: 'first-of',
        name: '',
        at: [1, 1],
        doc: doc(PRACTICE, 'Whatever comes first.'),
      },
      {
        id: id('ev', 'further_look_asked'),
        kind: 'catch',
        on: { message: 'further-look-asked', form: 'adult-ask-further-look', role: 'complaints-manager' },
        name: 'A further look asked for',
        at: [2, 0],
        doc: doc(PRACTICE, 'Once, and only if the complainant wants it. It bars no way to the Ombudsman.'),
      },
      {
        id: id('task', 'further_look'),
        kind: 'user',
        role: 'senior-manager',
        form,
        noDeadline: 'because the Regulations know no second stage, and the Ombudsman is open meanwhile',
        name: 'Look once more',
        at: [3, 0],
        doc: doc(PRACTICE, 'Somebody who has not dealt with it. Aim at 20 working days.'),
      },
      {
        id: id('svc', 'further_look'),
        kind: 'service',
        action: 'send-letter',
        parameters: { letter: 'adult-further-look' },
        name: 'Tell the complainant',
        at: [4, 0],
        doc: doc(clause, 'What stands, what changes, and the Ombudsman again.'),
      },
      {
        id: id('end', 'looked_again'),
        kind: 'end',
        outcome: 'looked-again',
        name: 'Looked at once more',
        at: [5, 0],
        doc: doc(clause, 'The Ombudsman is the next step.'),
      },
      {
        id: id('ev', 'satisfied'),
        kind: 'catch',
        on: { message: 'complainant-satisfied', form: 'adult-satisfied', role: 'complaints-manager' },
        name: 'Complainant satisfied',
        at: [2, 1],
        doc: doc(PRACTICE, 'They say so; silence is not enough.'),
      },
      {
        id: id('end', 'satisfied'),
        kind: 'end',
        outcome: 'satisfied',
        name: 'Satisfied',
        at: [3, 1],
        doc: doc(clause, 'The complaint is resolved.'),
      },
      {
        id: id('ev', 'nothing_heard'),
        kind: 'catch',
        on: {
          timer: {
            local: local('after-response', 'A word after the response', 20, 'response-signed', 'complainant-satisfied'),
            at: 'breach',
          },
        },
        name: '20 working days passed',
        at: [2, 2],
        doc: doc(PRACTICE, 'Nobody need wait for it.'),
      },
      {
        id: id('end', 'nothing_heard'),
        kind: 'end',
        outcome: 'nothing-heard',
        name: 'Nothing heard',
        at: [3, 2],
        doc: doc(PRACTICE, 'The case is closed; it can be reopened.'),
      },
    ],
    flows: [
      ...line(id('start', 'after'), id('gw', 'after')),
      { from: id('gw', 'after'), to: id('ev', 'further_look_asked') },
      { from: id('gw', 'after'), to: id('ev', 'satisfied') },
      { from: id('gw', 'after'), to: id('ev', 'nothing_heard') },
      ...line(
        id('ev', 'further_look_asked'),
        id('task', 'further_look'),
        id('svc', 'further_look'),
        id('end', 'looked_again'),
      ),
      ...line(id('ev', 'satisfied'), id('end', 'satisfied')),
      ...line(id('ev', 'nothing_heard'), id('end', 'nothing_heard')),
    ],
  }
}

export const response = responseSketch({
  procedure: 'adult-social-care',
  prefix: 'adult',
  clause: 'SI 2009/309 reg 14(2)',
  signing: 'SI 2009/309 regs 4, 14(2) (4 well-known)',
  rule: 'adult-social-care.response',
  draftForm: 'adult-draft',
  letter: 'adult-response',
  contents:
    'How it was considered, what was concluded, what has to be put right, whether that is done or planned, and the right to go to the Ombudsman.',
})

export const afterResponse = afterSketch({
  procedure: 'adult-social-care',
  prefix: 'adult',
  clause: 'SI 2009/309 reg 14(2)',
  form: 'adult-further-look',
})
