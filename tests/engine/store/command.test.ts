import { expect } from 'chai'
import { ConflictError } from '../../../engine/errors.ts'
import type { Store } from '../../../engine/store/index.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { aCase, aJob, aMessage, anInstance, aTask, aTimer } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'

describe('a command', () => {
  forEachDatabase((database) => {
    let store: Store
    before(async () => {
      store = await database.open()
    })

    it('writes everything that it was asked to', async () => {
      const number = await store.command(async (unit) => {
        unit.insertCase(aCase('c1'))
        unit.savePerson({ caseId: 'c1', id: 'p1', role: 'complainant', data: { name: 'Ada Example' } })
        unit.saveInstance(anInstance('c1'))
        unit.openTask(aTask('c1', 'acknowledge', { dueOn: localDate('2026-03-05') }))
        unit.armTimer(aTimer('c1', 'late', '2026-03-06T00:00:00.000Z', { kind: 'deadline', binding: { rule: 'x' } }))
        unit.addJob(aJob('c1', 'offer'))
        await unit.queueMessage(aMessage('c1', 'c1/ack'))
        await unit.addFacts(
          'c1',
          [
            {
              type: 'complaint-received',
              on: localDate('2026-03-02'),
              data: { channel: 'form', oral: false, byChild: true },
            },
          ],
          { recordedBy: 'u1', role: 'complaints-officer' },
        )
        unit.raiseIncident({ id: 'i1', caseId: 'c1', code: 'uncaught-error', message: 'stopped' })
        unit.audit({ caseId: 'c1', actor: 'u1', role: 'complaints-officer', type: 'case-started', body: { n: 1 } })
        return unit.nextCaseNumber(2026)
      })
      expect(number).to.equal(1)
      expect(await store.read.case('c1')).to.deep.equal({
        id: 'c1',
        procedure: 'children-act',
        procedureVersion: 1,
        version: 1,
        status: 'open',
        receivedOn: '2026-03-02',
        state: { stage: 'stage-1' },
        createdAt: '2026-03-02T09:00:00.000Z',
        closedAt: null,
        lastToldOn: null,
        factCount: 1,
        // For lists: from the people and the state, and no more of a name than its initials
        stage: null,
        initials: 'A.E.',
        adjustments: null,
        child: false,
        restricted: false,
      })
      expect(await store.read.facts('c1')).to.deep.equal([
        {
          id: 'c1/1',
          type: 'complaint-received',
          on: '2026-03-02',
          data: { channel: 'form', oral: false, byChild: true },
          recordedAt: '2026-03-02T09:00:00.000Z',
          recordedBy: 'u1',
          role: 'complaints-officer',
        },
      ])
      expect(await store.read.people('c1')).to.have.length(1)
      expect(await store.read.instances('c1')).to.deep.equal([anInstance('c1')])
      expect((await store.read.tasks({ caseId: 'c1' })).rows.map(({ id }) => id)).to.deep.equal(['c1/acknowledge'])
      expect((await store.read.timers({ caseId: 'c1' })).rows[0]?.binding).to.deep.equal({ rule: 'x' })
      expect((await store.read.jobs({ caseId: 'c1' })).rows[0]?.status).to.equal('ready')
      expect((await store.read.outbox({ caseId: 'c1' })).rows[0]?.n).to.equal(1)
      expect((await store.read.incidents({ caseId: 'c1' })).rows[0]?.status).to.equal('open')
      expect((await store.read.history({ caseId: 'c1' })).rows.map(({ seq }) => seq)).to.deep.equal([1])
    })

    it('refuses a case that has moved on', async () => {
      await seed(store, (unit) => {
        unit.insertCase(aCase('c2'))
      })
      const change = (expected: number) =>
        store.command(async (unit) => {
          const row = await unit.lockCase('c2')
          unit.updateCase({ ...row!, status: 'incident' }, expected)
        })
      await change(1)
      expect(await thrownBy(change(1))).to.be.instanceOf(ConflictError)
      expect((await store.read.case('c2'))?.version).to.equal(2)
    })
  })
})
