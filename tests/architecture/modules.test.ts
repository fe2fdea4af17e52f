import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

const ROOT = new URL('../../', import.meta.url)
const LAYERS = ['engine', 'handlers', 'api', 'web']
/**
 * Run when they are imported: the command line, what it loads before all else (this process would make no code of text any
 * more), what a worker thread or a process of its own begins with, and what a browser or the build runs.
 */
const RUNS_AT_ONCE =
  /(^|\/)main\.ts$|-thread\.ts$|-worker\.ts$|^api\/scenarios\/run-process\.ts$|^web\/client\/|^web\/editor\/|^web\/styles\/|^web\/bundle-editor\.ts$|^web\/no-code-from-text\.ts$/

const modules = LAYERS.flatMap((layer) => modulesIn(layer))

function modulesIn(folder: string): readonly string[] {
  try {
    return readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => `${folder}/${name}`)
  } catch {
    return []
  }
}

describe('every module', () => {
  it('is found', () => {
    expect(modules).to.have.length.above(100)
  })

  for (const module of modules.filter((name) => !RUNS_AT_ONCE.test(name))) {
    it(`${module} loads`, async function () {
      this.timeout(30_000)
      await import(new URL(module, ROOT).href)
    })
  }
})

describe('every source file', () => {
  for (const module of modules) {
    const text = readFileSync(new URL(module, ROOT), 'utf8')

    it(`${module} is short, or says why not`, () => {
      if (text.split('\n').length > 300)
        expect(text, 'a comment with the reason').to.match(/\/\*[^/]*\b[Ll]onger than|Over 300 lines/)
    })

    it(`${module} switches no rule off and leaves nothing to do`, () => {
      expect(text).not.to.match(/@ts-ignore|@ts-nocheck|\bTODO\b|\bFIXME\b/)
      for (const [line] of text.matchAll(/.*eslint-disable.*/g)) expect(line, 'with its reason').to.match(/ -- \S/)
    })
  }
})
