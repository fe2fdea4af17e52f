import { expect } from 'chai'
import { ConflictError, RefusedError, StateDamagedError } from '../../../engine/errors.ts'
import type { Store } from '../../../engine/store/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'
import { aCase, aJob, aMessage, anInstance, aTask, aTimer } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('a unit', () => {
  forEachDatabase((database) => {
    const clock = fixedClock()
    let store: Store
    before(async () => {
      store = await database.open({ clock, messageIdDomain: 'council.example' })
      await seed(store, (unit) => {
        unit.insertCase(aCase('c1'))
        unit.saveInstance(anInstance('c1'))
      })
    })

    it('sees what it has itself written', async () => {
      await store.command(async (unit) => {
        unit.openTask(aTask('c1', 'see'))
        unit.updateTask('c1/see', { assignee: 'u7' })
        expect((await unit.task('c1/see'))?.assignee).to.equal('u7')
        unit.closeTask('c1/see', { status: 'done', by: 'u7' })
        expect(await unit.openTasks('c1')).to.deep.equal([])
      })
      expect(await store.read.task('c1/see')).to.deep.include({ status: 'done', completedBy: 'u7', version: 3 })
    })

    it('lets one of many close a task, and tells the others who did', async () => {
      await seed(store, (unit) => {
        unit.openTask(aTask('c1', 'race'))
      })
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) =>
          store.command(async (unit) => {
            await unit.lockCase('c1')
            unit.closeTask('c1/race', { status: 'done', by: `u${n}` })
          }),
        ),
      )
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as ConflictError] : []))
      expect(lost).to.have.length(9)
      const { completedBy, completedAt } = (await store.read.task('c1/race'))!
      for (const error of lost) {
        expect(error).to.be.instanceOf(ConflictError)
        expect(error.winner).to.deep.equal({ by: completedBy, at: completedAt })
      }
    })

    it('refuses to change a task that has been changed', async () => {
      await seed(store, (unit) => {
        unit.openTask(aTask('c1', 'etag'))
      })
      const assign = (version: number) =>
        seed(store, (unit) => {
          unit.updateTask('c1/etag', { assignee: 'u1' }, version)
        })
      await assign(1)
      expect(await thrownBy(assign(1))).to.be.instanceOf(ConflictError)
    })

    it('says who changed a case first', async () => {
      await store.command(async (unit) => {
        const row = await unit.lockCase('c1')
        unit.updateCase(row!, row!.version)
        unit.audit({ caseId: 'c1', actor: 'u3', role: 'r', type: 'x', body: {} })
      })
      const row = (await store.read.case('c1'))!
      const error = await thrownBy(
        seed(store, (unit) => {
          unit.updateCase(row, 1)
        }),
      )
      expect(error).to.be.instanceOf(ConflictError)
      expect((error as ConflictError).winner?.by).to.equal('u3')
    })

    it('refuses a state that is not the one that was saved', async () => {
      for (const change of [`state = '{"tokens":[1]}'`, `definition_hash = 'd2'`, `state_hash = 'x'`]) {
        await seed(store, (unit) => {
          unit.saveInstance(anInstance('c1', { id: 'c1/damaged' }))
        })
        await store.transact((sql) => sql.run(`update instances set ${change} where id = 'c1/damaged'`))
        const error = await thrownBy(store.command((unit) => unit.openInstances('c1')))
        expect(error, change).to.be.instanceOf(StateDamagedError)
        expect(String(error), change).to.include('c1')
      }
      await store.transact((sql) => sql.run(`delete from instances where id = 'c1/damaged'`))
    })

    it('numbers facts without gaps', async () => {
      const add = () =>
        store.command((unit) =>
          unit.addFacts('c1', [{ type: 'case-closed', on: localDate('2026-03-02'), data: { outcome: 'upheld' } }], {
            recordedBy: 'u1',
            role: 'r',
          }),
        )
      await Promise.all(Array.from({ length: 8 }, add))
      expect((await store.read.facts('c1')).map(({ id }) => id)).to.deep.equal(
        Array.from({ length: 8 }, (_, n) => `c1/${n + 1}`),
      )
    })

    it('arms a timer anew under its id, and cancels it', async () => {
      const due = async () => (await store.read.timer('c1/t'))?.dueAt
      for (const at of ['2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z']) {
        await seed(store, (unit) => {
          unit.armTimer(aTimer('c1', 't', at))
        })
        expect(await due()).to.equal(at)
      }
      await seed(store, (unit) => {
        unit.timerFired('c1/t', instant('2026-07-01T00:00:00.000Z'))
      })
      expect(await store.read.timer('c1/t')).to.deep.include({
        status: 'armed',
        firedCount: 1,
        dueAt: '2026-07-01T00:00:00.000Z',
      })
      await seed(store, (unit) => {
        unit.timerFired('c1/t')
      })
      expect((await store.read.timer('c1/t'))?.status).to.equal('fired')
      expect(
        await thrownBy(
          seed(store, (unit) => {
            unit.timerFired('c1/t')
          }),
        ),
      ).to.be.instanceOf(ConflictError)
    })

    it('queues a message once per key, in order, under a Message-ID that stays', async () => {
      const queue = (key: string) => store.command((unit) => unit.queueMessage(aMessage('c1', key)))
      const first = await queue('k1')
      const again = await store.command((unit) =>
        unit.queueMessage({ ...aMessage('c1', 'k1'), id: 'other', body: 'other' }),
      )
      expect(again).to.deep.equal(first)
      const both = await store.command(async (unit) => [
        await unit.queueMessage(aMessage('c1', 'k2')),
        await unit.queueMessage(aMessage('c1', 'k3')),
        await unit.queueMessage({ ...aMessage('c1', 'k2'), id: 'other' }),
      ])
      expect(both.map(({ n, id }) => [n, id])).to.deep.equal([
        [2, 'm-k2'],
        [3, 'm-k3'],
        [2, 'm-k2'],
      ])
      expect(first.messageId).to.match(/^<[0-9a-f]{40}@council\.example>$/)
      expect((await store.read.outbox({ caseId: 'c1' })).rows).to.have.length(3)
    })

    it('keeps an incoming message once, until it is taken or has expired', async () => {
      const receive = (id: string, dedupeKey: string, expiresAt?: string) =>
        store.command((unit) =>
          unit.inboxAdd({
            id,
            caseId: 'c1',
            name: 'reply',
            data: {},
            dedupeKey,
            expiresAt: expiresAt === undefined ? null : instant(expiresAt),
          }),
        )
      expect((await receive('in1', 'd1')).duplicate).to.equal(false)
      const twice = await receive('in2', 'd1')
      expect([twice.duplicate, twice.row.id]).to.deep.equal([true, 'in1'])
      await receive('in3', 'd3', '2026-03-02T09:00:00.000Z')
      expect((await store.command((unit) => unit.inboxWaiting('c1'))).map(({ id }) => id)).to.deep.equal(['in1'])
      const take = () =>
        seed(store, (unit) => {
          unit.inboxTake('in1')
        })
      await take()
      expect(await thrownBy(take())).to.be.instanceOf(ConflictError)
    })

    it('answers the same request twice with one answer', async () => {
      const request = { key: 'idem', actor: 'u1', requestHash: 'h1' }
      let carriedOut = 0
      const ask = (requestHash: string) =>
        store.command(async (unit) => {
          const earlier = await unit.idempotent({ ...request, requestHash })
          if (earlier !== undefined) return earlier
          carriedOut += 1
          const answer = { status: 201, response: { id: 'made' } }
          unit.rememberAnswer(request, answer)
          return answer
        })
      const answers = await Promise.all([ask('h1'), ask('h1'), ask('h1')])
      expect(answers).to.deep.equal(Array(3).fill({ status: 201, response: { id: 'made' } }))
      expect(carriedOut).to.equal(1)
      expect(await thrownBy(ask('h2'))).to.be.instanceOf(RefusedError)
      expect(await store.command((unit) => unit.idempotent({ ...request, actor: 'u2' }))).to.equal(undefined)
    })

    it('takes the outcome of a job from nobody but its holder', async () => {
      await seed(store, (unit) => {
        unit.addJob(aJob('c1', 'j'))
      })
      const finish = (fencing: number) =>
        seed(store, (unit) => {
          unit.finishJob('c1/j', fencing, { status: 'done' })
        })
      expect(await thrownBy(finish(0))).to.be.instanceOf(ConflictError)
      await store.transact((sql) => sql.run(`update jobs set status = 'leased', fencing = 4 where id = 'c1/j'`))
      expect(await thrownBy(finish(3))).to.be.instanceOf(ConflictError)
      await finish(4)
      expect((await store.read.job('c1/j'))?.status).to.equal('done')
    })

    it('resolves an incident once', async () => {
      await seed(store, (unit) => {
        unit.raiseIncident({ id: 'i1', caseId: 'c1', code: 'x', message: 'y' })
      })
      const resolve = (by: string) =>
        seed(store, (unit) => {
          unit.resolveIncident('i1', { status: 'skipped', by, reason: 'agreed' })
        })
      await resolve('u1')
      const error = await thrownBy(resolve('u2'))
      expect((error as ConflictError).winner?.by).to.equal('u1')
      expect(await store.command((unit) => unit.openIncidents('c1'))).to.deep.equal([])
    })
  })
})
