import { expect } from 'chai'
import type { Drawing, FlowNode } from '../../../engine/index.ts'
import { outlineOf, type OutlineStep } from '../../../web/diagram/outline.ts'
import { drawingAt, everyDiagram } from './every-diagram.ts'

const stepsOf = (drawing: Drawing): readonly OutlineStep[] => outlineOf(drawing).sections.flatMap(({ steps }) => steps)

describe('a diagram as text', () => {
  let all: readonly (readonly [string, Drawing])[]
  before(async () => {
    all = await everyDiagram()
  })

  it('has the name of each step once, in all 85 diagrams', () => {
    expect(all).to.have.lengthOf(85)
    for (const [file, drawing] of all) {
      const { sections } = outlineOf(drawing)
      const named = (nodes: Iterable<Pick<FlowNode, 'id' | 'name'>>) =>
        [...nodes]
          .filter(({ name }) => name !== '')
          .map(({ id, name }) => `${id} ${name}`)
          .toSorted()
      const said = sections.flatMap(({ element, heading, steps }) => [
        ...(heading === undefined || heading.startsWith('Inside step') ? [] : [{ id: element, name: heading }]),
        ...steps.map((step) => ({ id: step.element, name: step.name })),
      ])
      expect(named(said), file).to.deep.equal(named(drawing.model.nodes.values()))
    }
  })

  it('numbers the steps through, and each answer leads to one of them', () => {
    for (const [file, drawing] of all) {
      const steps = stepsOf(drawing)
      expect(
        steps.map(({ number }) => number),
        file,
      ).to.deep.equal(steps.map((_, index) => index + 1))
      for (const { answers, then, kind, element } of steps) {
        if (kind === 'Question') expect(answers.length, `${file} ${element}`).to.be.greaterThan(1)
        for (const { to } of answers) expect(to, `${file} ${element}`).to.be.within(1, steps.length)
        for (const to of then) expect(to, `${file} ${element}`).to.be.within(1, steps.length)
      }
    }
  })

  it('puts each step after those that lead to it', async () => {
    const steps = stepsOf(await drawingAt('children-act/procedure.bpmn'))
    expect(steps.slice(0, 12).map(({ name }) => name)).to.deep.equal([
      'Complaint received',
      'Receipt',
      'What was decided on receipt?',
      'Does a procedure of ours take it?',
      'Goes on in another procedure',
      'Complaint reopened',
      'The three stages',
      'Deferral of the whole complaint decided',
      'Wait until proceedings end',
      'Was the complaint made again?',
      'Closing and learning',
      'Complaint closed',
    ])
  })

  it('says where answers lead past places where ways only meet, and what may break in', async () => {
    const steps = stepsOf(await drawingAt('children-act/procedure.bpmn'))
    const step = (name: string) => steps.find((each) => each.name === name)
    expect(step('What was decided on receipt?')?.answers).to.deep.equal([
      { name: 'Considered', to: 7, taken: 0 },
      { name: 'Deferred', to: 9, taken: 0 },
      { name: 'Not considered here', to: 4, taken: 0 },
    ])
    expect(step('Deferral of the whole complaint decided')?.during).to.deep.equal({ step: 7, ends: true })
    expect(step('The three stages')).to.include({ calls: 'children-act-consideration', kind: 'Stage' })
    expect(step('The three stages')?.then).to.deep.equal([11])
  })
})
