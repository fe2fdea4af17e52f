import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { admitHere } from '../../../../engine/diagram/admit.ts'
import { inspect } from '../../../../engine/diagram/inspect.ts'
import { readProcedureFolder, registryOf } from '../../../../engine/diagram/procedure-folder.ts'
import { lintTogether } from '../../../../engine/diagram/rules/index.ts'
import type { ActionDescription } from '../../../../engine/index.ts'
import { HANDLERS } from '../../../../handlers/index.ts'

const PROCESSES = new URL('../../../../processes/', import.meta.url)
const folders = readdirSync(PROCESSES).filter((name) => existsSync(new URL(`${name}/procedure.json`, PROCESSES)))
const ACTIONS = HANDLERS.map((handler) => handler.describe)

describe('the shipped procedures', () => {
  it('are found', () => {
    expect(folders).to.include('children-act')
  })

  for (const folder of folders) {
    const { procedure, findings } = readProcedureFolder(filesOf(folder))
    const registry = registryOf(procedure, ACTIONS)

    it(`${folder} is sound as a folder`, () => {
      expect(findings).to.deep.equal([])
    })

    for (const { path, xml } of procedure.diagrams) {
      it(`${folder}/${path} breaks no rule`, async () => {
        expect((await inspect(xml, { file: path, registry, lint: true })).findings).to.deep.equal([])
      })
    }

    it(`${folder} breaks no rule that only its diagrams together can show`, () => {
      expect(lintTogether(diagramsOf(folder), registry)).to.deep.equal([])
    })
  }

  it('children-act would break one if the offer of an advocate offered nothing', () => {
    const mute = (action: ActionDescription) => ({
      ...action,
      sends: action.sends.filter((sent) => sent !== 'advocacy-offered'),
    })
    const registry = registryOf(readProcedureFolder(filesOf('children-act')).procedure, ACTIONS.map(mute))
    const found = lintTogether(diagramsOf('children-act'), registry)
    expect(new Set(found.map(({ file, rule }) => `${file} ${rule}`))).to.deep.equal(
      new Set(['stage-1.bpmn advocacy-before-stage-1']),
    )
  })
})

function filesOf(folder: string) {
  const root = new URL(`${folder}/`, PROCESSES)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(bpmn|json)$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }))
}

function diagramsOf(folder: string) {
  return readProcedureFolder(filesOf(folder)).procedure.diagrams.flatMap(({ path, xml }) => {
    const { diagram } = admitHere(xml, { file: path })
    return diagram === undefined ? [] : [{ file: path, diagram }]
  })
}
