import type { DeadlineChosen, NewAnswer } from '../../engine/index.ts'
import { oneOf, said } from './question.ts'
import { conditionChoices, conditionFrom } from './step-answers.ts'
import { HAPPENINGS } from './step-happens.ts'
import { adding, canAdd, isBeside, placeOf, what, WORDS, WORDS_AS } from './step-place.ts'
import { addressOf } from './step-asked.ts'
import { asks, line, SELECT, TEXT_LINE, WHOLE_DIAGRAM, type StepEdit, type StepInHand } from './step-edit.ts'
import { actionSelect, actionsInWords, options } from './step-on-row.ts'

/** Steps that are added after one, or to an answer of a question. */
export const ADDINGS: Readonly<Record<string, StepEdit>> = {
  add: {
    title: 'What comes next?',
    intro: (hand) => [
      `A step is added ${placeOf(hand)}.`,
      ...(isBeside(hand) ? ['What comes after waits until all of them are done.'] : []),
    ],
    schema: (hand) => asks({ kind: oneOf('Kind of step', kindsFor(hand)) }, ['kind']),
    answers: () => ({ kind: 'task' }),
    operation: () => ({ do: 'lay-out' }),
    goesTo: (hand, kind) => {
      const { steps, step, way } = hand
      const known = kindsFor(hand).some(({ value }) => value === kind) ? kind : 'task'
      const on = isBeside(hand) ? '&beside=yes' : way === undefined ? '' : `&way=${encodeURIComponent(way.way)}`
      return `${addressOf(steps, step.element, `add-${known}`)}${on}`
    },
    has: canAdd,
    button: 'Continue',
  },
  'add-task': {
    ...adding('Add a task'),
    schema: ({ choices }) =>
      asks(
        {
          name: line('What is done', 'A verb and what it is done to: “Agree the statement of complaint”'),
          role: oneOf('Who does it', options(choices.roles)),
          form: oneOf('Form', options(choices.forms), 'What they fill in'),
          ...WORDS,
        },
        ['name', 'role', 'form', 'clause'],
        { name: TEXT_LINE, role: SELECT, form: SELECT, ...WORDS_AS },
      ),
    operation: (hand, answers) => ({
      ...{ do: 'add-task', ...what(hand, answers), role: said(answers, 'role'), form: said(answers, 'form') },
      deadline: NO_DEADLINE_YET,
    }),
    then: 'deadline',
  },
  'add-action': {
    ...adding('Add something that the service does'),
    schema: ({ choices }) =>
      asks(
        {
          name: line('What is done', 'A verb and what it is done to: “Send the answer”'),
          action: oneOf('What the service does', options(choices.actions)),
          ...WORDS,
        },
        ['name', 'action', 'clause'],
        { name: TEXT_LINE, action: actionSelect(choices), ...WORDS_AS },
      ),
    explains: actionsInWords,
    operation: (hand, answers) => ({
      ...{ do: 'add-action', ...what(hand, answers), action: said(answers, 'action'), parameters: {} },
    }),
    then: 'parameters',
  },
  'add-question': {
    ...adding('Add a question'),
    schema: (hand) =>
      asks(
        {
          name: line('Question', '“Is the complaint upheld?”'),
          first: line('First answer', '“Yes”'),
          when: oneOf('When is that the answer?', conditionChoices(hand)),
          second: line('Other answer', '“No”. It is taken when no other holds.'),
          ...WORDS,
        },
        ['name', 'first', 'when', 'second', 'clause'],
        { name: TEXT_LINE, first: TEXT_LINE, when: SELECT, second: TEXT_LINE, ...WORDS_AS },
      ),
    intro: (hand) => [
      `It is added ${placeOf(hand)}. Both answers lead to what follows, until you lead them elsewhere or add steps to them.`,
    ],
    operation: (hand, answers) => {
      const condition = conditionFrom(hand, said(answers, 'when'))
      const first: NewAnswer = { name: said(answers, 'first'), ...(condition !== undefined && { condition }) }
      return { do: 'add-question', ...what(hand, answers), answers: [first, { name: said(answers, 'second') }] }
    },
  },
  ...HAPPENINGS,
  'add-stage': {
    ...adding('Add a stage'),
    schema: ({ choices }) =>
      asks(
        {
          name: line('Name of the stage', 'A noun: “Stage 2 investigation”'),
          process: oneOf('The diagram behind it', options(choices.processes)),
          ...WORDS,
        },
        ['name', 'process', 'clause'],
        { name: TEXT_LINE, process: SELECT, ...WORDS_AS },
      ),
    operation: (hand, answers) => ({ do: 'add-stage', ...what(hand, answers), process: said(answers, 'process') }),
  },
  'add-end': {
    ...adding('End here'),
    intro: (hand) => [`The way ends ${placeOf(hand)}. What followed must be reached in another way.`],
    schema: () =>
      asks({ name: line('What has happened', '“Answered”'), outcome: OUTCOME, ...WORDS }, ['name', 'clause'], {
        name: TEXT_LINE,
        outcome: TEXT_LINE,
        ...WORDS_AS,
      }),
    operation: (hand, answers) => {
      const outcome = said(answers, 'outcome')
      return { do: 'add-end', ...what(hand, answers), ...(outcome !== '' && { outcome }) }
    },
  },
  delete: {
    title: 'Delete this step',
    intro: ({ step }) => [
      step.type === 'subProcess'
        ? 'All its steps go with it.'
        : 'What leads to it will lead to what follows. Warnings and a lateness path of its own go with it.',
    ],
    schema: ({ step }) =>
      step.isQuestion
        ? asks(
            {
              keep: oneOf(
                'Which answer’s way is kept?',
                step.ways.map(({ way, name, to }) => ({ value: way, text: `${name}: ${to?.name ?? ''}` })),
              ),
            },
            ['keep'],
          )
        : asks({}),
    operation: ({ step }, answers) => {
      const keep = said(answers, 'keep')
      return { do: 'delete', element: step.element, ...(keep !== '' && { keep }) }
    },
    has: ({ step }) => step.kind !== WHOLE_DIAGRAM,
    button: 'Delete',
    isWarning: true,
    leadsToTable: true,
  },
}

const KINDS = [
  { value: 'task', text: 'A task: somebody does it, with a form' },
  { value: 'action', text: 'Something that the service does: a letter, a message' },
  { value: 'question', text: 'A question with answers' },
  { value: 'wait', text: 'Something that is waited for: a message, a time' },
  { value: 'stage', text: 'A stage: another diagram of the procedure' },
  { value: 'end', text: 'An end' },
] as const

/** A way that is gone at the same time meets the others again: it cannot end by itself. */
function kindsFor(hand: StepInHand): readonly { readonly value: string; readonly text: string }[] {
  return isBeside(hand) ? KINDS.filter(({ value }) => value !== 'end') : KINDS
}

/** The deadline has a page of its own, which comes next. */
const NO_DEADLINE_YET: DeadlineChosen = { because: 'because it is not decided yet' }

export const OUTCOME = {
  ...line(
    'Outcome',
    'A short code, such as answered or withdrawn. Reports count it. An end beside the main way needs none.',
  ),
  pattern: '^[a-z][a-z0-9-]{0,63}$',
}
