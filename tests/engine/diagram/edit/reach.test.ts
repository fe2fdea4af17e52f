import { expect } from 'chai'
import { scanXml, type XmlElement } from '../../../../engine/diagram/scan-xml.ts'
import { shippedDiagrams } from './shipped.ts'

/*
 * Everything that a shipped diagram holds, and by what its owner changes it: an operation of the table of steps, a part of
 * the panel, the drawing. What is new in a diagram stands in none of these lists, and so is told here.
 */

/** `T` in the table of steps, `P` in the panel, `D` by drawing; `-` by nobody: why, in `web/editor/README.md`. */
const REACH: Readonly<Record<string, string>> = {
  ...of('definitions', { id: '-', targetNamespace: '-' }),
  ...of('process', { id: '-', name: 'T P', isExecutable: '-' }),
  ...of('documentation', { '': 'T P' }),
  ...each(['startEvent', 'endEvent', 'intermediateCatchEvent', 'boundaryEvent'], { id: 'D', name: 'T P' }),
  ...each(['startEvent', 'intermediateCatchEvent', 'boundaryEvent'], { form: 'T P', role: 'T P' }),
  ...of('startEvent', { isInterrupting: 'T P' }),
  ...of('endEvent', { outcome: 'T P' }),
  ...of('boundaryEvent', { attachedToRef: 'D', cancelActivity: 'T P' }),
  ...each(['userTask', 'serviceTask', 'businessRuleTask', 'callActivity', 'subProcess'], { id: 'D', name: 'T P' }),
  ...of('userTask', { role: 'T P', form: 'T P', noDeadline: 'T P' }),
  ...each(['serviceTask', 'businessRuleTask'], { action: 'T P' }),
  ...of('callActivity', { calledElement: 'T P' }),
  ...of('subProcess', { triggeredByEvent: 'T D' }),
  ...each(['exclusiveGateway', 'parallelGateway', 'eventBasedGateway'], { id: 'D' }),
  ...of('exclusiveGateway', { name: 'T P', default: 'T P' }),
  ...of('sequenceFlow', { id: '-', name: 'T P', sourceRef: 'T D', targetRef: 'T D' }),
  ...of('conditionExpression', { '': 'T P', type: '-' }),
  ...of('multiInstanceLoopCharacteristics', { id: '-', collection: 'T P', elementVariable: 'T P' }),
  ...each(['timerEventDefinition', 'terminateEventDefinition'], { id: '-' }),
  ...of('messageEventDefinition', { id: '-', messageRef: 'T P' }),
  ...of('signalEventDefinition', { id: '-', signalRef: 'T P' }),
  ...of('errorEventDefinition', { id: '-', errorRef: 'T P' }),
  ...of('escalationEventDefinition', { id: '-', escalationRef: 'T P' }),
  ...each(['message', 'signal'], { id: '-', name: 'T P' }),
  ...of('error', { id: '-', name: '-', errorCode: 'T P' }),
  ...of('escalation', { id: '-', name: '-', escalationCode: 'T P' }),
  ...of('deadline', { rule: 'T P', local: '-', title: 'T P', workingDays: 'T P', calendar: 'T P', startedBy: 'T P' }),
  ...of('deadline', { metBy: 'T P', onlyWhere: 'T P', at: 'T P', before: 'T P', repeat: 'T P' }),
  ...of('parameter', { name: 'T P', value: 'T P' }),
  ...each(['extensionElements', 'incoming', 'outgoing'], { '': 'T D' }),
}

function of(element: string, reached: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reached).map(([name, by]) => [name === '' ? element : `${element} ${name}`, by]),
  )
}

function each(elements: readonly string[], reached: Readonly<Record<string, string>>): Record<string, string> {
  return Object.assign({}, ...elements.map((element) => of(element, reached))) as Record<string, string>
}

const DRAWING = /^(BPMN|Bounds|Point|waypoint)/i

function kindsIn(xml: string): readonly string[] {
  const { elements } = scanXml(xml, { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 })
  return elements.filter(({ local }) => !DRAWING.test(local)).flatMap(kindsOf)
}

function kindsOf({ local, attributes }: XmlElement): readonly string[] {
  const own = attributes.map(({ name }) => name).filter((name) => !name.startsWith('xmlns'))
  const named = own.map((name) => `${local} ${name.replace(/^[^:]+:/, '')}`)
  return ['documentation', 'conditionExpression', 'extensionElements', 'incoming', 'outgoing'].includes(local)
    ? [local, ...named]
    : named
}

describe('what owners reach of the diagrams that we ship', () => {
  const all = new Set([...shippedDiagrams().values()].flatMap(kindsIn))

  it('is everything that they hold', () => {
    expect([...all].filter((kind) => !Object.hasOwn(REACH, kind)).sort()).to.deep.equal([])
  })

  it('holds no line for what no diagram has', () => {
    expect(
      Object.keys(REACH)
        .filter((kind) => !all.has(kind))
        .sort(),
    ).to.deep.equal([])
  })

  it('leaves to nobody only what people do not read: ids, types, and what stands for the file', () => {
    const nobodys = Object.entries(REACH).flatMap(([kind, by]) => (by === '-' ? [kind] : []))
    expect(nobodys.filter((kind) => !/ (id|type)$/.test(kind)).sort()).to.deep.equal([
      'deadline local',
      'definitions targetNamespace',
      'error name',
      'escalation name',
      'process isExecutable',
    ])
  })
})
