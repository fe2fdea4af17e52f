import { Engine } from 'bpmn-engine'
import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import redress from '../../../../engine/diagram/redress.moddle.json' with { type: 'json' }
import type { ProcedureModel } from '../../../../engine/diagram/procedure-model.ts'
import { modelIn } from '../../../../engine/runtime/host/context-model.ts'
import { redressElements } from '../../../../engine/runtime/host/index.ts'
import type { DefinitionContext } from '../../../../engine/runtime/host/surroundings.ts'
import { modelOfXml } from '../../../support/model-builder.ts'

const FOLDER = new URL('../../../fixtures/tokens/', import.meta.url)

/** What the core works with; scopes and lists in any order that the file does not fix. */
const comparable = ({ nodes, flows, scopes }: ProcedureModel) => ({
  nodes: new Map([...nodes].sort()),
  flows: new Map([...flows].sort()),
  scopes: new Map([...scopes].sort()),
})

describe("modelIn: a model from bpmn-engine's own reading of a diagram", () => {
  it('is the one that our reader makes of the same file, for each diagram of the corpus', async () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.bpmn'))
    expect(files.length).to.be.at.least(120)
    for (const file of files) {
      const source = readFileSync(new URL(file, FOLDER), 'utf8')
      const ours = modelOfXml(source)
      const engine = new Engine({ name: file, source, elements: redressElements, moddleOptions: { redress } })
      const [definition] = await engine.getDefinitions()
      const { definitionContext } = definition?.context as unknown as { definitionContext: DefinitionContext }
      expect(comparable(modelIn(definitionContext, ours.id)), file).to.deep.equal(comparable(ours))
    }
  }).timeout(60_000)
})
