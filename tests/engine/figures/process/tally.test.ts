import { expect } from 'chai'
import {
  makeProcessTally,
  sequenceIn,
  sequenceOf,
  stepsOf,
  variantKey,
  type RecordedCourse,
  type RecordedFact,
  type RecordedTask,
} from '../../../../engine/figures/index.ts'
import { makeSpread } from '../../../../engine/figures/process/spread.ts'
import { calendarOf } from '../../../../engine/law/index.ts'
import { instant } from '../../../../engine/values/instant.ts'
import { localDate } from '../../../../engine/values/local-date.ts'

const CALENDAR = calendarOf('children-act')
const TODAY = localDate('2026-05-01')

/** `type on [corrects]`, in the order of recording. */
const facts = (...lines: readonly string[]): readonly RecordedFact[] =>
  lines.map((line, index) => {
    const [type = '', on = '', corrects] = line.split(' ')
    return { n: index + 1, type, on: localDate(on), ...(corrects !== undefined && { corrects: Number(corrects) }) }
  })
const course = (caseId: string, given: Partial<RecordedCourse>): RecordedCourse => ({
  ...{ caseId, receivedOn: localDate('2026-03-02'), closedOn: undefined, stage: undefined, facts: [], tasks: [] },
  ...given,
})
const task = (element: string, role: string, created: string, completed?: string): RecordedTask => ({
  ...{ id: `${element}-${created}`, element, name: element, role },
  status: completed === undefined ? 'open' : 'done',
  createdAt: instant(`${created}T09:00:00.000Z`),
  completedAt: completed === undefined ? undefined : instant(`${completed}T15:00:00.000Z`),
})
const tallied = (...courses: readonly RecordedCourse[]) => {
  const tally = makeProcessTally(CALENDAR, TODAY)
  for (const each of courses) tally.add(each)
  return tally.result()
}

describe('the sequence of a case', () => {
  const table: readonly (readonly [string, readonly RecordedFact[], readonly string[]])[] = [
    [
      'milestones, and nothing that is noted on the way',
      facts('complaint-received 2026-03-02', 'note-recorded 2026-03-02', 'case-closed 2026-03-20'),
      ['complaint-received', 'case-closed'],
    ],
    [
      'by the day on which it happened, not on which it was recorded',
      facts('complaint-received 2026-03-02', 'stage-1-answered 2026-03-12', 'acknowledgement-sent 2026-03-04'),
      ['complaint-received', 'acknowledgement-sent', 'stage-1-answered'],
    ],
    [
      'on one day, as it was recorded',
      facts('complaint-received 2026-03-02', 'stage-1-answered 2026-03-02', 'case-closed 2026-03-02'),
      ['complaint-received', 'stage-1-answered', 'case-closed'],
    ],
    [
      'the same several times in a row once, and again when something came between',
      facts(
        'complaint-received 2026-03-02',
        'lateness-notice-sent 2026-03-17',
        'lateness-notice-sent 2026-03-20',
        'stage-1-extended 2026-03-21',
        'lateness-notice-sent 2026-03-31',
      ),
      ['complaint-received', 'lateness-notice-sent', 'stage-1-extended', 'lateness-notice-sent'],
    ],
    [
      'without what was taken back',
      facts('complaint-received 2026-03-02', 'stage-1-answered 2026-03-04', 'fact-corrected 2026-03-05 2'),
      ['complaint-received'],
    ],
    ['nothing', [], []],
  ]
  for (const [what, recorded, expected] of table) {
    it(what, () => {
      const sequence = sequenceOf(stepsOf({ facts: recorded }))
      expect(sequence).to.deep.equal(expected)
      expect(sequenceIn(variantKey(sequence))).to.deep.equal(expected)
    })
  }

  it('is in no address that somebody made up', () => {
    expect(sequenceIn('complaint-received.note-recorded')).to.equal(undefined)
    expect(sequenceIn('toString')).to.equal(undefined)
  })
})

describe('how long things took', () => {
  const table: readonly (readonly [readonly number[], number | undefined, number | undefined, number | undefined])[] = [
    [[], undefined, undefined, undefined],
    [[4], 4, 4, 4],
    [[1, 9], 1, 9, 9],
    [[3, 1, 2], 2, 3, 3],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9, 10],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], 0, 0, 7],
  ]
  for (const [days, median, p90, longest] of table) {
    it(`of ${JSON.stringify(days)}: middle ${String(median)}, nine of ten ${String(p90)}`, () => {
      const spread = makeSpread()
      for (const each of days) spread.add(each)
      expect(spread.result()).to.deep.equal({ number: days.length, median, p90, longest })
    })
  }
})

describe('how cases went', () => {
  const answered = (on: string, closed: string) =>
    facts('complaint-received 2026-03-02', `stage-1-answered ${on}`, `case-closed ${closed}`)

  it('counts cases of one sequence as one variant, the most frequent first', () => {
    const { variants, cases, closed, duration } = tallied(
      // 2 to 13 March: 9 working days; 2 to 16 March: 10; Good Friday 3 April and Easter Monday 6 April left out: 24
      course('C1', { facts: answered('2026-03-10', '2026-03-13'), closedOn: localDate('2026-03-13') }),
      course('C2', { facts: answered('2026-03-12', '2026-03-16'), closedOn: localDate('2026-03-16') }),
      course('C3', { facts: answered('2026-03-12', '2026-04-07'), closedOn: localDate('2026-04-07') }),
      course('C4', { facts: facts('complaint-received 2026-03-02') }),
    )
    expect([cases, closed]).to.deep.equal([4, 3])
    expect(
      variants.map(({ key, cases: n, closed: done, duration: { median, longest } }) => [key, n, done, median, longest]),
    ).to.deep.equal([
      ['complaint-received.stage-1-answered.case-closed', 3, 3, 10, 24],
      ['complaint-received', 1, 0, undefined, undefined],
    ])
    expect(duration).to.deep.equal({ number: 3, median: 10, p90: 24, longest: 24 })
  })

  it('tells how long open cases have lasted, by stage, that with the longest middle first', () => {
    const { open, ages } = tallied(
      // Until 1 May 2026, without Good Friday 3 April and Easter Monday 6 April: from 2 March 42 working days, from 24 April 5.
      course('C1', { stage: 'stage-2' }),
      course('C2', { stage: 'stage-1', receivedOn: localDate('2026-04-24') }),
      course('C3', { stage: 'stage-1', receivedOn: localDate('2026-04-30') }),
      course('C4', { receivedOn: localDate('2026-05-01') }),
      course('C5', { stage: 'stage-1', closedOn: localDate('2026-03-03') }),
    )
    expect(open).to.deep.equal({ number: 4, median: 1, p90: 42, longest: 42 })
    expect(ages.map(({ stage, age, longest }) => [stage, age.median, longest])).to.deep.equal([
      ['stage-2', 42, [{ caseId: 'C1', days: 42 }]],
      [
        'stage-1',
        1,
        [
          { caseId: 'C2', days: 5 },
          { caseId: 'C3', days: 1 },
        ],
      ],
      [undefined, 0, [{ caseId: 'C4', days: 0 }]],
    ])
  })

  it('tells how long it took from one milestone to the next', () => {
    const { gaps } = tallied(
      course('C1', { facts: answered('2026-03-10', '2026-03-13') }),
      course('C2', { facts: answered('2026-03-12', '2026-03-12') }),
    )
    expect(gaps.map(({ from, to, spread, longest }) => [from, to, spread.median, longest])).to.deep.equal([
      [
        'complaint-received',
        'stage-1-answered',
        6,
        [
          { caseId: 'C2', days: 8 },
          { caseId: 'C1', days: 6 },
        ],
      ],
      [
        'stage-1-answered',
        'case-closed',
        0,
        [
          { caseId: 'C1', days: 3 },
          { caseId: 'C2', days: 0 },
        ],
      ],
    ])
  })

  it('tells how long tasks waited: those that are done, and those that wait until today', () => {
    const { tasks } = tallied(
      course('C1', {
        tasks: [
          task('answer', 'responding-manager', '2026-03-02', '2026-03-06'),
          task('close', 'caseworker', '2026-03-06'),
        ],
      }),
      course('C2', {
        tasks: [
          task('answer', 'responding-manager', '2026-03-02', '2026-03-13'),
          { ...task('answer', 'responding-manager', '2026-03-02'), status: 'cancelled' },
        ],
      }),
    )
    expect(
      tasks.map(({ element, done, waiting, cancelled }) => [
        element,
        done.median,
        done.longest,
        waiting.longest,
        cancelled,
      ]),
    ).to.deep.equal([
      ['answer', 4, 9, undefined, 1],
      // 6 March to 1 May, without the two holidays of Easter
      ['close', undefined, undefined, 38, 0],
    ])
    expect(tasks[0]?.longest.map(({ caseId, days, isOpen }) => [caseId, days, isOpen])).to.deep.equal([
      ['C2', 9, false],
      ['C1', 4, false],
    ])
  })

  it('names the ten that waited longest, of equally long ones the first references', () => {
    const { tasks } = tallied(
      ...Array.from({ length: 14 }, (_, n) =>
        course(`C${String(n).padStart(2, '0')}`, {
          tasks: [task('answer', 'caseworker', '2026-03-02', n % 2 === 0 ? '2026-03-05' : '2026-03-04')],
        }),
      ),
    )
    expect(tasks[0]?.longest.map(({ caseId }) => caseId)).to.deep.equal([
      'C00',
      'C02',
      'C04',
      'C06',
      'C08',
      'C10',
      'C12',
      'C01',
      'C03',
      'C05',
    ])
  })

  it('counts hand-overs from one role to another, and in how many cases', () => {
    const back = [
      task('a', 'caseworker', '2026-03-02', '2026-03-03'),
      task('b', 'responding-manager', '2026-03-03', '2026-03-06'),
      task('c', 'caseworker', '2026-03-06', '2026-03-09'),
      task('d', 'caseworker', '2026-03-09', '2026-03-10'),
      task('e', 'responding-manager', '2026-03-10', '2026-03-11'),
    ]
    const { handOvers } = tallied(
      course('C1', { tasks: [...back].reverse() }),
      course('C2', { tasks: back.slice(0, 2) }),
    )
    expect(
      handOvers.map(({ from, to, number, cases, spread }) => [from, to, number, cases, spread.longest]),
    ).to.deep.equal([
      ['caseworker', 'responding-manager', 3, 2, 3],
      ['responding-manager', 'caseworker', 1, 1, 1],
    ])
  })

  it('says how many lengths it could not count, and guesses none', () => {
    const { uncounted, variants } = tallied(
      course('C1', { receivedOn: localDate('2040-01-02'), closedOn: localDate('2040-02-01') }),
    )
    expect(uncounted).to.equal(1)
    expect(variants[0]).to.deep.include({ cases: 1, closed: 1 })
    expect(variants[0]?.duration.number).to.equal(0)
  })

  it('counts every case in exactly one variant', () => {
    let random = 7
    const next = (below: number) => (random = (random * 48271) % 2147483647) % below
    const types = ['complaint-received', 'stage-1-answered', 'lateness-notice-sent', 'case-closed', 'note-recorded']
    const courses = Array.from({ length: 400 }, (_, n) => {
      const isClosed = next(2) === 0
      return course(`C${n}`, {
        facts: facts(...Array.from({ length: next(6) }, () => `${types[next(5)] ?? ''} 2026-03-${10 + next(9)}`)),
        closedOn: isClosed ? localDate('2026-03-20') : undefined,
      })
    })
    const { variants, cases, closed } = tallied(...courses)
    const sum = (of: (variant: (typeof variants)[number]) => number) =>
      variants.reduce((all, each) => all + of(each), 0)
    expect(sum((each) => each.cases)).to.equal(cases)
    expect(sum((each) => each.closed)).to.equal(closed)
    expect(sum((each) => each.duration.number)).to.equal(closed)
    expect(new Set(variants.map(({ key }) => key)).size).to.equal(variants.length)
  })
})
