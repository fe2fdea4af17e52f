import { expect } from 'chai'
import { StoreNewerError } from '../../../engine/errors.ts'
import { MIGRATIONS } from '../../../engine/store/migrations/index.ts'
import { openStore } from '../../../engine/store/index.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'
import { startProcess } from '../../support/test-databases-process.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const PROGRAM = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../support/test-databases-migrate.ts'
    : '../../support/test-databases-migrate.js',
  import.meta.url,
)

describe('migrate', () => {
  forEachDatabase((database) => {
    it('brings the schema up once when five processes start together', async function () {
      this.timeout(60_000)
      const runs = await Promise.all(Array.from({ length: 5 }, () => startProcess(PROGRAM, database.config).ended))
      expect(runs.map(({ code, output }) => `${code} ${output}`)).to.deep.equal(Array(5).fill('0 '))
      const store = await database.open()
      const rows = await store.look.run('select name from migrations order by name')
      expect(rows.map(({ name }) => name)).to.deep.equal([...MIGRATIONS.keys()])
      expect(await store.look.run('select seq from audit_head')).to.have.length(1)
    })

    it('leaves nothing behind when a step fails, and goes on from there', async () => {
      const store = await database.open()
      await store.transact((sql) => sql.run(`delete from migrations where name = '0006-audit'`))
      // Its tables are still there, so making them again fails on the way.
      expect(await thrownBy(store.migrate())).to.be.instanceOf(Error)
      expect(await store.look.run(`select name from migrations where name = '0006-audit'`)).to.deep.equal([])
      await store.transact((sql) => sql.run(`insert into migrations (name) values ('0006-audit')`))
      await store.migrate()
    })

    it('refuses a database of a newer release', async () => {
      const store = await database.open()
      await store.transact((sql) => sql.run(`insert into migrations (name) values ('0999-later')`))
      const again = await openStore({ clock: fixedClock(), ...database.config })
      expect(await thrownBy(again.migrate())).to.be.instanceOf(StoreNewerError)
      await again.close()
      await store.transact((sql) => sql.run(`delete from migrations where name = '0999-later'`))
    })
  })
})
