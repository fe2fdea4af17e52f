import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { HANDLERS } from '../../handlers/index.ts'

const ROOT = new URL('../../handlers/', import.meta.url)
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && name !== 'index.ts',
)

describe('handlers', () => {
  it('have a name each', () => {
    const names = HANDLERS.map(({ name }) => name)
    expect(new Set(names).size).to.equal(names.length)
  })

  for (const file of files) {
    it(`every handler of ${file} is in the list`, async () => {
      const module = (await import(new URL(file, ROOT).href)) as Readonly<Record<string, unknown>>
      for (const handler of Object.values(module).flat().filter(isHandler)) {
        expect(HANDLERS.map(({ name }) => name)).to.include(handler.name)
      }
    })
  }
})

function isHandler(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'describe' in value && 'run' in value && 'name' in value
}
