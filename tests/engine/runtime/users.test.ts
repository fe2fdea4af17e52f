import { expect } from 'chai'
import {
  changeUser,
  COMMAND_LINE,
  createUser,
  decideRoles,
  listRoleGrants,
  requestRoles,
  setUserStatus,
  type Actor,
} from '../../../engine/index.ts'
import { databaseSessions } from '../../../web/frame/session-store.ts'
import { startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('users', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async function () {
      this.timeout(120_000)
      test = await startRuntime(database)
    })
    const fresh = (id: string, role: Actor['role']): Actor => ({ id, role, steppedUpAt: test.clock.now() })
    const failing = async (work: Promise<unknown>) => {
      try {
        await work
      } catch (error) {
        return (error as Error).name
      }
      return 'nothing'
    }

    it('are given roles by two people, neither of them the user, with a fresh proof of who they are', async () => {
      const { runtime } = test
      const [max, sam] = [fresh('max', 'complaints-manager'), fresh('sam', 'system-admin')]
      await createUser(runtime, max, { id: 'cara', name: 'Cara' })
      const stale: Actor = { id: 'max', role: 'complaints-manager' }
      expect(await failing(requestRoles(runtime, stale, 'cara', ['caseworker'], 'New'))).to.equal('StepUpNeededError')
      expect(await failing(requestRoles(runtime, max, 'cara', ['system-admin'], 'New'))).to.equal('NotPermittedError')
      expect(await failing(requestRoles(runtime, sam, 'cara', ['auditor'], 'New'))).to.equal('NotPermittedError')
      expect(await failing(requestRoles(runtime, fresh('cara', 'system-admin'), 'cara', ['caseworker'], 'I'))).to.equal(
        'NotPermittedError',
      )
      const grant = await requestRoles(runtime, max, 'cara', ['caseworker'], 'New')
      expect((await listRoleGrants(runtime, sam)).grants.map(({ id }) => id)).to.deep.equal([grant.id])
      expect(await failing(decideRoles(runtime, max, grant.id, 'granted'))).to.equal('NotPermittedError')
      expect((await decideRoles(runtime, sam, grant.id, 'granted')).roles).to.deep.equal(['caseworker'])
      expect(await failing(decideRoles(runtime, sam, grant.id, 'granted'))).to.equal('ConflictError')
    })

    for (const [what, user] of [
      ['an id of those who complain', { id: 'p1', name: 'X' }],
      ['an id of Redress itself', { id: 'system', name: 'X' }],
      ['an id with a slash', { id: 'a/b', name: 'X' }],
      ['a team that is none', { id: 'x1', name: 'X', teams: ['nowhere'] }],
      ['an address that is none', { id: 'x1', name: 'X', email: 'nobody' }],
      ['a manager who is none', { id: 'x1', name: 'X', lineManager: 'nobody' }],
      [
        'days away that end before they begin',
        { id: 'x1', name: 'X', absentFrom: '2026-03-02', absentUntil: '2026-03-01' },
      ],
    ] as const) {
      it(`cannot have ${what}`, async () => {
        const asked = user as Parameters<typeof createUser>[2]
        expect(await failing(createUser(test.runtime, COMMAND_LINE, asked))).to.equal('InvalidVariablesError')
      })
    }

    it('are changed from the version that was seen, and never disable themselves', async () => {
      const { runtime } = test
      const { version } = await createUser(runtime, COMMAND_LINE, { id: 'dora', name: 'Dora', roles: ['caseworker'] })
      await changeUser(runtime, COMMAND_LINE, 'dora', { teams: ['complaints-team'] }, version)
      expect(await failing(changeUser(runtime, COMMAND_LINE, 'dora', { name: 'D' }, version))).to.equal('ConflictError')
      const own = fresh('dora', 'system-admin')
      expect(await failing(setUserStatus(runtime, own, 'dora', 'disabled'))).to.equal('InvalidVariablesError')
    })

    it('have sessions that every process on the database sees, and that no audit line tells of', async () => {
      const [one, two] = [test.store, await database.open({ clock: test.clock })].map((store) =>
        databaseSessions({ store, clock: test.clock }),
      )
      const cookie = { originalMaxAge: null }
      const rows = async () => (await test.store.read.history({ limit: 500 })).rows.length
      const before = await rows()
      await Promise.all(
        Array.from(
          { length: 20 },
          (_, n) =>
            new Promise((resolve) => {
              ;(n % 2 === 0 ? one : two)!.set(
                `s${n % 5}`,
                { cookie, user: { id: 'cara', version: n } } as never,
                resolve,
              )
            }),
        ),
      )
      const read = (store: typeof one, id: string) =>
        new Promise((resolve) => {
          store!.get(id, (_error, data) => {
            resolve(data)
          })
        })
      for (let n = 0; n < 5; n += 1)
        expect(await read(one, `s${n}`))
          .to.deep.equal(await read(two, `s${n}`))
          .and.to.include.keys('user')
      await new Promise((resolve) => {
        two!.destroy('s1', resolve)
      })
      expect(await read(one, 's1')).to.equal(null)
      expect(await rows()).to.equal(before)
    })
  })
})
