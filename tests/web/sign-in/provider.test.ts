import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { startTestProvider, type TestProvider } from '../../support/identity-provider.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { addUser, PASSWORD } from '../../support/users.ts'

const IAN = {
  sub: 'sub-of-ian',
  claims: {
    name: 'Synthetic Ian',
    preferred_username: 'ian.osei@council.example.org',
    email: 'ian.osei@council.example.org',
    groups: ['investigators', 'everybody'],
  },
}

describe('signing in with the council’s provider', function () {
  this.timeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'redress-oidc-'))
  let pages: TestPages
  let provider: TestProvider

  before(async () => {
    const port = await freePort()
    provider = await startTestProvider(`http://127.0.0.1:${port}/sign-in/provider/back`)
    const groups = join(folder, 'groups.json')
    writeFileSync(
      groups,
      JSON.stringify({
        investigators: { roles: ['investigating-officer'], teams: ['childrens-services'] },
        caseworkers: { roles: ['caseworker'], teams: ['complaints-team'] },
        keepers: { roles: ['system-admin'], teams: [] },
      }),
    )
    pages = await startTestPages({
      now: new Date().toISOString(),
      environment: {
        PORT: String(port),
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'redress',
        OIDC_CLIENT_SECRET: 'a secret of tests that is long enough',
        OIDC_GROUPS_FILE: groups,
        OIDC_AMR_VALUES: 'mfa',
        LOCAL_ACCOUNTS: 'off',
      },
    })
  })
  after(async () => {
    await pages.stop()
    await provider.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    provider.who = IAN
    provider.spoil = (claims) => ({ ...claims, amr: ['pwd', 'mfa'] })
  })

  /** To the provider and back, up to the address to which it sends the browser. */
  const through = async (browser: Browser, start = '/sign-in/provider') => {
    const away = await browser.get(start)
    expect(away.at).to.match(/^http:\/\/127\.0\.0\.1:\d+\/auth\?/)
    const back = new URL(await provider.visit(away.at))
    return { asked: new URL(away.at).searchParams, back: `${back.pathname}${back.search}` }
  }
  const users = () => pages.service.runtime.store.read.users()

  it('makes the user at their first coming, with the roles of their groups', async () => {
    const browser = pages.browse()
    const { asked, back } = await through(browser)
    expect(asked.get('code_challenge_method')).to.equal('S256')
    expect(asked.get('state')).to.have.length.greaterThan(20)
    expect(asked.get('nonce')).to.have.length.greaterThan(20)
    const shown = await browser.get(back)
    expect(shown.at, shown.html).to.equal('/tasks/mine')
    expect(shown.html).to.include('Synthetic Ian')
    const [user] = await users()
    expect(user).to.deep.include({
      id: 'ian.osei',
      roles: ['investigating-officer'],
      teams: ['childrens-services'],
      subject: `${provider.issuer}#sub-of-ian`,
      passwordHash: null,
    })
  })

  it('gives them the roles of today, and ends sessions that had others', async () => {
    const before = pages.browse()
    await before.get((await through(before)).back)
    provider.who = { ...IAN, claims: { ...IAN.claims, groups: ['caseworkers'] } }
    const after = pages.browse()
    await after.get((await through(after)).back)
    expect((await users()).find(({ id }) => id === 'ian.osei')?.roles).to.deep.equal(['caseworker'])
    expect((await before.get('/tasks/mine')).at).to.equal('/sign-in')
    expect((await after.get('/tasks/mine')).at).to.equal('/tasks/mine')
  })

  it('takes nobody for another because of an e-mail address', async () => {
    await addUser(pages.service.runtime, 'sam', ['system-admin'], { email: 'sam@council.example.org' })
    provider.who = {
      sub: 'another',
      claims: { ...IAN.claims, preferred_username: 'sam', email: 'sam@council.example.org' },
    }
    const browser = pages.browse()
    const shown = await browser.get((await through(browser)).back)
    expect(shown.at).to.equal('/tasks/mine')
    expect((await users()).map(({ id }) => id)).to.include.members(['sam', 'sam-2'])
  })

  it('lets nobody in without a group that has a role', async () => {
    provider.who = { sub: 'outside', claims: { name: 'Nobody', groups: ['everybody'] } }
    const browser = pages.browse()
    const shown = await browser.get((await through(browser)).back)
    expect(shown.status).to.equal(403)
    expect(shown.html).to.include('You are in no group')
    expect((await users()).some(({ subject }) => subject?.endsWith('#outside') === true)).to.equal(false)
  })

  for (const [what, spoil] of [
    ['no nonce', ({ nonce: _, ...claims }) => claims],
    ['another nonce', (claims) => ({ ...claims, nonce: 'another' })],
    ['no audience', ({ aud: _, ...claims }) => claims],
    ['another audience', (claims) => ({ ...claims, aud: 'another' })],
    ['no issuer', ({ iss: _, ...claims }) => claims],
    ['another issuer', (claims) => ({ ...claims, iss: 'https://another.example.org' })],
    ['no subject', ({ sub: _, ...claims }) => claims],
    ['an end that has passed', (claims) => ({ ...claims, exp: 1_600_000_000 })],
    ['no second factor', (claims) => ({ ...claims, amr: ['pwd'] })],
    ['no word of how', ({ amr: _, ...claims }) => claims],
  ] satisfies readonly (readonly [string, NonNullable<TestProvider['spoil']>])[]) {
    it(`refuses an identity with ${what}`, async () => {
      provider.spoil = (claims) => spoil({ ...claims, ...(what.includes('how') ? {} : { amr: ['mfa'] }) })
      const browser = pages.browse()
      const shown = await browser.get((await through(browser)).back)
      expect(shown.status).to.equal(403)
      expect((await browser.get('/tasks/mine')).at).to.equal('/sign-in')
    })
  }

  it('refuses another state, and an answer that nobody asked for', async () => {
    const browser = pages.browse()
    const { back } = await through(browser)
    const shown = await browser.get(back.replace(/state=[^&]+/, 'state=another'))
    expect(shown.status).to.equal(403)
    const stranger = await pages.browse().get(back)
    expect(stranger.at).to.equal('/sign-in')
  })

  it('takes an answer once', async () => {
    const browser = pages.browse()
    const { back } = await through(browser)
    expect((await browser.get(back)).at).to.equal('/tasks/mine')
    const again = pages.browse()
    await again.get('/sign-in/provider')
    expect((await again.get(back)).status).to.equal(403)
  })

  it('confirms that it is still the same person', async () => {
    const browser = pages.browse()
    await browser.get((await through(browser)).back)
    const { asked, back } = await through(browser, '/sign-in/provider?confirm=yes')
    expect(asked.get('max_age')).to.equal('0')
    expect((await browser.get(back)).status).to.equal(200)
    provider.who = { sub: 'somebody-else', claims: IAN.claims }
    const other = await through(browser, '/sign-in/provider?confirm=yes')
    expect((await browser.get(other.back)).status).to.equal(403)
  })

  it('tells the complaints team of whoever comes to hold a role that runs the service', async () => {
    const told = async () => {
      const { rows } = await pages.service.runtime.store.read.outbox({ channel: 'staff-notification', limit: 200 })
      return rows.filter(({ key }) => key.endsWith('.powers')).map(({ subject }) => subject)
    }
    provider.who = { sub: 'keeper', claims: { preferred_username: 'kim', name: 'Synthetic Kim', groups: ['keepers'] } }
    for (const browser of [pages.browse(), pages.browse()]) await browser.get((await through(browser)).back)
    expect(await told()).to.deep.equal(['The user kim has new powers in Redress'])
  })

  it('leads on to sign out at the provider as well', async () => {
    const browser = pages.browse()
    await browser.get((await through(browser)).back)
    const left = await browser.post('/sign-out', {})
    expect(left.html).to.include('href="/sign-out/provider"')
    const away = new URL((await browser.get('/sign-out/provider')).at)
    expect(away.href).to.include(`${provider.issuer}/session/end?`)
    expect(away.searchParams.get('post_logout_redirect_uri')).to.match(/\/signed-out$/)
    expect((await browser.get('/password')).at).to.equal('/sign-in')
  })

  it('is the only way in for officers where local accounts are off', async () => {
    const browser = pages.browse()
    expect((await browser.get('/sign-in')).html).to.include('If the council invited you to a case')
    const shown = await browser.post('/sign-in', { name: 'sam', password: PASSWORD })
    expect(shown.status).to.equal(422)
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
