import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { ConfigError } from '../../api/config.ts'
import { makePartnerLinks, readLinkKey } from '../../api/partner-links.ts'

const KEY = 'a key of at least thirty-two characters'
const CLAIM = { caseId: 'SC-2026-00001', body: 'example-icb', link: 'link-1', until: '2026-02-16' }

describe('makePartnerLinks', () => {
  const links = makePartnerLinks(KEY)

  it('reads what it has signed, and signs the same the same', () => {
    const token = links.sign(CLAIM)
    expect(links.read(token)).to.deep.equal(CLAIM)
    expect(links.sign(CLAIM)).to.equal(token)
    expect(token).to.match(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/)
  })

  it('gives each case, body, link and day a token of its own', () => {
    const others = (['caseId', 'body', 'link', 'until'] as const).map((name) =>
      links.sign({ ...CLAIM, [name]: 'other' }),
    )
    expect(new Set([links.sign(CLAIM), ...others]).size).to.equal(5)
  })

  it('reads nothing that differs in any character, or that another key signed', () => {
    const token = links.sign(CLAIM)
    for (let at = 0; at < token.length; at += 1) {
      for (const other of ['A', 'B', '.', '', 'é']) {
        const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`
        if (changed !== token) expect(links.read(changed), changed).to.equal(undefined)
      }
    }
    for (const text of ['', '.', 'x', `${token}x`, `${token}.`, ` ${token}`, token.repeat(2)]) {
      expect(links.read(text), text).to.equal(undefined)
    }
    expect(makePartnerLinks(`${KEY}!`).read(token)).to.equal(undefined)
  })
})

describe('readLinkKey', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-link-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const read = (linkKey?: string) => readLinkKey({ linkKey, databaseFile: join(folder, 'data', 'redress.sqlite') })

  it('takes the one that is given', () => {
    expect(read(KEY)).to.equal(KEY)
  })

  it('makes one on the first start, for the owner alone, and keeps it', () => {
    const key = read()
    expect(key).to.match(/^[0-9a-f]{64}$/)
    expect(read()).to.equal(key)
    const file = join(folder, 'data', 'link.key')
    expect(readFileSync(file, 'utf8').trim()).to.equal(key)
    expect(statSync(file).mode & 0o777).to.equal(0o600)
  })

  it('starts with no key that is none', () => {
    read()
    writeFileSync(join(folder, 'data', 'link.key'), 'short')
    expect(() => read()).to.throw(ConfigError, 'LINK_KEY')
  })
})
