import {
  isLocalDate,
  loopWords,
  readTimer,
  SPAN_UNITS,
  timerWords,
  writeTimer,
  type Choices,
  type DiagramOperation,
  type SpanUnit,
  type StepRow,
} from '../../engine/index.ts'
import { oneOf, said } from './question.ts'
import { asks, line, SELECT, TEXT_LINE, type StepAnswers, type StepEdit } from './step-edit.ts'
import { onRow, options } from './step-on-row.ts'

type Loop = NonNullable<StepRow['loop']>

/** How often a step is gone through, and times that are no deadlines. */
export const TIME_EDITS: Readonly<Record<string, StepEdit>> = {
  repeat: {
    title: 'How often is it gone through?',
    label: 'How often',
    schema: ({ choices, step }) =>
      asks(
        {
          how: oneOf('How often?', HOW_OFTEN),
          list: oneOf('Which list?', listsOf(choices, step)),
          other: line('Name of the list, or an expression (FEEL)'),
          called: {
            ...line('What is one entry called in there?', 'The name by which its steps ask for it, such as body.'),
            pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
          },
          times: line('How many times?', 'A whole number, or an expression (FEEL) that gives one.'),
          order: oneOf('In which order?', ORDERS),
          first: { type: 'boolean', title: 'Is that looked at before the first time as well?' },
          most: { type: 'integer', minimum: 1, maximum: 1000, title: 'How many times at most?' },
        },
        ['how'],
        {
          how: {},
          list: { ...SELECT, ...where('how', 'each') },
          other: { ...TEXT_LINE, ...where('list', OTHER) },
          called: { ...TEXT_LINE, ...where('how', 'each') },
          times: { ...TEXT_LINE, ...where('how', 'times') },
          order: where('how', ['each', 'times']),
          first: where('how', 'again'),
          most: where('how', 'again'),
        },
      ),
    intro: () => [
      'When it ends before all are done, or as long as what it is done again, is said on a page of its own.',
    ],
    answers: ({ step, choices }) => answersOfLoop(step.loop, choices),
    operation: ({ step }, answers): DiagramOperation => {
      const loop = loopFrom(answers, step.loop)
      return { do: 'set-repeat', element: step.element, ...(loop && { loop }) }
    },
    ...onRow(isActivity, ({ loop }, { variables }) => loopWords(variables, loop)),
  },
  time: {
    title: 'At which time does it act?',
    label: 'A time of its own',
    intro: () => ['In place of a deadline. What is counted in working days, or due by law, is a deadline.'],
    schema: () =>
      asks(
        {
          how: oneOf('When?', TIMES),
          count: { type: 'integer', minimum: 1, maximum: 99_999, title: 'How many?' },
          unit: oneOf(
            'Of what?',
            SPAN_UNITS.map((unit) => ({ value: unit, text: unit.charAt(0).toUpperCase() + unit.slice(1) })),
          ),
          day: { type: 'string', format: 'date', title: 'On which day?' },
          clock: { ...line('At what time of day?', 'Such as 09:00, in London.'), pattern: CLOCK.source },
          times: { type: 'integer', minimum: 1, maximum: 999, title: 'How often in all?' },
          text: line('Time (ISO 8601), or an expression (FEEL) that begins with ='),
          kind: oneOf('What is that?', KINDS),
        },
        ['how'],
        {
          how: {},
          count: where('how', ['after', 'every']),
          unit: where('how', ['after', 'every']),
          day: where('how', ['on', 'every']),
          clock: { ...TEXT_LINE, ...where('how', ['on', 'every']) },
          times: where('how', 'every'),
          text: { ...TEXT_LINE, ...where('how', 'written') },
          kind: where('how', 'written'),
        },
      ),
    answers: ({ step }) => answersOfTimer(step),
    operation: ({ step }, answers): DiagramOperation => ({
      ...{ do: 'set-timer', element: step.element },
      timer: timerFrom(answers),
    }),
    ...onRow(isTimer, ({ timer }) => (timer === undefined ? 'None: it goes by the deadline' : timerWords(timer))),
  },
}

const HOW_OFTEN = [
  { value: 'once', text: 'Once' },
  { value: 'each', text: 'For each entry of a list' },
  { value: 'times', text: 'A number of times' },
  { value: 'again', text: 'Again and again' },
] as const
const ORDERS = [
  { value: 'in-turn', text: 'One after another' },
  { value: 'at-once', text: 'All at once' },
] as const
const TIMES = [
  { value: 'after', text: 'Some time after it begins to wait' },
  { value: 'on', text: 'On a day' },
  { value: 'every', text: 'Again and again' },
  { value: 'written', text: 'As it is written' },
] as const
const KINDS = [
  { value: 'duration', text: 'How long it waits' },
  { value: 'date', text: 'A day' },
  { value: 'cycle', text: 'Again and again' },
] as const
const OTHER = '_other'
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

function where(field: string, equals: unknown) {
  return { conditionalOn: { field, equals } }
}

function isActivity({ type }: StepRow): boolean {
  return !type.endsWith('Event') && !type.endsWith('Gateway') && type !== 'subProcess' && type !== 'transaction'
}

export function isTimer({ timer, deadline, type }: StepRow): boolean {
  return timer !== undefined || (deadline !== undefined && type.endsWith('Event'))
}

/** Lists that forms and actions give. */
function listsOf({ variables }: Choices, { loop }: StepRow) {
  const lists = variables.filter(({ type }) => type === 'list').map(({ name, title }) => ({ code: name, title }))
  const now = loop?.kind === 'multi-instance' ? loop.collection : undefined
  const known = now === undefined || lists.some(({ code }) => code === now) ? [] : [{ code: now, title: now }]
  return [...options([...known, ...lists]), { value: OTHER, text: 'Another list' }]
}

function answersOfLoop(loop: StepRow['loop'], _choices: Choices): StepAnswers {
  if (loop === undefined) return { how: 'once' }
  if (loop.kind === 'standard') return { how: 'again', first: loop.testBefore, most: loop.maximum }
  const order = loop.sequential ? 'in-turn' : 'at-once'
  return loop.collection === undefined
    ? { how: 'times', times: loop.cardinality, order }
    : { how: 'each', list: loop.collection, called: loop.elementVariable, order }
}

/** What is not asked for on the page stays as it was. */
function loopFrom(answers: StepAnswers, before: StepRow['loop']): Loop | undefined {
  const how = said(answers, 'how')
  if (how === 'once') return undefined
  if (how === 'again') {
    const { most } = answers
    const condition = before?.kind === 'standard' ? before.condition : undefined
    return {
      ...{ kind: 'standard', testBefore: answers['first'] === true },
      ...(typeof most === 'number' && { maximum: most }),
      ...(condition !== undefined && { condition }),
    }
  }
  const until = before?.kind === 'multi-instance' ? before.completionCondition : undefined
  const list = said(answers, 'list') === OTHER ? said(answers, 'other') : said(answers, 'list')
  const called = said(answers, 'called')
  return {
    ...{ kind: 'multi-instance', sequential: said(answers, 'order') !== 'at-once' },
    ...(how === 'each' ? list !== '' && { collection: list } : { cardinality: said(answers, 'times') }),
    ...(how === 'each' && called !== '' && { elementVariable: called }),
    ...(until !== undefined && { completionCondition: until }),
  }
}

function answersOfTimer({ timer }: StepRow): StepAnswers {
  if (timer === undefined) return {}
  const plain = readTimer(timer)
  switch (plain?.kind) {
    case 'duration':
      return { how: 'after', ...plain.after }
    case 'date':
      return { how: 'on', day: plain.day, clock: plain.time }
    case 'cycle':
      return { how: 'every', ...plain.every, times: plain.times, day: plain.from?.day, clock: plain.from?.time }
    case undefined:
      return { how: 'written', text: timer.text, kind: timer.kind }
  }
}

/** What is left out comes to a text that is no time, which the operation says. */
function timerFrom(answers: StepAnswers) {
  const how = said(answers, 'how')
  const [day, time, unit] = [said(answers, 'day'), said(answers, 'clock'), said(answers, 'unit')]
  const kind = KINDS.find(({ value }) => value === said(answers, 'kind'))?.value ?? 'duration'
  if (how === 'written') return { kind, text: said(answers, 'text') }
  const moment = isLocalDate(day) ? { day, ...(CLOCK.test(time) && { time }) } : undefined
  if (how === 'on')
    return moment === undefined ? { kind: 'date' as const, text: '' } : writeTimer({ kind: 'date', ...moment })
  const { count, times } = answers
  const span = { count: typeof count === 'number' ? count : Number.NaN, unit: (unit || 'hours') as SpanUnit }
  if (how === 'after') return writeTimer({ kind: 'duration', after: span })
  return writeTimer({
    ...{ kind: 'cycle', every: span },
    ...(typeof times === 'number' && { times }),
    ...(moment && { from: moment }),
  })
}
