import { expect } from 'chai'
import { isChanged } from '../../../engine/tokens/migrate-plan.ts'
import {
  checkPlan,
  initialState,
  migrate,
  proposeMapping,
  step,
  waits,
  type Instruction,
  type MoveFailureCode,
  type Stimulus,
  type TokenState,
} from '../../../engine/tokens/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import { model } from '../../support/model-builder.ts'

/* Over 300 lines: one table of refusals, one of moves. */

const START = instant('2026-04-01T08:00:00Z')
const NOW = instant('2026-04-03T08:00:00Z')

/** The state after these answers: `a` completes, `b!` fires, `c?` is a job done. */
function stateOf(text: string, answers: readonly string[] = [], variables = {}): TokenState {
  const of = model(text)
  let state = initialState(of)
  const tell = (stimulus: Stimulus) => {
    const result = step(of, state, stimulus, START)
    if (result.kind === 'refused') throw new RangeError(result.message)
    state = result.state
  }
  tell({ type: 'start', variables })
  for (const answer of answers) {
    const element = answer.replace(/[!?]$/, '')
    const wait = waits(state).find((each) => each.element === element)?.id ?? ''
    const type = answer.endsWith('!') ? 'fire' : answer.endsWith('?') ? 'job-done' : 'complete'
    tell({ type, wait })
  }
  return state
}

interface Move {
  readonly from: string
  readonly to: string
  readonly answers?: readonly string[]
  readonly variables?: Readonly<Record<string, number | string | boolean | readonly number[]>>
  /** Beside what is proposed, or in place of it: `a>b`, `a>b anew`; `-a` takes a proposal away. */
  readonly plan?: readonly string[]
}

function moved({ from, to, answers, variables, plan = [] }: Move) {
  const [one, other] = [model(from), model(to)]
  const without = plan.filter((each) => each.startsWith('-')).map((each) => each.slice(1))
  const own = plan
    .filter((each) => !each.startsWith('-'))
    .map((each): Instruction => {
      const [source = '', target = ''] = each.replace(' anew', '').split('>')
      return { source, target, ...(each.endsWith(' anew') && { anew: true as const }) }
    })
  const named = new Set([...without, ...own.map(({ source }) => source)])
  const whole = [...proposeMapping(one, other).filter(({ source }) => !named.has(source)), ...own]
  return { plan: whole, result: migrate(one, other, whole, stateOf(from, answers, variables), NOW), one, other }
}

const FORK = 'start s\nend e\nand f\nand j\nuser a\nuser b\ns -> f\nf -> a -> j\nf -> b -> j\nj -> e'

/** What cannot be moved, why, and how it is said. */
const REFUSED: readonly (Move & { readonly name: string; readonly code: MoveFailureCode; readonly says: RegExp })[] = [
  {
    name: 'no instruction for where the case stands',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser b\ns -> b -> e',
    code: 'no-instruction',
    says: /The case is at “a”, and nothing says where that goes/,
  },
  {
    name: 'a type that is not compatible',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nservice a\ns -> a -> e',
    plan: ['a>a'],
    code: 'incompatible-types',
    says: /“a” is a task for a person and “a” is a task of the service/,
  },
  {
    name: 'a task for a person that becomes one that nobody waits for',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nmanual a\ns -> a -> e',
    plan: ['a>a'],
    code: 'incompatible-types',
    says: /a task done outside the service/,
  },
  {
    name: 'another kind of event',
    from: 'start s\nend e\ncatch a message=m\ns -> a -> e',
    to: 'start s\nend e\ncatch a timer=PT1H\ns -> a -> e',
    plan: ['a>a'],
    code: 'other-event',
    says: /“a” waits for a message and “a” for a time limit/,
  },
  {
    name: 'an edge event that would leave its step',
    from: 'start s\nend e\nuser a\nuser c\nboundary b on=a timer=PT1H\ns -> a -> c -> e\nb -> e',
    to: 'start s\nend e\nuser a\nuser c\nboundary b on=c timer=PT1H\ns -> a -> c -> e\nb -> e',
    plan: ['b>b'],
    code: 'event-scope',
    says: /“b” is at the edge of “a” and stays with it, but “b” is at the edge of “c”/,
  },
  {
    name: 'two edge events that would become one',
    from: 'start s\nend e\nuser a\nboundary b on=a timer=PT1H\nboundary c on=a timer=PT2H\ns -> a -> e\nb -> e\nc -> e',
    to: 'start s\nend e\nuser a\nboundary b on=a timer=PT1H\ns -> a -> e\nb -> e',
    plan: ['c>b'],
    code: 'events-merged',
    says: /cannot both become “b”/,
  },
  {
    name: 'a step that would leave its part',
    from: 'start s\nend e\nsub q {\nstart t\nend u\nuser a\nt -> a -> u\n}\ns -> q -> e',
    to: 'start s\nend e\nsub q {\nstart t\nend u\nuser x\nt -> x -> u\n}\nuser a\ns -> q -> a -> e',
    plan: ['a>a'],
    code: 'flow-scope',
    says: /“a” is inside “q”, whose cases go to “q”, but “a” is inside “q”|“a” is inside/,
  },
  {
    name: 'a step whose part is not mapped',
    from: 'start s\nend e\nsub q {\nstart t\nend u\nuser a\nt -> a -> u\n}\ns -> q -> e',
    to: 'start s\nend e\nsub q {\nstart t\nend u\nuser a\nt -> a -> u\n}\ns -> q -> e',
    plan: ['-q'],
    code: 'flow-scope',
    says: /“a” is inside “q”, which has no mapping: map that too/,
  },
  {
    name: 'a meeting of fewer paths',
    from: FORK,
    to: 'start s\nend e\nand f\nand j\nuser b\nuser c\ns -> f\nf -> j\nf -> b -> e\nj -> e',
    answers: ['a'],
    plan: ['j>j'],
    code: 'gateway-paths',
    says: /2 paths meet at “j” and only 1 at “j”/,
  },
  {
    name: 'two meetings that would become one',
    from: 'start s\nend e\nand f\nand j\nand g\nand k\nuser a\nuser b\nuser c\nuser d\ns -> f\nf -> a -> j\nf -> b -> j\nj -> g\ng -> c -> k\ng -> d -> k\nk -> e',
    to: FORK,
    answers: ['a'],
    plan: ['k>j'],
    code: 'gateways-merged',
    says: /cannot both become “j”/,
  },
  {
    name: 'a loop that is added',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser a times=2\ns -> a -> e',
    plan: ['a>a'],
    code: 'loop-added',
    says: /“a” is done once and “a” several times/,
  },
  {
    name: 'a loop that is taken away',
    from: 'start s\nend e\nuser a times=2\ns -> a -> e',
    to: 'start s\nend e\nuser a\ns -> a -> e',
    plan: ['a>a'],
    code: 'loop-removed',
    says: /“a” is done several times and “a” once/,
  },
  {
    name: 'side by side to one after the other',
    from: 'start s\nend e\nuser a times=2\ns -> a -> e',
    to: 'start s\nend e\nuser a times=2 sequential\ns -> a -> e',
    plan: ['a>a'],
    code: 'loop-order',
    says: /several times side by side and “a” several times one after the other/,
  },
  {
    name: 'a mapping made twice',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser a\nuser b\ns -> a -> b -> e',
    plan: ['a>a', 'a>b'],
    code: 'mapped-twice',
    says: /“a” is mapped twice/,
  },
  {
    name: 'a condition that has changed',
    from: 'start s\nend e\ncatch a condition="x > 1"\ns -> a -> e',
    to: 'start s\nend e\ncatch a condition="x > 2"\ns -> a -> e',
    plan: ['a>a'],
    code: 'condition-changed',
    says: /“a” waits for a condition that has changed/,
  },
  {
    name: 'a step that is to be counted anew',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser a\ns -> a -> e',
    plan: ['a>a anew'],
    code: 'not-an-event',
    says: /“a” is a step and no event/,
  },
  {
    name: 'an item whose new name is taken',
    from: 'start s\nend e\nuser a each=list as=one\ns -> a -> e',
    to: 'start s\nend e\nuser a each=list as=taken\ns -> a -> e',
    variables: { list: [1, 2], taken: true },
    code: 'variable-conflict',
    says: /“a” calls its item “taken” now/,
  },
  {
    name: 'an incident',
    from: 'start s\nend e\nend f\nxor a\ns -> a\na -> e if x > 1\na -> f if x < 0',
    to: 'start s\nend e\nend f\nxor a\ns -> a\na -> e if x > 1\na -> f if x < 0',
    variables: { x: 0.5 },
    code: 'incident',
    says: /Something is wrong at “a”: solve that first/,
  },
  {
    name: 'work that can be undone, and has no mapping',
    from: 'start s\nend e\nuser a\nuser c\nuser u undoes\nboundary b on=a compensation handler=u\ns -> a -> c -> e',
    to: 'start s\nend e\nuser c\ns -> c -> e',
    answers: ['a'],
    code: 'compensation',
    says: /What was done at “a” can be undone, and it has no mapping/,
  },
  {
    name: 'an undoing that is under way',
    from: 'start s\nend e\nuser a\nuser u undoes\nboundary b on=a compensation handler=u\nthrow t compensation\ns -> a -> t -> e',
    to: 'start s\nend e\nuser a\nuser u undoes\nboundary b on=a compensation handler=u\nthrow t compensation\ns -> a -> t -> e',
    answers: ['a'],
    code: 'compensation',
    says: /What was done is being undone at “t”/,
  },
  {
    name: 'a handler that undoes and a step that does not',
    from: 'start s\nend e\nuser a\nuser u undoes\nboundary b on=a compensation handler=u\ns -> a -> e',
    to: 'start s\nend e\nuser a\nuser u\ns -> a -> u -> e',
    plan: ['a>u', 'u>a'],
    code: 'compensation-handler',
    says: /“u” undoes what was done and “a” does not/,
  },
  {
    name: 'a branch added beside one that is under way',
    from: FORK,
    to: `${FORK}\nuser c\nf -> c -> j`,
    code: 'would-wait-for-ever',
    says: /the case would stop at “j” for ever: it waits for the path by “c” too/,
  },
  {
    name: 'a condition that is true already',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser a\nboundary b on=a condition="x > 1"\ns -> a -> e\nb -> e',
    variables: { x: 2 },
    code: 'would-go-on',
    says: /in the new version “a|in the new version “b” would come at once/,
  },
  {
    name: 'a time that cannot be told',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser a\nboundary b on=a timer="=nowhere"\ns -> a -> e\nb -> e',
    code: 'cannot-arm',
    says: /“b” cannot begin to wait/,
  },
  {
    name: 'an element that the old version has not',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser a\ns -> a -> e',
    plan: ['ghost>a'],
    code: 'no-such-source',
    says: /The old version has no step “ghost”/,
  },
  {
    name: 'an element that the new version has not',
    from: 'start s\nend e\nuser a\ns -> a -> e',
    to: 'start s\nend e\nuser b\ns -> b -> e',
    plan: ['a>ghost'],
    code: 'no-such-target',
    says: /The new version has no step “ghost”/,
  },
]

describe('moving a process instance to another diagram', () => {
  describe('is refused, with the reason in words:', () => {
    for (const { name, code, says, ...move } of REFUSED) {
      it(name, () => {
        const { result, one, other, plan } = moved(move)
        const found = [...(result.kind === 'failed' ? result.failures : []), ...checkPlan(one, other, plan)]
        const failure = found.find((each) => each.code === code)
        expect(failure?.message, found.map((each) => `${each.code}: ${each.message}`).join('\n')).to.match(says)
      })
    }
  })

  it('tells all that is in the way, not the first of it', () => {
    const { result } = moved({
      from: FORK,
      to: 'start s\nend e\nuser x\ns -> x -> e',
    })
    expect(result.kind === 'failed' && result.failures.map(({ source }) => source)).to.deep.equal(['a', 'b'])
  })

  describe('keeps what waits, and arms and disarms what is beside it:', () => {
    const TASK = 'start s\nend e\nuser a\ns -> a -> e'
    const TIMED = `${TASK}\nboundary b on=a timer=PT240H nonint\nb -> e`
    const armed = (move: Move) => {
      const { result } = moved(move)
      if (result.kind === 'failed') throw new Error(result.failures.map(({ message }) => message).join('\n'))
      return waits(result.state).map((wait) => `${wait.id} ${wait.element}${'due' in wait ? ` ${wait.due}` : ''}`)
    }
    const ROWS: readonly (Move & { readonly name: string; readonly wait: readonly string[] })[] = [
      {
        name: 'a renamed step keeps its id',
        from: TASK,
        to: TASK.replaceAll('a', 'x').replace('stxrt', 'start'),
        plan: ['a>x'],
        wait: ['a#2 x'],
      },
      {
        name: 'a new time limit counts from now',
        from: TASK,
        to: TIMED,
        wait: ['a#2 a', 'b#3 b 2026-04-13T08:00:00.000Z'],
      },
      { name: 'one that is gone waits no more', from: TIMED, to: TASK, wait: ['a#2 a'] },
      {
        name: 'one that stays keeps its moment',
        from: TIMED,
        to: TIMED.replace('240H', '480H'),
        wait: ['a#2 a', 'b#3 b 2026-04-11T08:00:00.000Z'],
      },
      {
        name: 'unless it is to count anew',
        from: TIMED,
        to: TIMED.replace('240H', '480H'),
        plan: ['b>b anew'],
        wait: ['a#2 a', 'b#4 b 2026-04-23T08:00:00.000Z'],
      },
      { name: 'one that has come does not come again', from: TIMED, to: TIMED, answers: ['b!'], wait: ['a#2 a'] },
      {
        name: 'nor at another step that it was renamed with',
        from: TIMED,
        to: TIMED.replaceAll('on=a', 'on=x').replace('user a', 'user x').replace('-> a', '-> x'),
        plan: ['a>x', 'b>b'],
        answers: ['b!'],
        wait: ['a#2 x'],
      },
      {
        name: 'a new event sub-process waits',
        from: TASK,
        to: `${TASK}\nesp z {\nstart zs message=withdrawn\nend ze\nzs -> ze\n}`,
        wait: ['a#2 a', 'zs#3 zs'],
      },
      {
        name: 'one that is gone does not',
        from: `${TASK}\nesp z {\nstart zs message=withdrawn\nend ze\nzs -> ze\n}`,
        to: TASK,
        wait: ['a#3 a'],
      },
      {
        name: 'a new event after an open choice of events',
        from: 'start s\nend e\nevents g\ncatch m message=x\ncatch t timer=PT240H\ns -> g\ng -> m -> e\ng -> t -> e',
        to: 'start s\nend e\nevents g\ncatch m message=x\ncatch n message=y\ns -> g\ng -> m -> e\ng -> n -> e',
        wait: ['m#3 m', 'n#5 n'],
      },
      {
        name: 'an edge of a loop as a whole',
        from: 'start s\nend e\nuser a times=2\ns -> a -> e',
        to: 'start s\nend e\nuser a times=2\nboundary b on=a timer=PT240H\ns -> a -> e\nb -> e',
        wait: ['a#3 a', 'a#4 a', 'b#5 b 2026-04-13T08:00:00.000Z'],
      },
      {
        name: 'the path by which a case came to a meeting, past a step that is new',
        from: FORK,
        to: FORK.replace('f -> a -> j', 'user n\nf -> a -> n -> j'),
        answers: ['a'],
        wait: ['b#3 b'],
      },
    ]
    for (const { name, wait, ...move } of ROWS)
      it(name, () => {
        expect(armed(move)).to.deep.equal(wait)
      })
  })

  it('takes the message and the called part of the new diagram', () => {
    const { result } = moved({
      from: 'start s\nend e\nand f\ncatch m message=x\ncall c calls=old\ns -> f\nf -> m -> e\nf -> c -> e',
      to: 'start s\nend e\nand f\ncatch m message=y\ncall c calls=new\ns -> f\nf -> m -> e\nf -> c -> e',
    })
    const open = result.kind === 'moved' ? waits(result.state) : []
    expect(
      open.map((wait) => ('message' in wait ? wait.message : 'calledElement' in wait && wait.calledElement)),
    ).to.deep.equal(['y', 'new'])
  })

  it('goes on at the meeting by the path that it came', () => {
    const to = FORK.replace('f -> a -> j', 'user n\nf -> a -> n -> j')
    const { result, other } = moved({ from: FORK, to, answers: ['a'] })
    if (result.kind !== 'moved') throw new Error('not moved')
    const after = step(other, result.state, { type: 'complete', wait: 'b#3' }, NOW)
    expect(after.kind === 'stepped' && after.state.end?.kind).to.equal('completed')
  })
})

describe('an event that waits for something else than before', () => {
  const OWN = { id: 'own', title: 'A word', workingDays: 5, calendar: 'x', startedBy: 'a', metBy: 'b' }
  const at = (event: object) => ({ event }) as never
  const timer = (deadline: object) => at({ kind: 'timer', timer: { kind: 'deadline', deadline } })
  const own = (change: object) => timer({ local: { ...OWN, ...change }, at: 'due' })
  const PAIRS: readonly (readonly [what: string, was: never, is: never, isChanged: boolean])[] = [
    ['the same', own({}), own({}), false],
    ['another title', own({}), own({ title: 'Other words' }), false],
    ['more days', own({}), own({ workingDays: 6 }), true],
    ['only where something is so', own({}), own({ onlyWhere: { property: 'grade', is: 'low' } }), true],
    ['another rule', timer({ rule: 'r', at: 'due' }), timer({ rule: 's', at: 'due' }), true],
    ['another moment', timer({ rule: 'r', at: 'due' }), timer({ rule: 'r', at: 'breach' }), true],
    ['again later', timer({ rule: 'r', at: 'breach' }), timer({ rule: 'r', at: 'breach', repeat: 5 }), true],
    [
      'another condition',
      at({ kind: 'conditional', condition: 'a' }),
      at({ kind: 'conditional', condition: 'b' }),
      true,
    ],
    [
      'the same condition',
      at({ kind: 'conditional', condition: 'a' }),
      at({ kind: 'conditional', condition: 'a' }),
      false,
    ],
  ]
  for (const [what, was, is, changed] of PAIRS) {
    it(`${what}: ${changed ? 'begins to wait anew' : 'goes on waiting'}`, () => {
      expect(isChanged(was, is)).to.equal(changed)
    })
  }
})
