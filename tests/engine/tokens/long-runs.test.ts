import { expect } from 'chai'
import { endOf, initialState, step, waits, type Stimulus, type TokenState } from '../../../engine/tokens/index.ts'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import { instant } from '../../../engine/values/instant.ts'
import { model } from '../../support/model-builder.ts'

const NOW = instant('2026-04-01T08:00:00Z')

/** @throws RangeError when the step is refused. */
function stepped(of: ProcedureModel, state: TokenState, stimulus: Stimulus, budget?: number): TokenState {
  const result = step(of, state, stimulus, NOW, budget === undefined ? {} : { budget })
  if (result.kind === 'refused') throw new RangeError(result.message)
  return result.state
}

function started(of: ProcedureModel, budget?: number): TokenState {
  return stepped(of, initialState(of), { type: 'start' }, budget)
}

function chain(length: number): string {
  const tasks = Array.from({ length }, (_, at) => `t${at}`)
  return `start s\nend e\n${tasks.map((id) => `task ${id}`).join('\n')}\ns -> ${tasks.join(' -> ')} -> e`
}

const FOREVER = 'start s\nxor m\ntask a\nuser other\nand f\ns -> f -> m -> a -> m\nf -> other'

describe('long runs', () => {
  it('400 automatic tasks in a row', () => {
    expect(endOf(started(model(chain(400))))).to.include({ kind: 'completed' })
  })

  it('20,000 automatic tasks in a row overflow no stack', () => {
    const loop = model('start s\ntask a max=20000 loop=true\ntask b times=20000\nend e\ns -> a -> b -> e')
    expect(endOf(started(loop, 100_000))).to.include({ kind: 'completed' })
    expect(endOf(started(model(chain(2_400)), 10_000))).to.include({ kind: 'completed' })
  })

  it('a loop of 1,000 rounds within one step', () => {
    const thousand = model('start s\ntask a max=1000 loop=true\nend e\ns -> a -> e')
    expect(endOf(started(thousand, 10_000))).to.include({ kind: 'completed' })
  })

  it('a drawn loop of 1,000 rounds, a person in each: the state does not grow', () => {
    const drawn = model('start s\nuser a\nxor g\nend e\ns -> a -> g\ng -> a if again\ng -> e default')
    let state = started(drawn)
    const size = JSON.stringify(state).length
    for (let round = 1; round <= 1000; round += 1) {
      const [wait] = waits(state)
      state = stepped(drawn, state, { type: 'complete', wait: wait!.id, variables: { again: round < 1000 } })
      if (round < 1000) expect(JSON.stringify(state).length).to.be.below(size + 40)
    }
    expect(endOf(state)).to.include({ kind: 'completed' })
  })

  it('sub-processes within sub-processes, as deep as a diagram may go', () => {
    const deepest = 17
    const lines = Array.from({ length: deepest }, (_, at) => `sub p${at} {\nstart s${at}\ns${at} -> p${at + 1}`)
    const text = `start s\ns -> p0\n${lines.join('\n')}\nuser p${deepest}\n${'}\n'.repeat(deepest)}`
    const deep = model(text)
    const state = started(deep)
    const [wait] = waits(state)
    expect(wait).to.include({ element: `p${deepest}`, kind: 'user' })
    expect(endOf(stepped(deep, state, { type: 'complete', wait: wait!.id }))).to.include({ kind: 'completed' })
  })

  it('an endless loop stops when the budget is spent; the rest of the process goes on', () => {
    const forever = model(FOREVER)
    const state = started(forever)
    const [other, stopped] = waits(state)
    expect(other).to.include({ element: 'other', kind: 'user' })
    expect(stopped).to.have.nested.property('incident.code', 'step-budget-spent')
    const done = stepped(forever, state, { type: 'complete', wait: other!.id })
    expect(waits(done).map(({ id }) => id)).to.deep.equal([stopped!.id])
  })

  it('a retry goes on from there, with a new budget', () => {
    const long = model(chain(1500))
    const state = started(long)
    const [stopped] = waits(state)
    expect(stopped).to.include({ element: 't999', kind: 'incident' })
    expect(endOf(stepped(long, state, { type: 'retry', wait: stopped!.id }))).to.include({ kind: 'completed' })
  })

  it('a budget that is spent before a join loses no token', () => {
    const split = model('start s\nand f\ntask a\ntask b\nand j\nend e\ns -> f -> a -> j -> e\nf -> b -> j')
    for (let budget = 1; budget <= 7; budget += 1) {
      let state = started(split, budget)
      for (let tries = 0; tries < 20 && endOf(state) === null; tries += 1) {
        state = stepped(split, state, { type: 'retry', wait: waits(state)[0]!.id }, budget)
      }
      expect(endOf(state), `budget ${budget}`).to.include({ kind: 'completed' })
    }
  })

  it('a token whose sub-process is gone does not stop in an incident', () => {
    const gone = model(
      'start s\nsub p1 {\nstart ps\nand f\nend bad error=X\ntask t\nps -> f -> bad\nf -> t\n}\n' +
        'boundary b on=p1 error=X\nuser u\ns -> p1\nb -> u',
    )
    expect(waits(started(gone, 5)).map(({ element, kind }) => [element, kind])).to.deep.equal([['u', 'incident']])
  })

  it('a million instances become one incident, not a million', () => {
    const many = model('start s\nuser a times=1000000\nend e\ns -> a -> e')
    const state = started(many)
    const stopped = waits(state).filter(({ kind }) => kind === 'incident')
    expect(stopped).to.have.lengthOf(1)
    expect(waits(state).length).to.be.below(1001)
    const again = stepped(many, state, { type: 'retry', wait: stopped[0]!.id })
    expect(waits(again).length).to.be.above(1900)
  })

  it('a signal that throws itself for ever stops too', () => {
    const echo = model(
      'start s\nuser a\nesp ev {\nstart es signal=x nonint\nthrow t signal=x\nend e\nes -> t -> e\n}\nthrow first signal=x\ns -> first -> a',
    )
    const state = started(echo)
    expect(waits(state).some(({ kind }) => kind === 'incident')).to.equal(true)
  })
})
