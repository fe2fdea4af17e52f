import { expect } from 'chai'
import type { Store } from '../../../engine/store/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { aCase } from '../../support/test-databases-rows.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const AT = instant('2026-03-02T09:00:00.000Z')
const BY = { recordedBy: 'u1', role: 'complaints-officer' }

describe('what only grows', () => {
  forEachDatabase((database) => {
    let store: Store
    before(async () => {
      store = await database.open()
      await store.command(async (unit) => {
        unit.insertCase(aCase('c1'))
        const fact = {
          type: 'complaint-received',
          on: localDate('2026-03-02'),
          data: { channel: 'form', oral: false, byChild: true },
        } as const
        await unit.addFacts('c1', [fact, fact], BY)
        unit.addDefinition({
          hash: 'd1',
          procedure: 'p',
          processId: 'x',
          file: 'x.bpmn',
          xml: '<x/>',
          model: null,
          layoutHash: 'l',
          deployedAt: AT,
          deployedBy: 'u1',
        })
        unit.addProcedure({
          id: 'p',
          version: 1,
          title: 'P',
          hash: 'h',
          files: {},
          effectiveFrom: null,
          status: 'draft',
          deployedAt: AT,
          deployedBy: 'u1',
        })
        unit.audit({
          caseId: 'c1',
          actor: 'u1',
          role: 'r',
          type: 'started',
          body: {},
          payload: 'the words of a person',
        })
      })
    })

    const refused = [
      `update facts set type = 'panel-met'`,
      `update facts set on_day = '2026-01-01'`,
      `update facts set data = '{"channel":"letter"}'`,
      `update facts set data = '{}'`,
      `update facts set data = '{}', erased_at = 'now', recorded_by = 'somebody'`,
      `delete from facts`,
      `update definitions set xml = '<y/>'`,
      `delete from definitions`,
      `update procedures set files = '{"a":"b"}'`,
      `update procedures set hash = 'other', status = 'active'`,
      `delete from procedures`,
      `update audit set actor = 'somebody else'`,
      `update audit set hash = prev`,
      `delete from audit`,
      `update audit_payload set payload = 'other words'`,
    ]
    for (const statement of refused) {
      it(`refuses: ${statement}`, async () => {
        const error = await thrownBy(store.transact((sql) => sql.run(statement)))
        expect(String(error)).to.match(/only grows/)
      })
    }

    it('refuses to empty a table at one stroke', async () => {
      if (database.dialect === 'sqlite') return // It has no such statement.
      for (const table of ['facts', 'audit', 'definitions', 'procedures']) {
        const error = await thrownBy(store.transact((sql) => sql.run(`truncate ${table} cascade`)))
        expect(String(error), table).to.match(/only grows/)
      }
    })

    it('lets a procedure be activated and retired', async () => {
      await store.command(async (unit) => {
        unit.setProcedureStatus('p', 1, 'active', localDate('2026-04-01'))
        expect(await unit.procedures('p')).to.deep.include({
          ...(await unit.procedures('p'))[0],
          status: 'active',
          effectiveFrom: '2026-04-01',
        })
      })
    })

    it('lets the words of a fact be erased, once', async () => {
      const erase = () =>
        store.command((unit) => {
          unit.eraseFact('c1', 2)
          return Promise.resolve()
        })
      await erase()
      expect((await store.read.facts('c1')).map(({ data }) => data)).to.deep.equal([
        { channel: 'form', oral: false, byChild: true },
        {},
      ])
      expect(String(await thrownBy(erase()))).to.match(/only grows/)
    })

    it('lets the personal part of an audit row be erased', async () => {
      await store.transact((sql) => sql.run('delete from audit_payload where seq = 1'))
      expect(await store.read.auditPayload(1)).to.equal(undefined)
      expect((await store.read.history({ caseId: 'c1' })).rows).to.have.length(1)
    })
  })
})
