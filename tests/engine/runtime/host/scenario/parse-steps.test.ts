import { expect } from 'chai'
import { InvalidVariablesError } from '../../../../../engine/errors.ts'
import { parseSteps, type ScenarioStep } from '../../../../../engine/runtime/host/index.ts'

describe('parseSteps', () => {
  const good: readonly (readonly [object, ScenarioStep])[] = [
    [{ start: {} }, { do: 'start', variables: {} }],
    [{ start: { variables: { a: 1 }, message: 'm' } }, { do: 'start', variables: { a: 1 }, message: 'm' }],
    [{ start: { signal: 's' } }, { do: 'start', variables: {}, signal: 's' }],
    [
      { complete: 'a', nth: 2 },
      { do: 'complete', element: 'a', variables: {}, nth: 2 },
    ],
    [
      { job: 'a', variables: { x: [1] } },
      { do: 'job', element: 'a', variables: { x: [1] } },
    ],
    [
      { throw: 'a', error: 'E' },
      { do: 'throw', element: 'a', error: 'E' },
    ],
    [
      { escalate: 'a', code: 'C' },
      { do: 'escalate', element: 'a', code: 'C' },
    ],
    [{ message: 'm' }, { do: 'message', message: 'm', variables: {} }],
    [
      { signal: 's', variables: { x: true } },
      { do: 'signal', signal: 's', variables: { x: true } },
    ],
    [{ fire: 't' }, { do: 'fire', element: 't' }],
    [{ advance: 'PT1H' }, { do: 'advance', by: 'PT1H' }],
    [{ set: { x: null } }, { do: 'set', variables: { x: null } }],
    [{ cancel: 'a' }, { do: 'cancel', element: 'a' }],
    [{ retry: 'a' }, { do: 'retry', element: 'a', variables: {} }],
    [{ at: '2026-02-01' }, { do: 'at', at: '2026-02-01' }],
    [
      { fire: 't', at: '2026-02-01' },
      { do: 'fire', element: 't', at: '2026-02-01' },
    ],
  ]
  for (const [entry, step] of good) {
    it(`reads ${JSON.stringify(entry)}`, () => {
      expect(parseSteps([entry])).to.deep.equal([step])
    })
  }

  const bad: readonly (readonly [unknown, string])[] = [
    [{}, ' must say one of: start, complete, job'],
    [{ complete: 'a', job: 'b' }, '/0 says more than one thing to do: complete, job'],
    [{ complete: 'a', variable: {} }, '/0/variable is not known here; there may be nth, at, complete, variables'],
    [{ complete: 7 }, '/0/complete must be a text'],
    [{ complete: 'a', variables: [] }, '/0/variables must be an object'],
    [{ throw: 'a' }, '/0/error must be a text'],
    [{ complete: 'a', nth: 0 }, '/0/nth must be 1, 2, 3 …'],
    [{ start: { message: 1 } }, '/0/start/message must be a text'],
    [{ start: true }, '/0/start must be an object'],
    ['start', '/0 must be an object'],
  ]
  for (const [entry, message] of bad) {
    it(`refuses ${JSON.stringify(entry)}`, () => {
      expect(() => parseSteps([entry])).to.throw(InvalidVariablesError, message)
    })
  }

  it('names every fault at once', () => {
    expect(() => parseSteps([{ complete: 1 }, { start: {} }, 5]))
      .to.throw(InvalidVariablesError)
      .with.property('faults')
      .that.has.length(2)
  })

  it('refuses what is no list', () => {
    expect(() => parseSteps({ start: {} })).to.throw(InvalidVariablesError, 'must be a list of steps')
  })
})
