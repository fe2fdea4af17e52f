import { expect } from 'chai'
import { fireTimer, submitComplaint } from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { complete, newCase, taskAt, walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const START = '2026-02-02T09:00:00.000Z'

describe('the timers of a case', () => {
  forEachDatabase((database) => {
    describe('of a child', () => {
      let test: TestRuntime
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })
      beforeEach(() => {
        test.clock.set(START as never)
      })

      const fired = async (caseId: string) =>
        (await test.store.read.history({ caseId, limit: 500 })).rows
          .filter(({ type }) => type === 'timer-fired')
          .map(({ at, body }) => ({ at, ...(JSON.parse(body) as { data: { timer: string; dueAt: string } }).data }))
      const duesOf = async (caseId: string) => (await fired(caseId)).map(({ dueAt }) => dueAt)
      const factTypes = async (caseId: string) => (await test.store.read.facts(caseId)).map(({ type }) => type)
      const atStage1 = async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
        return caseId
      }

      it('fire at each moment of Stage 1: the warning, the day, overdue, day 20, and again every ten working days', async () => {
        const caseId = await atStage1()
        // Day by day, as a service runs. Easter 2026: Good Friday 3 April, Monday 6 April.
        for (let day = 1; day <= 80; day += 1) {
          test.clock.advance(86_400_000)
          await test.settle()
        }
        const dues = await duesOf(caseId)
        expect(dues).to.include.members([
          '2026-02-12T08:00:00.000Z', // two working days before day 10
          '2026-02-16T08:00:00.000Z', // day 10
          '2026-02-17T00:00:00.000Z', // overdue
          '2026-03-03T00:00:00.000Z', // ten working days later; day 20 has passed as well
          '2026-03-17T00:00:00.000Z',
          '2026-03-30T23:00:00.000Z', // 31 March in London, which is on summer time
          '2026-04-15T23:00:00.000Z', // 16 April: Easter counts for nothing
        ])
        expect(new Set((await fired(caseId)).map(({ timer }) => timer)).size, 'each timer once').to.equal(dues.length)
        const told = (await test.store.read.facts(caseId)).filter(({ type }) =>
          ['lateness-notice-sent', 'stage-2-right-notified'].includes(type),
        )
        expect(told.map(({ type, on }) => `${on} ${type}`)).to.deep.equal([
          '2026-02-17 lateness-notice-sent',
          '2026-03-03 stage-2-right-notified',
          '2026-03-03 lateness-notice-sent',
          '2026-03-17 lateness-notice-sent',
          '2026-03-31 lateness-notice-sent',
          '2026-04-16 lateness-notice-sent',
        ])
        const day21 = (await test.store.read.outbox({ caseId, limit: 500 })).rows.filter(({ key }) =>
          key.includes('right'),
        )
        expect(new Set(day21.map(({ key }) => key.split(':')[1])).size, 'one letter on day 21').to.equal(1)
        const inTime = await complete(test, caseId, 'task_answer_stage_1', { late: false }).catch(
          (error: unknown) => error,
        )
        expect(inTime, 'an answer after the last day is late').to.have.property('reason', 'late-not-said')
        const why = { late: true, latenessReasonCode: 'staff-absence', latenessReason: 'The manager was ill.' }
        await complete(test, caseId, 'task_answer_stage_1', why)
        const count = (await fired(caseId)).length
        const before = await factTypes(caseId)
        for (let day = 1; day <= 15; day += 1) {
          test.clock.advance(86_400_000)
          await test.settle()
        }
        const later = (await factTypes(caseId)).slice(before.length)
        expect(later, 'nothing is late any more once it has been answered').to.not.include('lateness-notice-sent')
        expect((await fired(caseId)).length).to.be.at.least(count)
      })

      it('all fire after three days down, each case in the order in which they were due', async () => {
        const cases = [await atStage1(), await atStage1(), await atStage1()]
        await test.moveTo('2026-02-13T17:00:00.000Z')
        // Down from Friday evening; two moments pass on Monday and Tuesday.
        await test.moveTo('2026-02-18T17:00:00.000Z')
        for (const caseId of cases) {
          const all = await fired(caseId)
          const dues = all.map(({ dueAt }) => dueAt)
          expect(dues).to.deep.equal(dues.toSorted())
          expect(dues).to.include.members(['2026-02-16T08:00:00.000Z', '2026-02-17T00:00:00.000Z'])
        }
      })

      it('that repeat say once after a long time down that it is late, and go on at their next day', async () => {
        const caseId = await atStage1()
        const repeats = async () =>
          (await fired(caseId)).filter(({ timer }) => timer.includes('.ev_stage_1_late.')).map(({ dueAt }) => dueAt)
        // Overdue on 17 February; the days 3, 17 and 31 March pass while the service is down.
        await test.moveTo('2026-04-01T09:00:00.000Z')
        expect(await repeats()).to.deep.equal(['2026-02-17T00:00:00.000Z'])
        await test.moveTo('2026-04-16T09:00:00.000Z')
        expect(await repeats()).to.deep.equal(['2026-02-17T00:00:00.000Z', '2026-04-15T23:00:00.000Z'])
      })

      it('do not fire earlier when the clock is set back', async () => {
        const caseId = await atStage1()
        await test.moveTo('2026-02-10T09:00:00.000Z')
        const before = await duesOf(caseId)
        await test.moveTo('2026-01-05T09:00:00.000Z')
        await test.moveTo('2026-02-12T07:59:59.999Z')
        expect(await duesOf(caseId)).to.deep.equal(before)
        await test.moveTo('2026-02-12T08:00:00.000Z')
        expect((await duesOf(caseId)).length).to.equal(before.length + 1)
      })

      it('are left alone when they are asked to fire too early, or again', async () => {
        const caseId = await atStage1()
        const { rows } = await test.store.read.timers({ caseId, status: 'armed', limit: 20 })
        const id = rows.find(({ dueAt }) => dueAt === '2026-02-12T08:00:00.000Z')?.id ?? ''
        await fireTimer(test.runtime, id)
        expect((await test.store.read.timer(id))?.status).to.equal('armed')
        test.clock.set('2026-02-12T08:00:00.000Z' as never)
        await Promise.allSettled([
          fireTimer(test.runtime, id),
          fireTimer(test.runtime, id),
          fireTimer(test.runtime, id),
        ])
        expect((await duesOf(caseId)).filter((due) => due === '2026-02-12T08:00:00.000Z')).to.have.lengthOf(1)
      })

      it('and the completion of their task meet: one comes first, and the case is right either way', async () => {
        const cases = []
        for (let n = 0; n < 6; n += 1) cases.push(await atStage1())
        test.clock.set('2026-02-16T08:00:00.000Z' as never)
        await Promise.all([test.settle(), ...cases.map((caseId) => complete(test, caseId, 'task_answer_stage_1'))])
        await test.settle()
        for (const caseId of cases) {
          expect((await test.store.read.case(caseId))?.status).to.equal('open')
          expect(await factTypes(caseId)).to.include('stage-1-answered')
          const { rows } = await test.store.read.incidents({ caseId, status: 'open', limit: 5 })
          expect(rows).to.deep.equal([])
        }
      })

      it('are worked out once more before they fire: a council that has closed meanwhile is not told off', async () => {
        const caseId = await atStage1()
        const { rows } = await test.store.read.timers({ caseId, status: 'armed', limit: 20 })
        const wrong = rows.find(({ dueAt }) => dueAt === '2026-02-17T00:00:00.000Z')
        await test.store.knex('timers').where({ id: wrong?.id }).update({ due_at: '2026-02-05T00:00:00.000Z' })
        await test.moveTo('2026-02-05T09:00:00.000Z')
        expect(await test.store.read.timer(wrong?.id ?? '')).to.include({ status: 'armed', dueAt: wrong?.dueAt })
        expect(await factTypes(caseId)).to.not.include('lateness-notice-sent')
      })

      it('fire at 65 working days of Stage 2, through a restart', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (step) => step === 'task_investigate')
        const again = await startRuntime(database, { clock: test.clock })
        // 65 working days from Monday 2 February 2026: Thursday 7 May, with Good Friday, Easter Monday and 4 May left out.
        const { rows } = await again.store.read.timers({ caseId, status: 'armed', limit: 50 })
        const limit = rows.find(
          ({ binding }) => binding?.['rule'] === 'children-act.stage-2-limit' && binding['at'] === 'breach',
        )
        expect(limit?.dueAt).to.equal('2026-05-07T23:00:00.000Z')
        await again.moveTo('2026-05-07T22:59:59.999Z')
        expect((await again.store.read.timer(limit?.id ?? ''))?.status).to.equal('armed')
        await again.moveTo('2026-05-07T23:00:00.000Z')
        expect((await again.store.read.timer(limit?.id ?? ''))?.status).to.equal('fired')
        await taskAt(again, caseId, 'task_investigate')
      })

      it('of a complaint that came in long ago fire at once', async () => {
        const { caseId } = await submitComplaint(test.runtime, a('intake'), {
          ...CHILDS_COMPLAINT,
          receivedOn: '2026-01-05' as never,
        })
        await test.settle()
        expect((await taskAt(test, caseId, 'task_record_complaint')).dueOn).to.equal('2026-01-08')
        expect((await duesOf(caseId)).length).to.be.at.least(1)
      })
    })
  })
})
