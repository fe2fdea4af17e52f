import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect } from 'chai'

const FLAG = '--disallow-code-generation-from-strings'
const run = promisify(execFile)

describe('the service where no text becomes code', function () {
  this.timeout(240_000)

  it('answers on every page, draws graphs and checks bodies, and nobody can make a function of text', async () => {
    const { stdout } = await run(process.execPath, [FLAG, '--import', 'tsx', 'tests/web/code-from-text-process.ts'])
    expect(stdout.split('\n').filter((line) => line.startsWith('FAULT'))).to.deep.equal([])
    expect(Number(/SEEN (\d+)/.exec(stdout)?.[1])).to.be.above(50)
  })

  it('is so with the command alone, which is given no flag', async () => {
    const beside = ['--import', 'tsx', '--import', './tests/web/code-from-text-at-end.ts']
    const { stdout } = await run(process.execPath, [...beside, 'web/main.ts', '--help'])
    expect(stdout.split('\n').filter((line) => /^FAULT|^TRIED/.test(line))).to.deep.equal(['TRIED'])
  })

  it('is closed before anything else is loaded', () => {
    const [first] = [...readFileSync('web/main.ts', 'utf8').matchAll(/^import .*$/gm)]
    expect(first?.[0]).to.equal("import './no-code-from-text.ts'")
  })
})
