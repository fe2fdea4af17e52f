import { readFileSync, readdirSync } from 'node:fs'
import { expect } from 'chai'
import { admitHere, canonicalDiagram, fromModeler, processIdsIn } from '../../../engine/diagram/index.ts'

/** As the Modeler writes a diagram for Camunda 7. */
function drawn(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions_x" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.40.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
  <bpmn:process id="some-process" isExecutable="true" camunda:historyTimeToLive="180">
    ${inside}
  </bpmn:process>
</bpmn:definitions>`
}
const properties = (...chosen: readonly (readonly [string, string])[]) =>
  `<bpmn:extensionElements><camunda:properties>${chosen
    .map(([name, value]) => `<camunda:property name="${name}" value="${value}" />`)
    .join('')}</camunda:properties></bpmn:extensionElements>`

const CASES: readonly { readonly what: string; readonly from: string; readonly to: readonly string[] }[] = [
  {
    what: 'a step with who, form and deadline',
    from: `<bpmn:userTask id="task_a" name="A" camunda:modelerTemplate="redress.x.step">${properties(['redress.role', 'caseworker'], ['redress.form', 'a-form'], ['redress.deadline.rule', 'corporate.acknowledgement'], ['redress.noDeadline', ''])}</bpmn:userTask>`,
    to: [
      '<bpmn:userTask id="task_a" name="A" redress:role="caseworker" redress:form="a-form">',
      '<redress:deadline rule="corporate.acknowledgement" />',
    ],
  },
  {
    what: 'a step that needs no deadline',
    from: `<bpmn:userTask id="task_a" name="A">${properties(['redress.role', 'caseworker'], ['redress.noDeadline', 'because it waits'])}</bpmn:userTask>`,
    to: ['<bpmn:userTask id="task_a" name="A" redress:role="caseworker" redress:noDeadline="because it waits" />'],
  },
  {
    what: 'what happens by itself, with its parameters',
    from: `<bpmn:serviceTask id="svc_a" name="A">${properties(['redress.action', 'send-letter'], ['redress.parameter.letter', 'a-letter'])}</bpmn:serviceTask>`,
    to: [
      '<bpmn:serviceTask id="svc_a" name="A" redress:action="send-letter">',
      '<redress:parameter name="letter" value="a-letter" />',
    ],
  },
  {
    what: 'a deadline at its timer, with numbers',
    from: `<bpmn:userTask id="task_a" /><bpmn:boundaryEvent id="ev_a" cancelActivity="false" attachedToRef="task_a">${properties(['redress.deadline.rule', 'corporate.stage-1'], ['redress.deadline.at', 'warning'], ['redress.deadline.before', '2'])}<bpmn:timerEventDefinition id="t" /></bpmn:boundaryEvent>`,
    to: ['<redress:deadline rule="corporate.stage-1" at="warning" before="2" />'],
  },
  {
    what: 'an outcome, in a sub-process',
    from: `<bpmn:subProcess id="sub_a"><bpmn:endEvent id="end_a">${properties(['redress.outcome', 'upheld'])}</bpmn:endEvent></bpmn:subProcess>`,
    to: ['<bpmn:endEvent id="end_a" redress:outcome="upheld" />'],
  },
]

describe('diagrams from Camunda Modeler', () => {
  for (const { what, from, to } of CASES) {
    it(`say ${what}`, async () => {
      const xml = await fromModeler(drawn(from))
      for (const text of to) expect(xml).to.contain(text)
      expect(xml, 'nothing of the Modeler is left').not.to.match(/camunda|modeler/i)
      expect(await canonicalDiagram(xml)).to.equal(xml)
    })
  }

  it('take the place of what the element said before', async () => {
    const before = `<bpmn:serviceTask id="svc_a"><bpmn:extensionElements xmlns:redress="urn:redress:bpmn:1"><redress:parameter name="letter" value="old" /><camunda:properties><camunda:property name="redress.parameter.letter" value="new" /></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>`
    const xml = await fromModeler(drawn(before))
    expect(xml).to.contain('value="new"').and.not.contain('value="old"')
  })

  it('keep what is neither ours nor a mark, so that the checks name it', async () => {
    const xml = await fromModeler(
      drawn(
        `<bpmn:serviceTask id="svc_a" camunda:class="org.example.Delegate">${properties(['cost', '3'])}</bpmn:serviceTask>`,
      ),
    )
    expect(xml).to.contain('org.example.Delegate').and.contain('cost')
    const { findings } = admitHere(xml, { file: 'x.bpmn' })
    expect(findings.filter(({ level }) => level === 'error').map(({ element }) => element)).to.include('svc_a')
  })

  it('come back as they are when they cannot be read', async () => {
    expect(await fromModeler('<bpmn:definitions')).to.equal('<bpmn:definitions')
    expect(processIdsIn('<bpmn:definitions')).to.deep.equal([])
  })

  it('leave every diagram of ours as it is', async () => {
    for (const folder of ['corporate', 'children-act']) {
      for (const name of readdirSync(`processes/${folder}`).filter((each) => each.endsWith('.bpmn'))) {
        const ours = readFileSync(`processes/${folder}/${name}`, 'utf8')
        expect(await fromModeler(ours), name).to.equal(await canonicalDiagram(ours))
      }
    }
  })
})
