import { readFileSync } from 'node:fs'
import {
  caseId,
  checkCouncil,
  NotFoundError,
  localDate,
  replay,
  type ClockView,
  type Council,
  type Decided,
  type Fact,
  type FactData,
  type FactType,
  type LetterTemplate,
  type NewFact,
  type Person,
  type Task,
  type Variables,
} from '../../engine/index.ts'
import { checkLetters } from '../../engine/diagram/check-letters.ts'
import { readLetter } from '../../engine/diagram/letter-file.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { stamped } from '../engine/case/a-case.ts'

export const COUNCIL: Council = checkCouncil(
  JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8')),
)

export function fact<Type extends FactType>(on: string, type: Type, data: FactData[Type]): NewFact {
  return { type, on: localDate(on), data } as NewFact
}

export const ANA: Person = {
  id: 'ana',
  role: 'complainant',
  name: 'Ana Lee',
  email: 'ana@example.org',
  address: ['1 High Street', 'Exampleton'],
  contactPreference: 'email',
  adjustments: [],
}
/** Twelve years old. */
export const KIM: Person = {
  id: 'kim',
  role: 'child',
  name: 'Kim Lee',
  email: 'kim@example.org',
  contactPreference: 'email',
  adjustments: [],
  dateOfBirth: localDate('2013-11-02'),
}

const OFFICERS: readonly Person[] = [
  ['io', 'investigating-officer', 'Sam Okafor'],
  ['ip', 'independent-person', 'Rosa Field'],
  ['gran', 'interested-person', 'Vera Osei'],
  ['ao', 'adjudicating-officer', 'Jo Marsh'],
  ['ch', 'panel-chair', 'Pat Wood'],
  ['m1', 'panel-member', 'Max Reed'],
  ['m2', 'panel-member', 'Liv Stone'],
  ['ow', 'action-owner', 'Bo Hill'],
].map(([id, role, name]) => ({
  id: id ?? '',
  role: role as Person['role'],
  name: name ?? '',
  email: `${id ?? ''}@council.example.org`,
  contactPreference: 'email',
  adjustments: [],
}))

export interface Scenario {
  readonly facts: readonly NewFact[]
  readonly input?: Readonly<Record<string, string>>
  readonly variables?: Variables
  readonly clocks?: readonly ClockView[]
  readonly today?: string
  /** What the decision tables say. */
  readonly decided?: Decided
  /** Text of the letter's file, by id. */
  readonly letters?: Readonly<Record<string, string>>
}

/** A task on a case that `complainant` made: a complaint, unless its facts say that it is a compliment or comment. */
export function aTask(
  { facts, input = {}, variables = {}, clocks = [], today = '2026-07-15', letters: texts = {}, decided }: Scenario,
  complainant: Person = ANA,
  ...others: readonly Person[]
): Task<unknown> {
  const people = new Map([...OFFICERS, ...others, complainant].map((person) => [person.id, person]))
  const letters = new Map(Object.entries(texts).map(([id, text]) => [id, letterOf(id, text)]))
  const received = fact('2026-04-01', 'complaint-received', {
    channel: 'phone',
    oral: true,
    byChild: complainant.role === 'child',
  })
  const all: readonly NewFact[] = [
    ...(facts.some(({ type }) => type === 'feedback-received') ? [] : [received]),
    fact('2026-04-01', 'person-added', { person: complainant.id, role: complainant.role }),
    ...facts,
  ]
  return {
    caseState: replay(
      caseId('SC-2026-00123'),
      all.map((each, at): Fact => stamped(each, at + 1)),
    ),
    input,
    variables,
    today: localDate(today),
    clocks,
    council: COUNCIL,
    person: (id) => people.get(id),
    letter: (id) => letters.get(id),
    decide: (name) => {
      if (decided?.decision !== name) throw new NotFoundError('decision table', name)
      return decided
    },
    entry: 'task_x#1',
  }
}

/** @throws Error when there is anything wrong with the letter. */
export function letterOf(id: string, text: string): LetterTemplate {
  const { file, findings } = readLetter({ path: `letters/${id}.txt`, text }, '')
  const [fault] = [
    ...findings,
    ...(file
      ? checkLetters(
          [file],
          HANDLERS.map(({ describe }) => describe),
        )
      : []),
  ]
  if (file === undefined || fault !== undefined) throw new Error(`${id}: ${fault?.message ?? 'no letter'}`)
  return file.letter
}

export function clock(rule: string, title: string, due: string, status = 'running'): ClockView {
  return { rule, title, due: localDate(due), status, startedOn: localDate('2026-04-01'), explanation: [] }
}
