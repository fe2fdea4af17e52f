import { expect } from 'chai'
import {
  caseClocks,
  ConflictError,
  extendClock,
  holdClock,
  localDate,
  NotFoundError,
  NotPermittedError,
  RefusedError,
  releaseClock,
} from '../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { newCase, taskAt, walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

/** Received on Monday 2 February 2026: day 10 is Monday 16 February, day 20 Monday 2 March. */
const RULE = 'children-act.stage-1-answer'
const STEP = 'task_answer_stage_1'
const until = localDate('2026-03-02')

describe('the clocks of a case', () => {
  forEachDatabase((database) => {
    describe('at Stage 1', () => {
      let test: TestRuntime
      let caseId: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })
      beforeEach(async () => {
        test.clock.set('2026-02-02T09:00:00.000Z' as never)
        caseId = await newCase(test)
        await walkOn(test, caseId, (step) => step === STEP)
      })

      const timers = async (element: RegExp): Promise<readonly string[]> => {
        const { rows } = await test.store.read.timers({ caseId, status: 'armed', limit: 50 })
        return rows.filter((row) => element.test(row.element)).map(({ dueAt }) => dueAt)
      }
      const extension = { rule: RULE, ground: 'complex', reason: 'Three teams are in it.', until }

      it('extends from 10 to 20 days, and moves the task and its timers in the same transaction', async () => {
        expect((await taskAt(test, caseId, STEP)).dueOn).to.equal('2026-02-16')
        const before = await timers(/./)
        expect(before).to.include('2026-02-17T00:00:00.000Z')
        const { result } = await extendClock(test.runtime, MANAGER, { caseId, ...extension })
        expect(result).to.deep.equal({ rule: RULE, fact: 'stage-1-extended' })
        expect((await taskAt(test, caseId, STEP)).dueOn).to.equal('2026-03-02')
        const after = await timers(/./)
        expect(after).to.include('2026-03-03T00:00:00.000Z').and.not.include('2026-02-17T00:00:00.000Z')
        const { rows } = await test.store.read.history({ caseId, limit: 100 })
        const line = rows.findLast(({ type }) => type === 'clock-extended')
        const { data } = JSON.parse(line?.body ?? '') as { data: { deadlines: unknown } }
        expect(data.deadlines).to.deep.include({ rule: RULE, due: '2026-03-02' })
        await test.moveTo('2026-02-17T09:00:00.000Z')
        const facts = (await test.store.read.facts(caseId)).map(({ type }) => type)
        expect(facts).to.not.include('lateness-notice-sent')
      })

      const refusals: readonly (readonly [string, object, string | undefined])[] = [
        ['beyond the ceiling', { until: '2026-03-03' }, undefined],
        ['to a day before the one that it has', { until: '2026-02-10' }, undefined],
        ['on a ground that is none', { ground: 'holidays' }, undefined],
        ['without saying why', { reason: ' ' }, 'no-reason'],
      ]
      for (const [what, change, reason] of refusals) {
        it(`refuses to extend ${what}, and moves nothing`, async () => {
          const version = (await test.store.read.case(caseId))?.version
          const request = { caseId, ...extension, ...change }
          const error = await thrownBy(extendClock(test.runtime, MANAGER, request))
          expect(error).to.satisfy(
            (thrown: unknown) => thrown instanceof RefusedError || (thrown as Error).name === 'InvalidVariablesError',
          )
          if (reason !== undefined) expect(error).to.include({ reason })
          expect((await test.store.read.case(caseId))?.version).to.equal(version)
          expect((await taskAt(test, caseId, STEP)).dueOn).to.equal('2026-02-16')
        })
      }

      it('refuses to extend after the day has passed', async () => {
        await test.moveTo('2026-02-17T09:00:00.000Z')
        expect(await thrownBy(extendClock(test.runtime, MANAGER, { caseId, ...extension }))).to.be.instanceOf(
          RefusedError,
        )
      })

      it('knows no clock that does not run, and no role that may not', async () => {
        const other = { caseId, ...extension, rule: 'children-act.stage-2-answer' }
        expect(await thrownBy(extendClock(test.runtime, MANAGER, other))).to.be.instanceOf(NotFoundError)
        const role = a('panel-clerk')
        expect(await thrownBy(extendClock(test.runtime, role, { caseId, ...extension }))).to.be.instanceOf(
          NotPermittedError,
        )
        const stale = extendClock(test.runtime, MANAGER, { caseId, ...extension }, { expectedVersion: 1 })
        expect(await thrownBy(stale)).to.be.instanceOf(ConflictError)
      })

      it('holds the clock while a child waits for an advocate, and lets it go on', async () => {
        const request = { caseId, rule: RULE, ground: 'advocate', reason: 'She asked for an advocate.' }
        const error = await thrownBy(holdClock(test.runtime, MANAGER, { ...request, ground: 'weather' }))
        expect(error).to.be.instanceOf(RefusedError)
        await holdClock(test.runtime, MANAGER, request)
        expect(await timers(/./)).to.not.include('2026-02-17T00:00:00.000Z')
        test.clock.set('2026-02-05T09:00:00.000Z' as never)
        await releaseClock(test.runtime, MANAGER, { caseId, rule: RULE, reason: 'The advocate has come.' })
        const clock = (await caseClocks(test.runtime, MANAGER, caseId)).find(({ rule }) => rule === RULE)
        expect(clock?.status).to.equal('running')
        const { dueOn } = await taskAt(test, caseId, STEP)
        expect(dueOn).to.equal(clock?.due)
        expect(dueOn).to.equal('2026-02-19')
        expect(await timers(/./)).to.include('2026-02-20T00:00:00.000Z')
      })

      it('does not take the answer to a hold for that to a release under the same key', async () => {
        const same = { caseId, rule: RULE, ground: 'advocate', reason: 'The same words.' }
        const options = { idempotencyKey: `key-${caseId}` }
        await holdClock(test.runtime, MANAGER, same, options)
        expect(await thrownBy(releaseClock(test.runtime, MANAGER, same, options))).to.include({
          reason: 'idempotency-key-reused',
        })
      })
    })
  })
})
