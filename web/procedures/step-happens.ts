import type { DiagramOperation, NewEvent, StepRow } from '../../engine/index.ts'
import { oneOf, said } from './question.ts'
import { nameOfStep } from './step-asked.ts'
import { asks, line, TEXT_LINE, WHOLE_DIAGRAM, type StepAnswers, type StepEdit } from './step-edit.ts'
import { adding, canAdd, what, WORDS, WORDS_AS } from './step-place.ts'

/** What happens by itself: on the way, while a step is being done, or at any time. */
export const HAPPENINGS: Readonly<Record<string, StepEdit>> = {
  'add-wait': {
    ...adding('Add something that is waited for'),
    has: canAdd,
    schema: () => schemaOf(['message', 'signal', 'time'], false),
    operation: (hand, answers): DiagramOperation => ({
      ...{ do: 'add-wait', ...what(hand, answers), event: eventFrom(answers) },
    }),
  },
  'add-border': {
    title: 'Add something that can happen during this step',
    intro: ({ step }) => [
      `It happens while ‘${nameOfStep(step)}’ is being done, and leads to an end of its own, before which steps can be added.`,
    ],
    schema: () => schemaOf(['message', 'signal', 'time', 'error', 'escalation'], true),
    operation: ({ step }, answers): DiagramOperation => ({
      ...{
        do: 'add-border',
        element: step.element,
        event: eventFrom(answers),
        stops: said(answers, 'stops') === 'yes',
      },
      ...wordsFrom(answers),
    }),
    has: ({ step }) => canBeBrokenInto(step),
    button: 'Add it',
  },
  'add-aside': {
    title: 'Add something that can happen at any time',
    intro: () => ['It has steps of its own, from its beginning to its end. Steps are added between them afterwards.'],
    schema: () => schemaOf(['message', 'signal', 'time', 'error', 'escalation'], true),
    operation: (_hand, answers): DiagramOperation => ({
      ...{ do: 'add-aside', event: eventFrom(answers), stops: said(answers, 'stops') === 'yes' },
      ...wordsFrom(answers),
    }),
    has: ({ step }) => step.element === '-',
    button: 'Add it',
    ofWhole: true,
  },
}

/** Tasks, what the service does, and stages. */
export function canBeBrokenInto({ type, kind }: StepRow): boolean {
  return !type.endsWith('Event') && !type.endsWith('Gateway') && type !== 'subProcess' && kind !== WHOLE_DIAGRAM
}

const KINDS = {
  message: 'A message comes',
  signal: 'A signal is given',
  time: 'Some time has passed',
  error: 'Something goes wrong',
  escalation: 'It is taken higher',
} as const

function schemaOf(kinds: readonly (keyof typeof KINDS)[], breaksIn: boolean) {
  const byCode = { conditionalOn: { field: 'kind', equals: kinds.filter((kind) => kind !== 'time') } }
  const byTime = { conditionalOn: { field: 'kind', equals: 'time' } }
  return asks(
    {
      name: line('What has happened then', 'Such as “The papers came”'),
      kind: oneOf(
        'What is it?',
        kinds.map((kind) => ({ value: kind, text: KINDS[kind] })),
      ),
      code: { ...line('Its code', 'The same wherever it is said and waited for, such as papers-came'), pattern: CODE },
      hours: {
        ...{ type: 'integer', minimum: 1, maximum: 99_999, title: 'After how many hours?' },
        description: 'A deadline, or another time, can be chosen on its page afterwards.',
      },
      ...(breaksIn && {
        stops: oneOf('When it happens', [
          { value: 'yes', text: 'The work stops, and this goes on in its place' },
          { value: 'no', text: 'The work goes on, and this goes on beside it' },
        ]),
      }),
      ...WORDS,
    },
    ['name', 'kind', ...(breaksIn ? ['stops'] : []), 'clause'],
    {
      name: TEXT_LINE,
      kind: {},
      code: { ...TEXT_LINE, ...byCode },
      hours: byTime,
      ...(breaksIn && { stops: {} }),
      ...WORDS_AS,
    },
  )
}

const CODE = '^[A-Za-z][A-Za-z0-9_.-]{0,63}$'

function eventFrom(answers: StepAnswers): NewEvent {
  const kind = said(answers, 'kind')
  if (kind === 'time') {
    const { hours } = answers
    return { kind, timer: { kind: 'duration', text: typeof hours === 'number' ? `PT${hours}H` : '' } }
  }
  const known = (['message', 'signal', 'error', 'escalation'] as const).find((each) => each === kind) ?? 'message'
  return { kind: known, code: said(answers, 'code') }
}

function wordsFrom(answers: StepAnswers) {
  return { name: said(answers, 'name'), clause: said(answers, 'clause'), guidance: said(answers, 'guidance') }
}
