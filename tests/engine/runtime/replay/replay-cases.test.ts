import { expect } from 'chai'
import { recordFacts, replayCases, replayNightly, type ReplayReport } from '../../../../engine/index.ts'
import { stateHash } from '../../../../engine/store/state-hash.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { newCase, walkOn } from '../../../support/runtime-walk.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'

const AUDITOR = a('auditor')

describe('replaying cases', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let first: string
    let second: string
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database, { now: '2026-02-02T09:00:00.000Z' })
      first = await newCase(test)
      second = await newCase(test)
      await walkOn(test, first, (each) => each === 'task_answer_stage_1')
      await walkOn(test, second, (each) => each === 'task_answer_stage_1')
    })

    const play = (asked: Parameters<typeof replayCases>[2] = {}) => replayCases(test.runtime, AUDITOR, asked)
    const counted = ({ cases, deviating, fitness, failed }: ReplayReport) => ({ cases, deviating, fitness, failed })
    const rowsOf = async (type: string) => {
      const { rows } = await test.store.read.history({ limit: 500 })
      return rows.filter((row) => row.type === type)
    }
    /** As somebody with the database in their hands would. */
    const forge = async (caseId: string, column: 'state', change: string) => {
      await test.store.transact((sql) =>
        sql.run(`update instances set ${column} = ${change} where id = ?`, [`${caseId}/1`]),
      )
    }
    /** The same by somebody who knows how the hash of a state is made. */
    const forgeSteps = async (caseId: string, by: number) => {
      const row = (await test.store.read.instances(caseId)).find(({ id }) => id === `${caseId}/1`)!
      const forged = { ...row, seq: row.seq + by }
      await test.store.transact((sql) =>
        sql.run('update instances set seq = ?, state_hash = ? where id = ?', [forged.seq, stateHash(forged), row.id]),
      )
    }
    const alerts = async () => {
      const { rows } = await test.store.read.outbox({ limit: 200 })
      return rows.filter(({ details }) => JSON.stringify(details['contents']) === '["conformance-alert"]')
    }

    it('finds every case as its diagrams say, and leaves one row that it was looked at', async () => {
      expect(counted(await play({ scope: 'all' }))).to.deep.equal({ cases: 2, deviating: 0, fitness: 1, failed: [] })
      const rows = await rowsOf('cases-replayed')
      expect(rows.map(({ actor, role, outcome }) => [actor, role, outcome])).to.deep.equal([
        ['auditor', 'auditor', 'conforming'],
      ])
    })

    it('plays what has not changed since no second time', async () => {
      expect((await play()).cases).to.equal(0)
      const fact = { type: 'note-recorded', on: test.today(), data: { kind: 'internal', text: 'Rang.' } } as const
      await recordFacts(test.runtime, MANAGER, first, [fact])
      expect((await play()).cases).to.equal(1)
    })

    it('names the case and the first place at which a state was changed by hand', async () => {
      await forgeSteps(first, 1)
      expect((await play()).cases, 'nobody changed its version').to.equal(0)
      const { deviations, deviating } = await play({ scope: 'all' })
      expect(deviating).to.equal(1)
      expect(deviations[0]).to.deep.include({ caseId: first })
      expect(deviations[0]?.deviation).to.include({
        kind: 'other-state',
        instance: `${first}/1`,
        found: 'values or counters that its record does not lead to',
      })
      const [row] = await rowsOf('case-deviates')
      expect(row).to.include({ caseId: first, outcome: 'other-state' })
    })

    it('tells the complaints team and internal audit by e-mail, once, with references only', async () => {
      await play({ scope: 'all' })
      const told = await alerts()
      expect(told.map(({ toAddress }) => toAddress)).to.have.members([
        'complaints@council.example.org',
        'internal-audit@council.example.org',
      ])
      expect(told[0]?.body).to.include(first).and.not.include(second)
    })

    it('plays one that departed again until it does not', async () => {
      expect((await play()).deviating).to.equal(1)
      await forgeSteps(first, -1)
      expect(counted(await play({ caseId: first }))).to.deep.equal({ cases: 1, deviating: 0, fitness: 1, failed: [] })
      expect(await rowsOf('case-conforms-again')).to.have.length(1)
      expect((await play()).cases).to.equal(0)
    })

    it('takes a state that cannot be read for a departure, and goes on', async () => {
      const [row] = await test.store.look.run('select state from instances where id = ?', [`${second}/1`])
      await forge(second, 'state', `'{}'`)
      const { deviations, cases } = await play({ scope: 'all' })
      expect(cases).to.equal(2)
      expect(deviations.map(({ caseId, deviation: { kind } }) => [caseId, kind])).to.deep.equal([[second, 'damaged']])
      await test.store.transact((sql) =>
        sql.run('update instances set state = ? where id = ?', [row?.['state'], `${second}/1`]),
      )
      expect((await play()).deviating).to.equal(0)
    })

    it('is for those who may verify the trail', async () => {
      expect(await thrownBy(replayCases(test.runtime, a('caseworker'), {}))).to.have.property('code', 'NOT_PERMITTED')
    })

    describe('by night', () => {
      const night = async (at: string) => {
        await test.moveTo(at)
        return replayNightly(test.runtime)
      }
      const scopes = async () =>
        (await test.store.conformance.runs(50))
          .filter(({ dueOn }) => dueOn !== null)
          .map(({ dueOn, scope }) => [dueOn, scope])

      it('is one run a day from two o’clock in London: all cases first, then what changed, all again after a week', async () => {
        expect((await night('2026-03-02T02:10:00.000Z'))?.cases).to.equal(2)
        expect(await night('2026-03-03T01:59:00.000Z'), 'before two').to.equal(undefined)
        expect((await night('2026-03-03T02:00:00.000Z'))?.cases).to.be.lessThan(3)
        expect(await night('2026-03-03T23:00:00.000Z'), 'made already').to.equal(undefined)
        await night('2026-03-08T02:00:00.000Z')
        expect((await night('2026-03-09T02:00:00.000Z'))?.cases).to.equal(2)
        expect(await scopes()).to.deep.equal([
          ['2026-03-09', 'all'],
          ['2026-03-08', 'changed'],
          ['2026-03-03', 'changed'],
          ['2026-03-02', 'all'],
        ])
      })

      it('is made by one of several processes', async () => {
        await test.moveTo('2026-03-10T02:00:00.000Z')
        const runs = await Promise.all(Array.from({ length: 4 }, () => replayNightly(test.runtime)))
        expect(runs.filter((run) => run !== undefined)).to.have.length(1)
      })

      it('is gone on with by another process when the first has fallen silent', async () => {
        await test.moveTo('2026-03-11T02:00:00.000Z')
        await test.store.conformance.claim(test.today(), 'all', test.clock.now())
        expect(await replayNightly(test.runtime), 'still at it').to.equal(undefined)
        const run = await night('2026-03-11T02:16:00.000Z')
        expect(run?.cases).to.equal(2)
        expect((await test.store.conformance.runs(1))[0]?.finishedAt).to.equal('2026-03-11T02:16:00.000Z')
      })
    })
  })
})
