import { expect } from 'chai'
import { makeClockWatch, type ClockWatch } from '../../api/clock-watch.ts'
import type { Store } from '../../engine/index.ts'
import { fixedClock, type FixedClock } from '../support/test-databases-clock.ts'
import { aCase, aJob, aTimer } from '../support/test-databases-rows.ts'
import { seed } from '../support/test-databases-thrown.ts'
import { forEachDatabase } from '../support/test-databases.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND

describe('the watch over the machine’s clock', () => {
  forEachDatabase((database) => {
    let clock: FixedClock
    let store: Store
    let passedMs = 0
    let jumps: number[]
    let skews: string[]
    let watch: ClockWatch

    before(async () => {
      clock = fixedClock(new Date().toISOString())
      store = await database.open({ clock })
    })
    beforeEach(() => {
      jumps = []
      skews = []
      watch = makeClockWatch({
        runtime: { store, clock },
        live: false,
        nowMs: () => passedMs,
        onJump: (bySeconds) => jumps.push(bySeconds),
        onSkew: (_seconds, isTooLarge) => skews.push(isTooLarge ? 'too large' : 'small'),
        onError: (error) => {
          throw error
        },
      })
    })

    /** Time passes, and the clock is set by so much besides. */
    const pass = async (ms: number, setBy = 0): Promise<void> => {
      passedMs += ms
      clock.advance(ms + setBy)
      await watch.look()
    }
    const audited = async () =>
      (await store.look.run(`select body from audit where type = 'clock-jumped' order by seq`)).map(
        ({ body }) => (JSON.parse(String(body)) as { data: unknown }).data,
      )

    it('says nothing while time passes, or while it is set right by a little', async () => {
      await pass(0)
      await pass(10 * SECOND)
      await pass(3 * HOUR)
      await pass(10 * SECOND, 299 * SECOND)
      await pass(10 * SECOND, -299 * SECOND)
      expect(jumps).to.deep.equal([])
      expect(await audited()).to.deep.equal([])
    })

    it('puts on record that it was set by more than five minutes, forward or back', async () => {
      await pass(0)
      await pass(10 * SECOND, HOUR)
      await pass(10 * SECOND)
      await pass(10 * SECOND, -240 * HOUR)
      await pass(10 * SECOND, 239 * HOUR)
      expect(jumps).to.deep.equal([3_600, -864_000, 860_400])
      expect(await audited()).to.deep.equal(jumps.map((bySeconds) => ({ bySeconds, against: 'time-passed' })))
    })

    it('has done soon what was to be done soon by the wrong time, and moves no moment that was fixed', async () => {
      const right = clock.now()
      await pass(0)
      await pass(10 * SECOND, 87_600 * HOUR)
      await seed(store, (unit) => {
        unit.insertCase(aCase('early'))
        unit.addJob(aJob('early', 'job'))
        unit.armTimer(aTimer('early', 'fixed', '2046-01-01T00:00:00.000Z'))
      })
      await pass(10 * SECOND, -87_600 * HOUR)
      const job = await store.read.job('early/job')
      expect(Math.abs(Date.parse(job?.runAt ?? '') - Date.parse(right))).to.be.below(60 * SECOND)
      expect((await store.read.timer('early/fixed'))?.dueAt).to.equal('2046-01-01T00:00:00.000Z')
    })

    it('notes when it starts before what was last written', async () => {
      await seed(store, (unit) => {
        unit.audit({ actor: 'somebody', role: 'system', type: 'tried', body: {} })
      })
      await pass(0, -HOUR)
      expect(jumps).to.deep.equal([-3_600])
      expect((await audited()).at(-1)).to.deep.equal({ bySeconds: -3_600, against: 'trail' })
      await pass(10 * SECOND)
      expect(jumps).to.have.length(1)
    })

    it('warns when the clock of the database says something else, once', async () => {
      clock.set(new Date().toISOString() as never)
      await pass(0)
      await pass(0, HOUR)
      await pass(0)
      clock.set(new Date().toISOString() as never)
      await pass(0)
      expect(skews).to.deep.equal(database.dialect === 'sqlite' ? [] : ['too large', 'small'])
      if (database.dialect === 'sqlite') expect(watch.skewSeconds()).to.equal(0)
      else expect(Math.abs(watch.skewSeconds())).to.be.below(5)
    })
  })
})
