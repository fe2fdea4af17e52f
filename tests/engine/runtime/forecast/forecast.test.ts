import { expect } from 'chai'
import type { Fact } from '../../../../engine/case/fact.ts'
import { calendarOfRule } from '../../../../engine/law/calendar-of-rule.ts'
import {
  foretell,
  makePast,
  mediansOf,
  playOn,
  type Course,
  type PastLine,
  type PlayedOn,
} from '../../../../engine/runtime/forecast/index.ts'
import { EMPTY_TREE, plant, type InstanceTree } from '../../../../engine/runtime/tree.ts'
import { step } from '../../../../engine/tokens/index.ts'
import { instant, type Instant } from '../../../../engine/values/instant.ts'
import { model } from '../../../support/model-builder.ts'

const CALENDAR = calendarOfRule(undefined, 'children-act', [])
/** A Monday. */
const NOW = instant('2026-02-02T09:00:00.000Z')

const DECIDE = `
  start s
  user a
  xor g
  user b
  end e
  s -> a -> g
  g -> b if again = true
  g -> e default
  b -> e`

const WAITS = `
  start s
  events w
  catch m message=asked
  catch t timer=P30D
  end e
  s -> w
  w -> m -> e
  w -> t -> e`

interface Played {
  readonly course: Course
  readonly tree: InstanceTree
}

function courseOf(text: string, past: readonly (readonly PastLine[])[], change: Partial<Course> = {}): Played {
  const drawn = model(text)
  const tally = makePast(CALENDAR)
  for (const lines of past) tally.add(lines)
  const on = tally.result()
  const course: Course = {
    processes: new Map([[drawn.id, { model: drawn }]]),
    context: { procedure: 'children-act', local: [] },
    calendar: CALENDAR,
    medians: { steps: new Map([['a', { element: 'a', workingDays: 3, average: 3, done: 5 }]]), all: 1 },
    past: on,
    doStep: ({ node }) => ({ kind: 'done', facts: [], variables: on.answers.get(node.id) ?? { again: false } }),
    sameAs: { processes: new Map([[drawn.id, text]]), rest: '' },
    ...change,
  }
  const begun = plant(drawn.id, { type: 'start' }, NOW, {
    prefix: 'SC-2026-00001',
    modelOf: () => drawn,
    step: (_process, state, stimulus, at) => step(drawn, state, stimulus, at),
  })
  return { course, tree: begun.kind === 'advanced' ? begun.tree : EMPTY_TREE }
}

function played({ course, tree }: Played, facts: readonly Fact[] = []): PlayedOn {
  return playOn(course, { caseId: 'SC-2026-00001', tree, facts, began: new Map() }, NOW)
}

const line = (stimulus: object, at = '2026-01-05T09:00:00.000Z', opened: readonly string[] = []): PastLine => ({
  at: instant(at),
  stimuli: [{ instance: 'SC-2025-00001/1', ...stimulus }] as unknown as PastLine['stimuli'],
  opened,
})
const answered = (again: boolean) => [line({ type: 'complete', wait: 'a#1', variables: { again, on: '2026-01-05' } })]
const asked = [
  line({ type: 'start' }, '2026-01-05T09:00:00.000Z', ['SC-2025-00001.1.m.2']),
  line({ type: 'message', message: 'asked', wait: 'm#2' }, '2026-01-08T09:00:00.000Z'),
]
const passed = [line({ type: 'fire', wait: 't#3' })]

describe('a case played on to its end', () => {
  const ends: readonly [string, string, readonly (readonly PastLine[])[], string][] = [
    ['ends when its step has lasted as long as such steps did', DECIDE, [], '2026-02-05'],
    ['goes the way that was taken most often', DECIDE, [answered(true), answered(false), answered(true)], '2026-02-06'],
    ['and the other where that was', DECIDE, [answered(false), answered(false), answered(true)], '2026-02-05'],
    ['hears what came most often, as soon as it came', WAITS, [asked, asked, passed], '2026-02-05'],
    ['waits for the day where that came most often', WAITS, [asked, passed, passed], '2026-03-04'],
    ['and where nothing has ever come', WAITS, [], '2026-03-04'],
  ]
  for (const [what, text, past, day] of ends) {
    it(what, () => {
      const result = played(courseOf(text, past))
      expect([result.kind, result.kind === 'ended' ? result.on : result]).to.deep.equal(['ended', day])
    })
  }

  const stops: readonly [string, Played, string][] = [
    ['nobody knows how a step is answered', courseOf(DECIDE, [], { doStep: () => ({ kind: 'unknown' }) }), 'no-answer'],
    [
      'what it waits for has never come',
      courseOf('start s\n catch m message=x\n end e\n s -> m -> e', []),
      'nothing-known',
    ],
    ['it goes round', courseOf('start s\n user a\n s -> a -> a', []), 'too-long'],
    [
      'something would go wrong',
      courseOf('start s\n user a\n xor g\n end e\n s -> a -> g\n g -> e if x = 1', []),
      'something-wrong',
    ],
    [
      'it goes on beyond the bank holidays that are known',
      courseOf(DECIDE, [], { medians: { steps: new Map(), all: 9_000 } }),
      'too-far',
    ],
  ]
  for (const [what, course, because] of stops) {
    it(`is not foretold where ${what}`, () => {
      const result = played(course)
      expect([result.kind, result.kind === 'stopped' && result.because]).to.deep.equal(['stopped', because])
    })
  }
})

describe('what a draft would make of a case', () => {
  const fact = (type: string, on: string): Fact =>
    ({ id: 'SC-2026-00001/1', type, on, data: {}, recordedAt: NOW, recordedBy: 'x', role: 'system' }) as unknown as Fact
  const target = (workingDays: number) => ({
    context: {
      procedure: 'corporate',
      local: [
        {
          ...{ id: 'local.answer', title: 'Our answer', workingDays, calendar: 'children-act' },
          ...{ startedBy: 'complaint-received', metBy: 'stage-1-answered' },
        },
      ],
    },
    doStep: (({ today }: Parameters<Course['doStep']>[0]) => ({
      kind: 'done',
      facts: [{ type: 'stage-1-answered', on: today, data: {} }],
      variables: { again: false },
    })) as unknown as Course['doStep'],
  })
  const told = (now: number, then: number) => {
    const versions = [now, then].map((days) => {
      const { course, tree } = courseOf(DECIDE, [], target(days))
      const standing = {
        caseId: 'SC-2026-00001',
        tree,
        facts: [fact('complaint-received', '2026-02-02')],
        began: new Map(),
      }
      return [{ ...course, sameAs: { ...course.sameAs, rest: String(days) } }, standing] as const
    })
    const [one, other] = versions
    if (one === undefined || other === undefined) throw new RangeError('two')
    const forecast = foretell(one, other, NOW)
    return forecast.kind === 'foretold'
      ? [forecast.lateNow, forecast.lateThen].map((late) => late.map(({ rule }) => rule))
      : forecast.because
  }

  it('tells the time limits that would be late, on its version and on the draft', () => {
    // The step takes three working days.
    expect(told(3, 2)).to.deep.equal([[], ['local.answer']])
    expect(told(2, 3)).to.deep.equal([['local.answer'], []])
    expect(told(3, 3)).to.deep.equal([[], []])
  })

  it('is told in words where it cannot be', () => {
    const { course, tree } = courseOf(DECIDE, [], { doStep: () => ({ kind: 'unknown' }) })
    const standing = { caseId: 'SC-2026-00001', tree, facts: [], began: new Map() }
    expect(foretell([course, standing], [course, standing], NOW)).to.deep.equal({
      kind: 'not-foretold',
      because: 'nothing says how a step is answered',
    })
  })
})

describe('how long a step takes', () => {
  it('is the middle of all times, of two in the middle the lower; beside it stands the average', () => {
    const took = (days: number): { element: string; createdAt: Instant; completedAt: Instant } => ({
      element: 'a',
      createdAt: NOW,
      completedAt: instant(`2026-02-${String(2 + days).padStart(2, '0')}T09:00:00.000Z`),
    })
    const { steps, all } = mediansOf([0, 1, 2, 4].map(took), CALENDAR)
    expect([steps.get('a'), all]).to.deep.equal([{ element: 'a', workingDays: 1, average: 1.8, done: 4 }, 1])
  })
})
