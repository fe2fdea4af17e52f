import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import openApi from '../../api/openapi.json' with { type: 'json' }

const WEB = new URL('../../web/', import.meta.url)
const FRAME = 'frame/'
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.startsWith('client/'),
)

describe('addresses', () => {
  for (const file of files.filter((name) => !name.startsWith(FRAME))) {
    it(`web/${file} adds pages through an area only, where each has its door`, () => {
      const text = readFileSync(new URL(file, WEB), 'utf8')
      expect(text).not.to.match(/\bRouter\(\)|\b(?:app|router|routes)\.(?:get|post|put|patch|delete|all|use)\(/)
    })
  }

  it('have each area in the list', () => {
    const list = readFileSync(new URL('areas.ts', WEB), 'utf8')
    const areas = files.filter((name) => /\bmakeArea\(\)/.test(readFileSync(new URL(name, WEB), 'utf8')))
    for (const area of areas.filter((name) => !name.startsWith(FRAME))) {
      expect(list, area).to.include(`./${area.split('/')[0] ?? ''}/`)
    }
  })

  it('of the API name an operation once', () => {
    const ids = Object.values(openApi.paths).flatMap((methods) =>
      Object.values(methods as Readonly<Record<string, { readonly operationId?: string }>>).flatMap(
        ({ operationId }) => operationId ?? [],
      ),
    )
    expect(new Set(ids).size).to.equal(ids.length)
  })
})
