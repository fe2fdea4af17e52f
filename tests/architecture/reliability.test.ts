import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

const FOLDER = 'tests/faults'
const PAGE = readFileSync('RELIABILITY.md', 'utf8')

/** By the file of each experiment, without its ending: what it is called on the command line. */
const experiments = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(`${FOLDER}/${file}`, 'utf8')
      const name = /: Experiment = \{\s+name: '([a-z-]+)'/.exec(text)?.[1]
      return name === undefined ? [] : [[file.replace('.ts', ''), name] as const]
    }),
)

describe('RELIABILITY.md', () => {
  it('has a row for each promise, in order', () => {
    const rows = [...PAGE.matchAll(/^\| (P\d+(?:, P\d+)*) +\|/gm)].map(([, cell = '']) => cell)
    const named = rows.flatMap((row) => row.split(', ')).map((promise) => Number(promise.slice(1)))
    expect([...new Set(named)].toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 30 }, (_, n) => n + 1))
    const firsts = rows.map((row) => Number(/\d+/.exec(row)?.[0]))
    expect(firsts).to.deep.equal(firsts.toSorted((a, b) => a - b))
  })

  it('names each experiment', () => {
    expect(experiments).to.not.be.empty
    expect([...experiments.values()].filter((name) => !PAGE.includes(`\`${name}\``))).to.deep.equal([])
  })

  it('names no file that is not there', () => {
    const paths = [...PAGE.matchAll(/`((?:tests|engine|api|web|handlers|processes)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    )
    expect(paths).to.not.be.empty
    expect(paths.filter((path) => !existsSync(path))).to.deep.equal([])
  })
})

describe('experiments', () => {
  const listed = readFileSync(`${FOLDER}/experiments.ts`, 'utf8')
  for (const [file, name] of experiments) {
    it(`${name} is run by \`npm run chaos\`, and in its short form by the tests`, () => {
      expect(listed).to.contain(`from './${file}.ts'`)
      const tests = readdirSync(FOLDER).filter((each) => each.endsWith('.test.ts'))
      const own = tests.map((each) => readFileSync(`${FOLDER}/${each}`, 'utf8'))
      expect(own.some((text) => text.includes(`from './${file}.ts'`) && text.includes('itHolds('))).to.equal(true)
    })
  }
})
