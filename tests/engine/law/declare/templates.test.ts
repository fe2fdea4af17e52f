import { expect } from 'chai'
import type { Fact, FactType } from '../../../../engine/index.ts'
import {
  absence,
  cardinality,
  dataCondition,
  differentPeople,
  event,
  existence,
  notCoExistence,
  precedence,
  response,
  succession,
  type Template,
  type Trace,
} from '../../../../engine/law/declare/index.ts'
import { textIn } from '../../../../engine/law/history.ts'
import { calendarOf } from '../../../../engine/law/rules.ts'
import { addDays, localDate, type LocalDate } from '../../../../engine/values/local-date.ts'
import { factsOf, randomFrom, type Told } from '../facts.ts'

const TYPES = { A: 'stage-1-answered', B: 'complaint-adjudicated', C: 'stage-opened' } as const satisfies Readonly<
  Record<string, FactType>
>
type Letter = keyof typeof TYPES

const A = event('the answer', TYPES.A)
const B = event('the adjudication', TYPES.B)
const C = event('the opening', TYPES.C)
const WITHIN = { workingDays: 2, calendar: calendarOf('adult-social-care') }
const person = (fact: Fact) => textIn(fact, 'person')

/** `2 A, 5 B anna`: days of February 2026, of which the 2nd is a Monday; who did it, where that is on record. */
function traceOf(
  text: string,
  { over = false, today = 28 }: { readonly over?: boolean; readonly today?: number } = {},
): Trace {
  const told = text
    .split(', ')
    .filter(Boolean)
    .map((one): Told => {
      const [day = '', letter = 'A', who] = one.split(' ')
      return [on(Number(day)), TYPES[letter as Letter], who === undefined ? {} : { person: who }]
    })
  return { facts: factsOf(...told), today: on(today), clocks: [], over }
}

function on(day: number): LocalDate {
  return addDays(localDate('2026-02-01'), day - 1)
}

function results(template: Template, trace: Trace): readonly string[] {
  return template.judge(trace).map(({ result }) => result)
}

describe('engine/law/declare/templates', () => {
  const table: readonly (readonly [Template, string, { over?: boolean; today?: number }, readonly string[]])[] = [
    [existence(A), '2 A', {}, ['met']],
    [existence(A), '2 B', {}, ['not-yet-due']],
    [existence(A), '2 B', { over: true }, ['not-met']],

    [absence(A), '2 B', {}, ['met']],
    [absence(A), '2 A, 3 A', {}, ['not-met', 'not-met']],

    [precedence(A, B), '', {}, ['not-applicable']],
    [precedence(A, B), '2 A', {}, ['not-applicable']],
    [precedence(A, B), '2 A, 3 B, 4 B', {}, ['met', 'met']],
    [precedence(A, B), '3 B, 3 A', {}, ['met']],
    [precedence(A, B), '3 B, 4 A', {}, ['not-met']],
    [precedence(A, B), '3 B', {}, ['not-met']],

    [response(A, B), '', {}, ['not-applicable']],
    [response(A, B), '2 A, 9 B', {}, ['met']],
    [response(A, B), '2 A, 9 B, 10 A', {}, ['met', 'not-yet-due']],
    [response(A, B), '2 A, 9 B, 10 A', { over: true }, ['met', 'not-met']],
    [response(A, B), '2 B, 3 A', { over: true }, ['not-met']],

    // Thursday the 5th, so the second working day is Monday the 9th.
    [response(A, B, WITHIN), '5 A, 9 B', {}, ['met']],
    [response(A, B, WITHIN), '5 A, 10 B', {}, ['not-met']],
    [response(A, B, WITHIN), '5 A', { today: 9 }, ['not-yet-due']],
    [response(A, B, WITHIN), '5 A', { today: 10 }, ['not-met']],
    [response(A, B, WITHIN), '5 A', { today: 9, over: true }, ['not-yet-due']],

    [succession(A, B), '', {}, ['not-applicable']],
    [succession(A, B), '2 A, 3 B', {}, ['met', 'met']],
    [succession(A, B), '3 B', {}, ['not-met']],
    [succession(A, B), '3 A', { over: true }, ['not-met']],

    [notCoExistence(A, B), '', {}, ['not-applicable']],
    [notCoExistence(A, B), '2 A, 3 A', {}, ['met']],
    [notCoExistence(A, B), '2 B, 3 A', {}, ['not-met']],

    [differentPeople(A, B, person), '2 A anna', {}, ['not-applicable']],
    [differentPeople(A, B, person), '2 A anna, 3 B bob', {}, ['met']],
    [differentPeople(A, B, person), '2 A anna, 3 B bob, 4 B anna', {}, ['not-met']],
    [differentPeople(A, B, person), '2 A anna, 3 B', {}, ['cannot-tell']],
    [differentPeople(A, B, person), '2 A, 3 B', {}, ['cannot-tell']],

    [cardinality(A, { atMost: 1 }), '', {}, ['not-applicable']],
    [cardinality(A, { atMost: 1 }), '2 A', {}, ['met']],
    [cardinality(A, { atMost: 1 }), '2 A, 9 A', {}, ['not-met']],
    [cardinality(A, { atLeast: 2 }), '2 A', {}, ['not-yet-due']],
    [cardinality(A, { atLeast: 2 }), '2 A', { over: true }, ['not-met']],
    [cardinality(A, { atMost: 1, each: C }), '2 A', {}, ['not-applicable']],
    [cardinality(A, { atMost: 1, each: C }), '1 C, 2 A, 5 C, 6 A', {}, ['met', 'met']],
    [cardinality(A, { atMost: 1, each: C }), '1 C, 2 A, 3 A, 5 C', {}, ['not-met', 'not-applicable']],
    [cardinality(A, { atLeast: 1, each: C }), '1 C, 5 C', {}, ['not-met', 'not-yet-due']],

    [dataCondition(A, 'it names somebody', (fact) => person(fact) !== undefined), '', {}, ['not-applicable']],
    [
      dataCondition(A, 'it names somebody', (fact) => person(fact) !== undefined),
      '2 A anna, 3 A',
      {},
      ['met', 'not-met'],
    ],
    [dataCondition(A, 'it is so', () => undefined), '2 A', {}, ['cannot-tell']],
  ]
  for (const [template, text, options, expected] of table) {
    const open = options.over === true ? 'over' : 'open'
    const until = options.today === undefined ? '' : ` on day ${options.today}`
    it(`${template.name} of “${text}”, ${open}${until}: ${expected.join(', ')}`, () => {
      expect(results(template, traceOf(text, options))).to.deep.equal(expected)
    })
  }

  it('cannot tell a last day beyond the bank holidays that are known', () => {
    const far: Trace = {
      facts: factsOf(['2099-02-02', TYPES.A]),
      today: localDate('2099-02-20'),
      clocks: [],
      over: false,
    }
    expect(results(response(A, B, WITHIN), far)).to.deep.equal(['cannot-tell'])
  })

  it('gives, with the day of the event, the last day and the day on which it was done', () => {
    const [judgement] = response(A, B, WITHIN).judge(traceOf('5 A, 10 B'))
    expect(judgement).to.include({ due: '2026-02-09', doneOn: '2026-02-10' })
    expect(judgement?.because).to.equal(
      'The answer on Thursday 5 February 2026: the adjudication was due by Monday 9 February 2026 and came on Tuesday 10 February 2026.',
    )
    expect(judgement?.facts).to.deep.equal(['C-1/1', 'C-1/2'])
  })

  const SEED = Number(process.env['RANDOM_SEED'] ?? 1)
  it(`judges 3,000 random traces as the definitions read word by word, from seed ${SEED}`, () => {
    for (let n = 0; n < 3_000; n += 1) {
      const told = randomTrace(randomFrom(SEED * 10_000 + n))
      const trace = traceOf(told.text, told)
      for (const [name, template, oracle] of ORACLES) {
        expect(results(template, trace).toSorted(), `${name} of “${told.text}”, ${JSON.stringify(told)}`).to.deep.equal(
          oracle(told).toSorted(),
        )
      }
    }
  })
})

interface Random {
  readonly text: string
  readonly over: boolean
  readonly today: number
  /** Sorted by day. */
  readonly events: readonly { readonly day: number; readonly letter: string; readonly who: string | undefined }[]
}

function randomTrace(random: () => number): Random {
  const count = Math.floor(random() * 6)
  const events = Array.from({ length: count }, () => ({
    day: 1 + Math.floor(random() * 12),
    letter: 'ABC'[Math.floor(random() * 3)] ?? 'A',
    who: [undefined, 'anna', 'bob', 'cleo'][Math.floor(random() * 4)],
  })).toSorted((one, other) => one.day - other.day)
  const text = events.map(({ day, letter, who }) => [day, letter, who ?? []].flat().join(' ')).join(', ')
  return { text, events, over: random() < 0.5, today: 12 + Math.floor(random() * 4) }
}

const of = ({ events }: Random, letter: Letter) => events.filter((each) => each.letter === letter)
const later = ({ over }: Random) => (over ? 'not-met' : 'not-yet-due')
const orNone = (found: readonly string[]) => (found.length === 0 ? ['not-applicable'] : found)

/** The second working day after a day of February 2026, which has no bank holiday: the 1st is a Sunday. */
function secondWorkingDay(day: number): number {
  const isFree = (each: number) => each % 7 === 1 || each % 7 === 0
  let left = 2
  let last = day
  while (left > 0) {
    last += 1
    if (!isFree(last)) left -= 1
  }
  return last
}

const preceded = (told: Random) =>
  of(told, 'B').map((b) => (of(told, 'A').some((a) => a.day <= b.day) ? 'met' : 'not-met'))
const answered = (told: Random) =>
  of(told, 'A').map((a) => (of(told, 'B').some((b) => b.day >= a.day) ? 'met' : later(told)))

/** Written from the definitions alone, with other means than the templates. */
const ORACLES: readonly (readonly [string, Template, (told: Random) => readonly string[]])[] = [
  ['existence', existence(A), (told) => [of(told, 'A').length > 0 ? 'met' : later(told)]],
  ['absence', absence(A), (told) => (of(told, 'A').length === 0 ? ['met'] : of(told, 'A').map(() => 'not-met'))],
  ['precedence', precedence(A, B), (told) => orNone(preceded(told))],
  ['response', response(A, B), (told) => orNone(answered(told))],
  [
    'timed response',
    response(A, B, WITHIN),
    (told) =>
      orNone(
        of(told, 'A').map((a) => {
          const due = secondWorkingDay(a.day)
          if (of(told, 'B').some((b) => b.day >= a.day && b.day <= due)) return 'met'
          return of(told, 'B').some((b) => b.day > due) || told.today > due ? 'not-met' : 'not-yet-due'
        }),
      ),
  ],
  ['succession', succession(A, B), (told) => orNone([...answered(told), ...preceded(told)])],
  [
    'not-co-existence',
    notCoExistence(A, B),
    (told) => {
      const kinds = (of(told, 'A').length > 0 ? 1 : 0) + (of(told, 'B').length > 0 ? 1 : 0)
      return [['not-applicable', 'met', 'not-met'][kinds] ?? '']
    },
  ],
  [
    'different-people',
    differentPeople(A, B, person),
    (told) => {
      const pairs = of(told, 'A').flatMap((a) => of(told, 'B').map((b) => [a.who, b.who] as const))
      if (pairs.length === 0) return ['not-applicable']
      if (pairs.some(([a, b]) => a !== undefined && a === b)) return ['not-met']
      return [pairs.flat().includes(undefined) ? 'cannot-tell' : 'met']
    },
  ],
  [
    'cardinality',
    cardinality(A, { atLeast: 1, atMost: 2 }),
    (told) => [[later(told), 'met', 'met'][of(told, 'A').length] ?? 'not-met'],
  ],
  [
    'cardinality, each time',
    cardinality(A, { atMost: 1, each: C }),
    (told) =>
      orNone(
        of(told, 'C').map((c, index, all) => {
          const until = all[index + 1]?.day ?? 99
          const times = of(told, 'A').filter(({ day }) => day >= c.day && day < until).length
          return ['not-applicable', 'met'][times] ?? 'not-met'
        }),
      ),
  ],
  [
    'data-condition',
    dataCondition(A, 'it names somebody', (fact) => person(fact) !== undefined),
    (told) => orNone(of(told, 'A').map(({ who }) => (who === undefined ? 'not-met' : 'met'))),
  ],
]
