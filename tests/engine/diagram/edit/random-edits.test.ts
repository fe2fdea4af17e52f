import { expect } from 'chai'
import {
  admitHere,
  canonicalDiagram,
  editDiagram,
  layoutOf,
  type Diagram,
  type DiagramOperation,
} from '../../../../engine/diagram/index.ts'
import { everyStepIsDrawn } from '../../../../engine/diagram/rules/every-step-is-drawn.ts'
import { noOverlappingShapes } from '../../../../engine/diagram/rules/no-overlapping-shapes.ts'
import type { RuleContext } from '../../../../engine/diagram/rules/rule.ts'
import { diceOf, oneOf } from './dice.ts'
import { anyOperation } from './random-operations.ts'
import { shippedDiagrams } from './shipped.ts'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const ROUNDS = Number(process.env['ROUNDS'] ?? 8)
const IN_A_ROW = 6

describe('any operations in a row, on the diagrams that we ship', () => {
  it(`leave a diagram that is read without a word and drawn without overlap (SEED=${SEED})`, async () => {
    const dice = diceOf(SEED)
    const all = [...shippedDiagrams()]
    let done = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const [path, xml] = oneOf(all, dice)
      let now = { xml, diagram: read(xml, path) }
      const operations: DiagramOperation[] = []
      for (let turn = 0; turn < IN_A_ROW; turn += 1) {
        const operation = anyOperation(now.diagram, dice)
        operations.push(operation)
        const why = `${path} ${JSON.stringify(operations)}`
        const edited = await editDiagram(now.xml, operation)
        if ('refused' in edited) {
          expect(edited.refused, why).to.match(/^[A-Z‘].*[.]$/)
          continue
        }
        done += 1
        const diagram = read(edited.xml, why)
        await mustBeDrawn(diagram, edited.xml, why)
        mustKeepIds(now.diagram, diagram, operation, why)
        expect(await canonicalDiagram(edited.xml), why).to.equal(edited.xml)
        now = { xml: edited.xml, diagram }
      }
    }
    expect(done).to.be.greaterThan(ROUNDS)
  })
})

function read(xml: string, why: string): Diagram {
  const { diagram, findings } = admitHere(xml, { file: 'a.bpmn' })
  // A stage that a step calls stands in another file; ways that go round are for their owner to see.
  const ofMeaning = ['admission/unknown-process', 'admission/loop-without-wait']
  expect(
    findings.filter(({ rule }) => !ofMeaning.includes(rule)),
    why,
  ).to.deep.equal([])
  return diagram!
}

async function mustBeDrawn(diagram: Diagram, xml: string, why: string): Promise<void> {
  const context = { layout: await layoutOf(xml) } as unknown as RuleContext
  expect(everyStepIsDrawn.check(diagram, context), why).to.deep.equal([])
  expect(noOverlappingShapes.check(diagram, context), why).to.deep.equal([])
}

/** Only what is deleted may go, with the ways to it and what only it led to. */
function mustKeepIds(before: Diagram, after: Diagram, operation: DiagramOperation, why: string): void {
  const gone = [...before.main.nodes.values()].filter(({ id }) => !after.main.nodes.has(id))
  const mayGo = ['delete', 'remove-lateness', 'lead', 'add-end', 'remove-answer'].includes(operation.do)
  const kinds = gone.map(({ type, name }) => (name === '' ? 'meeting' : type))
  if (!mayGo) expect(gone, why).to.deep.equal([])
  if (['lead', 'add-end', 'remove-answer'].includes(operation.do)) {
    expect(
      kinds.filter((kind) => kind !== 'meeting' && kind !== 'endEvent'),
      why,
    ).to.deep.equal([])
  }
  for (const node of before.main.nodes.values()) {
    const now = after.main.nodes.get(node.id)
    if (now && node.id !== ('element' in operation ? operation.element : '')) {
      expect(now.redress, why).to.deep.equal(node.redress)
      expect(now.name, why).to.equal(node.name)
      expect(now.documentation, why).to.equal(node.documentation)
    }
  }
}
