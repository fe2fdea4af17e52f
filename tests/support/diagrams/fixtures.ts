/* Over 300 lines: one entry a rule, the right diagram beside the wrong one, so that they can be compared. */
import type { Drawing, Flow, Step } from './draw.ts'
import { end, gateway, lasting, lateness, legal, local, service, start, timer, user, way, ways } from './steps.ts'

type Content = Pick<Drawing, 'steps' | 'flows'> & Partial<Drawing>

/** What shows a rule: a diagram that keeps it and one that breaks it, with nothing else wrong in either. */
export interface Pair {
  readonly rule: string
  readonly correct: Content
  readonly incorrect: Content
}

export const done = end('ev_done', 'Complaint dealt with', 'resolved-early')

/** Start, steps, end, in a row. */
export function line(...steps: readonly Step[]): Content {
  const all = [start(), ...steps, done]
  return { steps: all, flows: ways(all.map(({ id }) => id).join(' > ')) }
}

export function beside(
  content: Content,
  ...more: readonly { readonly steps: readonly Step[]; readonly flows: readonly Flow[] }[]
): Content {
  return {
    ...content,
    steps: [...content.steps, ...more.flatMap(({ steps }) => steps)],
    flows: [...content.flows, ...more.flatMap(({ flows }) => flows)],
  }
}

export const note = (id = 'task_note') => user(id, 'Note what was said', 'note')

/** Decide, then a gateway with two ways, each to an end of its own. */
export function decision(
  form: string,
  question: string,
  yes: string,
  labels: readonly [string, string] = ['Yes', 'No'],
): Content {
  return {
    steps: [
      start(),
      user('task_decide', 'Decide the complaint', form),
      gateway('gw_decided', question),
      { ...end('ev_upheld', 'Complaint upheld', 'upheld'), row: 0 },
      { ...end('ev_withdrawn', 'Complaint withdrawn', 'withdrawn'), row: 1 },
    ],
    flows: [
      ...ways('ev_received > task_decide > gw_decided'),
      way('gw_decided', 'ev_upheld', { name: labels[0], condition: yes }),
      way('gw_decided', 'ev_withdrawn', { name: labels[1], isDefault: true }),
    ],
  }
}

/** Draft, check, and back to the draft while the check says no. */
export function sendBack(form: string): Content {
  return {
    steps: [
      start(),
      gateway('gw_again'),
      user('task_draft', 'Draft the answer', 'note'),
      user('task_check', 'Check the draft', form),
      gateway('gw_approved', 'Is the draft approved?'),
      done,
    ],
    flows: [
      ...ways('ev_received > gw_again > task_draft > task_check > gw_approved'),
      way('gw_approved', 'ev_done', { name: 'Yes', condition: '=approved' }),
      way('gw_approved', 'gw_again', { name: 'No', isDefault: true }),
    ],
  }
}

/** The task that one form sets a variable in may be left out on the way. */
function detour(isSetOnBoth: boolean): Content {
  const task = user('task_decide', 'Decide the complaint', 'decide')
  return {
    steps: [
      start(),
      user('task_note', 'Note what was said', 'check-answer'),
      gateway('gw_ready', 'Is it ready for a decision?'),
      task,
      isSetOnBoth
        ? { ...user('task_decide_alone', 'Decide without a meeting', 'decide'), row: 1 }
        : { ...note('task_wait'), row: 1 },
      gateway('gw_together'),
      gateway('gw_upheld', 'Is the complaint upheld?'),
      end('ev_upheld', 'Complaint upheld', 'upheld'),
      { ...end('ev_withdrawn', 'Complaint withdrawn', 'withdrawn'), row: 1 },
    ],
    flows: [
      ...ways('ev_received > task_note > gw_ready'),
      way('gw_ready', 'task_decide', { name: 'Yes', condition: '=approved' }),
      way('gw_ready', isSetOnBoth ? 'task_decide_alone' : 'task_wait', { name: 'No', isDefault: true }),
      ...ways('task_decide > gw_together > gw_upheld'),
      ...ways(`${isSetOnBoth ? 'task_decide_alone' : 'task_wait'} > gw_together`),
      way('gw_upheld', 'ev_upheld', { name: 'Yes', condition: '=upheld' }),
      way('gw_upheld', 'ev_withdrawn', { name: 'No', isDefault: true }),
    ],
  }
}

const STAGE_1 = 'children-act.stage-1-answer'
const PANEL = 'children-act.panel-meeting'
const [STAGE_2, STAGE_2_RECORD] = ['children-act.stage-2-answer', 'children-act.stage-2-answer-from-record']
const answer = (deadline: string) => user('task_answer', 'Answer the complaint', 'note', { deadline })
export const offer = service('task_offer', 'Offer an advocate', 'offer-advocacy')
const hold = (rule: string) => user('task_hold', 'Hold the clock', 'hold-clock', { deadline: legal(rule) })

/** Two rounds of decisions, in one gateway that also brings the ways together, or in two. */
function rounds(isApart: boolean): Content {
  const [joined, asked] = isApart ? ['gw_again', 'gw_approved'] : ['gw_both', 'gw_both']
  return {
    steps: [
      start(),
      user('task_check', 'Check the draft', 'check-answer'),
      ...(isApart ? [gateway('gw_again')] : []),
      gateway(asked, 'Is the draft approved?'),
      done,
      { ...user('task_check_again', 'Check it again', 'check-answer'), row: 1 },
    ],
    flows: [
      ...ways(`ev_received > task_check > ${joined}`),
      ...(isApart ? ways('gw_again > gw_approved') : []),
      way(asked, 'ev_done', { name: 'Yes', condition: '=approved' }),
      way(asked, 'task_check_again', { name: 'No', isDefault: true }),
      way('task_check_again', joined),
    ],
  }
}

const consent: Content = {
  steps: [
    start(),
    user('task_consent', 'Ask for consent', 'record-consent'),
    gateway('gw_consent', 'Has the complainant consented?'),
    user('task_partner', 'Ask the health trust', 'ask-partner'),
    done,
    { ...end('ev_alone', 'Answered by the council alone', 'resolved-early'), row: 1 },
  ],
  flows: [
    ...ways('ev_received > task_consent > gw_consent'),
    way('gw_consent', 'task_partner', { name: 'Yes', condition: '=consentGiven' }),
    way('gw_consent', 'ev_alone', { name: 'No', isDefault: true }),
    ...ways('task_partner > ev_done'),
  ],
}

const refusal = (...before: readonly Step[]): Content => {
  const steps = [start(), note(), ...before, end('ev_not_upheld', 'Complaint not upheld', 'not-upheld')]
  return { steps, flows: ways(steps.map(({ id }) => id).join(' > ')) }
}

const crowd = (size: number) => line(...Array.from({ length: size }, (_, n) => note(`task_note_${n + 1}`)))

export const PAIRS: readonly Pair[] = [
  {
    rule: 'user-task-has-role',
    correct: line(note()),
    incorrect: line(user('task_note', 'Note what was said', 'note', { role: null })),
  },
  {
    rule: 'user-task-has-form',
    correct: line(note()),
    incorrect: line(user('task_note', 'Note what was said', undefined)),
  },
  {
    rule: 'user-task-has-deadline',
    correct: line(note(), answer(local(5, 'complaint-received', 'acknowledgement-sent'))),
    incorrect: line(user('task_note', 'Note what was said', 'note', { noDeadline: null })),
  },
  {
    rule: 'no-raw-days-in-timers',
    correct: line(
      note(),
      timer('ev_target', 'Target day come', local(10, 'complaint-received', 'acknowledgement-sent')),
    ),
    incorrect: line(note(), timer('ev_target', 'Ten days passed', lasting('P10D'))),
  },
  {
    rule: 'deadline-within-statute',
    correct: line(answer(local(8, 'complaint-received', 'stage-1-answered'))),
    incorrect: line(answer(local(25, 'complaint-received', 'stage-1-answered'))),
  },
  {
    rule: 'deadline-names-its-start',
    correct: beside(
      line(answer(legal(STAGE_2)), user('task_send', 'Send the pack', 'note', { deadline: legal(STAGE_2_RECORD) })),
      lateness('task_answer', STAGE_2),
      lateness('task_send', STAGE_2_RECORD, 2),
    ),
    incorrect: beside(line(answer(legal(STAGE_2))), lateness('task_answer', STAGE_2)),
  },
  {
    rule: 'refusal-tells-next-step',
    correct: refusal(service('task_tell_right', 'Tell about stage 2', 'notify-stage-2-right')),
    incorrect: refusal(),
  },
  {
    rule: 'end-event-has-outcome',
    correct: line(note()),
    incorrect: {
      steps: [start(), note(), end('ev_done', 'Complaint dealt with')],
      flows: ways('ev_received > task_note > ev_done'),
    },
  },
  {
    rule: 'lateness-tells-complainant',
    correct: beside(line(offer, answer(legal(STAGE_1))), lateness('task_answer', STAGE_1)),
    incorrect: line(offer, answer(legal(STAGE_1))),
  },
  {
    rule: 'only-pausable-clocks-pause',
    correct: beside(line(offer, hold(STAGE_1)), lateness('task_hold', STAGE_1)),
    incorrect: beside(line(hold(PANEL)), lateness('task_hold', PANEL)),
  },
  {
    rule: 'investigators-are-separate',
    correct: line(
      user('task_investigator', 'Appoint the investigating officer', 'appoint-investigator'),
      user('task_independent', 'Appoint the independent person', 'appoint-independent-person'),
    ),
    incorrect: line(user('task_both', 'Appoint both', 'appoint-both')),
  },
  {
    rule: 'panel-form-names-who-came',
    correct: line(user('task_panel', 'Record the panel meeting', 'panel-meeting')),
    incorrect: line(user('task_panel', 'Record the panel meeting', 'panel-meeting-bare')),
  },
  {
    rule: 'consent-before-partner',
    correct: consent,
    incorrect: line(user('task_partner', 'Ask the health trust', 'ask-partner')),
  },
  {
    rule: 'advocacy-before-stage-1',
    correct: line(offer, user('task_answer', 'Answer the complaint', 'answer-stage-1')),
    incorrect: line(user('task_answer', 'Answer the complaint', 'answer-stage-1')),
  },
  {
    rule: 'gateways-are-questions',
    correct: decision('decide', 'Is the complaint upheld?', '=upheld'),
    incorrect: decision('decide', 'Upheld', '=upheld'),
  },
  {
    rule: 'no-screen-variables',
    correct: decision('decide', 'Is the complaint upheld?', '=upheld'),
    incorrect: decision('paged', 'Go on to the next page?', '=direction = "forward"'),
  },
  {
    rule: 'no-literal-addresses',
    correct: line(
      service('task_tell', 'Tell the team', 'notify-staff', { role: 'complaints-manager', template: 'new-case' }),
    ),
    incorrect: line(
      service('task_tell', 'Tell the team', 'notify-staff', { role: 'team@council.example', template: 'new-case' }),
    ),
  },
  { rule: 'variables-are-written-before', correct: detour(true), incorrect: detour(false) },
  {
    rule: 'conditions-use-known-options',
    correct: decision('decide', 'What is the finding?', '=finding = "upheld"', ['Upheld', 'Anything else']),
    incorrect: decision('decide', 'What is the finding?', '=finding = "Upheld"', ['Upheld', 'Anything else']),
  },
  { rule: 'loops-have-a-reason', correct: sendBack('check-answer'), incorrect: sendBack('check-answer-bare') },
  {
    rule: 'steps-cite-their-clause',
    correct: line(note()),
    incorrect: line(user('task_note', 'Note what was said', 'note', { documentation: 'Write it all down.' })),
  },
  { rule: 'no-gateway-joins-and-forks', correct: rounds(true), incorrect: rounds(false) },
  { rule: 'ids-stay-the-same', correct: line(note()), incorrect: line(note('Activity_0ltb75r')) },
  { rule: 'no-step-removed-under-cases', correct: line(note(), note('task_note_again')), incorrect: line(note()) },
  { rule: 'no-crowded-process', correct: crowd(28), incorrect: crowd(29) },
  {
    rule: 'no-long-timers',
    correct: line(note(), timer('ev_soon', 'An hour passed', lasting('PT1H'))),
    incorrect: line(note(), timer('ev_later', 'Two months passed', lasting('P2M'))),
  },
  {
    rule: 'letters-have-their-values',
    correct: line(
      user('task_redact', 'Black out what others said', 'redact-papers'),
      service('task_papers', 'Send the papers', 'send-panel-papers'),
    ),
    incorrect: line(service('task_papers', 'Send the papers', 'send-panel-papers')),
  },
  {
    rule: 'every-step-is-drawn',
    correct: line(note()),
    incorrect: { ...line(note()), undrawn: ['flow_task_note_to_ev_done'] },
  },
  {
    rule: 'no-overlapping-shapes',
    correct: line(note()),
    incorrect: { ...line(note(), note('task_note_again')), covering: { task_note_again: 'task_note' } },
  },
]

/** The drawing of a fixture; the process is named after the rule, `…-correct` or `…-incorrect`. */
export function drawingOf(rule: string, kind: 'correct' | 'incorrect', content: Content): Drawing {
  return {
    // a process named after stage 1 would be the stage itself, which rule advocacy-before-stage-1 leaves alone
    id: `${rule.replace('stage-1', 'answering')}-${kind}`,
    name: `Fixture: ${rule}, ${kind}`,
    documentation: 'Local practice\nShows one rule on diagrams.',
    ...content,
  }
}
