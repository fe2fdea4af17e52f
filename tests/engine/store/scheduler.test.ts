/* Over 300 lines: one contract, kept by both schedulers. */
import { expect } from 'chai'
import { ConflictError } from '../../../engine/errors.ts'
import {
  makeScheduler,
  type Lease,
  type Scheduler,
  type SchedulerConfig,
  type Store,
  type WorkHandlers,
} from '../../../engine/store/index.ts'
import { fromMillis, instant, toMillis, type Instant } from '../../../engine/values/instant.ts'
import { fixedClock, type FixedClock } from '../../support/test-databases-clock.ts'
import { aCase, aJob, aMessage, aTimer } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const START = '2026-03-02T09:00:00.000Z'
const SECOND = 1_000

/** A runtime that does nothing but note what it was asked to do, and store that it is done. */
function recorder(store: Store): WorkHandlers & { readonly done: string[]; readonly trouble: Map<string, () => void> } {
  const done: string[] = []
  const trouble = new Map<string, () => void>()
  const note = (what: string): void => {
    done.push(what)
    trouble.get(what)?.()
  }
  return {
    done,
    trouble,
    async fireTimer(id) {
      note(id)
      await seed(store, (unit) => {
        unit.timerFired(id)
      })
    },
    async runJob(id, { fencing }) {
      note(id)
      await seed(store, (unit) => {
        unit.finishJob(id, fencing, { status: 'done' })
      })
    },
    async sendMail(id) {
      note(id)
      const mail = await store.mail.claim(id)
      if (mail !== undefined && mail !== 'held') await store.mail.record(mail, { kind: 'accepted', reply: '250 ok' })
    },
  }
}

/** Looks until a worker has the job. */
async function untilLeased(store: Store, id: string): Promise<void> {
  for (let looks = 0; looks < 5_000; looks += 1) {
    if ((await store.read.job(id))?.status === 'leased') return
  }
  throw new Error(`Nobody took ${id}`)
}

describe('the scheduler', () => {
  forEachDatabase((database) => {
    let clock: FixedClock
    let store: Store
    let caseNumber = 0
    let caseId: string
    const open: Scheduler[] = []

    before(async () => {
      clock = fixedClock(START)
      store = await database.open({ clock })
    })
    beforeEach(async () => {
      clock.set(instant(START))
      await store.transact((sql) => sql.run(`update timers set status = 'cancelled'`))
      await store.transact((sql) => sql.run(`update jobs set status = 'cancelled'`))
      await store.transact((sql) => sql.run(`update outbox set status = 'failed'`))
      caseId = await newCase()
    })
    afterEach(async () => {
      await Promise.all(open.splice(0).map((scheduler) => scheduler.stop()))
    })

    const newCase = async (): Promise<string> => {
      caseNumber += 1
      const id = `s${caseNumber}`
      await seed(store, (unit) => {
        unit.insertCase(aCase(id))
      })
      return id
    }
    const begin = async (handlers: WorkHandlers, config: Partial<SchedulerConfig> = {}): Promise<Scheduler> => {
      const scheduler = makeScheduler({ store, clock, live: false, ...config })
      open.push(scheduler)
      await scheduler.start(handlers)
      return scheduler
    }

    it('fires timers in due order, and none before its moment', async () => {
      const handlers = recorder(store)
      const scheduler = await begin(handlers)
      await seed(store, (unit) => {
        for (const [name, second] of [
          ['c', 30],
          ['a', 10],
          ['b', 20],
          ['d', 40],
        ] as const) {
          unit.armTimer(aTimer(caseId, name, fromMillis(toMillis(instant(START)) + second * SECOND)))
        }
      })
      expect(await scheduler.tick(clock.advance(9_999))).to.equal(0)
      expect(await scheduler.tick(clock.advance(1))).to.equal(1)
      expect(await scheduler.nextDue()).to.equal('2026-03-02T09:00:20.000Z')
      expect(await scheduler.tick(clock.advance(3600 * SECOND))).to.equal(3)
      expect(handlers.done).to.deep.equal(['a', 'b', 'c', 'd'].map((name) => `${caseId}/${name}`))
      expect(await scheduler.tick(clock.now())).to.equal(0)
    })

    it('fires a timer of ten years on its day and not before', async () => {
      const handlers = recorder(store)
      const scheduler = await begin(handlers)
      await seed(store, (unit) => {
        unit.armTimer(aTimer(caseId, 'long', '2036-03-02T09:00:00.000Z'))
      })
      clock.set(instant('2036-03-02T08:59:59.999Z'))
      expect(await scheduler.tick(clock.now())).to.equal(0)
      clock.set(instant('2036-03-02T09:00:00.000Z'))
      expect(await scheduler.tick(clock.now())).to.equal(1)
    })

    it('leaves alone what was called off or put off', async () => {
      const handlers = recorder(store)
      const scheduler = await begin(handlers)
      await seed(store, (unit) => {
        for (const name of ['off', 'later']) unit.armTimer(aTimer(caseId, name, '2026-03-02T09:00:10.000Z'))
        unit.addJob(aJob(caseId, 'never'))
      })
      await seed(store, (unit) => {
        unit.cancelTimer(`${caseId}/off`)
        unit.armTimer(aTimer(caseId, 'later', '2026-03-03T09:00:00.000Z'))
        unit.cancelJob(`${caseId}/never`)
      })
      expect(await scheduler.tick(clock.advance(60 * SECOND))).to.equal(0)
      expect(await scheduler.tick(clock.advance(86_400 * SECOND))).to.equal(1)
    })

    it('does what falls due by doing what was due', async () => {
      const handlers = recorder(store)
      const scheduler = await begin({
        ...handlers,
        async fireTimer(id) {
          await seed(store, (unit) => {
            unit.timerFired(id)
            unit.addJob(aJob(caseId, 'follows'))
          })
        },
      })
      await seed(store, (unit) => {
        unit.armTimer(aTimer(caseId, 't', START))
      })
      expect(await scheduler.tick(clock.now())).to.equal(2)
      expect(handlers.done).to.deep.equal([`${caseId}/follows`])
    })

    it('stops at its limit', async () => {
      const scheduler = await begin(recorder(store))
      await seed(store, (unit) => {
        for (const name of ['a', 'b', 'c']) unit.armTimer(aTimer(caseId, name, START))
      })
      expect(await scheduler.tick(clock.now(), 2)).to.equal(2)
      expect(await scheduler.tick(clock.now(), 2)).to.equal(1)
    })

    it('does not fire one timer for ever that is always due', async () => {
      const handlers = recorder(store)
      const scheduler = await begin({
        ...handlers,
        fireTimer: (id) =>
          seed(store, (unit) => {
            unit.timerFired(id, instant(START))
          }),
      })
      await seed(store, (unit) => {
        unit.armTimer(aTimer(caseId, 'always', START))
      })
      expect(await scheduler.tick(clock.now(), 100)).to.equal(1)
    })

    it('tries a failing job five times, each later than the last, and then says so', async () => {
      const handlers = recorder(store)
      const failed: [string, Lease, string][] = []
      const times: string[] = []
      const scheduler = await begin({
        ...handlers,
        runJob() {
          times.push(clock.now())
          return Promise.reject(new Error('the printer is on fire'))
        },
        jobFailed(id, lease, error) {
          failed.push([id, lease, error])
          return Promise.resolve()
        },
      })
      await seed(store, (unit) => {
        unit.addJob(aJob(caseId, 'poison'))
      })
      for (let minute = 0; minute < 20; minute += 1) await scheduler.tick(clock.advance(60 * SECOND))
      expect(times).to.have.length(5)
      expect(failed).to.have.length(1)
      expect(failed[0]?.[0]).to.equal(`${caseId}/poison`)
      expect(failed[0]?.[2]).to.equal('Error: the printer is on fire')
      expect(await store.read.job(`${caseId}/poison`)).to.deep.include({
        status: 'failed',
        attempts: 5,
        leaseOwner: null,
      })

      await seed(store, (unit) => {
        unit.retryJob(`${caseId}/poison`)
      })
      await scheduler.tick(clock.now())
      expect(times).to.have.length(6)
    })

    it('does not hold a lost race against a job', async () => {
      const handlers = recorder(store)
      let times = 0
      const scheduler = await begin({
        ...handlers,
        runJob(id, lease) {
          times += 1
          return times <= 8 ? Promise.reject(new ConflictError('somebody was faster')) : handlers.runJob(id, lease)
        },
      })
      await seed(store, (unit) => {
        unit.addJob(aJob(caseId, 'racer'))
      })
      for (let n = 0; n < 12; n += 1) await scheduler.tick(clock.advance(2 * SECOND))
      expect(await store.read.job(`${caseId}/racer`)).to.deep.include({ status: 'done', attempts: 1 })
    })

    it('counts a handler that stores no outcome as a failure', async () => {
      const scheduler = await begin({ ...recorder(store), runJob: () => Promise.resolve() })
      await seed(store, (unit) => {
        unit.addJob(aJob(caseId, 'idle'))
      })
      await scheduler.tick(clock.now())
      const job = await store.read.job(`${caseId}/idle`)
      expect(job?.status).to.equal('ready')
      expect(job?.lastError).to.match(/stored no outcome/)
    })

    it('fires no timer of a case before an earlier one that had to be put off', async () => {
      const handlers = recorder(store)
      const other = await newCase()
      let times = 0
      const scheduler = await begin({
        ...handlers,
        fireTimer(id) {
          times += id === `${caseId}/a` ? 1 : 0
          return id === `${caseId}/a` && times < 3
            ? Promise.reject(new ConflictError('somebody was faster'))
            : handlers.fireTimer(id)
        },
      })
      await seed(store, (unit) => {
        for (const name of ['a', 'b', 'c']) unit.armTimer(aTimer(caseId, name, START))
        unit.armTimer(aTimer(other, 'o', START))
      })
      await scheduler.tick(clock.now())
      expect(handlers.done).to.deep.equal([`${other}/o`])
      for (let n = 0; n < 3; n += 1) await scheduler.tick(clock.advance(2 * SECOND))
      expect(handlers.done.slice(1)).to.deep.equal(['a', 'b', 'c'].map((name) => `${caseId}/${name}`))
    })

    it('goes on with other cases beside a poisoned one', async () => {
      const handlers = recorder(store)
      const other = await newCase()
      handlers.trouble.set(`${caseId}/t`, () => {
        throw new Error('broken')
      })
      const failed: string[] = []
      const scheduler = await begin({
        ...handlers,
        timerFailed(id) {
          failed.push(id)
          return Promise.resolve()
        },
      })
      await seed(store, (unit) => {
        unit.armTimer(aTimer(caseId, 't', START))
        unit.armTimer(aTimer(other, 't', '2026-03-02T09:00:01.000Z'))
      })
      await scheduler.tick(clock.advance(2 * SECOND))
      expect((await store.read.timer(`${other}/t`))?.status).to.equal('fired')
      for (let minute = 0; minute < 20; minute += 1) await scheduler.tick(clock.advance(60 * SECOND))
      expect(handlers.done.filter((id) => id === `${caseId}/t`)).to.have.length(5)
      expect(failed).to.deep.equal([`${caseId}/t`])
      expect((await store.read.timer(`${caseId}/t`))?.status).to.equal('failed')
    })

    it('never runs two jobs of one case side by side', async () => {
      const other = await newCase()
      let running = 0
      let most = 0
      let mostOfAll = 0
      const all = new Map<string, number>()
      const scheduler = await begin(
        {
          ...recorder(store),
          async runJob(id, { fencing }) {
            const of = id.slice(0, id.indexOf('/'))
            all.set(of, (all.get(of) ?? 0) + 1)
            running += 1
            most = Math.max(most, all.get(of) ?? 0)
            mostOfAll = Math.max(mostOfAll, running)
            for (let n = 0; n < 5; n += 1) await store.look.run('select 1 as one')
            await seed(store, (unit) => {
              unit.finishJob(id, fencing, { status: 'done' })
            })
            running -= 1
            all.set(of, (all.get(of) ?? 0) - 1)
          },
        },
        { concurrency: 8 },
      )
      await seed(store, (unit) => {
        for (let n = 0; n < 6; n += 1) {
          unit.addJob(aJob(caseId, `j${n}`))
          unit.addJob(aJob(other, `j${n}`))
        }
      })
      expect(await scheduler.tick(clock.now())).to.equal(12)
      expect(most).to.equal(1)
      expect(mostOfAll).to.equal(2)
    })

    it('keeps a second worker from a job in hand, and from the next of its case', async () => {
      const handlers = recorder(store)
      const second = await begin(handlers)
      let finish = (): void => undefined
      const first = await begin({
        ...handlers,
        async runJob(id, { fencing }) {
          await new Promise<void>((resolve) => (finish = resolve))
          await seed(store, (unit) => {
            unit.finishJob(id, fencing, { status: 'done' })
          })
        },
      })
      await seed(store, (unit) => {
        unit.addJob(aJob(caseId, 'j1'))
        unit.addJob(aJob(caseId, 'j2', { runAt: instant('2026-03-02T09:00:05.000Z') }))
      })
      const ticking = first.tick(clock.now(), 1)
      await untilLeased(store, `${caseId}/j1`)
      await second.tick(clock.advance(10 * SECOND))
      expect(handlers.done).to.deep.equal([])
      finish()
      await ticking
      await second.tick(clock.now())
      expect(handlers.done).to.deep.equal([`${caseId}/j2`])
    })

    it('takes over the job of a dead worker, and refuses its outcome when it wakes', async () => {
      const handlers = recorder(store)
      const second = await begin(handlers)
      let wake = (): void => undefined
      let outcome: Promise<unknown> | undefined
      const first = await begin({
        ...handlers,
        async runJob(id, { fencing }) {
          await new Promise<void>((resolve) => (wake = resolve))
          const storing = seed(store, (unit) => {
            unit.finishJob(id, fencing, { status: 'done' })
          })
          outcome = thrownBy(storing)
          await storing
        },
      })
      await seed(store, (unit) => {
        unit.addJob(aJob(caseId, 'left'))
      })
      const ticking = first.tick(clock.now())
      await untilLeased(store, `${caseId}/left`)
      expect(await second.tick(clock.advance(59 * SECOND))).to.equal(0)
      expect(await second.tick(clock.advance(1 * SECOND))).to.equal(1)
      expect(handlers.done).to.deep.equal([`${caseId}/left`])
      wake()
      await ticking
      expect(await outcome).to.be.instanceOf(ConflictError)
      expect(await store.read.job(`${caseId}/left`)).to.deep.include({ status: 'done', fencing: 2, attempts: 2 })
    })

    it('gives up a job that kills every worker that takes it', async () => {
      const failed: string[] = []
      const scheduler = await begin({
        ...recorder(store),
        jobFailed(id) {
          failed.push(id)
          return Promise.resolve()
        },
      })
      await seed(store, (unit) => {
        unit.addJob(aJob(caseId, 'killer'))
      })
      await store.transact((sql) =>
        sql.run(`update jobs set status = 'leased', attempts = 5, lease_until = ? where id = ?`, [
          START,
          `${caseId}/killer`,
        ]),
      )
      await scheduler.tick(clock.advance(SECOND))
      expect(failed).to.deep.equal([`${caseId}/killer`])
      expect((await store.read.job(`${caseId}/killer`))?.status).to.equal('failed')
    })

    it('lets two workers share ten cases of due timers: each fires once, in order', async () => {
      const ids = await Promise.all(Array.from({ length: 10 }, newCase))
      const handlers = recorder(store)
      const fired: string[] = []
      const guarded: WorkHandlers = {
        ...handlers,
        fireTimer: (id) =>
          store.command(async (unit) => {
            await unit.lockCase(id.slice(0, id.indexOf('/')))
            const timer = await unit.timer(id)
            if (timer?.status !== 'armed') return
            unit.timerFired(id)
            fired.push(id)
          }),
      }
      await seed(store, (unit) => {
        for (const id of ids) {
          for (let n = 0; n < 10; n += 1) unit.armTimer(aTimer(id, `t${n}`, `2026-03-02T09:00:0${n}.000Z`))
        }
      })
      clock.advance(60 * SECOND)
      const workers = [await begin(guarded, { concurrency: 4 }), await begin(guarded, { concurrency: 4 })]
      await Promise.all(workers.map((worker) => worker.tick(clock.now())))
      expect(fired).to.have.length(100)
      for (const id of ids) {
        expect(fired.filter((timer) => timer.startsWith(`${id}/`))).to.deep.equal(
          Array.from({ length: 10 }, (_, n) => `${id}/t${n}`),
        )
      }
    })

    it('sends the messages of a case one after another, and waits with the second while the first waits', async () => {
      const handlers = recorder(store)
      const scheduler = await begin(handlers)
      const other = await newCase()
      await store.command(async (unit) => {
        for (const n of [1, 2]) await unit.queueMessage(aMessage(caseId, `${caseId}-${n}`))
        await unit.queueMessage(aMessage(other, `${other}-1`))
        await unit.queueMessage(aMessage(caseId, `${caseId}-letter`, { channel: 'letter', toAddress: null }))
      })
      const first = await store.mail.claim(`m-${caseId}-1`)
      if (first === undefined || first === 'held') throw new Error('not taken')
      await store.mail.record(first, { kind: 'put-off', reply: '421 later' })
      await scheduler.tick(clock.now())
      expect(handlers.done).to.deep.equal([`m-${other}-1`])
      await scheduler.tick(clock.advance(61 * SECOND))
      expect(handlers.done.slice(1)).to.deep.equal([`m-${caseId}-1`, `m-${caseId}-2`])
      expect((await store.read.outboxMessage(`m-${caseId}-letter`))?.status).to.equal('queued')
    })
  })
})

describe('the scheduler, live', () => {
  forEachDatabase((database) => {
    const now = (): Instant => fromMillis(Date.now())
    let store: Store
    const open: Scheduler[] = []
    before(async () => {
      store = await database.open({ clock: { now } })
    })
    afterEach(async () => {
      await Promise.all(open.splice(0).map((scheduler) => scheduler.stop()))
    })

    /** Resolves when as many pieces have been done as are awaited. */
    const counted = (
      handlers: ReturnType<typeof recorder>,
      pieces: number,
    ): { all: Promise<void>; handlers: WorkHandlers } => {
      let enough = (): void => undefined
      const all = new Promise<void>((resolve) => (enough = resolve))
      let done = 0
      const count = async (work: Promise<void>): Promise<void> => {
        await work
        done += 1
        if (done === pieces) enough()
      }
      return {
        all,
        handlers: {
          ...handlers,
          fireTimer: (id) => count(handlers.fireTimer(id)),
          runJob: (id, lease) => count(handlers.runJob(id, lease)),
          sendMail: (id) => count(handlers.sendMail?.(id) ?? Promise.resolve()),
        },
      }
    }

    it('does what was due before it started, what comes due, and what a command makes due', async function () {
      this.timeout(30_000)
      await store.command(async (unit) => {
        unit.insertCase(aCase('l1'))
        unit.armTimer(aTimer('l1', 'old', '2026-01-02T00:00:00.000Z'))
        unit.armTimer(aTimer('l1', 'older', '2026-01-01T00:00:00.000Z'))
        unit.armTimer(aTimer('l1', 'far', '2099-01-01T00:00:00.000Z'))
        await unit.queueMessage(aMessage('l1', 'l1-1'))
        await unit.queueMessage(aMessage('l1', 'l1-2'))
      })
      const recorded = recorder(store)
      const { all, handlers } = counted(recorded, 6)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100 })
      open.push(scheduler)
      await scheduler.start(handlers)
      await seed(store, (unit) => {
        unit.addJob(aJob('l1', 'job'))
        unit.armTimer(aTimer('l1', 'soon', fromMillis(Date.now() + 150)))
      })
      await all
      const timers = recorded.done.filter((id) => /old|soon/.test(id))
      expect(timers).to.deep.equal(['l1/older', 'l1/old', 'l1/soon'])
      expect(recorded.done.filter((id) => id.startsWith('m-'))).to.deep.equal(['m-l1-1', 'm-l1-2'])
      expect(recorded.done).to.include('l1/job').and.not.to.include('l1/far')
    })

    it('lets mail that hangs hold up nothing else, and takes no more of it once it is to stop', async function () {
      this.timeout(30_000)
      await store.command(async (unit) => {
        for (let n = 0; n < 8; n += 1) {
          unit.insertCase(aCase(`h${n}`))
          await unit.queueMessage(aMessage(`h${n}`, `h${n}-1`))
        }
        unit.addJob(aJob('h0', 'job'))
        unit.armTimer(aTimer('h1', 'timer', '2026-01-02T00:00:00.000Z'))
      })
      const letGo: (() => void)[] = []
      const { all, handlers } = counted(recorder(store), 2)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100, concurrency: 2 })
      await scheduler.start({ ...handlers, sendMail: () => new Promise((resolve) => letGo.push(resolve)) })
      await all
      while (letGo.length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
      const stopped = scheduler.stop()
      for (const go of letGo) go()
      await stopped
      expect(letGo).to.have.length(2)
      await store.transact((sql) => sql.run(`update outbox set status = 'failed'`))
    })

    it('gives back what never answers, and does what waits behind it', async function () {
      this.timeout(30_000)
      await seed(store, (unit) => {
        unit.insertCase(aCase('n1'))
        unit.addJob(aJob('n1', 'silent'))
        unit.insertCase(aCase('n2'))
        unit.addJob(aJob('n2', 'next'))
      })
      const recorded = recorder(store)
      const { all, handlers } = counted(recorded, 1)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100, limitMs: 200, concurrency: 1 })
      open.push(scheduler)
      const given = new Promise<void>((resolve) => {
        const look = setInterval(() => {
          void store.read.job('n1/silent').then((job) => {
            if (job?.lastError == null) return
            clearInterval(look)
            resolve()
          })
        }, 50)
      })
      await scheduler.start({
        ...handlers,
        runJob: (id, lease) => (id === 'n1/silent' ? new Promise(() => undefined) : handlers.runJob(id, lease)),
      })
      await Promise.all([all, given])
      expect(await store.read.job('n1/silent')).to.deep.include({
        status: 'ready',
        attempts: 1,
        lastError: 'RangeError: It gave no answer in 0.2 seconds',
      })
      await store.transact((sql) => sql.run(`update jobs set status = 'cancelled' where id = 'n1/silent'`))
    })

    it('tries again what failed, without being told', async function () {
      this.timeout(30_000)
      await seed(store, (unit) => {
        unit.insertCase(aCase('l2'))
        unit.addJob(aJob('l2', 'job'))
      })
      const recorded = recorder(store)
      let times = 0
      recorded.trouble.set('l2/job', () => {
        times += 1
        if (times < 3) throw new ConflictError('somebody was faster')
      })
      const { all, handlers } = counted(recorded, 1)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100 })
      open.push(scheduler)
      await scheduler.start(handlers)
      await all
      expect(times).to.equal(3)
    })

    it('keeps the timers of a case in order when the first has to be tried again', async function () {
      this.timeout(30_000)
      await seed(store, (unit) => {
        unit.insertCase(aCase('l6'))
        for (const n of [1, 2, 3]) unit.armTimer(aTimer('l6', `t${n}`, `2026-01-0${n}T00:00:00.000Z`))
      })
      const recorded = recorder(store)
      const fired: string[] = []
      let times = 0
      const { all, handlers } = counted(recorded, 3)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100 })
      open.push(scheduler)
      await scheduler.start({
        ...handlers,
        async fireTimer(id) {
          times += 1
          if (times === 1) throw new ConflictError('somebody was faster')
          fired.push(id)
          await handlers.fireTimer(id)
        },
      })
      await all
      expect(fired).to.deep.equal(['l6/t1', 'l6/t2', 'l6/t3'])
    })

    it('waits for what is under way when it is stopped, and then does no more', async () => {
      await seed(store, (unit) => {
        unit.insertCase(aCase('l3'))
        unit.addJob(aJob('l3', 'slow'))
      })
      const recorded = recorder(store)
      let started = (): void => undefined
      const begun = new Promise<void>((resolve) => (started = resolve))
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100 })
      await scheduler.start({
        ...recorded,
        async runJob(id, lease) {
          started()
          for (let n = 0; n < 20; n += 1) await store.look.run('select 1 as one')
          await recorded.runJob(id, lease)
        },
      })
      await begun
      await scheduler.stop()
      expect((await store.read.job('l3/slow'))?.status).to.equal('done')
      await seed(store, (unit) => {
        unit.addJob(aJob('l3', 'after'))
      })
      expect((await store.read.job('l3/after'))?.status).to.equal('ready')
    })

    it('holds what is in hand under a name that it says is alive', async function () {
      if (database.dialect === 'sqlite') return
      this.timeout(30_000)
      await seed(store, (unit) => {
        unit.insertCase(aCase('l7'))
        unit.addJob(aJob('l7', 'held'))
      })
      const { all, handlers } = counted(recorder(store), 1)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100 })
      open.push(scheduler)
      let held = false
      await scheduler.start({
        ...handlers,
        async runJob(id, lease) {
          for (let looks = 0; looks < 2_000 && !held; looks += 1) {
            const rows = await store.look.run(
              `select 1 from graphile_worker.jobs where key = 'job:l7/held' and locked_by in (select id from workers)`,
            )
            held = rows.length > 0
          }
          await handlers.runJob(id, lease)
        },
      })
      await all
      expect(held).to.equal(true)
    })

    it('frees what a dead worker held', async function () {
      if (database.dialect === 'sqlite') return // No locks but the leases, tested above.
      this.timeout(30_000)
      await seed(store, (unit) => {
        unit.insertCase(aCase('l4'))
        unit.insertCase(aCase('l5'))
        unit.addJob(aJob('l4', 'stuck'))
        unit.addJob(aJob('l5', 'stuck'))
      })
      await store.transact(async (sql) => {
        await sql.run(
          `insert into workers (id, owner, seen_at) values ('worker-dead', 'gone', '2026-01-01T00:00:00.000Z')`,
        )
        await sql.run(
          `update graphile_worker._private_jobs set locked_by = 'worker-dead', locked_at = now() where key = 'job:l4/stuck'`,
        )
        await sql.run(
          `update graphile_worker._private_job_queues set locked_by = 'worker-dead', locked_at = now() where queue_name = 'l4'`,
        )
        // One that was killed before it could say that it lived.
        await sql.run(
          `update graphile_worker._private_jobs set locked_by = 'worker-unseen', locked_at = now() - interval '2 minutes' where key = 'job:l5/stuck'`,
        )
        await sql.run(
          `update graphile_worker._private_job_queues set locked_by = 'worker-unseen', locked_at = now() where queue_name = 'l5'`,
        )
      })
      const recorded = recorder(store)
      const { all, handlers } = counted(recorded, 2)
      const scheduler = makeScheduler({ store, clock: { now }, live: true, pollMs: 100 })
      open.push(scheduler)
      await scheduler.start(handlers)
      await all
      // The handler has run; what it leaves is stored once the worker has stopped.
      await scheduler.stop()
      expect((await store.read.job('l4/stuck'))?.status).to.equal('done')
      expect((await store.read.job('l5/stuck'))?.status).to.equal('done')
    })
  })
})
