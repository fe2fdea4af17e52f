import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { levelOf, RULES } from '../../engine/diagram/rules/index.ts'
import { rulesPage } from '../support/diagrams/rules-page.ts'
import { INSTRUMENTS } from '../../engine/law/index.ts'

const ROOT = new URL('../../', import.meta.url)
/** Files of a folder that are named in its list, without their ending. */
const filesOf = (folder: string, ...but: readonly string[]) =>
  readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map(({ name }) => name.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index' && !but.includes(name))
const foldersOf = (folder: string) =>
  readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

describe('engine/diagram/rules', () => {
  const files = filesOf('engine/diagram/rules', 'rule', 'levels')

  it('lists each of its files, under the name of the file', () => {
    expect(RULES.map(({ id }) => id)).to.have.members(files)
  })

  for (const file of files) {
    it(`${file} has a correct and an incorrect fixture`, () => {
      for (const kind of ['correct', 'incorrect']) {
        expect(existsSync(new URL(`tests/fixtures/diagrams/${file}-${kind}.bpmn`, ROOT)), kind).to.equal(true)
      }
    })
  }

  it('has no fixture without a rule', () => {
    const fixtures = readdirSync(new URL('tests/fixtures/diagrams/', ROOT)).filter((name) => name.endsWith('.bpmn'))
    expect(new Set(fixtures.map((name) => name.replace(/-(in)?correct\.bpmn$/, '')))).to.deep.equal(new Set(files))
  })

  it('has a page that names each of them', () => {
    expect(readFileSync(new URL('engine/diagram/rules/README.md', ROOT), 'utf8')).to.equal(rulesPage())
  })

  it('gives a level only to rules that exist', () => {
    const text = readFileSync(new URL('engine/diagram/rules/levels.ts', ROOT), 'utf8')
    const named = [...text.matchAll(/^ {2}'([a-z0-9-]+)',$/gm)].map(([, id]) => id ?? '')
    expect(named).to.have.length.above(0)
    for (const id of named) expect(files).to.include(id)
    expect(files.filter((id) => levelOf(id) === 'warning')).to.have.members(named)
  })
})

describe('engine/law', () => {
  it('lists each instrument that has a folder', () => {
    // What is owed whichever law a complaint comes under is no instrument, nor are the constraints between facts.
    const folders = foldersOf('engine/law').filter((name) => name !== 'every-procedure' && name !== 'declare')
    expect(INSTRUMENTS.map(({ id }) => id)).to.have.members(folders)
  })

  for (const folder of foldersOf('engine/law')) {
    it(`${folder}/index.ts names each of its files`, () => {
      const index = readFileSync(new URL(`engine/law/${folder}/index.ts`, ROOT), 'utf8')
      // a source of citations is read by the other files
      for (const file of filesOf(`engine/law/${folder}`, 'source')) expect(index).to.contain(`'./${file}.ts'`)
    })
  }
})

describe('engine/store/migrations', () => {
  const files = filesOf('engine/store/migrations').filter((name) => /^\d{4}-/.test(name))
  const index = readFileSync(new URL('engine/store/migrations/index.ts', ROOT), 'utf8')

  it('lists each migration, in order', () => {
    const listed = [...index.matchAll(/'\.\/(\d{4}-[\w-]+)\.ts'/g)].map(([, name]) => name)
    expect(listed).to.deep.equal([...files].sort())
  })

  it('numbers them from 1 without a gap', () => {
    expect([...files].sort().map((name) => Number(name.slice(0, 4)))).to.deep.equal(files.map((_, n) => n + 1))
  })
})
