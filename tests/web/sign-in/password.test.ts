import { expect } from 'chai'
import { readConfig } from '../../../api/config.ts'
import { changeUser, COMMAND_LINE, setUserStatus, takeRoles } from '../../../engine/index.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { addUser, PASSWORD, signIn } from '../../support/users.ts'

const START = Date.parse('2026-03-02T09:00:00Z')

describe('signing in with a password', function () {
  this.timeout(180_000)
  let pages: TestPages
  let minutes = 0
  before(async () => {
    pages = await startTestPages({ now: new Date(START).toISOString() })
    const { runtime } = pages.service
    await addUser(runtime, 'cara.wood', ['caseworker'], { email: 'cara@council.example.org' })
    await addUser(runtime, 'max.hill', ['complaints-manager'])
    await addUser(runtime, 'sam.lane', ['system-admin'])
  })
  after(() => pages.stop())

  const later = async (by: number) => {
    minutes += by
    await pages.moveTo(new Date(START + minutes * 60_000).toISOString())
  }
  const audited = async (type: string) =>
    (await pages.service.runtime.store.read.history({ limit: 200 })).rows.filter((row) => row.type === type)

  it('leads to one’s work, by user name or e-mail address', async () => {
    for (const name of ['cara.wood', 'Cara@council.example.org ']) {
      const shown = await signIn(pages.browse(), name)
      expect(shown.status, shown.html).to.equal(200)
      expect(shown.at).to.equal('/tasks/mine')
      expect(shown.html).to.include('Synthetic cara.wood')
    }
    expect((await audited('signed-in')).map(({ actor }) => actor)).to.deep.equal(['cara.wood', 'cara.wood'])
  })

  it('leads on to where the browser wanted to be', async () => {
    const browser = pages.browse()
    expect((await browser.get('/tasks/mine?page=2')).at).to.equal('/sign-in')
    const shown = await browser.post('/sign-in', { name: 'cara.wood', password: PASSWORD })
    expect(shown.at).to.equal('/tasks/mine?page=2')
  })

  it('answers the same to a wrong password and to a user who is none', async () => {
    const texts = []
    for (const name of ['cara.wood', 'nobody.atall', 'system']) {
      const { status, html } = await signIn(pages.browse(), name, 'not-the-password')
      texts.push(`${status} ${html.replaceAll(name, '').replace(/name="_csrf" value="[^"]*"/g, '')}`)
    }
    expect(new Set(texts).size).to.equal(1)
    expect(texts[0]).to.include('422').and.to.include('Your user name or password is not right')
  })

  it('takes as long for a user who is none', async () => {
    const times = new Map<string, number[]>([
      ['cara.wood', []],
      ['nobody.atall', []],
    ])
    const browser = pages.browse()
    await browser.get('/sign-in')
    for (let round = 0; round < 4; round += 1) {
      for (const [name, taken] of times) {
        const start = performance.now()
        await browser.post('/sign-in', { name, password: 'not-the-password' })
        taken.push(performance.now() - start)
      }
    }
    const least = (name: string) => Math.min(...(times.get(name) ?? []))
    expect(least('nobody.atall') / least('cara.wood')).to.be.within(0.5, 2)
  })

  it('says what is missing, at its field', async () => {
    const { status, html } = await signIn(pages.browse(), '', '')
    expect(status).to.equal(422)
    expect(html).to.include('<title>Error: Sign in').and.to.include('href="#name"').and.to.include('href="#password"')
  })

  it('gives the session another id, and knows the old one no longer', async () => {
    const browser = pages.browse()
    await browser.get('/sign-in')
    const before = browser.cookie('redress')
    await signIn(browser, 'cara.wood')
    const after = browser.cookie('redress')
    expect(before).to.be.a('string')
    expect(after).to.not.equal(before)
    const thief = await fetch(`${pages.service.url}/tasks/mine`, {
      headers: { cookie: `redress=${before ?? ''}` },
      redirect: 'manual',
    })
    expect(thief.headers.get('location')).to.equal('/sign-in')
  })

  it('stores no session’s id, and 256 bits in it', async () => {
    const browser = pages.browse()
    await signIn(browser, 'cara.wood')
    const id =
      decodeURIComponent(browser.cookie('redress') ?? '')
        .replace(/^s:/, '')
        .split('.')[0] ?? ''
    expect(Buffer.from(id, 'base64url')).to.have.length(32)
    const rows: unknown = await pages.service.runtime.store.knex('sessions').select()
    expect(JSON.stringify(rows)).to.include('cara.wood')
    expect(JSON.stringify(rows)).to.not.include(id)
  })

  it('ends when nobody did anything for 30 minutes', async () => {
    const browser = pages.browse()
    await signIn(browser, 'cara.wood')
    await later(29)
    expect((await browser.get('/tasks/mine')).at).to.equal('/tasks/mine')
    await later(29)
    expect((await browser.get('/tasks/mine')).at).to.equal('/tasks/mine')
    await later(31)
    expect((await browser.get('/tasks/mine')).at).to.equal('/sign-in')
  })

  it('ends after 12 hours, whatever was done', async () => {
    const browser = pages.browse()
    await signIn(browser, 'cara.wood')
    for (let times = 0; times < 28; times += 1) {
      await later(25)
      expect((await browser.get('/tasks/mine')).at, String(times)).to.equal('/tasks/mine')
    }
    await later(25)
    expect((await browser.get('/tasks/mine')).at).to.equal('/sign-in')
  })

  it('writes a session down once a minute at most', async () => {
    const browser = pages.browse()
    await signIn(browser, 'cara.wood')
    const seen = async () => {
      const rows = await pages.service.runtime.store.knex('sessions').select('seen_at').where({ user_id: 'cara.wood' })
      return (rows as { seen_at: string }[])
        .map(({ seen_at }) => seen_at)
        .sort()
        .at(-1)
    }
    const first = await seen()
    await later(0.5)
    await browser.get('/help')
    expect(await seen()).to.equal(first)
    await later(0.6)
    await browser.get('/help')
    expect(await seen()).to.not.equal(first)
  })

  for (const [what, change, back] of [
    [
      'their roles change',
      () => takeRoles(pages.service.runtime, COMMAND_LINE, 'max.hill', ['finance-officer']),
      () => Promise.resolve(),
    ],
    [
      'they are disabled',
      () => setUserStatus(pages.service.runtime, COMMAND_LINE, 'max.hill', 'disabled'),
      () => setUserStatus(pages.service.runtime, COMMAND_LINE, 'max.hill', 'active'),
    ],
    [
      'their manager changes',
      () => changeUser(pages.service.runtime, COMMAND_LINE, 'max.hill', { lineManager: 'sam.lane' }),
      () => Promise.resolve(),
    ],
  ] as const) {
    it(`ends at the next request when ${what}`, async () => {
      const browser = pages.browse()
      await signIn(browser, 'max.hill')
      expect((await browser.get('/tasks/mine')).at).to.equal('/tasks/mine')
      await change()
      const shown = await browser.get('/tasks/mine')
      expect(shown.at).to.equal('/sign-in')
      await back()
    })
  }

  it('ends with signing out, and has the browser forget', async () => {
    const browser = pages.browse()
    await signIn(browser, 'cara.wood')
    const cookie = browser.cookie('redress')
    const token = browser.token()
    const out = await fetch(`${pages.service.url}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `redress=${cookie ?? ''}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: token }).toString(),
    })
    expect(out.status).to.equal(303)
    expect(out.headers.get('clear-site-data')).to.equal('"cache", "cookies", "storage"')
    expect((await browser.get('/tasks/mine')).at).to.equal('/sign-in')
  })

  it('changes one’s own password, ends the other sessions, and goes on in a new one', async () => {
    const { runtime } = pages.service
    await addUser(runtime, 'nora.field', ['caseworker'])
    const [here, elsewhere] = [pages.browse(), pages.browse()]
    expect((await signIn(here, 'nora.field')).html).to.include('href="/password"')
    await signIn(elsewhere, 'nora.field')
    const next = 'orchard-lantern-pebble'
    const refusals = [
      [{ old: '', new: next, again: next }, 'Enter your current password'],
      [{ old: PASSWORD, new: 'short', again: 'short' }, 'at least 12 characters'],
      [{ old: PASSWORD, new: PASSWORD, again: PASSWORD }, 'must be another one'],
      [{ old: PASSWORD, new: next, again: `${next}s` }, 'the same new password twice'],
      [{ old: 'not-the-password', new: next, again: next }, 'Your current password is not right'],
    ] as const
    await here.get('/password')
    for (const [fields, says] of refusals) {
      const { status, html } = await here.post('/password', fields)
      expect([status, html.includes(says)], says).to.deep.equal([422, true])
    }
    const before = here.cookie('redress')
    const done = await here.post('/password', { old: PASSWORD, new: next, again: next })
    expect(done.html).to.include('Your password has been changed.')
    expect(here.cookie('redress')).not.to.equal(before)
    expect((await here.get('/tasks/mine')).at).to.equal('/tasks/mine')
    expect((await elsewhere.get('/tasks/mine')).at).to.equal('/sign-in')
    expect((await signIn(pages.browse(), 'nora.field')).status).to.equal(422)
    expect((await signIn(pages.browse(), 'nora.field', next)).at).to.equal('/tasks/mine')
    expect((await audited('password-changed')).map(({ actor }) => actor)).to.deep.equal(['nora.field'])
  })

  it('lets nobody try at the page for changing it more often than at the sign-in', async () => {
    await addUser(pages.service.runtime, 'rory.lake', ['caseworker'])
    const browser = pages.browse()
    await signIn(browser, 'rory.lake')
    await browser.get('/password')
    const wrong = { old: 'not-the-password', new: 'orchard-lantern-pebble', again: 'orchard-lantern-pebble' }
    for (let tries = 0; tries < 10; tries += 1) expect((await browser.post('/password', wrong)).status).to.equal(422)
    expect((await browser.post('/password', { ...wrong, old: PASSWORD })).status).to.equal(429)
    await later(16)
  })

  it('makes whoever fails ten times wait, known or not, and lets them in again afterwards', async () => {
    for (const name of ['sam.lane', 'no.such.person']) {
      const browser = pages.browse()
      await browser.get('/sign-in')
      for (let tries = 0; tries < 10; tries += 1) {
        expect((await browser.post('/sign-in', { name, password: 'not-the-password' })).status).to.equal(422)
      }
      const { status, html, headers } = await browser.post('/sign-in', { name, password: PASSWORD })
      expect(status).to.equal(429)
      expect(Number(headers.get('retry-after'))).to.be.within(1, 900)
      expect(html).to.include('You can try again in 15 minutes')
    }
    expect((await signIn(pages.browse(), 'cara.wood')).at, 'a colleague at the same address').to.equal('/tasks/mine')
    await later(16)
    expect((await signIn(pages.browse(), 'sam.lane')).at).to.equal('/admin/users')
  })

  it('is one setting away from being off', () => {
    expect(() => readConfig({ LOCAL_ACCOUNTS: 'off' })).to.throw(/leaves no way to sign in/)
    expect(() => readConfig({ LOCAL_ACCOUNTS: 'perhaps' })).to.throw(/LOCAL_ACCOUNTS must be one of on, off/)
    expect(readConfig({}).signIn.localAccounts).to.equal(true)
  })
})
