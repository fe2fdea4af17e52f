import { expect } from 'chai'
import { ConflictError, StoreUnavailableError } from '../../../engine/errors.ts'
import type { Store, Unit } from '../../../engine/store/index.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { aCase, aJob, aMessage, anInstance, aTask, aTimer } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const TABLES = [
  'cases',
  'people',
  'facts',
  'instances',
  'tasks',
  'timers',
  'jobs',
  'outbox',
  'inbox',
  'incidents',
  'audit',
  'audit_payload',
  'counters',
  'idempotency',
]

const insert = (id: string) => (unit: Unit) => {
  unit.insertCase(aCase(id))
}

describe('all of a command or nothing', () => {
  forEachDatabase((database) => {
    /** How many statements may still run; undefined for any number. */
    let left: number | undefined
    let ran = 0
    let store: Store
    before(async () => {
      store = await database.open({
        watch(statement) {
          ran += 1
          if (statement.startsWith('rollback') || left === undefined) return
          left -= 1
          if (left < 0) throw new Error('the line was cut')
        },
      })
    })

    const contents = async (): Promise<string> => {
      const all: unknown[] = []
      for (const table of database.dialect === 'sqlite' ? TABLES : [...TABLES, 'graphile_worker.jobs']) {
        const [row] = await store.look.run(`select count(*) as n from ${table}`)
        all.push([table, Number(row?.['n'])])
      }
      const [head] = await store.look.run('select seq from audit_head')
      return JSON.stringify([...all, Number(head?.['seq'])])
    }

    const everything = (caseId: string) =>
      store.command(async (unit) => {
        await unit.idempotent({ key: caseId, actor: 'u1', requestHash: 'h' })
        await unit.nextCaseNumber(2026)
        unit.insertCase(aCase(caseId))
        unit.savePerson({ caseId, id: 'p1', role: 'complainant', data: {} })
        unit.saveInstance(anInstance(caseId))
        unit.openTask(aTask(caseId, 'answer'))
        unit.armTimer(aTimer(caseId, 'late', '2026-04-01T00:00:00.000Z'))
        unit.addJob(aJob(caseId, 'tell'))
        await unit.queueMessage(aMessage(caseId, `${caseId}/1`))
        await unit.inboxAdd({ id: `${caseId}/in`, caseId, name: 'reply', data: {}, dedupeKey: caseId })
        await unit.addFacts(
          caseId,
          [{ type: 'case-closed', on: localDate('2026-03-02'), data: { outcome: 'upheld' } }],
          { recordedBy: 'u1', role: 'r' },
        )
        unit.raiseIncident({ id: `${caseId}/i`, caseId, code: 'x', message: 'y' })
        unit.rememberAnswer({ key: caseId, actor: 'u1', requestHash: 'h' }, { status: 201, response: {} })
        unit.audit({ caseId, actor: 'u1', role: 'r', type: 'started', body: {}, payload: 'words' })
      })

    it('writes nothing, whichever statement fails', async function () {
      this.timeout(60_000)
      await everything('whole')
      ran = 0
      await everything('counted')
      const statements = ran
      expect(statements).to.be.greaterThan(15)
      const before = await contents()
      for (let cut = 0; cut < statements; cut += 1) {
        left = cut
        const error = await thrownBy(everything('cut'))
        left = undefined
        expect(String(error), `cut after ${cut}`).to.match(/the line was cut/)
        expect(await contents(), `cut after ${cut}`).to.equal(before)
      }
      await everything('cut')
    })

    it('goes on with another connection when not even the rollback goes through', async () => {
      let isBroken = false
      const one = await database.open({
        watch(statement) {
          if (isBroken && /^(commit|rollback)/.test(statement)) throw new Error('the line was cut')
        },
      })
      isBroken = true
      expect(String(await thrownBy(seed(one, insert('half'))))).to.match(/the line was cut/)
      isBroken = false
      await seed(one, insert('whole-again'))
      const rows = await one.look.run(`select id from cases where id in ('half', 'whole-again')`)
      expect(rows.map(({ id }) => id)).to.deep.equal(['whole-again'])
    })

    it('takes back the work of one that throws, and of no other beside it', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          store.command(async (unit) => {
            unit.insertCase(aCase(`beside-${n}`))
            expect(await unit.lockCase(`beside-${n}`)).to.be.an('object') // Has been written by now.
            if (n % 3 === 0) throw new RangeError('no')
          }),
        ),
      )
      const there = await store.look.run(`select id from cases where id like 'beside-%'`)
      expect(there).to.have.length(13)
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(13)
    })

    it('takes back the work of one that breaks a rule of the database, and of no other beside it', async () => {
      await seed(store, (unit) => {
        unit.insertCase(aCase('taken'))
      })
      const results = await Promise.allSettled(
        ['new-1', 'taken', 'new-2'].map((id) =>
          seed(store, (unit) => {
            unit.insertCase(aCase(id))
          }),
        ),
      )
      expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
      expect((results[1] as PromiseRejectedResult).reason).to.be.instanceOf(ConflictError)
    })

    it('lets fifty commands count up one case without losing one', async () => {
      await seed(store, (unit) => {
        unit.insertCase(aCase('counted-up'))
      })
      await Promise.all(
        Array.from({ length: 50 }, () =>
          store.command(async (unit) => {
            const row = await unit.lockCase('counted-up')
            unit.updateCase(row!, row!.version)
            unit.audit({ caseId: 'counted-up', actor: 'u1', role: 'r', type: 'counted', body: {} })
          }),
        ),
      )
      expect((await store.read.case('counted-up'))?.version).to.equal(51)
    })

    it('gives each of many new cases a number of its own', async () => {
      const numbers = await Promise.all(
        Array.from({ length: 30 }, () => store.command((unit) => unit.nextCaseNumber(2031))),
      )
      expect([...numbers].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 30 }, (_, n) => n + 1))
    })

    it('says so when the database cannot be used', async () => {
      const gone = await database.open({ clock: { now: () => '2026-03-02T09:00:00.000Z' as never } })
      await gone.close()
      const error = await thrownBy(
        seed(gone, (unit) => {
          unit.insertCase(aCase('never'))
        }),
      )
      expect(error).to.be.instanceOf(StoreUnavailableError)
    })
  })
})
