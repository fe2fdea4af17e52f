import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readScenarioFolder, ScenariosUnreadableError } from '../../../api/scenarios/index.ts'

const scenario = (id: string, rest: object = {}) => ({ id, title: 'T', steps: [], ...rest })

describe('api/scenarios/read-folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-test-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  function wrongWith(...scenarios: readonly object[]): string {
    writeFileSync(join(folder, 'a.scenarios.json'), JSON.stringify({ scenarios }))
    return wrong()
  }
  function wrong(): string {
    try {
      readScenarioFolder(folder)
    } catch (error) {
      if (error instanceof ScenariosUnreadableError) return error.message.replaceAll(`${folder}/`, '')
      throw error
    }
    return ''
  }

  it('refuses an id that is used twice', () => {
    expect(wrongWith(scenario('a'), scenario('a'))).to.equal(
      'a.scenarios.json: a: another scenario of the folder has that id',
    )
  })
  it('refuses to go on from nothing', () => {
    expect(wrongWith(scenario('a', { from: 'b' }))).to.equal(
      'a.scenarios.json: a: from names b, which is no scenario of the folder',
    )
  })
  it('refuses to go round', () => {
    const round = wrongWith(scenario('a', { from: 'b' }), scenario('b', { from: 'a' }))
    expect(round).to.equal(
      'a.scenarios.json: a: from leads back to itself\na.scenarios.json: b: from leads back to itself',
    )
  })
  it('reads in a moment many that go on one from the other, and takes no more than 300 in a file', () => {
    for (let file = 0; file < 60; file += 1) {
      const own = Array.from({ length: 300 }, (_, index) => file * 300 + index)
      const scenarios = own.map((n) => scenario(`s${n}`, n === 0 ? {} : { from: `s${n - 1}` }))
      writeFileSync(join(folder, `f${file}.scenarios.json`), JSON.stringify({ scenarios }))
    }
    expect(readScenarioFolder(folder).scenarios).to.have.lengthOf(18_000)
    expect(wrongWith(...Array.from({ length: 301 }, (_, n) => scenario(`t${n}`)))).to.match(
      /^a\.scenarios\.json: \/scenarios must NOT have more than 300/,
    )
  }).timeout(8_000)
  it('refuses a mark that is not there', () => {
    const steps = [{ at: '2026-01-05', mark: 'x' }]
    expect(wrongWith(scenario('b', { steps }), scenario('a', { from: 'b', until: 'y' }))).to.equal(
      'a.scenarios.json: a: no step of b has the mark y; it has x',
    )
  })
  it('gives the file and place of an unknown key', () => {
    expect(wrongWith(scenario('a', { setps: [] }))).to.equal('a.scenarios.json: /scenarios/0/setps is not known here')
  })
  it('says what is no JSON', () => {
    writeFileSync(join(folder, 'usual-answers.json'), '{')
    expect(wrong()).to.match(/^usual-answers.json is not JSON: /)
  })
  it('takes a folder without any', () => {
    expect(readScenarioFolder(folder)).to.deep.include({ scenarios: [], usual: { people: [], forms: {} } })
  })
})
