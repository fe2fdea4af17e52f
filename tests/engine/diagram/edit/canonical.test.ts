import { expect } from 'chai'
import { admitHere, canonicalDiagram } from '../../../../engine/diagram/index.ts'
import { shipped, shippedDiagrams } from './shipped.ts'

describe('canonicalDiagram', () => {
  it('writes every diagram that we ship anew without a change of meaning or layout, and the second time just the same', async () => {
    const all = shippedDiagrams()
    expect(all.size).to.be.greaterThan(80)
    for (const [path, xml] of all) {
      const once = await canonicalDiagram(xml)
      const [before, after] = [xml, once].map((text) => admitHere(text, { file: path }))
      expect(after?.findings, path).to.deep.equal(before?.findings)
      expect(after?.diagram, path).to.deep.equal(before?.diagram)
      expect(await canonicalDiagram(once), path).to.equal(once)
    }
  })

  const XML = shipped('children-act/stage-1.bpmn')
  const SAME: readonly (readonly [why: string, change: (xml: string) => string])[] = [
    [
      'another order of attributes',
      (xml) => xml.replace(/<bpmn:userTask (id="[^"]*") (name="[^"]*")/g, '<bpmn:userTask $2 $1'),
    ],
    [
      'other prefixes',
      (xml) => xml.replaceAll(/(?<![:\w])bpmn:/g, 'semantic:').replace('xmlns:bpmn=', 'xmlns:semantic='),
    ],
    ['other spacing', (xml) => xml.replaceAll('\n    ', '\n\t').replaceAll('" />', '"/>')],
    [
      'what the tool says of itself',
      (xml) => xml.replace(' id="def', ' exporter="bpmn-js" exporterVersion="18" id="def'),
    ],
    [
      'what the Modeler says of where it would run',
      (xml) =>
        xml.replace(
          ' id="def',
          ' xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" id="def',
        ),
    ],
    ['a namespace that nothing uses', (xml) => xml.replace(' id="def', ' xmlns:other="urn:other" id="def')],
    [
      'lines of the drawing before its shapes',
      (xml) => {
        const edges = xml.match(/ *<bpmndi:BPMNEdge.*?<\/bpmndi:BPMNEdge>\n/gs) ?? []
        const rest = edges.reduce((text, edge) => text.replace(edge, ''), xml)
        return rest.replace(/(<bpmndi:BPMNPlane [^>]*>\n)/, (plane) => plane + edges.toReversed().join(''))
      },
    ],
  ]
  for (const [why, change] of SAME) {
    it(`takes no notice of ${why}`, async () => {
      const changed = change(XML)
      expect(changed).not.to.equal(XML)
      expect(await canonicalDiagram(changed)).to.equal(await canonicalDiagram(XML))
    })
  }

  const AS_IT_IS: readonly (readonly [why: string, xml: string])[] = [
    ['no XML', 'nothing'],
    ['half a file', XML.slice(0, 3_000)],
    // With these two the parser would be busy for minutes.
    ['an attribute that never ends', XML.replace('<bpmn:process ', `<bpmn:process a="${"x=' ".repeat(60_000)}`)],
    ['a nest of parts', XML.replace('</bpmn:process>', nested(8_000))],
    ['something that the parser does not know', XML.replace('</bpmn:process>', '<bpmn:riddle/></bpmn:process>')],
  ]
  for (const [why, xml] of AS_IT_IS) {
    it(`leaves ${why} as it is`, async () => {
      expect(await canonicalDiagram(xml)).to.equal(xml)
    })
  }
})

/** Each with a namespace of its own. */
function nested(depth: number): string {
  const parts = Array.from({ length: depth }, (_, n) => `<bpmn:subProcess xmlns:x${n}="u${n}" id="s${n}">`)
  return `${parts.join('')}${'</bpmn:subProcess>'.repeat(depth)}</bpmn:process>`
}
