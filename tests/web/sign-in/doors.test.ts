import { expect } from 'chai'
import { makeAreas } from '../../../web/areas.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

const HEADERS: Readonly<Record<string, RegExp | string>> = {
  'cache-control': 'no-store',
  'content-security-policy': /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'.*object-src 'none'/,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': /^(same-origin|no-referrer)$/,
  'x-content-type-options': 'nosniff',
  'x-frame-options': /DENY|SAMEORIGIN/,
}

describe('every address of the pages', function () {
  this.timeout(240_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => pages.stop())

  const routes = () =>
    makeAreas(pages.parts)
      .flatMap((area) => area.routes)
      .map(({ method, path }) => ({ method, path: path.replace(/:(\w+)/g, 'nothing-like-it') }))
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${pages.service.url}${path}`, { redirect: 'manual', ...init })

  it('answers with the headers that keep browsers safe, unknown addresses included', async () => {
    const gets = routes().filter(({ method }) => method === 'get')
    expect(gets.length).to.be.greaterThan(20)
    for (const { path } of [...gets, { path: '/nowhere' }, { path: '/%E0%A4%A' }]) {
      const response = await send(path, { headers: { 'x-test-actor': 'max/complaints-manager' } })
      await response.body?.cancel()
      for (const [name, value] of Object.entries(HEADERS)) {
        const given = response.headers.get(name) ?? ''
        if (typeof value === 'string') expect(given, `${path} ${name}`).to.equal(value)
        else if (!(name === 'content-security-policy' && given.includes('sandbox'))) {
          expect(given, `${path} ${name}`).to.match(value)
        }
      }
      expect(response.headers.get('x-powered-by'), path).to.equal(null)
    }
  })

  it('takes no form without its session’s token, with a wrong one, or from another site', async () => {
    const posts = routes().filter(({ method }) => method === 'post')
    expect(posts.length).to.be.greaterThan(10)
    const type = { 'content-type': 'application/x-www-form-urlencoded', 'x-test-actor': 'max/complaints-manager' }
    for (const { path } of posts) {
      for (const init of [
        { headers: type, body: 'a=1' },
        { headers: type, body: '_csrf=wrong' },
        { headers: { ...type, 'sec-fetch-site': 'cross-site' }, body: 'a=1' },
        { headers: { ...type, 'sec-fetch-site': 'same-site' }, body: 'a=1' },
      ]) {
        const response = await send(path, { method: 'POST', ...init })
        await response.body?.cancel()
        expect(response.status, `${path} ${init.body}`).to.equal(403)
      }
    }
  })
})
