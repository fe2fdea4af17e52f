import { expect } from 'chai'
import { InvalidValueError } from '../../../engine/errors.ts'
import type { Store, TaskFilter } from '../../../engine/store/index.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { aCase, aJob, aMessage, aTask, aTimer } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('the reader', () => {
  forEachDatabase((database) => {
    let store: Store
    before(async () => {
      store = await database.open()
      await store.command(async (unit) => {
        unit.insertCase(aCase('a', { receivedOn: localDate('2026-01-05') }))
        unit.insertCase(aCase('b', { receivedOn: localDate('2026-02-05'), procedure: 'corporate' }))
        unit.insertCase(aCase('c', { receivedOn: localDate('2026-02-05'), status: 'closed' }))
        unit.openTask(aTask('a', 'late', { dueOn: localDate('2026-02-01'), assignee: 'u1' }))
        unit.openTask(aTask('a', 'never'))
        unit.openTask(aTask('a', 'soon', { dueOn: localDate('2026-03-01'), role: 'advocate' }))
        unit.openTask(aTask('b', 'same', { dueOn: localDate('2026-03-01'), candidateTeam: 'north' }))
        unit.openTask(aTask('b', 'over', { dueOn: localDate('2026-01-01') }))
        unit.closeTask('b/over', { status: 'done', by: 'u1' })
        unit.armTimer(aTimer('a', 't2', '2026-04-02T00:00:00.000Z'))
        unit.armTimer(aTimer('a', 't1', '2026-04-01T00:00:00.000Z'))
        unit.addJob(aJob('b', 'j'))
        await unit.queueMessage(aMessage('a', 'm', { channel: 'letter', toAddress: null }))
      })
    })

    const lists: readonly { readonly what: string; readonly filter: TaskFilter; readonly ids: readonly string[] }[] = [
      {
        what: 'all open, the earliest due first, those without a day last',
        filter: {},
        ids: ['a/late', 'a/soon', 'b/same', 'a/never'],
      },
      { what: 'of a person', filter: { assignee: 'u1' }, ids: ['a/late'] },
      { what: 'of nobody', filter: { unassigned: true }, ids: ['a/soon', 'b/same', 'a/never'] },
      { what: 'of a role', filter: { role: 'advocate' }, ids: ['a/soon'] },
      {
        what: 'of several roles',
        filter: { roles: ['advocate', 'complaints-officer'] },
        ids: ['a/late', 'a/soon', 'b/same', 'a/never'],
      },
      { what: 'of no role', filter: { roles: [] }, ids: [] },
      { what: 'of a team', filter: { team: 'north' }, ids: ['b/same'] },
      { what: 'of a case', filter: { caseId: 'a' }, ids: ['a/late', 'a/soon', 'a/never'] },
      { what: 'of a procedure', filter: { procedure: 'corporate' }, ids: ['b/same'] },
      { what: 'due by a day', filter: { dueBy: localDate('2026-02-28') }, ids: ['a/late'] },
      { what: 'done', filter: { status: 'done' }, ids: ['b/over'] },
      { what: 'of a person and a case', filter: { assignee: 'u1', caseId: 'b' }, ids: [] },
    ]
    for (const { what, filter, ids } of lists) {
      it(`lists tasks ${what}`, async () => {
        expect((await store.read.tasks(filter)).rows.map(({ id }) => id)).to.deep.equal(ids)
        expect(await store.read.taskCount(filter)).to.equal(ids.length)
      })
    }

    it('gives a list page by page, each row once', async () => {
      const ids: string[] = []
      let after: string | undefined
      do {
        const page = await store.read.tasks({ limit: 1, ...(after !== undefined && { after }) })
        ids.push(...page.rows.map(({ id }) => id))
        after = page.next
      } while (after !== undefined)
      expect(ids).to.deep.equal(['a/late', 'a/soon', 'b/same', 'a/never'])
    })

    it('lists cases, the newest first', async () => {
      const first = await store.read.cases({ limit: 2 })
      expect(first.rows.map(({ id }) => id)).to.deep.equal(['c', 'b'])
      const second = await store.read.cases({ limit: 2, after: first.next! })
      expect(second.rows.map(({ id }) => id)).to.deep.equal(['a'])
      expect(second.next).to.equal(undefined)
    })

    it('counts cases', async () => {
      expect(await store.read.openCaseCount()).to.equal(2)
      expect(await store.read.caseCounts()).to.deep.equal({ open: 2, closed: 1, incident: 0 })
    })

    it('knows what is due next', async () => {
      expect(await store.read.nextDue()).to.equal('2026-03-02T09:00:00.000Z')
      await seed(store, (unit) => {
        unit.cancelJob('b/j')
      })
      expect(await store.read.nextDue()).to.equal('2026-04-01T00:00:00.000Z')
    })

    for (const after of [
      '',
      'x',
      '$$',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('[{},"a"]').toString('base64url'),
    ]) {
      it(`refuses the cursor '${after}'`, async () => {
        expect(await thrownBy(store.read.tasks({ after }))).to.be.instanceOf(InvalidValueError)
      })
    }
  })
})
