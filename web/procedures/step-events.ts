import type { Choices, DiagramOperation, StepRow } from '../../engine/index.ts'
import { oneOf, said } from './question.ts'
import { asks, line, SELECT, TEXT_LINE, type StepEdit } from './step-edit.ts'
import { onRow, options } from './step-on-row.ts'
import { nameOfStep } from './step-asked.ts'
import { titleOfCode } from './step-words.ts'

/** What events wait for or give, and what they do to the work that they break into. */
export const EVENT_EDITS: Readonly<Record<string, StepEdit>> = {
  sign: {
    title: 'What does it wait for, or say?',
    label: 'Message or signal',
    intro: () => ['The same code wherever it is said and waited for. Choose one that there is, or write a new one.'],
    schema: ({ step, choices }) =>
      asks(
        {
          known: oneOf('One that there is', options(knownSigns(choices, step))),
          code: { ...line('Or a new one', 'A short code, such as complaint-withdrawn'), pattern: CODE },
        },
        [],
        { known: SELECT, code: TEXT_LINE },
      ),
    answers: ({ step, choices }) => {
      const code = step.sign?.code
      return knownSigns(choices, step).some((each) => each.code === code) ? { known: code } : { code }
    },
    operation: ({ step }, answers): DiagramOperation => ({
      ...{ do: 'set-sign', element: step.element },
      code: said(answers, 'code') === '' ? said(answers, 'known') : said(answers, 'code'),
    }),
    ...onRow(
      ({ sign }) => sign !== undefined,
      (step, choices) => {
        const { kind = 'message', code = '' } = step.sign ?? {}
        return `${KINDS[kind]}: ${code === '' ? 'any' : titleOfCode(choices.signs[kind], code)}`
      },
    ),
  },
  'takes-back': {
    title: 'What does it take back?',
    label: 'What it takes back',
    intro: () => [
      'A step can be taken back when the diagram says how: a sign on its border leads to the step that does it.',
    ],
    schema: ({ steps }) =>
      asks(
        {
          step: oneOf('Which step?', [
            { value: ALL, text: 'All of them that were done' },
            ...steps.rows
              .filter(({ undoing }) => undoing === 'can-be-taken-back')
              .map((row) => ({ value: row.element, text: nameOfStep(row) })),
          ]),
        },
        ['step'],
      ),
    answers: ({ step }) => ({ step: step.takesBack === '' ? ALL : step.takesBack }),
    operation: ({ step }, answers): DiagramOperation => {
      const chosen = said(answers, 'step')
      return { do: 'set-taken-back', element: step.element, ...(chosen !== ALL && { step: chosen }) }
    },
    ...onRow(
      ({ takesBack }) => takesBack !== undefined,
      ({ takesBack }) => (takesBack === '' ? 'All that was done' : 'One step'),
    ),
  },
  stops: {
    title: 'Does it stop the work that it breaks into?',
    label: 'The work that it breaks into',
    schema: () =>
      asks(
        {
          stops: oneOf('When it happens', [
            { value: 'yes', text: 'The work stops, and this goes on in its place' },
            { value: 'no', text: 'The work goes on, and this goes on beside it' },
          ]),
        },
        ['stops'],
      ),
    answers: ({ step }) => ({ stops: step.stops === false ? 'no' : 'yes' }),
    operation: ({ step }, answers): DiagramOperation => ({
      ...{ do: 'set-stops', element: step.element },
      stops: said(answers, 'stops') === 'yes',
    }),
    ...onRow(
      ({ stops }) => stops !== undefined,
      ({ stops }) => (stops === true ? 'Stops' : 'Goes on beside it'),
    ),
  },
}

/** No step has that id. */
const ALL = '-'

const KINDS = { message: 'Message', signal: 'Signal', error: 'What goes wrong', escalation: 'Taken higher' } as const
const CODE = '^[A-Za-z][A-Za-z0-9_.-]{0,63}$'

function knownSigns({ signs }: Choices, { sign }: StepRow): Choices['roles'] {
  if (sign === undefined) return []
  const known = signs[sign.kind]
  return sign.code === '' || known.some(({ code }) => code === sign.code)
    ? known
    : [{ code: sign.code, title: sign.code }, ...known]
}
