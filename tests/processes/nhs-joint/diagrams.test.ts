import { expect } from 'chai'
import { filesOf } from '../../../api/service.ts'
import { inspect } from '../../../engine/diagram/inspect.ts'
import { admitHere } from '../../../engine/diagram/admit.ts'
import { readProcedureFolder, registryOf } from '../../../engine/diagram/procedure-folder.ts'
import { HANDLERS } from '../../../handlers/index.ts'
import { faultsOfDrawing } from '../children-act/drawing.ts'

const FOLDER = 'processes/nhs-joint'
const { procedure, findings: faults } = await readProcedureFolder(filesOf(FOLDER), `${FOLDER}/`)
const REGISTRY = registryOf(
  procedure,
  HANDLERS.map(({ describe }) => describe),
)
const OWN = procedure.diagrams.filter(({ path }) => !path.startsWith('uses/'))

function xmlOf(path: string): string {
  const found = OWN.find((diagram) => diagram.path === path)
  if (found === undefined) throw new RangeError(`There is no ${path}`)
  return found.xml
}

async function consentFaults(xml: string): Promise<readonly string[]> {
  const { findings } = await inspect(xml, { file: 'changed.bpmn', registry: REGISTRY, lint: true })
  return findings.filter(({ rule }) => rule === 'consent-before-partner').map(({ element }) => element)
}

describe('the diagrams of nhs-joint', () => {
  it('have forms and letters without a fault', () => {
    expect(faults).to.deep.equal([])
    expect(OWN).to.have.lengthOf(15)
  })

  for (const { path, xml } of OWN) {
    it(`${path} is admitted, keeps every rule, and nothing lies on anything else`, async () => {
      const { findings } = await inspect(xml, { file: path, registry: REGISTRY, lint: true })
      expect(findings.map(({ element, rule, message }) => `${element} ${rule}: ${message}`)).to.deep.equal([])
      const { diagram } = admitHere(xml, { file: path, registry: REGISTRY })
      if (diagram === undefined) throw new Error(`${path} is refused`)
      expect(await faultsOfDrawing(xml, diagram.main)).to.deep.equal([])
    })
  }

  describe('send nothing to a partner before consent:', () => {
    for (const [path, element] of [
      ['request.bpmn', 'svc_joint_ask_partner'],
      ['sign-off.bpmn', 'svc_joint_circulate'],
    ] as const) {
      it(`${path} without the check that stops is found`, async () => {
        const xml = xmlOf(path)
        expect(await consentFaults(xml)).to.deep.equal([])
        const asking = xml.replaceAll('<redress:parameter name="stop" value="true" />', '')
        expect(asking).to.not.equal(xml)
        expect(await consentFaults(asking)).to.include(element)
      })

      it(`${path} without any check is found`, async () => {
        const xml = xmlOf(path).replaceAll('redress:action="check-sharing"', 'redress:action="weigh-sharing"')
        expect(await consentFaults(xml.replaceAll('<redress:parameter name="stop" value="true" />', ''))).to.include(
          element,
        )
      })
    }

    it('a letter to the body before consent is found, save the first contact, which says nothing', async () => {
      const xml = xmlOf('consent.bpmn')
      expect(await consentFaults(xml)).to.deep.equal([])
      const early = xml.replace('value="joint-first-contact"', 'value="joint-partner-escalation"')
      expect(await consentFaults(early)).to.deep.equal(['svc_joint_first_contact'])
    })
  })
})
