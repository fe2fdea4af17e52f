import type { Choices, StepRow } from '../../engine/index.ts'
import { oneOf, said } from './question.ts'
import { EVENT_EDITS } from './step-events.ts'
import { addressOf, nameOfStep } from './step-asked.ts'
import { asks, line, SELECT, TEXT_AREA, TEXT_LINE, type StepEdit, type StepInHand } from './step-edit.ts'
import { actionSelect, actionsInWords, onRow, options } from './step-on-row.ts'
import { TIME_EDITS } from './step-times.ts'
import { roleInWords, titleOfCode } from './step-words.ts'

const NONE = 'None'

/** What a step says: by the last part of the address. */
export const SIMPLE_EDITS: Readonly<Record<string, StepEdit>> = {
  name: {
    title: 'What is it called?',
    label: 'Name',
    intro: ({ step }) => [NAMING[step.kind] ?? 'Name it in the words of those who work with it.'],
    schema: () => asks({ name: line('Name') }, ['name'], { name: TEXT_LINE }),
    answers: ({ step }) => ({ name: step.name }),
    operation: ({ step }, answers) => ({ do: 'rename', element: step.element, name: said(answers, 'name') }),
    ...onRow(
      (step) => step.kind !== '',
      (step) => step.name,
    ),
  },
  role: {
    title: 'Who does it?',
    label: 'Who does it',
    schema: ({ choices }) => asks({ role: oneOf('Who does it?', options(choices.roles)) }, ['role'], { role: SELECT }),
    answers: ({ step }) => ({ role: step.role }),
    operation: ({ step }, answers) => ({ do: 'set-role', element: step.element, role: said(answers, 'role') }),
    ...onRow(asksSomebody, ({ role }, choices) => (role === undefined ? NONE : roleInWords(choices, role))),
  },
  form: {
    title: 'Which form is filled in?',
    label: 'Form',
    intro: () => ['A new form is made on the page of forms; then it can be chosen here.'],
    schema: ({ choices }) => asks({ form: oneOf('Form', options(choices.forms)) }, ['form'], { form: SELECT }),
    answers: ({ step }) => ({ form: step.form }),
    operation: ({ step }, answers) => ({ do: 'set-form', element: step.element, form: said(answers, 'form') }),
    ...onRow(asksSomebody, ({ form }, choices) => (form === undefined ? NONE : titleOfCode(choices.forms, form))),
  },
  action: {
    title: 'What does the service do?',
    label: 'What the service does',
    schema: ({ choices }) =>
      asks({ action: oneOf('It does this', options(choices.actions)) }, ['action'], { action: actionSelect(choices) }),
    explains: actionsInWords,
    answers: ({ step }) => ({ action: step.action }),
    operation: ({ step, choices }, answers) => {
      const action = said(answers, 'action')
      return { do: 'set-action', element: step.element, action, parameters: keptFor(choices, action, step.parameters) }
    },
    then: 'parameters',
    ...onRow(isDoneByService, ({ action }, choices) =>
      action === undefined ? NONE : titleOfCode(choices.actions, action),
    ),
  },
  parameters: {
    title: 'What does it need to know?',
    label: 'With',
    schema: (hand) => {
      const parameters = parametersOf(hand)
      return asks(
        Object.fromEntries(parameters.map((parameter) => [parameter.code, parameterField(hand.choices, parameter)])),
        parameters.filter(({ required }) => required).map(({ code }) => code),
        Object.fromEntries(
          parameters.map(({ code, of, options: list }) => [
            code,
            of === undefined && list === undefined ? TEXT_LINE : SELECT,
          ]),
        ),
      )
    },
    intro: (hand) => {
      const known = parametersOf(hand)
      const unasked = Object.entries(hand.step.parameters).filter(([name]) => known.every(({ code }) => code !== name))
      return [
        ...(known.length === 0 ? ['It needs nothing more.'] : []),
        ...unasked.map(
          ([name, value]) =>
            `“${name}” is said to be “${value}”. This action does not ask for it: it goes when you save.`,
        ),
      ]
    },
    answers: ({ step }) => step.parameters,
    operation: (hand, answers) => {
      const given = parametersOf(hand).flatMap(({ code }) => {
        const value = said(answers, code)
        return value === '' ? [] : [[code, value] as const]
      })
      const { element, action = '' } = hand.step
      return { do: 'set-action', element, action, parameters: Object.fromEntries(given) }
    },
    ...onRow(isDoneByService, (step, choices) => {
      const said = Object.entries(step.parameters).map(([name, value]) => {
        const {
          title = name,
          of,
          options: list,
        } = parametersOf({ choices, step }).find(({ code }) => code === name) ?? {}
        return `${title}: ${titleOfCode(list ?? (of === undefined ? [] : choices[`${of}s`]), value)}`
      })
      return said.length === 0 ? 'Nothing' : said.join('; ')
    }),
  },
  stage: {
    title: 'Which diagram stands behind it?',
    label: 'Diagram behind it',
    schema: ({ choices }) =>
      asks({ process: oneOf('Diagram', options(choices.processes)) }, ['process'], { process: SELECT }),
    answers: ({ step }) => ({ process: step.calls }),
    operation: ({ step }, answers) => ({ do: 'set-stage', element: step.element, process: said(answers, 'process') }),
    ...onRow(
      ({ type }) => type === 'callActivity',
      ({ calls }, choices) => (calls === undefined ? NONE : titleOfCode(choices.processes, calls)),
    ),
  },
  outcome: {
    title: 'What came of it?',
    label: 'Outcome',
    intro: () => ['Reports count outcomes. An end beside the main way needs none: leave it empty.'],
    schema: () =>
      asks({ outcome: { ...line('Outcome', 'A short code, such as answered or withdrawn'), pattern: CODE } }, [], {
        outcome: TEXT_LINE,
      }),
    answers: ({ step }) => ({ outcome: step.outcome }),
    operation: ({ step }, answers) => {
      const outcome = said(answers, 'outcome')
      return { do: 'set-outcome', element: step.element, ...(outcome !== '' && { outcome }) }
    },
    ...onRow(
      ({ type }) => type === 'endEvent',
      ({ outcome }, choices) => (outcome === undefined ? NONE : titleOfCode(choices.outcomes, outcome)),
    ),
  },
  ...TIME_EDITS,
  ...EVENT_EDITS,
  words: {
    title: 'What does the law say, and what should people know?',
    label: 'Clause and guidance',
    schema: () =>
      asks(
        {
          clause: {
            ...line('Clause', 'Such as SI 2006/1738 reg 14. Write “Local practice” where no law asks for it.'),
            maxLength: 300,
          },
          guidance: { type: 'string', maxLength: 4_000, title: 'Guidance', description: 'Shown to whoever does it.' },
        },
        ['clause'],
        { clause: TEXT_LINE, guidance: TEXT_AREA },
      ),
    answers: ({ step }) => ({ clause: step.clause, guidance: step.guidance }),
    operation: ({ step }, answers) => ({
      ...{ do: 'set-words', element: step.element },
      ...{ clause: said(answers, 'clause'), guidance: said(answers, 'guidance') },
    }),
    ...onRow(
      ({ kind }) => kind !== '',
      ({ clause }) => (clause === '' ? NONE : clause),
    ),
  },
  'lay-out': {
    title: 'Lay the drawing out again',
    intro: () => ['Every step of this diagram is placed anew. What the diagram means stays as it is.'],
    schema: () => asks({}),
    operation: () => ({ do: 'lay-out' }),
    has: ({ step }) => step.element === '-',
    button: 'Lay out again',
    ofWhole: true,
    leadsToTable: true,
  },
  'as-before': {
    title: 'Take back all changes of this diagram',
    intro: ({ steps }) => [
      `The diagram becomes again what it is in version ${steps.asked.draft.basedOn}. Other files of the draft stay as they are.`,
    ],
    schema: () => asks({}),
    operation: () => ({ do: 'lay-out' }),
    change: ({ steps, before }) => {
      const text = before.find(({ path }) => path === steps.file)?.text
      if (text === undefined) return { refused: 'The diagram is new in this draft: there is nothing to go back to.' }
      return {
        changes: [{ path: steps.file, text }],
        what: `${steps.title}: all changes taken back`,
        to: addressOf(steps),
      }
    },
    has: ({ step }) => step.element === '-',
    button: 'Take all changes back',
    isWarning: true,
    ofWhole: true,
  },
  'add-lateness': {
    title: 'Tell the complainant when it is late',
    intro: ({ step }) => [
      `When the last day of ‘${nameOfStep(step)}’ has passed, the complainant is told that it is late, and why. The work goes on.`,
    ],
    schema: () =>
      asks({
        repeat: { type: 'integer', minimum: 1, maximum: 250, title: 'Tell them again after how many working days?' },
      }),
    answers: () => ({ repeat: 10 }),
    operation: ({ step }, answers) => {
      const { repeat } = answers
      return { do: 'add-lateness', element: step.element, ...(typeof repeat === 'number' && { repeat }) }
    },
    has: ({ step }) => step.deadline !== undefined,
    button: 'Add it',
  },
  'remove-lateness': {
    title: 'Take the lateness path away',
    intro: () => ['The steps that only it leads to go with it.'],
    schema: () => asks({}),
    operation: ({ step }) => ({ do: 'remove-lateness', element: step.element }),
    has: ({ step }) => step.border.some(({ role }) => role === 'late'),
    button: 'Take it away',
    isWarning: true,
  },
}

/** Lower case, as outcomes are counted by. */
const CODE = '^[a-z][a-z0-9-]{0,63}$'

const NAMING: Readonly<Record<string, string>> = {
  Task: 'A verb and what it is done to, in the words of those who do it: “Agree the statement of complaint”.',
  Question: 'A question whose answers are the ways that leave it: “Is the complaint upheld?”',
  Stage: 'A noun: “Stage 2 investigation”.',
  'Ends with': 'What has happened: “Answered”.',
}

/** A task, and what comes in with a message. */
function asksSomebody({ type, sign }: StepRow): boolean {
  const comesIn =
    sign?.kind === 'message' && type.endsWith('Event') && !['endEvent', 'intermediateThrowEvent'].includes(type)
  return type === 'userTask' || comesIn
}

function isDoneByService({ type }: StepRow): boolean {
  return type === 'serviceTask' || type === 'sendTask' || type === 'businessRuleTask'
}

function parametersOf({
  choices,
  step,
}: Pick<StepInHand, 'choices' | 'step'>): Choices['actions'][number]['parameters'] {
  return choices.actions.find(({ code }) => code === step.action)?.parameters ?? []
}

type ParameterChoice = Choices['actions'][number]['parameters'][number]

function parameterField(choices: Choices, { title, of, options: list, hint }: ParameterChoice): object {
  if (list === undefined && of === undefined) return line(title, hint)
  return oneOf(title, options(list ?? (of === undefined ? [] : choices[`${of}s`])), hint)
}

/** Of what a step said, what another action also knows. */
function keptFor(choices: Choices, action: string, parameters: StepRow['parameters']): Record<string, string> {
  const known = choices.actions.find(({ code }) => code === action)?.parameters ?? []
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => known.some(({ code }) => code === name)))
}
