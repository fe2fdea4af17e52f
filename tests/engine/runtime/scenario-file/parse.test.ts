import { expect } from 'chai'
import { InvalidVariablesError, parseScenarios, parseUsualAnswers } from '../../../../engine/index.ts'

/** A file with one scenario that has these keys besides its id and title. */
const file = (rest: object) => ({ scenarios: [{ id: 'a', title: 'A', steps: [], ...rest }] })
const withStep = (step: object) => file({ steps: [step] })

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof InvalidVariablesError) return error.faults.map(({ at, message }) => `${at} ${message}`)
    throw error
  }
  return []
}

describe('engine/runtime/scenario-file/parse', () => {
  const wrong: readonly (readonly [what: string, value: unknown, fault: string])[] = [
    ['no list', {}, '/scenarios is missing'],
    ['an unknown key', { scenarios: [], more: 1 }, '/more is not known here'],
    ['an unknown key of a scenario', file({ tittle: 'x' }), '/scenarios/0/tittle is not known here'],
    ['no steps', { scenarios: [{ id: 'a', title: 'A' }] }, '/scenarios/0/steps is missing'],
    ['an unknown key of a step', withStep({ compleet: 't' }), '/scenarios/0/steps/0/compleet is not known here'],
    [
      'an unknown expectation',
      withStep({ expect: { taskz: {} } }),
      '/scenarios/0/steps/0/expect/taskz is not known here',
    ],
    [
      'two acts in one step',
      withStep({ complete: 't', message: 'm' }),
      '/scenarios/0/steps/0 does more than one thing: complete, message',
    ],
    [
      'answers to nothing',
      withStep({ at: '2026-01-05', answers: {} }),
      '/scenarios/0/steps/0/answers belongs beside complete or message',
    ],
    [
      'a step that does nothing',
      withStep({}),
      '/scenarios/0/steps/0 must do something (complete, message, record, person, close), say at, or expect something',
    ],
    [
      'a refusal of nothing',
      withStep({ expect: { refused: 'x' } }),
      '/scenarios/0/steps/0/expect/refused belongs to a step that does something',
    ],
    [
      'two beginnings',
      file({ submit: {}, open: { facts: [{ type: 't', data: {} }] } }),
      '/scenarios/0/open stands beside submit; a case begins with one of them',
    ],
    ['until without from', file({ until: 'm' }), '/scenarios/0/until stands without from'],
    [
      'a beginning of its own after another',
      file({ from: 'b', at: '2026-01-05' }),
      '/scenarios/0/at is that of b, the scenario that this one goes on from',
    ],
  ]
  for (const [what, value, fault] of wrong) {
    it(`refuses ${what}`, () => {
      expect(faultsOf(() => parseScenarios(value))).to.include(fault)
    })
  }

  it('reads what is right as it stands', () => {
    const right = withStep({
      at: '2026-01-05T09:00',
      complete: 'task_a',
      answers: { a: null },
      mark: 'm',
      expect: { tasks: { b: null } },
    })
    expect(parseScenarios(right)).to.deep.equal(right.scenarios)
  })

  it('reads usual answers, and refuses an unknown key', () => {
    expect(parseUsualAnswers({ forms: { a: { b: 1 } } })).to.deep.equal({ people: [], forms: { a: { b: 1 } } })
    expect(faultsOf(() => parseUsualAnswers({ form: {} }))).to.deep.equal(['/form is not known here'])
  })
})
