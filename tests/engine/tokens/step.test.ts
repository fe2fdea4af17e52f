import { expect } from 'chai'
import {
  canCatch,
  initialState,
  step,
  waits,
  type Happening,
  type Stimulus,
  type TokenState,
} from '../../../engine/tokens/index.ts'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import { instant } from '../../../engine/values/instant.ts'
import { model } from '../../support/model-builder.ts'

const NOW = instant('2026-04-01T08:00:00Z')

function taken(of: ProcedureModel, state: TokenState, stimulus: Stimulus) {
  const result = step(of, state, stimulus, NOW)
  if (result.kind === 'refused') throw new RangeError(result.message)
  return result
}

describe('initialState', () => {
  it('is small, and says whose child it is not', () => {
    expect(initialState(model('start s'))).to.deep.equal({
      version: 1,
      process: 'p',
      next: 1,
      variables: {},
      held: [],
      endEvents: [],
    })
    expect(initialState(model('start s'), { child: true })).to.have.property('child', true)
  })
})

describe('step', () => {
  const review = model('start s\nuser a\nboundary t on=a timer=PT1H nonint\nend r\nend e\ns -> a -> e\nt -> r')

  it('gives the same ids for the same stimuli', () => {
    const runs = [1, 2].map(() => taken(review, initialState(review), { type: 'start' }))
    expect(runs[0]).to.deep.equal(runs[1])
    expect(waits(runs[0]!.state).map(({ id }) => id)).to.deep.equal(['a#2', 't#3'])
  })

  it('tells what happened, in order', () => {
    const { state } = taken(review, initialState(review), { type: 'start' })
    const happenings = taken(review, state, { type: 'complete', wait: 'a#2' }).happenings
    expect(happenings).to.deep.equal([
      { type: 'wait-closed', element: 'a', wait: 'a#2', reason: 'completed' },
      { type: 'wait-closed', element: 't', wait: 't#3', reason: 'cancelled' },
      { type: 'left', element: 'a' },
      { type: 'taken', flow: 'a_e' },
      { type: 'entered', element: 'e' },
      { type: 'end-event', element: 'e', scope: 'p' },
      { type: 'instance-ended', element: 'p', kind: 'completed', endEvents: ['e'] },
    ] satisfies Happening[])
  })

  it('a boundary event names the wait that it is attached to', () => {
    const { state } = taken(review, initialState(review), { type: 'start' })
    expect(waits(state)[1]).to.include({ role: 'boundary', on: 'a#2', due: '2026-04-01T09:00:00.000Z' })
  })

  it('a boundary event follows its activity through an incident and a retry', () => {
    const job = model('start s\nservice a\nboundary t on=a timer=PT1H\nend l\nend e\ns -> a -> e\nt -> l')
    const { state } = taken(job, initialState(job), { type: 'start' })
    const failed = taken(job, state, { type: 'error', wait: 'a#2', error: 'X' }).state
    expect(waits(failed).map(({ id, kind, on }) => [id, kind, on])).to.deep.equal([
      ['t#3', 'timer', 'a#4'],
      ['a#4', 'incident', undefined],
    ])
    const again = taken(job, failed, { type: 'retry', wait: 'a#4' }).state
    expect(waits(again).map(({ id, kind, on }) => [id, kind, on])).to.deep.equal([
      ['t#3', 'timer', 'a#5'],
      ['a#5', 'job', undefined],
    ])
  })

  it('variables of a step are merged into those of the instance', () => {
    const two = model('start s\nuser a\nuser b\ns -> a -> b')
    const first = taken(two, initialState(two), { type: 'start', variables: { x: 1, list: [1, { y: null }] } }).state
    const second = taken(two, first, { type: 'complete', wait: 'a#2', variables: { x: 2, z: 'text' } }).state
    expect(second.variables).to.deep.equal({ x: 2, list: [1, { y: null }], z: 'text' })
    expect(first.variables).to.deep.equal({ x: 1, list: [1, { y: null }] })
  })

  for (const [name, value] of Object.entries({
    'not a number': Number.NaN,
    'without end': Number.POSITIVE_INFINITY,
    'a moment object': new Date(0),
    'a function': () => 1,
    nothing: undefined,
    'a prototype': JSON.parse('{"__proto__":{"x":1}}') as unknown,
  })) {
    it(`refuses a variable that is ${name}`, () => {
      const variables = { x: value } as Stimulus & { type: 'start' } extends { variables?: infer V } ? V : never
      const stimulus = { type: 'start', variables } as Stimulus
      expect(step(review, initialState(review), stimulus, NOW)).to.include({ kind: 'refused', code: 'bad-variables' })
    })
  }

  it('a model that is not the one of the state is a mistake of ours', () => {
    const { state } = taken(review, initialState(review), { type: 'start' })
    const other = model('start s\nuser b\ns -> b')
    expect(() => step(other, state, { type: 'complete', wait: 'a#2' }, NOW)).to.throw(RangeError)
  })

  it('a case that waits is about a kilobyte', () => {
    const { state } = taken(review, initialState(review), { type: 'start', variables: { stage: 'one', child: true } })
    expect(JSON.stringify(state).length).to.be.below(1000)
  })
})

describe('canCatch', () => {
  const nested = model(
    'start s\nsub q {\nstart qs\nservice a\nboundary b on=a error=X\nesp ev {\nstart es escalation=UP nonint\n}\n' +
      'qs -> a\n}\nboundary c on=q error=Y\ns -> q',
  )
  const { state } = taken(nested, initialState(nested), { type: 'start' })
  const [wait] = waits(state)
  const examples = [
    { what: { error: 'X' }, caught: true, because: 'on the activity' },
    { what: { error: 'Y' }, caught: true, because: 'on the sub-process around it' },
    { what: { error: 'Z' }, caught: false, because: 'nowhere' },
    { what: { escalation: 'UP' }, caught: true, because: 'by the event sub-process' },
    { what: { escalation: 'X' }, caught: false, because: 'an error is no escalation' },
  ]
  for (const { what, caught, because } of examples) {
    it(`${JSON.stringify(what)} → ${caught}: ${because}`, () => {
      expect(canCatch(nested, state, wait!.id, what)).to.equal(caught)
    })
  }

  it('is false for what does not wait', () => {
    expect(canCatch(nested, state, 'a#99', { error: 'X' })).to.equal(false)
  })
})
