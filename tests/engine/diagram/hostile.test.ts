import { expect } from 'chai'
import { admitHere } from '../../../engine/diagram/index.ts'
import { aProcess, aTask, definitions, everyElement, flow, found } from './bpmn.ts'

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
const plain = everyElement()

/** Texts that some parser somewhere chokes on, each with a rule that must be among what is found. */
const HOSTILE: readonly (readonly [what: string, xml: () => string, rule: string])[] = [
  ['100,000 elements', () => aProcess('<task id="t"/>'.repeat(100_000)), 'too-large'],
  ['60,000 short elements', () => definitions('<a/>'.repeat(60_000)), 'too-many-elements'],
  [
    '5,001 flow nodes',
    () => aProcess(Array.from({ length: 5_001 }, (_, n) => `<task id="t${n}"/>`).join('')),
    'too-many-elements',
  ],
  ['depth 10,000', () => definitions(`${'<subProcess>'.repeat(10_000)}${'</subProcess>'.repeat(10_000)}`), 'too-deep'],
  ['depth 100,000, never closed', () => definitions('<a>'.repeat(100_000)), 'too-deep'],
  [
    '15,000 nested namespaces',
    () => definitions(Array.from({ length: 15_000 }, (_, n) => `<a xmlns:n${n}="u:${n}">`).join('')),
    'too-deep',
  ],
  [
    '15,000 namespaces side by side',
    () => definitions(Array.from({ length: 4_000 }, (_, n) => `<a xmlns:n${n}="u:${n}"/>`).join('')),
    'too-many-namespaces',
  ],
  [
    '10,000 namespaces on one element',
    () =>
      `<definitions xmlns="${BPMN}" ${Array.from({ length: 10_000 }, (_, n) => `xmlns:n${n}="u:${n}"`).join(' ')}/>`,
    'too-many-namespaces',
  ],
  [
    '30,000 attributes',
    () => aTask(`<userTask id="t" ${Array.from({ length: 30_000 }, (_, n) => `a${n}="${n}"`).join(' ')}/>`),
    'unknown-attribute',
  ],
  ['2 MiB of white space', () => aTask(`<userTask id="t"/>${' '.repeat(2_097_152)}`), 'too-large'],
  [
    '1 MiB of letters that take two bytes',
    () => aTask(`<userTask id="t" name="${'ä'.repeat(600_000)}"/>`),
    'too-large',
  ],
  [
    'a name of 900,000 letters in FEEL',
    () =>
      aProcess(
        `<startEvent id="s"/>${flow('s', 'g')}<exclusiveGateway id="g" default="g_e"/>${flow('g', 'f', 'a'.repeat(900_000))}<endEvent id="f"/>${flow('g', 'e')}<endEvent id="e"/>`,
      ),
    'bad-condition',
  ],
  [
    '500 brackets in FEEL',
    () =>
      aProcess(
        `<startEvent id="s"/>${flow('s', 'g')}<exclusiveGateway id="g" default="g_e"/>${flow('g', 'f', `${'('.repeat(250)}a${')'.repeat(249)}`)}<endEvent id="f"/>${flow('g', 'e')}<endEvent id="e"/>`,
      ),
    'bad-condition',
  ],
  [
    '40,000 times ${',
    () => aTask(`<userTask id="t"><documentation>${'${'.repeat(40_000)}</documentation></userTask>`),
    'code',
  ],
  ['an attribute that never ends', () => `<definitions xmlns="${BPMN}" a="${'x'.repeat(500_000)}`, 'not-xml'],
  ['white space that never ends', () => `<definitions${' '.repeat(900_000)}`, 'not-xml'],
  ['a comment that never ends', () => definitions(`<!--${'-'.repeat(900_000)}`), 'not-xml'],
  ['900,000 ampersands', () => aTask(`<userTask id="t" name="${'&'.repeat(900_000)}"/>`), 'entity'],
  [
    'an external document type',
    () => `<!DOCTYPE definitions SYSTEM "http://example.test/evil.dtd">${definitions('')}`,
    'doctype',
  ],
  [
    'an external entity',
    () => `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${aTask('<userTask id="t" name="&x;"/>')}`,
    'doctype',
  ],
  [
    'a billion laughs',
    () => `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${aTask('<userTask id="t" name="&b;"/>')}`,
    'doctype',
  ],
  ['an entity nobody declared', () => aTask('<userTask id="t" name="&x;"/>'), 'entity'],
  ['a style sheet', () => `<?xml-stylesheet href="http://example.test/x.xsl"?>${definitions('')}`, 'instruction'],
  ['PHP', () => aTask('<?php echo 1 ?><userTask id="t"/>'), 'instruction'],
  ['nothing', () => '', 'not-xml'],
  ['zeros', () => '\u0000'.repeat(1_000), 'not-text'],
  ['half a letter', () => aTask('<userTask id="t" name="\uD83D"/>'), 'not-text'],
  ['letters that are no UTF-8', () => aTask('<userTask id="t" name="\uFFFD"/>'), 'not-text'],
  ['JSON', () => '{"definitions": []}', 'not-xml'],
  ['a picture', () => `\u0089PNG\r\n${'\u001a'.repeat(20)}`, 'not-text'],
  ['another encoding', () => aTask().replace('UTF-8', 'UTF-16'), 'unreadable'],
  ['BPMN 1', () => '<definitions xmlns="http://www.omg.org/bpmn/1.2"/>', 'not-bpmn'],
  ['an SVG with a script', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'not-bpmn'],
  ['two root elements', () => `${definitions('')}<definitions xmlns="${BPMN}"/>`, 'not-xml'],
  [
    'a million instances',
    () =>
      aTask(
        '<userTask id="t"><multiInstanceLoopCharacteristics><loopCardinality>1000000000</loopCardinality></multiInstanceLoopCharacteristics></userTask>',
      ),
    'too-many-instances',
  ],
  [
    'an instance for each of a range',
    () =>
      aTask(
        '<userTask id="t"><multiInstanceLoopCharacteristics redress:collection="for i in 1..1000000000 return i"/></userTask>',
      ),
    'bad-condition',
  ],
  [
    'a timer without pause',
    () =>
      aTask(
        '<userTask id="t"/>',
        `<boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><timerEventDefinition><timeCycle>R1000000/PT0S</timeCycle></timerEventDefinition></boundaryEvent>${flow('b', 'e')}`,
      ),
    'bad-time',
  ],
  [
    'a start in the future of the future',
    () =>
      aTask(
        '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P9999999999Y</timeDuration></timerEventDefinition></intermediateCatchEvent>',
      ),
    'bad-time',
  ],
  [
    'a script element in extension elements',
    () =>
      aTask(
        '<userTask id="t"><extensionElements><camunda:executionListener event="start"><camunda:script scriptFormat="js">1</camunda:script></camunda:executionListener></extensionElements></userTask>',
      ),
    'foreign',
  ],
  ['a delegate', () => aTask('<serviceTask id="t" camunda:delegateExpression="#{bean}"/>'), 'code'],
  ['a prototype by an element id', () => aTask('<userTask id="t"/>', '<task id="__proto__"/>'), 'bad-id'],
  [
    'a prototype by a parameter',
    () =>
      aTask(
        '<serviceTask id="t"><extensionElements><redress:parameter name="__proto__" value="x"/></extensionElements></serviceTask>',
      ),
    'bad-id',
  ],
  [
    'a prototype by an element variable',
    () =>
      aTask(
        '<userTask id="t"><multiInstanceLoopCharacteristics redress:collection="xs" redress:elementVariable="__proto__"/></userTask>',
      ),
    'bad-id',
  ],
  [
    'a prototype by FEEL',
    () =>
      aTask(
        '<userTask id="t"><multiInstanceLoopCharacteristics redress:collection="xs.constructor.prototype"/></userTask>',
      ),
    'bad-condition',
  ],
]

describe('hostile texts', () => {
  for (const [what, xml, rule] of HOSTILE) {
    it(`${what}: ${rule}`, () => {
      const { diagram, findings } = admitHere(xml(), { file: 'a.bpmn' })
      expect(diagram).to.equal(undefined)
      expect(findings.map((finding) => finding.rule)).to.include(`admission/${rule}`)
      for (const { element, message, remedy } of findings) expect([element, message, remedy]).to.not.include('')
      expect(({} as Record<string, unknown>)['x']).to.equal(undefined)
    })
  }

  for (let tenth = 1; tenth < 10; tenth += 1) {
    it(`cut off after ${tenth}0 %: not-xml`, () => {
      const { diagram, findings } = admitHere(plain.slice(0, (plain.length * tenth) / 10), { file: 'a.bpmn' })
      expect(diagram).to.equal(undefined)
      expect(findings[0]?.rule).to.equal('admission/not-xml')
      expect(findings[0]?.element).to.match(/^\d+:\d+$/)
    })
  }

  it('are refused as such in plain mode too', () => {
    for (const [what, xml, rule] of HOSTILE) {
      // What belongs to another product is inert, and passed over with a warning.
      if (rule === 'foreign' || what === 'a delegate') continue
      const { diagram, findings } = admitHere(xml(), { file: 'a.bpmn', plain: true })
      expect(diagram, what).to.equal(undefined)
      expect(
        findings.map((finding) => finding.rule),
        what,
      ).to.include(`admission/${rule}`)
    }
  })
})

describe('code in each position of a diagram', () => {
  const positions = [...plain.matchAll(/(?<= )(?!xmlns|xsi:type|version|encoding)[\w:]+="([^"]*)"|>([^<>]*\S[^<>]*)</g)]
  const PAYLOADS = ['${process.exit(1)}', '#{x}', '{{x}}']

  it(`is refused in all ${positions.length} of them`, () => {
    expect(positions.length).to.be.greaterThan(300)
    for (const [n, match] of positions.entries()) {
      const payload = PAYLOADS[n % PAYLOADS.length] ?? ''
      const value = match[1] ?? match[2] ?? ''
      const at = match.index + match[0].indexOf(match[1] === undefined ? `>${value}` : `"${value}`) + 1
      const xml = plain.slice(0, at) + payload + plain.slice(at + value.length)
      const rules = found(xml).map((text) => text.replace(/^.* /, ''))
      const isId = plain.slice(0, at).endsWith(' id="')
      expect(rules, `${match[0]} → ${payload}`).to.include(isId ? 'bad-id' : 'code')
    }
  })
})

describe('plain mode', () => {
  it('takes another product’s attributes with a warning', () => {
    const xml = aTask('<userTask id="t" camunda:assignee="x"/>')
    const { diagram, findings } = admitHere(xml, { file: 'a.bpmn', plain: true })
    expect(diagram?.main.id).to.equal('p')
    expect(findings.map(({ element, rule, level }) => [element, rule, level])).to.deep.equal([
      ['t', 'admission/foreign', 'warning'],
    ])
  })

  it('takes a receive task and a throwing event without a message, with a warning', () => {
    for (const task of [
      '<receiveTask id="t"/>',
      '<intermediateThrowEvent id="t"><messageEventDefinition/></intermediateThrowEvent>',
    ]) {
      expect(admitHere(aTask(task), { file: 'a.bpmn', plain: true }).diagram).to.not.equal(undefined)
      expect(found(aTask(task), { plain: true })).to.deep.equal(['t no-message-name'])
      expect(admitHere(aTask(task), { file: 'a.bpmn' }).diagram).to.equal(undefined)
    }
  })

  it('takes the values of implementation that BPMN itself names', () => {
    const xml = aTask('<serviceTask id="t" implementation="##WebService"/>')
    expect(found(xml, { plain: true })).to.deep.equal([])
    expect(found(xml)).to.deep.equal(['t code'])
  })
})
