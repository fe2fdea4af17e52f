import { capital, conditionWords, writeCondition, type NewAnswer, type PlainCondition } from '../../engine/index.ts'
import { oneOf, said } from './question.ts'
import { nameOfStep } from './step-asked.ts'
import { asks, line, SELECT, TEXT_LINE, type StepAnswers, type StepEdit, type StepInHand } from './step-edit.ts'
import { feelInWords } from './step-words.ts'

/** What the answers of a question are, and where ways lead. */
export const ANSWER_EDITS: Readonly<Record<string, StepEdit>> = {
  'add-answer': {
    title: 'Add an answer',
    schema: (hand) =>
      asks(
        {
          name: line('Answer'),
          when: oneOf('When is that the answer?', conditionChoices(hand)),
          to: oneOf('Where does it lead?', targets(hand)),
        },
        ['name', 'when', 'to'],
        { name: TEXT_LINE, when: SELECT, to: SELECT },
      ),
    operation: (hand, answers) => ({
      ...{ do: 'add-answer', question: hand.step.element, to: said(answers, 'to') },
      answer: answerFrom(hand, answers),
    }),
    has: ({ step }) => step.isQuestion,
    button: 'Add the answer',
  },
  answer: {
    title: 'Change an answer',
    schema: (hand) =>
      asks(
        {
          name: line('Answer'),
          when: oneOf('When is that the answer?', [OTHERWISE, ...asItIs(hand), ...conditionChoices(hand)]),
        },
        ['name', 'when'],
        { name: TEXT_LINE, when: SELECT },
      ),
    answers: (hand) => {
      const { way } = hand
      const text = way?.conditionText
      const isListed = conditionChoices(hand).some(({ value }) => value === text)
      return { name: way?.name, when: way?.isDefault === true ? OTHERWISE.value : isListed ? text : AS_IT_IS }
    },
    operation: (hand, answers) => ({
      do: 'change-answer',
      way: hand.way?.way ?? '',
      answer: answerFrom(hand, answers),
    }),
    has: ({ step, way }) => step.isQuestion && way !== undefined,
  },
  'remove-answer': {
    title: 'Remove an answer',
    intro: ({ way }) => [
      `The answer “${way?.name ?? ''}” goes. What only it leads to must be led to in another way first.`,
    ],
    schema: () => asks({}),
    operation: ({ way }) => ({ do: 'remove-answer', way: way?.way ?? '' }),
    has: ({ step, way }) => step.isQuestion && way !== undefined,
    button: 'Remove the answer',
    isWarning: true,
  },
  lead: {
    title: 'Where does it lead?',
    intro: ({ step, way }) => [
      way === undefined || way.name === ''
        ? `What comes after “${nameOfStep(step)}”?`
        : `What comes after the answer “${way.name}”?`,
    ],
    schema: (hand) => asks({ to: oneOf('It leads to', targets(hand)) }, ['to'], { to: SELECT }),
    answers: ({ way }) => ({ to: way?.to?.element }),
    operation: ({ way }, answers) => ({ do: 'lead', way: way?.way ?? '', to: said(answers, 'to') }),
    has: ({ way }) => way !== undefined,
  },
}

const OTHERWISE = { value: 'otherwise', text: 'When no other answer holds' }
const AS_IT_IS = 'as-it-is'

/** Every answer that a form, a table or an action can give, as a condition to choose; those of several parts have pages of their own. */
export function conditionChoices({ choices }: Pick<StepInHand, 'choices'>) {
  const { variables } = choices
  return variables.flatMap(({ name, type, options }) => {
    const values = type === 'boolean' ? [true, false] : type === 'option' ? options.map(({ code }) => code) : []
    return values.map((value) => {
      const condition: PlainCondition = { join: 'and', tests: [{ variable: name, operator: 'is', values: [value] }] }
      return { value: writeCondition(condition), text: `${capital(conditionWords(variables, condition))} (${name})` }
    })
  })
}

/** Undefined: the answer that is taken when no other holds. */
export function conditionFrom(
  { choices, way }: Pick<StepInHand, 'choices' | 'way'>,
  chosen: string,
): NewAnswer['condition'] {
  if (chosen === AS_IT_IS) return way?.conditionText === undefined ? undefined : { text: way.conditionText }
  const known = conditionChoices({ choices }).find(({ value }) => value === chosen)
  return known === undefined ? undefined : { text: known.value }
}

function answerFrom(hand: StepInHand, answers: StepAnswers): NewAnswer {
  const condition = conditionFrom(hand, said(answers, 'when'))
  return { name: said(answers, 'name'), ...(condition !== undefined && { condition }) }
}

/** A condition that is none of the list stays as it is written. */
function asItIs({ way, choices }: StepInHand) {
  const text = way?.conditionText
  return text === undefined ? [] : [{ value: AS_IT_IS, text: `As it is now: ${feelInWords(choices, text)}` }]
}

/** Steps of the same part of the diagram to which a way can lead. */
function targets({ steps, step }: StepInHand) {
  const section = steps.sections.find((each) => each.steps.some(({ element }) => element === step.element))
  return (section?.steps ?? [])
    .filter(({ element, type }) => element !== step.element && type !== 'startEvent' && type !== 'boundaryEvent')
    .map((each) => ({ value: each.element, text: `${each.order} ${nameOfStep(each)}` }))
}
