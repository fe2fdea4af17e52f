import { expect } from 'chai'
import { foldersIn, readScenarioFolder } from '../../../../api/scenarios/index.ts'
import {
  editScenarios,
  InvalidVariablesError,
  parseScenarios,
  RefusedError,
  rowsOfCsv,
  stepsOfTable,
  tableOf,
  type ScenarioEdit,
} from '../../../../engine/index.ts'

const FILE = JSON.stringify({
  scenarios: [{ id: 'a', title: 'A', steps: [{ at: '2026-01-05' }, { complete: 'task_a' }] }],
})

describe('engine/runtime/scenario-file', () => {
  it('writes the steps of every scenario as a table, and reads the same again', () => {
    for (const path of foldersIn('processes')) {
      for (const { id, steps } of readScenarioFolder(path).scenarios) {
        const read = stepsOfTable(tableOf(steps))
        parseScenarios({ scenarios: [{ id, title: id, steps: read }] })
        expect(read, id).to.deep.equal(JSON.parse(JSON.stringify(steps)))
      }
    }
  })

  it('reads CSV with quotes, commas and lines within a cell', () => {
    expect(rowsOfCsv('\uFEFFa,"b ""c"", d"\r\n"1\n2",\n\n')).to.deep.equal([
      ['a', 'b "c", d'],
      ['1\n2', ''],
    ])
  })

  it('names the cells that cannot be read', () => {
    const wrong = () => stepsOfTable([['2026-01-05', 'dance', '', '{']])
    expect(wrong)
      .to.throw(InvalidVariablesError)
      .with.property('faults')
      .that.satisfies((faults: readonly { readonly at: string }[]) =>
        ['/1/details', '/1/what'].every((cell) => faults.some(({ at }) => at === cell)),
      )
  })

  const edits: readonly (readonly [what: string, edit: ScenarioEdit, steps: readonly object[]])[] = [
    [
      'adds a step',
      { kind: 'insert-step', id: 'a', index: 1, step: { close: 'x' } },
      [{ at: '2026-01-05' }, { close: 'x' }, { complete: 'task_a' }],
    ],
    ['moves a step', { kind: 'move-step', id: 'a', index: 1, by: -1 }, [{ complete: 'task_a' }, { at: '2026-01-05' }]],
    ['takes a step out', { kind: 'remove-step', id: 'a', index: 0 }, [{ complete: 'task_a' }]],
    [
      'changes what is expected',
      { kind: 'expect', id: 'a', expectations: [undefined, { status: 'closed' }] },
      [{ at: '2026-01-05' }, { complete: 'task_a', expect: { status: 'closed' } }],
    ],
  ]
  for (const [what, edit, steps] of edits) {
    it(what, () => {
      const { scenarios } = JSON.parse(editScenarios(FILE, edit)) as {
        readonly scenarios: readonly { steps: object[] }[]
      }
      expect(scenarios[0]?.steps).to.deep.equal(steps)
    })
  }

  const refused: readonly (readonly [what: string, edit: ScenarioEdit])[] = [
    ['a scenario that is there already', { kind: 'add', scenario: { id: 'a', title: 'A', steps: [] } }],
    ['a scenario that is not there', { kind: 'remove', id: 'b' }],
    ['a step that is not there', { kind: 'remove-step', id: 'a', index: 2 }],
    ['a step beyond the last one', { kind: 'move-step', id: 'a', index: 1, by: 1 }],
  ]
  for (const [what, edit] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => editScenarios(FILE, edit)).to.throw(RefusedError)
    })
  }

  it('refuses what would be no file of scenarios', () => {
    const step = { complete: 'task_a', close: 'x' }
    expect(() => editScenarios(FILE, { kind: 'change-step', id: 'a', index: 0, step })).to.throw(InvalidVariablesError)
  })
})
