import { expect } from 'chai'
import { StoreUnavailableError } from '../../../engine/errors.ts'
import { openStore, type Store } from '../../../engine/store/index.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'
import { startProcess } from '../../support/test-databases-process.ts'
import { aCase } from '../../support/test-databases-rows.ts'
import { seed } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? '../../support/test-databases-count.ts' : '../../support/test-databases-count.js',
  import.meta.url,
)

describe('two processes on one database', () => {
  forEachDatabase((database) => {
    let store: Store
    before(async () => {
      store = await database.open()
      await seed(store, (unit) => {
        unit.insertCase(aCase('shared'))
      })
    })

    it('change one case 400 times, and nobody is turned away', async function () {
      this.timeout(60_000)
      const work = { config: database.config, caseId: 'shared', times: 200 }
      const runs = await Promise.all([startProcess(PROGRAM, work).ended, startProcess(PROGRAM, work).ended])
      expect(runs.map(({ code, output }) => `${code} ${output}`)).to.deep.equal(['0 ', '0 '])
      expect((await store.read.case('shared'))?.version).to.equal(401)
      const [row] = await store.look.run(
        'select count(*) as n, count(distinct actor) as actors, max(seq) as last from audit',
      )
      expect([Number(row?.['n']), Number(row?.['actors']), Number(row?.['last'])]).to.deep.equal([400, 2, 400])
    })

    it('lose nothing that was acknowledged when one is killed', async function () {
      this.timeout(60_000)
      const before = (await store.read.case('shared'))!.version
      const work = { config: database.config, caseId: 'shared', times: 3_000 }
      const { child, ended } = startProcess(PROGRAM, work)
      while ((await store.read.case('shared'))!.version < before + 20 && child.exitCode === null)
        await Promise.resolve()
      child.kill('SIGKILL')
      await ended
      const after = (await store.read.case('shared'))!.version
      expect(after).to.be.greaterThan(before)
      // Whatever it had committed is whole: as many audit rows as versions.
      const [row] = await store.look.run(
        `select count(*) as n, max(case_seq) as last from audit where case_id = 'shared'`,
      )
      expect([Number(row?.['n']), Number(row?.['last'])]).to.deep.equal([after - 1, after - 1])
      await store.command(async (unit) => {
        const shared = await unit.lockCase('shared')
        unit.updateCase(shared!, after)
      })
    })
  })
})

describe('a full disk', () => {
  it('refuses to write, keeps what there is, and goes on when there is room', async () => {
    const store = await openStore({ file: ':memory:', clock: fixedClock() })
    await store.migrate()
    const big = (id: string) =>
      seed(store, (unit) => {
        unit.insertCase(aCase(id, { state: { filler: 'x'.repeat(400_000) } }))
      })
    await big('before')
    const [size] = await store.knex.raw<readonly [{ page_count: number }]>('pragma page_count')
    await store.knex.raw(`pragma max_page_count = ${size.page_count + 50}`)
    const results = await Promise.allSettled(['full-1', 'full-2', 'full-3'].map(big))
    for (const result of results) {
      expect(result.status).to.equal('rejected')
      expect((result as PromiseRejectedResult).reason).to.be.instanceOf(StoreUnavailableError)
    }
    expect((await store.read.cases()).rows.map(({ id }) => id)).to.deep.equal(['before'])
    await store.knex.raw('pragma max_page_count = 1000000')
    await big('after')
    const [check] = await store.knex.raw<readonly [{ integrity_check: string }]>('pragma integrity_check')
    expect(check.integrity_check).to.equal('ok')
    expect((await store.read.cases()).rows).to.have.length(2)
    await store.close()
  })
})
