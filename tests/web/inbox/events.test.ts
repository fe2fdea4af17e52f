import { expect } from 'chai'
import type { SessionData } from 'express-session'
import { changeUser, COMMAND_LINE, setUserStatus } from '../../../engine/index.ts'
import { databaseSessions } from '../../../web/frame/session-store.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'
import { addUser, signIn } from '../../support/users.ts'
import { submitExample } from '../../support/walk.ts'

describe('the stream of events of a session', function () {
  this.timeout(180_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
  })
  after(() => pages.stop())

  const follow = async (browser: Browser): Promise<Response> => {
    const response = await fetch(`${pages.service.url}/events`, {
      headers: { cookie: `redress=${browser.cookie('redress') ?? ''}` },
    })
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/)
    return response
  }

  const ENDS: readonly (readonly [id: string, why: string, how: (id: string, browser: Browser) => Promise<unknown>])[] =
    [
      ['ann', 'signs out', (_, browser) => browser.post('/sign-out', {})],
      ['bea', 'is disabled', (id) => setUserStatus(pages.service.runtime, COMMAND_LINE, id, 'disabled')],
      [
        'cid',
        'has other teams',
        (id) => changeUser(pages.service.runtime, COMMAND_LINE, id, { teams: ['complaints-team'] }),
      ],
      ['dot', 'has done nothing for half an hour', () => pages.moveTo('2026-03-02T09:31:00.000Z')],
    ]
  for (const [id, why, how] of ENDS) {
    it(`ends when its user ${why}, with nothing more said`, async () => {
      await addUser(pages.service.runtime, id, ['complaints-manager'])
      const browser = pages.browse()
      await signIn(browser, id)
      const stream = await follow(browser)
      await how(id, browser)
      const caseId = await submitExample(pages)
      const text = await stream.text()
      expect(text).to.match(/^: listening\n\n/)
      expect(text).to.not.include(caseId)
    })
  }

  it('does not come back to life with the end of what was asked before it ended', async () => {
    const { runtime } = pages.service
    const sessions = databaseSessions(runtime)
    const read = () =>
      new Promise<SessionData | null | undefined>((resolve, reject) => {
        sessions.get('an-id', (error: unknown, data) => {
          if (error == null) resolve(data)
          else reject(new Error('not read'))
        })
      })
    const done = (act: (then: () => void) => void) => new Promise<void>(act)
    await done((then) => {
      sessions.set('an-id', { user: { id: 'ann' } } as unknown as SessionData, then)
    })
    const inHand = await read()
    if (inHand == null) throw new RangeError('The session was not stored')
    await done((then) => {
      sessions.set('an-id', Object.assign(inHand, { notice: 'said' }), then)
    })
    expect(await read()).to.deep.include({ notice: 'said', startedAt: inHand.startedAt })
    await done((then) => {
      sessions.destroy('an-id', then)
    })
    await done((then) => {
      sessions.set('an-id', inHand, then)
    })
    expect(await read()).to.equal(null)
  })
})
