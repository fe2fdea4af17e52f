import { expect } from 'chai'
import { scanXml } from '../../../engine/diagram/scan-xml.ts'

const LIMITS = { elements: 10, layout: 12, depth: 4, namespaces: 3 }

describe('scanXml', () => {
  it('gives elements with their namespaces, attributes, texts and places', () => {
    const { elements, fault } = scanXml(
      '\uFEFF<?xml version="1.0"?>\n<!-- c --><a xmlns="u:1" xmlns:p="u:2" x="1 &lt; 2">\n  <p:b p:y=\'&#65;&#x42;\'>t<![CDATA[<&]]>u</p:b>\n</a>\n',
      LIMITS,
    )
    expect(fault).to.equal(undefined)
    expect(
      elements.map(({ name, local, namespace, place, text }) => [name, local, namespace, place, text]),
    ).to.deep.equal([
      ['a', 'a', 'u:1', '2:11', '\n  \n'],
      ['p:b', 'b', 'u:2', '3:3', 't<&u'],
    ])
    expect(elements.flatMap(({ attributes }) => attributes.map(({ name, value }) => `${name}=${value}`))).to.deep.equal(
      ['xmlns=u:1', 'xmlns:p=u:2', 'x=1 < 2', 'p:y=AB'],
    )
    expect(elements[1]?.attributes[0]?.namespace).to.equal('u:2')
  })

  const faults: readonly (readonly [string, string, string])[] = [
    ['', 'not-xml', '1:1'],
    ['   ', 'not-xml', '1:1'],
    ['hello', 'not-xml', '1:1'],
    ['<a>', 'not-xml', '1:4'],
    ['<a><b></a>', 'not-xml', '1:7'],
    ['<a></a></a>', 'not-xml', '1:8'],
    ['<a/><b/>', 'not-xml', '1:5'],
    ['<a/>x', 'not-xml', '1:5'],
    ['<a b>', 'not-xml', '1:3'],
    ['<a b=c>', 'not-xml', '1:3'],
    ['<a b="<">', 'not-xml', '1:3'],
    ['<a b="1" b="2"/>', 'not-xml', '1:9'],
    ['<p:a/>', 'not-xml', '1:1'],
    ['<a p:b="1"/>', 'not-xml', '1:1'],
    ['<1/>', 'not-xml', '1:1'],
    ['<a', 'not-xml', '1:3'],
    ['<a><!-- </a>', 'not-xml', '1:8'],
    ['<a><![CDATA[ </a>', 'not-xml', '1:4'],
    ['<a>&</a>', 'entity', '1:4'],
    ['<a>&x;</a>', 'entity', '1:4'],
    ['<a>&#0;</a>', 'entity', '1:4'],
    ['<a>&#x110000;</a>', 'entity', '1:4'],
    ['<a b="&nbsp;"/>', 'entity', '1:3'],
    ['<!DOCTYPE a><a/>', 'doctype', '1:1'],
    ['<a><!ENTITY x "y"></a>', 'doctype', '1:4'],
    ['<a><?php x ?></a>', 'instruction', '1:4'],
    ['<a>\u0000</a>', 'not-text', '1:4'],
    ['<a>\uD800</a>', 'not-text', '1:4'],
    ['<a>\uFFFD</a>', 'not-text', '1:4'],
    ['<a><a><a><a><a/></a></a></a></a>', 'too-deep', '1:13'],
    [`<a>${'<b/>'.repeat(10)}</a>`, 'too-many-elements', '1:40'],
    [`<a xmlns:di="http://www.omg.org/spec/DD/20100524/DI">${'<di:b/>'.repeat(13)}</a>`, 'too-many-elements', '1:138'],
    ['<a xmlns:b="1" xmlns:c="2" xmlns:d="3" xmlns:e="4"/>', 'too-many-namespaces', '1:1'],
  ]
  for (const [xml, rule, place] of faults) {
    it(`${JSON.stringify(xml).slice(0, 60)}: ${rule} at ${place}`, () => {
      const { fault } = scanXml(xml, LIMITS)
      expect([fault?.rule, fault?.place]).to.deep.equal([rule, place])
    })
  }
})
