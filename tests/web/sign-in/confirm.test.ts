import { expect } from 'chai'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { addUser, PASSWORD, signIn } from '../../support/users.ts'

const START = Date.parse('2026-03-02T09:00:00Z')

describe('confirming that it is you', function () {
  this.timeout(180_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: new Date(START).toISOString() })
    for (const [id, role] of [
      ['max', 'complaints-manager'],
      ['sam', 'system-admin'],
      ['cara', 'caseworker'],
    ] as const) {
      await addUser(pages.service.runtime, id, [role])
    }
  })
  after(() => pages.stop())

  it('comes before roles are given, and leads back; a second person gives them', async () => {
    const max = pages.browse()
    const sam = pages.browse()
    await signIn(max, 'max')
    await signIn(sam, 'sam')
    await pages.moveTo(new Date(START + 6 * 60_000).toISOString())
    expect((await max.get('/admin/users/cara/roles')).at).to.equal('/confirm-it-is-you')
    expect((await max.post('/confirm-it-is-you', { password: 'not-the-password' })).status).to.equal(422)
    const page = await max.post('/confirm-it-is-you', { password: PASSWORD })
    expect(page.at).to.equal('/admin/users/cara/roles')
    const asked = await max.post('/admin/users/cara/roles', { roles: 'investigating-officer', reason: 'She trained.' })
    expect(asked.html).to.include('The roles wait for a second person').and.to.include('You asked')

    const list = await sam.get('/admin/users')
    const address = /action="(\/admin\/role-grants\/[^"]+)"/.exec(list.html)?.[1] ?? ''
    expect((await sam.post(address, { outcome: 'granted' })).at).to.equal('/confirm-it-is-you')
    await sam.post('/confirm-it-is-you', { password: PASSWORD })
    await sam.get('/admin/users')
    expect((await sam.post(address, { outcome: 'granted' })).html).to.include('has the roles now')
    expect((await pages.service.runtime.store.read.user('cara'))?.roles).to.deep.equal([
      'caseworker',
      'investigating-officer',
    ])
  })
})
