import { expect } from 'chai'
import { CODES_PER_ADDRESS } from '../../api/routes/track.ts'
import { startTestPages, type TestPages } from '../support/pages.ts'

/*
 * Whoever asks more often than people do is told to wait, for how long, and what they can do: whatever costs much, or
 * could be guessed, before anything of it is read.
 */

interface Limited {
  readonly what: string
  readonly path: string
  readonly most: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What the one too many is told. */
  readonly told: RegExp
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const FILE = { 'content-type': 'multipart/form-data; boundary=zq' }
const JSON_TYPE = { 'content-type': 'application/json' }
const STAFF = { 'x-test-actor': 'max/complaints-manager' }

describe('how often somebody may ask', function () {
  this.timeout(120_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z', environment: { TRUST_PROXY: '1' } })
  })
  after(() => pages.stop())

  const send = async (path: string, headers: Readonly<Record<string, string>>, body: string) => {
    const response = await fetch(`${pages.service.url}${path}`, { method: 'POST', redirect: 'manual', headers, body })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  /** The form of each is read by somebody with a session, so that its token fits. */
  const LIMITED: readonly Limited[] = [
    {
      what: 'codes of the API',
      path: '/api/v1/track/codes',
      most: CODES_PER_ADDRESS,
      headers: JSON_TYPE,
      body: '{"reference":"none","way":"email"}',
      told: /Too many requests; ask again/,
    },
    {
      what: 'searching',
      path: '/cases/search',
      most: 120,
      headers: { ...FORM, ...STAFF },
      body: 'text=zq',
      told: /Go back to keep what you have typed/,
    },
    {
      what: 'files of staff',
      path: '/cases/SC-2026-00001/documents/new',
      most: 100,
      headers: { ...FILE, ...STAFF },
      body: '--zq--',
      told: /Go back to keep what you have typed/,
    },
    {
      what: 'files of complainants',
      path: '/complain/evidence',
      most: 60,
      headers: FILE,
      body: '--zq--',
      told: /Wait 10 minutes and try again.*call the/s,
    },
    {
      what: 'a complaint',
      path: '/complain/check',
      most: 20,
      headers: FORM,
      body: '',
      told: /Wait 10 minutes and try again/,
    },
    {
      what: 'going on with a complaint',
      path: '/complain/return',
      most: 10,
      headers: FORM,
      body: '',
      told: /Wait 15 minutes and try again/,
    },
    { what: 'codes', path: '/track', most: 20, headers: FORM, body: '', told: /Wait 15 minutes and try again/ },
  ]
  for (const { what, path, most, headers, body, told } of LIMITED) {
    it(`${what}: ${most} times, and is then told when to try again`, async () => {
      const browser = pages.browse()
      await browser.get('/complain/kind')
      const own: Readonly<Record<string, string>> = {
        cookie: `redress=${browser.cookie('redress') ?? ''}`,
        ...headers,
        'x-forwarded-for': '192.0.2.1',
      }
      const fields =
        headers['content-type'] === FORM['content-type'] ? `_csrf=${encodeURIComponent(browser.token())}&${body}` : body
      for (let n = 0; n < most; n += 10) {
        const some = Array.from({ length: Math.min(10, most - n) }, () => send(path, own, fields))
        for (const { status } of await Promise.all(some)) expect(status).to.be.lessThan(500).and.to.not.equal(429)
      }
      const refused = await send(path, own, fields)
      expect(refused.status).to.equal(429)
      expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 900)
      expect(refused.text).to.match(told)
      // Another one, behind the same proxy, is not kept out with them.
      const another = {
        ...own,
        ...(path.startsWith('/cases') && { 'x-test-actor': 'mia/complaints-manager' }),
        'x-forwarded-for': '192.0.2.2',
      }
      expect((await send(path, another, fields)).status).to.not.equal(429)
    })
  }
})
