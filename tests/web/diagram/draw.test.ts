import { expect } from 'chai'
import type { Drawing } from '../../../engine/index.ts'
import { draw } from '../../../web/diagram/draw.ts'
import { standings } from '../../../web/diagram/standing.ts'
import { escaped } from '../../../web/diagram/svg.ts'
import { widthOf, wrap } from '../../../web/diagram/wrap.ts'
import { drawingAt, everyDiagram } from './every-diagram.ts'

const SAID = { title: 'Diagram', description: 'Steps follow.' }

/** The text of an element of the picture, its lines joined. */
function textsIn(picture: string, element: string): string {
  const group = new RegExp(`<g id="d-${element}"[\\s\\S]*?(?=<g id="d-|<g class="d-|$)`).exec(picture)
  return [...(group?.[0] ?? '').matchAll(/<tspan[^>]*>([^<]*)</g)].map(([, line]) => line).join(' ')
}

describe('a diagram as a picture', () => {
  let all: readonly (readonly [string, Drawing])[]
  before(async () => {
    all = await everyDiagram()
  })

  it('is drawn for all 85 diagrams, with every step and its name', () => {
    expect(all).to.have.lengthOf(85)
    for (const [file, drawing] of all) {
      const { picture } = draw(drawing, SAID)
      expect(picture, file).not.to.match(/NaN|undefined|Infinity/)
      for (const { id, name } of drawing.model.nodes.values()) {
        expect(textsIn(picture, id).replaceAll(' ', ''), `${file} ${id}`).to.equal(escaped(name).replaceAll(' ', ''))
      }
      const drawn = [...picture.matchAll(/class="d-flow/g)]
      expect(drawn, file).to.have.lengthOf(drawing.model.flows.size)
    }
  })

  it('closes each tag that it opens, and holds neither styles nor scripts', () => {
    for (const [file, drawing] of all) {
      const { picture } = draw(drawing, SAID)
      const open: string[] = []
      for (const [, end, name = '', own] of picture.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
        if (end === '/') expect(open.pop(), file).to.equal(name)
        else if (own !== '/') open.push(name)
      }
      expect(open, file).to.be.empty
      expect(picture, file).not.to.match(/<script|<style| style=| on[a-z]+=/)
    }
  })

  it('keeps the names inside of the boxes of their tasks', () => {
    for (const [file, { model, layout }] of all) {
      for (const { element, width, height } of layout) {
        const node = model.nodes.get(element)
        if (node === undefined || !/Task$|callActivity/.test(node.type)) continue
        const lines = wrap(node.name, width - 14, 12)
        expect(lines.length * 14.4, `${file} ${element}`).to.be.at.most(height - 8)
        for (const line of lines) expect(widthOf(line, 12), `${file} ${element}`).to.be.at.most(width - 14)
      }
    }
  })

  it('escapes what people wrote', async () => {
    const drawing = await drawingAt('children-act/stage-1.bpmn')
    const nodes = new Map([...drawing.model.nodes].map(([id, node]) => [id, { ...node, name: '<b onload="x">&' }]))
    const { picture } = draw({ ...drawing, model: { ...drawing.model, nodes } }, { ...SAID, title: '</title><script>' })
    expect(picture).not.to.contain('<b onload')
    expect(picture).not.to.contain('<script>')
  })

  it('has its name and its description, and no link among them', async () => {
    const drawing = await drawingAt('children-act/procedure.bpmn')
    const { picture, links } = draw(
      { ...drawing, processes: new Map([['children-act-receipt', 'Receipt of a complaint']]) },
      {
        ...SAID,
        opens: (process) => (process === 'children-act-receipt' ? '?process=children-act-receipt' : undefined),
      },
    )
    expect(picture).to.match(/role="img" aria-labelledby="diagram-title" aria-describedby="diagram-description"/)
    expect(picture).not.to.contain('<a ')
    expect([...links.matchAll(/<a /g)], 'one for each diagram that can be opened').to.have.lengthOf(1)
    expect(links).to.contain('aria-label="Open the diagram Receipt of a complaint"')
  })

  it('says where the case is by words on the picture, not by colour alone', async () => {
    const drawing = await drawingAt('children-act/stage-1.bpmn')
    const way = {
      process: drawing.model.id,
      name: '',
      procedure: 'children-act',
      procedureVersion: 1,
      standing: 'running',
      begun: 1,
      elements: [
        { element: 'gw_put_right', entered: 2, done: 2, stopped: 0 },
        { element: 'task_answer_stage_1', entered: 1, done: 0, stopped: 0, waiting: 'now' },
      ],
      flows: [{ flow: 'flow_gw_put_right_to_gw_to_answer', taken: 2 }],
    } as const
    const { picture } = draw(drawing, {
      ...SAID,
      standings: standings(drawing.model, { way, mayBegin: true }),
      taken: new Map([['flow_gw_put_right_to_gw_to_answer', 2]]),
    })
    expect(picture).to.match(/<g class="d-badge is-now">.*?>Now</)
    expect(picture).to.match(/<g class="d-badge is-done">.*?>✓ 2 times</)
    expect(picture).to.match(/id="d-task_answer_stage_1" class="[^"]*is-now"/)
    expect([...picture.matchAll(/class="d-flow is-taken"/g)]).to.have.lengthOf(1)
    expect(picture).to.contain('(2 times)')
  })
})

describe('wrap', () => {
  for (const { text, width, lines } of [
    { text: '', width: 100, lines: [] },
    { text: 'Short', width: 100, lines: ['Short'] },
    { text: 'Tell the complainant we are late', width: 100, lines: ['Tell the', 'complainant we', 'are late'] },
    { text: 'Antidisestablishmentarianism', width: 90, lines: ['Antidisestabli', 'shmentarianis', 'm'] },
  ]) {
    it(`breaks '${text}' into ${lines.length}`, () => {
      expect(wrap(text, width, 12)).to.deep.equal(lines)
    })
  }
})
