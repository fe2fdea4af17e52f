import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { diagramsInOrder } from '../../../web/procedures/diagram-order.ts'

const pathsIn = (folder: string) => diagramsInOrder(filesOf(folder)).map(({ path }) => path)

describe('the diagrams of a draft', () => {
  it('stand as one comes to them: the one with which a case begins first, then those that it calls', () => {
    const corporate = pathsIn('processes/corporate')
    expect(corporate.slice(0, 5)).to.deep.equal([
      ...['corporate.bpmn', 'corporate-receipt.bpmn', 'corporate-consideration.bpmn', 'corporate-stage-1.bpmn'],
      'corporate-stage-1-extension.bpmn',
    ])
    expect(corporate).to.have.length(11)
  })

  it('are all there, each once, whatever they call', () => {
    const diagram = (process: string, calls: string) => ({
      path: `${process}.bpmn`,
      text: `<bpmn:process id="${process}"><bpmn:callActivity id="c" calledElement="${calls}" /></bpmn:process>`,
    })
    const own = [diagram('a', 'b'), diagram('b', 'a'), diagram('c', 'elsewhere'), diagram('m', 'm')]
    const files = [...own, { path: 'uses/x/d.bpmn', text: '' }, { path: 'procedure.json', text: '{ "main": "m" }' }]
    expect(diagramsInOrder(files).map(({ path }) => path)).to.deep.equal(['m.bpmn', 'a.bpmn', 'b.bpmn', 'c.bpmn'])
    expect(diagramsInOrder([])).to.deep.equal([])
  })
})
