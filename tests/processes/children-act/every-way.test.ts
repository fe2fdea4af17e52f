import { expect } from 'chai'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import { explore } from './explore.ts'
import { MODELS, modelOf, REGISTRY } from './files.ts'

/** What the parent hears when that process has ended; a process without outcomes says nothing. */
function outcomesOf(process: string): readonly string[] {
  const { nodes } = modelOf(process)
  return [...new Set([...nodes.values()].flatMap(({ redress: { outcome } }) => outcome ?? []))]
}

function endsOf({ nodes }: ProcedureModel): readonly string[] {
  return [...nodes.values()].filter(({ type }) => type === 'endEvent').map(({ id }) => id)
}

describe('every way through the diagrams of children-act', () => {
  for (const [process, model] of MODELS) {
    describe(process, () => {
      const explored = explore(model, REGISTRY, outcomesOf)

      it('has no incident and never stands still', () => {
        expect(explored.faults).to.deep.equal([])
      })
      it('can be ended from wherever it stands', () => {
        expect(explored.traps).to.deep.equal([])
      })
      it(`takes every flow (${model.flows.size}, over ${explored.states} states)`, () => {
        expect([...model.flows.keys()].filter((flow) => !explored.flows.has(flow))).to.deep.equal([])
      })
      it('reaches every end', () => {
        expect(endsOf(model).filter((end) => !explored.ends.has(end))).to.deep.equal([])
      })
    })
  }
})
