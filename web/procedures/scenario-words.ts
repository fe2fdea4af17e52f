import { gapInWords, type DiagramCoverage, type Gap, type Names, type PlayedStep } from '../../api/index.ts'
import {
  capital,
  dayInWords,
  factPhrase,
  isLocalDate,
  type CaseStep,
  type Expectation,
  type ProcedureFile,
} from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'
import { NO_CHOICES, fieldsOf } from '../forms/index.ts'
import { answersInWords } from '../tasks/answers-in-words.ts'
import { elementNames } from './element-names.ts'
import { inLetterWords, taskElsewhere, type Doable } from './scenario-asked.ts'

export type Seen = PlayedStep['seen']

/** Names of a draft's elements, letters and facts, for people. */
export function namesIn(files: readonly ProcedureFile[]): Names {
  const elements = new Map(
    files.filter(({ path }) => path.endsWith('.bpmn')).flatMap(({ text }) => [...elementNames(text)]),
  )
  return {
    task: (element) => `“${elements.get(element) ?? taskElsewhere(element)}”`,
    letter: (letter) => `“${inLetterWords(letter)}”`,
    fact: (type) => `“${capital(factPhrase(type))}”`,
    rule: (rule) => `“${inLetterWords(rule.replace(/^[\w-]+\.(local\.)?/, ''))}”`,
    procedure: (id) => `“${inWords(id)}”`,
    day: (day) => (isLocalDate(day) ? dayInWords(day) : day),
    code: (code) => inWords(code).toLowerCase(),
  }
}

/** A gap as a sentence that stands by itself. */
export function gapSentence(gap: Gap, names: Names): string {
  return capital(gapInWords(gap, names)).replace(/[.?]?$/, (end) => (end === '?' ? '?' : '.'))
}

/** `5 January 2026, 9:00am`; `$today+3d` as it stands. */
export function momentOf(at: string): string {
  const [, day = '', hour = '', minute = ''] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?/.exec(at) ?? []
  if (!isLocalDate(day)) return at
  if (hour === '') return dayInWords(day)
  const n = Number(hour)
  return `${dayInWords(day)}, ${n % 12 === 0 ? 12 : n % 12}:${minute}${n < 12 ? 'am' : 'pm'}`
}

export interface StepWords {
  readonly when: string
  readonly what: string
  readonly details: readonly string[]
  readonly expected: readonly string[]
}

/** One step of a scenario, as a row of its table. */
export function stepInWords(step: CaseStep, names: Names, doable: Doable): StepWords {
  return {
    when: step.at === undefined ? 'At the same time' : momentOf(step.at),
    what: whatHappens(step, names, doable),
    details: detailsOf(step, doable),
    expected: expectationInWords(step.expect ?? {}, names),
  }
}

export function whatHappens(step: CaseStep, names: Names, { messages }: Pick<Doable, 'messages'>): string {
  if (step.complete !== undefined) return `${names.task(step.complete)} is done`
  if (step.message !== undefined) {
    const known = messages.find(({ message }) => message === step.message)
    return `Somebody says: “${known?.name ?? inLetterWords(step.message)}”`
  }
  if (step.record !== undefined) return `It is recorded: ${step.record.map(({ type }) => names.fact(type)).join(', ')}`
  if (step.person !== undefined) return `A person is added: ${inWords(textOf(step.person['role']))}`
  if (step.close !== undefined) return 'The case is ended by order'
  return step.at === undefined ? 'Nothing: only looked at' : 'Time passes'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function detailsOf(step: CaseStep, doable: Doable): readonly string[] {
  const formId =
    step.complete === undefined
      ? doable.messages.find(({ message }) => message === step.message)?.form
      : doable.tasks.find(({ element }) => element === step.complete)?.form
  const { answers = {}, as } = step
  const own = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null))
  const form = formId === undefined ? undefined : doable.form(formId)
  const said = form === undefined ? [] : answersInWords(fieldsOf(form), own, NO_CHOICES)
  return [
    ...said.map(({ question, parts }) => `${question} ${parts.map((lines) => lines.join(', ')).join('; ')}`),
    ...(as === undefined ? [] : [`By: ${inWords(as)}`]),
  ]
}

export function expectationInWords(expect: Expectation, names: Names): readonly string[] {
  const due = (day: string | null) => (day === null ? 'without a day' : `due ${names.day(day)}`)
  return [
    ...Object.entries(expect.tasks ?? {}).map(([element, day]) => `Task ${names.task(element)}, ${due(day)}`),
    ...(expect.only === true ? ['No other tasks'] : []),
    ...(expect.noTasks ?? []).map((element) => `${names.task(element)} is not open`),
    ...(expect.letters ?? []).map((letter) => `Letter ${names.letter(letter)}`),
    ...(expect.letters === undefined ? [] : ['No other letter to the complainant']),
    ...(expect.facts ?? []).map((fact) =>
      fact.startsWith('-') ? `Not on record: ${names.fact(fact.slice(1))}` : `On record: ${names.fact(fact)}`,
    ),
    ...Object.entries(expect.clocks ?? {}).map(([rule, wanted]) => {
      const { due: day, status } = typeof wanted === 'string' ? { due: wanted, status: undefined } : wanted
      const parts = [
        ...(day === undefined ? [] : [names.day(day)]),
        ...(status === undefined ? [] : [names.code(status)]),
      ]
      return `Time limit ${names.rule(rule)}: ${parts.join(', ')}`
    }),
    ...(expect.procedure === undefined ? [] : [`In the procedure ${names.procedure(expect.procedure)}`]),
    ...(expect.status === undefined ? [] : [`The case is ${names.code(expect.status)}`]),
    ...(expect.outcome === undefined ? [] : [`Outcome: ${names.code(expect.outcome)}`]),
    ...(expect.refused === undefined ? [] : [`It is refused: ${expect.refused}`]),
  ]
}

/** What came of a step, in the words of what can be expected. */
export function seenInWords(seen: Seen, names: Names): readonly string[] {
  const { tasks, lettersToComplainant, facts, status, outcome } = seen
  const called = new Map(tasks.map(({ element, name }) => [element, name]))
  return expectationInWords(
    {
      tasks: Object.fromEntries(tasks.map(({ element, due }) => [element, due])),
      ...(lettersToComplainant.length > 0 && { letters: lettersToComplainant }),
      facts: [...new Set(facts.map(({ type }) => type))],
      ...(status !== 'open' && { status: status === 'incident' ? 'incident' : 'closed' }),
      ...(status === 'closed' && outcome !== undefined && { outcome }),
    },
    { ...names, task: (element) => (called.get(element) ? `“${called.get(element) ?? ''}”` : names.task(element)) },
  ).filter((line) => line !== 'No other letter to the complainant')
}

/** `The answer “No” of “Is it complex?”`. */
export function flowInWords(flow: DiagramCoverage['untaken'][number]): string {
  const { name, from, fromName, to, toName, isAnswer } = flow
  if (isAnswer && name !== undefined) return `The answer “${name}” of “${fromName}”`
  // What has no name of its own is a gateway at which ways come together.
  const named = (id: string, text: string) => (id === text ? 'where ways meet' : `“${text}”`)
  return `The way from ${named(from, fromName)} to ${named(to, toName)}${name === undefined ? '' : ` (“${name}”)`}`
}
