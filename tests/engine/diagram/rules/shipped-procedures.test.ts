import { existsSync, readdirSync } from 'node:fs'
import { expect } from 'chai'
import { admitHere } from '../../../../engine/diagram/admit.ts'
import { inspect } from '../../../../engine/diagram/inspect.ts'
import { readProcedureFolder, registryOf, type ProcedureFolder } from '../../../../engine/diagram/procedure-folder.ts'
import { filesOf } from '../../../../api/service.ts'
import { lintTogether, type NamedDiagram } from '../../../../engine/diagram/rules/index.ts'
import type { ActionDescription } from '../../../../engine/index.ts'
import { HANDLERS } from '../../../../handlers/index.ts'

const PROCESSES = new URL('../../../../processes/', import.meta.url)
const folders = readdirSync(PROCESSES).filter((name) => existsSync(new URL(`${name}/procedure.json`, PROCESSES)))
const read = (folder: string) => readProcedureFolder(filesOf(`processes/${folder}`), '', ACTIONS)
const ACTIONS = HANDLERS.map((handler) => handler.describe)

const READINGS = new Map(await Promise.all(folders.map(async (folder) => [folder, await read(folder)] as const)))

describe('the shipped procedures', () => {
  it('are found', () => {
    expect(folders).to.include('children-act')
  })

  for (const [folder, { procedure, findings }] of READINGS) {
    const registry = registryOf(procedure, ACTIONS)
    const admitted: NamedDiagram[] = []

    it(`${folder} is sound as a folder`, () => {
      expect(findings).to.deep.equal([])
    })

    for (const { path, xml } of procedure.diagrams) {
      it(`${folder}/${path} breaks no rule`, async () => {
        const { diagram, findings: found } = await inspect(xml, { file: path, registry, lint: true })
        expect(found).to.deep.equal([])
        if (diagram !== undefined) admitted.push({ file: path, diagram })
      })
    }

    it(`${folder} breaks no rule that only its diagrams together can show`, () => {
      expect(admitted).to.have.lengthOf(procedure.diagrams.length)
      expect(lintTogether(admitted, registry)).to.deep.equal([])
    })
  }

  it('children-act would break one if the offer of an advocate offered nothing', () => {
    const mute = (action: ActionDescription) => ({
      ...action,
      sends: action.sends.filter((sent) => sent !== 'advocacy-offered'),
    })
    const { procedure } = READINGS.get('children-act')!
    const registry = registryOf(procedure, ACTIONS.map(mute))
    const found = lintTogether(diagramsOf(procedure), registry)
    expect(new Set(found.map(({ file, rule }) => `${file} ${rule}`))).to.deep.equal(
      new Set(['stage-1.bpmn advocacy-before-stage-1']),
    )
  })
})

function diagramsOf({ diagrams }: ProcedureFolder) {
  return diagrams.flatMap(({ path, xml }) => {
    const { diagram } = admitHere(xml, { file: path })
    return diagram === undefined ? [] : [{ file: path, diagram }]
  })
}
