/* Over 300 lines: the questions that can be asked about one step, side by side. */
import type { PageParts } from '../../api/index.ts'
import { isLocalDate, PERSON_ROLES, type CaseStep, type Expectation } from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'
import type { FormLike } from '../forms/index.ts'
import type { Area } from '../frame/index.ts'
import { oneOf, said } from './question.ts'
import {
  doableIn,
  SCENARIO,
  scenarioChange,
  stepAt,
  STEP_OF_SCENARIO,
  taskElsewhere,
  withScenario,
  type Doable,
  type ScenarioAsked,
} from './scenario-asked.ts'
import { addQuestion, schemaOf, type ScenarioQuestion } from './scenario-question.ts'
import { namesIn, whatHappens } from './scenario-words.ts'

/** `…/steps/…`: one thing about one step of a scenario a page. */
export function addScenarioStepEdits(area: Area, parts: PageParts): void {
  addQuestion(area, parts, `${SCENARIO}/add-step`, async (ask) => {
    const one = await withScenario(parts, ask)
    const after = Number(ask.query['after'] ?? one.scenario.steps.length)
    return newStep(one, await doableIn(one), Number.isInteger(after) ? after : one.scenario.steps.length)
  })
  addQuestion(area, parts, `${STEP_OF_SCENARIO}/what`, async (ask) => {
    const one = await withScenario(parts, ask)
    return changeStep(one, await doableIn(one), stepAt(one, ask))
  })
  addQuestion(area, parts, `${STEP_OF_SCENARIO}/answers`, async (ask) => {
    const one = await withScenario(parts, ask)
    return answers(one, await doableIn(one), stepAt(one, ask))
  })
  addQuestion(area, parts, `${STEP_OF_SCENARIO}/expect`, async (ask) => {
    const one = await withScenario(parts, ask)
    return expectations(one, await doableIn(one), stepAt(one, ask))
  })
  addQuestion(area, parts, `${STEP_OF_SCENARIO}/remove`, async (ask) => {
    const one = await withScenario(parts, ask)
    return removeStep(one, await doableIn(one), stepAt(one, ask))
  })
}

interface Place {
  readonly index: number
  readonly step: CaseStep
}

const KINDS = [
  { value: 'time', text: 'Time passes' },
  { value: 'complete', text: 'A task is done' },
  { value: 'message', text: 'Somebody says something' },
  { value: 'person', text: 'A person is added' },
  { value: 'close', text: 'The case is ended by order' },
  { value: 'same', text: 'What happens stays as it is' },
]

function stepSchema({ tasks, messages }: Doable, isNew: boolean): FormLike {
  const kinds = isNew ? KINDS.slice(0, -1) : KINDS
  const shownFor = (equals: string) => ({ conditionalOn: { field: 'what', equals } })
  return schemaOf(
    'scenario-step',
    {
      on: {
        type: 'string',
        format: 'date',
        title: 'On which day? (optional)',
        description: 'Without one it happens at the same time as the step before',
      },
      time: {
        type: 'string',
        maxLength: 5,
        title: 'At what time? (optional)',
        description: 'For example 14:30; at 9:00 where you leave it empty',
      },
      what: oneOf('What happens?', kinds),
      task: oneOf(
        'Which task?',
        tasks.map(({ element, name }) => ({ value: element, text: name })),
      ),
      message: oneOf(
        'What do they say?',
        messages.map(({ message, name }) => ({ value: message, text: name })),
      ),
      role: oneOf(
        'In which role?',
        PERSON_ROLES.map((role) => ({ value: role, text: inWords(role) })),
      ),
      reason: { type: 'string', maxLength: 200, title: 'Why is it ended?' },
    },
    ['what'],
    {
      task: shownFor('complete'),
      message: shownFor('message'),
      role: shownFor('person'),
      reason: shownFor('close'),
    },
  )
}

/** The step that the answers describe, or what is missing in them. */
function stepFrom(given: Readonly<Record<string, unknown>>, was: CaseStep, people: number): CaseStep | string {
  const { at: _at, ...rest } = was
  const { mark, expect } = was
  const kept = { ...(mark !== undefined && { mark }), ...(expect !== undefined && { expect }) }
  const on = said(given, 'on')
  const time = said(given, 'time') === '' ? '09:00' : said(given, 'time').replace('.', ':').padStart(5, '0')
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return 'The time must be like 14:30'
  const at = on === '' ? {} : { at: `${on}T${time}` }
  switch (said(given, 'what')) {
    case 'complete':
      return said(given, 'task') === '' ? 'Choose the task' : { ...at, complete: said(given, 'task'), ...kept }
    case 'message':
      return said(given, 'message') === ''
        ? 'Choose what they say'
        : { ...at, message: said(given, 'message'), ...kept }
    case 'person': {
      const role = said(given, 'role')
      if (role === '') return 'Choose the role'
      const id = `n${people + 1}`
      const person = { id, role, name: `Made-up person ${id}`, email: `${id}@example.org` }
      return { ...at, person: { ...person, contactPreference: 'email', adjustments: [] }, ...kept }
    }
    case 'close':
      return said(given, 'reason') === '' ? 'Say why it is ended' : { ...at, close: said(given, 'reason'), ...kept }
    case 'same':
      return { ...at, ...rest }
    default:
      return on === '' ? 'Give the day until which time passes' : { ...at, ...kept }
  }
}

function peopleAdded({ scenario }: ScenarioAsked): number {
  return scenario.steps.filter(({ person }) => person !== undefined).length
}

function newStep(one: ScenarioAsked, doable: Doable, after: number): ScenarioQuestion {
  const { scenario, here } = one
  return {
    of: one,
    question: {
      title: after === 0 ? 'Add a step at the beginning' : `Add a step after step ${after}`,
      about: scenario.title,
      back: here,
      schema: stepSchema(doable, true),
      button: 'Add the step',
    },
    change(given) {
      const step = stepFrom(given, {}, peopleAdded(one))
      if (typeof step === 'string') return { refused: step }
      const to = step.complete === undefined ? `${here}#steps` : `${here}/steps/${after + 1}/answers`
      const edit = { kind: 'insert-step', id: scenario.id, index: after, step } as const
      return scenarioChange(one, scenario.file, edit, { what: `Scenario ${scenario.id}: a step added`, to })
    },
  }
}

function changeStep(one: ScenarioAsked, doable: Doable, { index, step }: Place): ScenarioQuestion {
  const { scenario, here } = one
  const [on = '', time = ''] = (step.at ?? '').split('T')
  return {
    of: one,
    question: {
      title: `When step ${index + 1} is, and what happens`,
      about: scenario.title,
      back: here,
      schema: stepSchema(withTaskOf(step, doable), false),
      answers: {
        ...(isLocalDate(on) && { on, time: time.slice(0, 5) }),
        what: step.complete !== undefined ? 'complete' : step.message !== undefined ? 'message' : 'same',
        ...(step.complete !== undefined && { task: step.complete }),
        ...(step.message !== undefined && { message: step.message }),
      },
    },
    change(given) {
      const isSame = said(given, 'task') === step.complete || said(given, 'message') === step.message
      const changed = stepFrom(isSame ? { ...given, what: 'same' } : given, step, peopleAdded(one))
      if (typeof changed === 'string') return { refused: changed }
      const edit = { kind: 'change-step', id: scenario.id, index, step: changed } as const
      return scenarioChange(one, scenario.file, edit, {
        what: `Scenario ${scenario.id}: step ${index + 1}`,
        to: `${here}#steps`,
      })
    },
  }
}

/** The form's own questions; what is left empty is answered as usual. */
function answers(one: ScenarioAsked, doable: Doable, { index, step }: Place): ScenarioQuestion {
  const { scenario, here } = one
  const task = doable.tasks.find(({ element }) => element === step.complete)
  const message = doable.messages.find((each) => each.message === step.message)
  const form = doable.form(task?.form ?? message?.form ?? '')
  const base = { title: `What is answered at step ${index + 1}`, about: task?.name ?? message?.name ?? '', back: here }
  if (form === undefined) {
    const schema = schemaOf('no-answers', {}, [])
    return {
      of: one,
      question: { ...base, intro: ['Nothing is asked there, or in another procedure.'], schema, button: 'Go on' },
      change: () => ({ changes: [], what: 'nothing', to: here }),
    }
  }
  const given = step.answers ?? {}
  return {
    of: one,
    question: {
      ...base,
      intro: ['What you leave empty is answered as usual.'],
      // Each question may be left out, and none waits for the answer to another.
      schema: withoutConditions(form),
      answers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
    },
    change(read) {
      const own = Object.fromEntries(Object.entries(read).filter(([, value]) => !isNothing(value)))
      const leftOut = Object.fromEntries(
        Object.entries(given).filter(([name, value]) => value === null && !Object.hasOwn(own, name)),
      )
      const { answers: _was, ...rest } = step
      const all = { ...own, ...leftOut }
      const changed = { ...rest, ...(Object.keys(all).length > 0 && { answers: all }) }
      const edit = { kind: 'change-step', id: scenario.id, index, step: changed } as const
      return scenarioChange(one, scenario.file, edit, {
        what: `Scenario ${scenario.id}: answers of step ${index + 1}`,
        to: `${here}#steps`,
      })
    },
  }
}

function withoutConditions(form: FormLike): FormLike {
  const { allOf: _all, if: _if, then: _then, else: _else, ...rest } = form as FormLike & Record<string, unknown>
  return { ...rest, required: [] }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Lines in which somebody names tasks, letters and facts of which the page offers those that there are. */
function expectations(one: ScenarioAsked, doable: Doable, { index, step }: Place): ScenarioQuestion {
  const { scenario, here } = one
  const expect = step.expect ?? {}
  const known = new Map(doable.tasks.map(({ element, name }) => [element, name]))
  const nameOf = (element: string) => known.get(element) ?? taskElsewhere(element)
  const schema = schemaOf(
    'scenario-expectations',
    {
      ...taskFields(expect, nameOf),
      more: oneOf(
        'Another task that is open (optional)',
        doable.tasks.map(({ element, name }) => ({ value: element, text: name })),
      ),
      moreDue: { type: 'string', format: 'date', title: 'When is that one due? (optional)' },
      only: { type: 'boolean', title: 'Are no other tasks open?' },
      letters: {
        type: 'array',
        items: { type: 'string' },
        title: 'Letters that are sent (optional)',
        description: `“none” for none.${doable.letters.length === 0 ? '' : ` There are: ${doable.letters.map(({ text }) => text.toLowerCase()).join(', ')}.`}`,
      },
      facts: {
        type: 'array',
        items: { type: 'string' },
        title: 'What goes on record (optional)',
        description: 'For example complaint withdrawn. With - before it: what does not go on record.',
      },
      status: oneOf('How does the case stand? (optional)', [
        { value: 'open', text: 'Open' },
        { value: 'closed', text: 'Closed' },
        { value: 'incident', text: 'Something needs help' },
      ]),
    },
    [],
  )
  return {
    of: one,
    question: {
      title: `What is expected after step ${index + 1}`,
      about: scenario.title,
      back: here,
      intro: ['What you leave empty is not looked at.'],
      schema,
      answers: {
        ...Object.fromEntries(Object.entries(expect.tasks ?? {}).map(([, due], n) => [`due${n}`, due ?? undefined])),
        ...Object.fromEntries(Object.keys(expect.tasks ?? {}).map((_, n) => [`open${n}`, true])),
        ...(expect.tasks !== undefined && { only: expect.only === true }),
        letters: expect.letters?.length === 0 ? ['none'] : (expect.letters ?? []),
        facts: expect.facts ?? [],
        ...(expect.status !== undefined && { status: expect.status }),
      },
    },
    change(given) {
      const changed = { ...step, expect: expectationFrom(given, expect) }
      const edit = { kind: 'change-step', id: scenario.id, index, step: changed } as const
      return scenarioChange(one, scenario.file, edit, {
        what: `Scenario ${scenario.id}: what step ${index + 1} expects`,
        to: `${here}#steps`,
      })
    },
  }
}

/** Two fields for each task that is expected already: whether it is, and when it is due. */
function taskFields(expect: Expectation, nameOf: (element: string) => string): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.keys(expect.tasks ?? {}).flatMap((element, n) => [
      [`open${n}`, { type: 'boolean', title: `Is “${nameOf(element)}” open?` }],
      [
        `due${n}`,
        {
          type: 'string',
          format: 'date',
          title: `When is “${nameOf(element)}” due?`,
          description: 'Empty for a task without a day',
        },
      ],
    ]),
  )
}

function expectationFrom(given: Readonly<Record<string, unknown>>, was: Expectation): Expectation {
  const { tasks: _tasks, only: _only, letters: _letters, facts: _facts, status: _status, ...rest } = was
  const dueIn = (name: string) => (said(given, name) === '' ? null : said(given, name))
  const kept = Object.keys(was.tasks ?? {}).flatMap((element, n): [string, string | null][] =>
    given[`open${n}`] === false ? [] : [[element, dueIn(`due${n}`)]],
  )
  const more = said(given, 'more')
  const tasks = Object.fromEntries([...kept, ...(more === '' ? [] : [[more, dueIn('moreDue')] as const])])
  const only = given['only'] === true
  const letters = linesOf(given['letters']).map(codeOf)
  const facts = linesOf(given['facts']).map(codeOf)
  const status = said(given, 'status') as NonNullable<Expectation['status']> | ''
  return {
    ...((Object.keys(tasks).length > 0 || only) && { tasks }),
    ...(only && { only }),
    ...(letters.length > 0 && { letters: letters.filter((each) => each !== 'none') }),
    ...(facts.length > 0 && { facts }),
    ...(status !== '' && { status }),
    ...rest,
  }
}

function linesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function removeStep(one: ScenarioAsked, doable: Doable, { index, step }: Place): ScenarioQuestion {
  const { scenario, here } = one
  return {
    of: one,
    question: {
      title: `Take out step ${index + 1}`,
      about: scenario.title,
      back: here,
      intro: [whatHappens(step, namesIn(one.asked.draft.files), doable)],
      schema: schemaOf('remove-step', {}, []),
      button: 'Take it out',
      warning: true,
    },
    change: () =>
      scenarioChange(
        one,
        scenario.file,
        { kind: 'remove-step', id: scenario.id, index },
        { what: `Scenario ${scenario.id}: step ${index + 1} taken out`, to: `${here}#steps` },
      ),
  }
}

/** What can be done, with the step's own task where that stands in another procedure. */
function withTaskOf({ complete: element }: CaseStep, doable: Doable): Doable {
  if (element === undefined || doable.tasks.some((task) => task.element === element)) return doable
  return { ...doable, tasks: [...doable.tasks, { element, name: taskElsewhere(element) }] }
}

/** `complaint-withdrawn`, however it is typed. */
function codeOf(line: string): string {
  return line.toLowerCase().replace(/^-\s+/, '-').replaceAll(/\s+/g, '-')
}
