import { expect } from 'chai'
import { filesOf } from '../../api/service.ts'
import { admitHere } from '../../engine/diagram/admit.ts'
import { inspect } from '../../engine/diagram/inspect.ts'
import type { ProcedureModel } from '../../engine/diagram/procedure-model.ts'
import { lintTogether } from '../../engine/diagram/rules/index.ts'
import { readProcedureFolder, registryOf } from '../../engine/diagram/procedure-folder.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { faultsOfDrawing } from './children-act/drawing.ts'

/* What every diagram must keep, procedure by procedure. The children's have a test of their own. */
const FOLDERS = ['adult-social-care', 'public-health', 'ombudsman']

const all: ProcedureModel[] = []

for (const folder of FOLDERS) {
  const path = `processes/${folder}`
  const actions = HANDLERS.map(({ describe: action }) => action)
  const { procedure } = await readProcedureFolder(filesOf(path), `${path}/`, actions)
  const registry = registryOf(procedure, actions)
  const own = procedure.diagrams.filter(({ path: file }) => !file.startsWith('uses/'))
  const models = procedure.diagrams.map(({ path: file, xml }) => {
    const { diagram } = admitHere(xml, { file, registry })
    if (diagram === undefined) throw new Error(`${file} is refused`)
    return { file, xml, diagram }
  })
  all.push(...models.filter(({ file }) => !file.startsWith('uses/')).map(({ diagram }) => diagram.main))

  describe(`the diagrams of ${folder}`, () => {
    for (const { path: file, xml } of own) {
      it(`${file} is admitted, keeps every rule, and nothing in it lies on anything else`, async () => {
        const { findings } = await inspect(xml, { file, registry, lint: true })
        expect(findings.map(({ element, rule, message }) => `${element} ${rule}: ${message}`)).to.deep.equal([])
        const model = models.find((each) => each.file === file)?.diagram.main
        if (model) expect(await faultsOfDrawing(xml, model)).to.deep.equal([])
      })
    }
    it('keep the rules that only all of them together can show', () => {
      expect(lintTogether(models, registry)).to.deep.equal([])
    })
    it('say at every element which clause it rests on, and then what to do', () => {
      const nodes = models.flatMap(({ file, diagram }) =>
        file.startsWith('uses/') ? [] : [...diagram.main.nodes.values()],
      )
      const bare = nodes.filter(({ documentation }) => {
        const [clause = '', ...guidance] = documentation.split('\n')
        return !/reg|s\.|ss\.|art|DH|LGSCO|Local|Act|Part/.test(clause) || guidance.join('').trim() === ''
      })
      expect(bare.map(({ id }) => id)).to.deep.equal([])
    })
    it('are each called by another, save the one at which a case starts', () => {
      const called = models.flatMap(({ diagram }) =>
        [...diagram.main.nodes.values()].flatMap((node) => ('calledElement' in node ? [node.calledElement] : [])),
      )
      const uncalled = own.flatMap(({ processes }) => processes).filter((process) => !called.includes(process))
      expect(uncalled).to.deep.equal([procedure.main])
    })
    it('use every role, if only to tell its holder', () => {
      const used = new Set(
        models.flatMap(({ diagram }) =>
          [...diagram.main.nodes.values()].flatMap(({ redress: { role, parameters } }) => [role, parameters?.['role']]),
        ),
      )
      expect(procedure.roles.map(({ code }) => code).filter((role) => !used.has(role))).to.deep.equal([])
    })
  })
}

it('no element has an id that another procedure uses', () => {
  const ids = all.flatMap(({ nodes }) => [...nodes.keys()])
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([])
  expect(ids.filter((id) => !/^(start|task|svc|call|gw|ev|end|any)(_[a-z0-9]+)+$/.test(id))).to.deep.equal([])
})
